insert into change (operation, seq, entity, entity_id, before, after)
values ($1, $2, $3, $4, $5, $6)
