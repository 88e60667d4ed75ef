select postcode, country, name, latitude, longitude
from postcode
where postcode in (select value from json_each($1))
order by postcode, country, name
