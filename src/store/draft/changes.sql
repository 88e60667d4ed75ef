select step, entity, entity_id, before, after
from draft_change
join draft_step using (draft, step)
where draft = $1 and taken_back = $2
order by step, entity, entity_id
