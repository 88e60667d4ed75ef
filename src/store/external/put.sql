insert into external (source, kind, key, entity_id)
values ($1, $2, $3, $4)
on conflict do nothing
