insert into event (id, version, body, technician, start_at, end_at, name, name_key)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (id) do update set
    version = excluded.version,
    body = excluded.body,
    technician = excluded.technician,
    start_at = excluded.start_at,
    end_at = excluded.end_at,
    name = excluded.name,
    name_key = excluded.name_key
