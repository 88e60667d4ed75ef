-- Jobs whose parts wait at a site: it is in use like one where the work is.

alter table job add column collect_at integer references site (id) deferrable initially deferred;
create index job_by_collect_at on job (collect_at) where collect_at is not null;
