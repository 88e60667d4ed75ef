insert into job_service (job, service) values ($1, $2) on conflict do nothing
