CREATE TABLE business (
    id integer primary key check (id = 1),
    version integer not null,
    body text not null
) strict;
CREATE TABLE client (
    id integer primary key,
    version integer not null,
    name text not null,
    name_key text not null,
    inactive integer not null,
    body text not null
) strict;
CREATE INDEX client_by_name on client (name_key, id);
CREATE TABLE contact (
    id integer primary key,
    version integer not null,
    client integer not null references client (id) deferrable initially deferred,
    name text not null,
    name_key text not null,
    body text not null
) strict;
CREATE INDEX contact_by_client on contact (client);
CREATE INDEX contact_by_name on contact (name_key, id);
CREATE TABLE site (
    id integer primary key,
    version integer not null,
    client integer not null references client (id) deferrable initially deferred,
    name text not null,
    name_key text not null,
    zone_key text not null,
    body text not null
) strict;
CREATE INDEX site_by_client on site (client);
CREATE INDEX site_by_name on site (name_key, id);
CREATE INDEX site_by_zone on site (zone_key) where zone_key <> '';
CREATE TABLE equipment (
    id integer primary key,
    version integer not null,
    site integer not null references site (id) deferrable initially deferred,
    name text not null,
    name_key text not null,
    body text not null
) strict;
CREATE INDEX equipment_by_site on equipment (site);
CREATE INDEX equipment_by_name on equipment (name_key, id);
CREATE TABLE technician (
    id integer primary key,
    version integer not null,
    name text not null,
    name_key text not null,
    inactive integer not null,
    body text not null
) strict;
CREATE INDEX technician_by_name on technician (name_key, id);
CREATE TABLE service (
    id integer primary key,
    version integer not null,
    name text not null,
    name_key text not null,
    inactive integer not null,
    body text not null
) strict;
CREATE INDEX service_by_name on service (name_key, id);
CREATE TABLE job (
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
, collect_at integer references site (id) deferrable initially deferred) strict;
CREATE INDEX job_by_client on job (client, agreed_at);
CREATE INDEX job_by_site on job (site) where site is not null;
CREATE INDEX job_by_name on job (name_key, id);
CREATE INDEX job_by_stage on job (stage, urgency, due_at, id);
CREATE TABLE stage_count (
    stage text primary key,
    jobs integer not null
) strict, without rowid;
CREATE TRIGGER stage_count_of_new after insert on job
begin
    insert into stage_count (stage, jobs) values (new.stage, 1)
    on conflict (stage) do update set jobs = stage_count.jobs + 1;
end;
CREATE TRIGGER stage_count_of_removed after delete on job
begin
    update stage_count set jobs = jobs - 1 where stage = old.stage;
end;
CREATE TRIGGER stage_count_of_moved after update of stage on job when new.stage <> old.stage
begin
    update stage_count set jobs = jobs - 1 where stage = old.stage;
    insert into stage_count (stage, jobs) values (new.stage, 1)
    on conflict (stage) do update set jobs = stage_count.jobs + 1;
