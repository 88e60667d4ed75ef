-- Stage, urgency and due_at depend on the visits too: the standing module keeps them after the first write.
insert into job (id, version, body, client, site, title, name_key, priority, agreed_at, stage, urgency, due_at, collect_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (id) do update set
    version = excluded.version,
    body = excluded.body,
    client = excluded.client,
    site = excluded.site,
    title = excluded.title,
    name_key = excluded.name_key,
    priority = excluded.priority,
    agreed_at = excluded.agreed_at,
    collect_at = excluded.collect_at
