-- Who goes and what has to be read of the body beside each visit: a visit that is over is counted without it.
-- The two parts are those of between.sql.
select visit.id, visit.start_at, visit.end_at, iif(visit.live, visit.body, null), crew.technician
from visit left join visit_technician as crew on crew.visit = visit.id
where visit.start_at >= $1 - 86400000 and visit.start_at < $2 and visit.end_at > $1
    and visit.end_at - visit.start_at <= 86400000 and visit.cancelled = 0
union all
select visit.id, visit.start_at, visit.end_at, iif(visit.live, visit.body, null), crew.technician
from visit left join visit_technician as crew on crew.visit = visit.id
where visit.end_at - visit.start_at > 86400000 and visit.end_at > $1 and visit.start_at < $2
    and visit.cancelled = 0
