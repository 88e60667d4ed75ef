insert into draft_change (draft, step, entity, entity_id, before, after) values ($1, $2, $3, $4, $5, $6)
