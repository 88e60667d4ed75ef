-- An event of at most a day that overlaps a span begins at most a day before it; the few longer ones have an
-- index of their own. An event may be found for several spans. The spans
-- come first (cross join): there are few of them.
select event.id, event.version, event.body
from json_each($1) as wanted
    cross join event on event.start_at >= (wanted.value ->> 0) - 86400000 and event.start_at < (wanted.value ->> 1)
where event.end_at > (wanted.value ->> 0) and event.end_at - event.start_at <= 86400000
    and ($2 is null or event.technician is null or event.technician in (select value from json_each($2)))
union all
select event.id, event.version, event.body
from json_each($1) as wanted
    cross join event on event.end_at > (wanted.value ->> 0) and event.end_at - event.start_at > 86400000
where event.start_at < (wanted.value ->> 1)
    and ($2 is null or event.technician is null or event.technician in (select value from json_each($2)))
