insert into tag (kind, tag_key, entity_id)
values ($1, $2, $3)
on conflict do nothing
