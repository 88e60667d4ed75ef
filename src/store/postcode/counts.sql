select country, count(*)
from postcode
group by country
order by country
