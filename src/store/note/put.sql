insert into note (id, version, body, about_kind, about_id, at)
values ($1, $2, $3, $4, $5, $6)
on conflict (id) do update set
    version = excluded.version,
    body = excluded.body,
    about_kind = excluded.about_kind,
    about_id = excluded.about_id,
    at = excluded.at
