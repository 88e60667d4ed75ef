select operation, entity, entity_id, before, after from change
where entity = $1 and entity_id = $2 and operation > $3
order by operation desc, seq desc
