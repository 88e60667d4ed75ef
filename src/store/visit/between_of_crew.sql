select visit.id, visit.version, visit.body
from visit_technician as crew join visit on visit.id = crew.visit
where crew.technician = $1 and crew.start_at >= $2 - 86400000 and crew.start_at < $3 and crew.end_at > $2
    and crew.end_at - crew.start_at <= 86400000 and crew.cancelled = 0
union all
select visit.id, visit.version, visit.body
from visit_technician as crew join visit on visit.id = crew.visit
where crew.technician = $1 and crew.end_at - crew.start_at > 86400000
    and crew.end_at > $2 and crew.start_at < $3 and crew.cancelled = 0
