insert into visit_technician (visit, technician, job, start_at, end_at, cancelled)
values ($1, $2, $3, $4, $5, $6)
on conflict (visit, technician) do nothing
