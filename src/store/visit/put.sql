insert into visit (id, version, body, job, start_at, end_at, lead, live, cancelled, placed)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (id) do update set
    version = excluded.version,
    body = excluded.body,
    job = excluded.job,
    start_at = excluded.start_at,
    end_at = excluded.end_at,
    lead = excluded.lead,
    live = excluded.live,
    cancelled = excluded.cancelled,
    placed = excluded.placed
