select zone_key, avg(json_extract(body, '$.position.latitude')), avg(json_extract(body, '$.position.longitude'))
from site
where zone_key <> '' and zone_key in (select value from json_each($1))
    and json_extract(body, '$.position.latitude') is not null
group by zone_key
