-- A visit of at most a day that overlaps the span begins at most a day before it; the few longer ones
-- have an index of their own.
select id, version, body from visit
where start_at >= $1 - 86400000 and start_at < $2 and end_at > $1
    and end_at - start_at <= 86400000 and cancelled = 0
union all
select id, version, body from visit
where end_at - start_at > 86400000 and end_at > $1 and start_at < $2 and cancelled = 0
