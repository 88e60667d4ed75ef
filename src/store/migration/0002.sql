-- Events: time of technicians that is not for jobs. Those of nobody in particular are everybody's.

create table event (
    id integer primary key,
    version integer not null,
    technician integer references technician (id) deferrable initially deferred,
    start_at integer not null,
    end_at integer not null,
    name text not null,
    name_key text not null,
    body text not null
) strict;
create index event_by_start on event (start_at, end_at);
-- The few that last longer than a day: with them aside, a day needs no look further back than a day.
create index event_long on event (end_at, start_at) where end_at - start_at > 86400000;
create index event_by_technician on event (technician, start_at) where technician is not null;
create index event_by_name on event (name_key, id);
