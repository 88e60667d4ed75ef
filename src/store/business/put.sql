insert into business (id, version, body)
values ($1, $2, $3)
on conflict (id) do update set
    version = excluded.version,
    body = excluded.body
