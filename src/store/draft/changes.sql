select step, entity, entity_id, before, after from draft_change where draft = $1 order by step, entity, entity_id
