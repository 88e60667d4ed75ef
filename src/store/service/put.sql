insert into service (id, version, body, name, name_key, inactive)
values ($1, $2, $3, $4, $5, $6)
on conflict (id) do update set
    version = excluded.version,
    body = excluded.body,
    name = excluded.name,
    name_key = excluded.name_key,
    inactive = excluded.inactive