end;
CREATE TABLE visit (
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
CREATE INDEX visit_by_job on visit (job);
CREATE INDEX visit_by_lead on visit (lead) where lead is not null;
CREATE INDEX visit_by_start on visit (start_at, end_at) where start_at is not null;
CREATE INDEX visit_long on visit (end_at, start_at) where end_at - start_at > 86400000;
CREATE TABLE note (
    id integer primary key,
    version integer not null,
    about_kind text not null,
    about_id integer not null,
    at integer not null,
    body text not null
) strict;
CREATE INDEX note_by_about on note (about_kind, about_id, at);
CREATE TABLE visit_technician (
    visit integer not null,
    technician integer not null references technician (id) deferrable initially deferred,
    job integer not null,
    start_at integer,
    end_at integer,
    cancelled integer not null,
    primary key (visit, technician)
) strict, without rowid;
CREATE INDEX crew_by_start on visit_technician (technician, start_at, end_at, cancelled, job);
CREATE INDEX crew_long on visit_technician (technician, end_at, start_at, cancelled, job)
    where end_at - start_at > 86400000;
CREATE TABLE job_service (
    job integer not null,
    service integer not null references service (id) deferrable initially deferred,
    primary key (job, service)
) strict, without rowid;
CREATE INDEX job_service_by_service on job_service (service, job);
CREATE TABLE client_wish (
    client integer not null,
    technician integer not null references technician (id) deferrable initially deferred,
    primary key (client, technician)
) strict, without rowid;
CREATE INDEX client_wish_by_technician on client_wish (technician, client);
CREATE TABLE external (
    source text not null,
    kind text not null,
    key text not null,
    entity_id integer not null,
    primary key (source, kind, key)
) strict, without rowid;
CREATE INDEX external_by_entity on external (kind, entity_id);
CREATE TABLE tag (
    kind text not null,
    tag_key text not null,
    entity_id integer not null,
    primary key (kind, tag_key, entity_id)
) strict, without rowid;
CREATE INDEX tag_by_entity on tag (kind, entity_id);
CREATE TABLE tray (
    held integer not null,
    urgency integer not null,
    deadline integer not null,
    agreed_at integer not null,
    visit integer not null,
    job integer not null,
    primary key (held, urgency, deadline, agreed_at, visit)
) strict, without rowid;
CREATE INDEX tray_by_job on tray (job);
CREATE TABLE id_counter (
    kind text primary key,
    next integer not null
) strict, without rowid;
CREATE TABLE operation (
    id integer primary key autoincrement,
    key text not null unique,
    at integer not null,
    actor text not null,
    kind text not null,
    summary text not null,
    undoes integer references operation (id)
) strict;
CREATE INDEX operation_by_at on operation (at);
CREATE INDEX operation_ordinary on operation (actor, id) where undoes is null;
CREATE INDEX operation_undone on operation (kind, actor, id) where undoes is not null;
CREATE INDEX operation_by_undoes on operation (undoes) where undoes is not null;
CREATE TABLE change (
    operation integer not null references operation (id),
    seq integer not null,
    entity text not null,
    entity_id integer not null,
    before text,
    after text,
    primary key (operation, seq),
    check (before is not null or after is not null)
) strict, without rowid;
CREATE INDEX change_by_entity on change (entity, entity_id, operation);
CREATE TRIGGER operation_is_not_updated before update on operation
begin select raise(abort, 'the journal only grows: an operation is never changed'); end;
CREATE TRIGGER operation_is_not_deleted before delete on operation
begin select raise(abort, 'the journal only grows: an operation is never removed'); end;
CREATE TRIGGER change_is_not_updated before update on change
begin select raise(abort, 'the journal only grows: a change is never changed'); end;
CREATE TRIGGER change_is_not_deleted before delete on change
begin select raise(abort, 'the journal only grows: a change is never removed'); end;
CREATE TABLE undone (
    operation integer primary key references operation (id)
) strict;
CREATE VIRTUAL TABLE search using fts5 (
    text,
    content = '',
    contentless_delete = 1,
    tokenize = 'trigram case_sensitive 0 remove_diacritics 1'
);
CREATE TABLE event (
    id integer primary key,
    version integer not null,
    technician integer references technician (id) deferrable initially deferred,
    start_at integer not null,
    end_at integer not null,
    name text not null,
    name_key text not null,
    body text not null
) strict;
CREATE INDEX event_by_start on event (start_at, end_at);
CREATE INDEX event_long on event (end_at, start_at) where end_at - start_at > 86400000;
CREATE INDEX event_by_technician on event (technician, start_at) where technician is not null;
CREATE INDEX event_by_name on event (name_key, id);
CREATE TABLE draft (
    id integer primary key autoincrement,
    name text not null,
    name_key text not null,
    date text,
    made_at integer not null,
    made_by text not null,
    -- Numbers of steps are never given twice: a step that was taken back and the next are two.
    next_step integer not null,
    -- What the rules found when it was last changed, as a JSON list.
    accepted text not null
) strict;
CREATE TABLE draft_step (
    draft integer not null references draft (id) on delete cascade,
    step integer not null,
    at integer not null,
    actor text not null,
    summary text not null, taken_back integer not null default 0,
    primary key (draft, step)
) strict, without rowid;
CREATE TABLE draft_change (
    draft integer not null,
    step integer not null,
    entity text not null,
    entity_id integer not null,
    before text not null,
    after text not null,
    primary key (draft, step, entity, entity_id),
    foreign key (draft, step) references draft_step (draft, step) on delete cascade
) strict, without rowid;
CREATE TABLE postcode (
    -- Letters and digits alone, in capitals.
    postcode text not null,
    -- The ISO code; empty when the file did not say.
    country text not null,
    name text not null,
    latitude real not null,
    longitude real not null,
    primary key (postcode, country, name)
) strict, without rowid;
CREATE INDEX site_placed_by_zone on site (
    zone_key, json_extract(body, '$.position.latitude'), json_extract(body, '$.position.longitude')
) where zone_key <> '' and json_extract(body, '$.position.latitude') is not null;
CREATE INDEX job_by_collect_at on job (collect_at) where collect_at is not null;
