insert into contact (id, version, body, client, name, name_key)
values ($1, $2, $3, $4, $5, $6)
on conflict (id) do update set
    version = excluded.version,
    body = excluded.body,
    client = excluded.client,
    name = excluded.name,
    name_key = excluded.name_key
