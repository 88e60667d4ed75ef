-- The first schema.
--
-- A table an entity. `body` is the record's JSON and the truth; every other column is derived from it
-- (or from its neighbours) at each write, for what is queried, sorted or joined. `version` is the id of
-- the operation that last wrote the row. Moments are whole milliseconds since 1970 in UTC.

create table business (
    id integer primary key check (id = 1),
    version integer not null,
    body text not null
) strict;

create table client (
    id integer primary key,
    version integer not null,
    name text not null,
    name_key text not null,
    inactive integer not null,
    body text not null
) strict;
create index client_by_name on client (name_key, id);

create table contact (
    id integer primary key,
    version integer not null,
    client integer not null references client (id) deferrable initially deferred,
    name text not null,
    name_key text not null,
    body text not null
) strict;
create index contact_by_client on contact (client);
create index contact_by_name on contact (name_key, id);

create table site (
    id integer primary key,
    version integer not null,
    client integer not null references client (id) deferrable initially deferred,
    name text not null,
    name_key text not null,
    zone_key text not null,
    body text not null
) strict;
create index site_by_client on site (client);
create index site_by_name on site (name_key, id);
create index site_by_zone on site (zone_key) where zone_key <> '';

create table equipment (
    id integer primary key,
    version integer not null,
    site integer not null references site (id) deferrable initially deferred,
    name text not null,
    name_key text not null,
    body text not null
) strict;
create index equipment_by_site on equipment (site);
create index equipment_by_name on equipment (name_key, id);

create table technician (
    id integer primary key,
    version integer not null,
    name text not null,
    name_key text not null,
    inactive integer not null,
    body text not null
) strict;
create index technician_by_name on technician (name_key, id);

create table service (
    id integer primary key,
    version integer not null,
    name text not null,
    name_key text not null,
    inactive integer not null,
    body text not null
) strict;
create index service_by_name on service (name_key, id);

-- `urgency` and `due_at` order a stage by what needs attention first: the least of both comes first.
create table job (
    id integer primary key,
    version integer not null,
    client integer not null references client (id) deferrable initially deferred,
    site integer references site (id) deferrable initially deferred,
    title text not null,
    name_key text not null,
    priority integer not null,
    agreed_at integer not null,
    stage text not null,
    urgency integer not null,
    due_at integer not null,
    body text not null
) strict;
create index job_by_client on job (client, agreed_at);
create index job_by_site on job (site) where site is not null;
create index job_by_name on job (name_key, id);
create index job_by_stage on job (stage, urgency, due_at, id);

-- Derived: how many jobs are in each stage, so that the board need not count them.
create table stage_count (
    stage text primary key,
    jobs integer not null
) strict, without rowid;
create trigger stage_count_of_new after insert on job
begin
    insert into stage_count (stage, jobs) values (new.stage, 1)
    on conflict (stage) do update set jobs = stage_count.jobs + 1;
end;
create trigger stage_count_of_removed after delete on job
begin
    update stage_count set jobs = jobs - 1 where stage = old.stage;
end;
create trigger stage_count_of_moved after update of stage on job when new.stage <> old.stage
begin
    update stage_count set jobs = jobs - 1 where stage = old.stage;
    insert into stage_count (stage, jobs) values (new.stage, 1)
    on conflict (stage) do update set jobs = stage_count.jobs + 1;
end;

create table visit (
    id integer primary key,
    version integer not null,
    job integer not null references job (id) deferrable initially deferred,
    start_at integer,
    end_at integer,
    lead integer references technician (id) deferrable initially deferred,
    live integer not null,
    cancelled integer not null,
    placed integer not null,
    body text not null
) strict;
create index visit_by_job on visit (job);
create index visit_by_lead on visit (lead) where lead is not null;
create index visit_by_start on visit (start_at, end_at) where start_at is not null;
-- The few that last longer than a day: with them aside, a day needs no look further back than a day.
create index visit_long on visit (end_at, start_at) where end_at - start_at > 86400000;

create table note (
    id integer primary key,
    version integer not null,
    about_kind text not null,
    about_id integer not null,
    at integer not null,
    body text not null
) strict;
create index note_by_about on note (about_kind, about_id, at);

-- Derived from bodies: who goes on a visit, with its moments beside for the day and for clashes.
create table visit_technician (
    visit integer not null,
    technician integer not null references technician (id) deferrable initially deferred,
    job integer not null,
    start_at integer,
    end_at integer,
    cancelled integer not null,
    primary key (visit, technician)
) strict, without rowid;
create index crew_by_start on visit_technician (technician, start_at, end_at, cancelled, job);
create index crew_long on visit_technician (technician, end_at, start_at, cancelled, job)
    where end_at - start_at > 86400000;

create table job_service (
    job integer not null,
    service integer not null references service (id) deferrable initially deferred,
    primary key (job, service)
) strict, without rowid;
create index job_service_by_service on job_service (service, job);

-- Technicians a client asked for or barred.
create table client_wish (
    client integer not null,
    technician integer not null references technician (id) deferrable initially deferred,
    primary key (client, technician)
) strict, without rowid;
create index client_wish_by_technician on client_wish (technician, client);

create table external (
    source text not null,
    kind text not null,
    key text not null,
    entity_id integer not null,
    primary key (source, kind, key)
) strict, without rowid;
create index external_by_entity on external (kind, entity_id);

create table tag (
    kind text not null,
    tag_key text not null,
    entity_id integer not null,
    primary key (kind, tag_key, entity_id)
) strict, without rowid;
create index tag_by_entity on tag (kind, entity_id);

-- Derived from visits and their jobs: what has no slot or no technician, in the order it is shown.
create table tray (
    held integer not null,
    urgency integer not null,
    deadline integer not null,
    agreed_at integer not null,
    visit integer not null,
    job integer not null,
    primary key (held, urgency, deadline, agreed_at, visit)
) strict, without rowid;
create index tray_by_job on tray (job);

-- Numbers are never given twice, not even after a removal or an undo.
create table id_counter (
    kind text primary key,
    next integer not null
) strict, without rowid;

-- The journal: what was done, by whom, and both sides of every change. It only grows.
create table operation (
    id integer primary key autoincrement,
    key text not null unique,
    at integer not null,
    actor text not null,
    kind text not null,
    summary text not null,
    undoes integer references operation (id)
) strict;
create index operation_by_at on operation (at);
create index operation_ordinary on operation (actor, id) where undoes is null;
create index operation_undone on operation (kind, actor, id) where undoes is not null;
create index operation_by_undoes on operation (undoes) where undoes is not null;

-- For an update both sides hold only the fields that differ; a field that is absent on a side is absent
-- there too. For a creation `before` is null, for a removal `after` is.
create table change (
    operation integer not null references operation (id),
    seq integer not null,
    entity text not null,
    entity_id integer not null,
    before text,
    after text,
    primary key (operation, seq),
    check (before is not null or after is not null)
) strict, without rowid;
create index change_by_entity on change (entity, entity_id, operation);

create trigger operation_is_not_updated before update on operation
begin select raise(abort, 'the journal only grows: an operation is never changed'); end;
create trigger operation_is_not_deleted before delete on operation
begin select raise(abort, 'the journal only grows: an operation is never removed'); end;
create trigger change_is_not_updated before update on change
begin select raise(abort, 'the journal only grows: a change is never changed'); end;
create trigger change_is_not_deleted before delete on change
begin select raise(abort, 'the journal only grows: a change is never removed'); end;

-- Derived from the journal: operations that a live operation undoes.
create table undone (
    operation integer primary key references operation (id)
) strict;

-- The search index; see search/ for what is put into it. Its rowid holds kind and id.
create virtual table search using fts5 (
    text,
    content = '',
    contentless_delete = 1,
    tokenize = 'trigram case_sensitive 0 remove_diacritics 1'
);
-- An import gathers this much before it writes a piece: fewer pieces to merge and to search.
insert into search (search, rank) values ('hashsize', 16777216);
