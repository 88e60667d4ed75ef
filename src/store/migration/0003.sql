-- Drafts: plans beside the plan. The journal does not know them; committed or discarded, nothing is left.

create table draft (
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

create table draft_step (
    draft integer not null references draft (id) on delete cascade,
    step integer not null,
    at integer not null,
    actor text not null,
    summary text not null,
    primary key (draft, step)
) strict, without rowid;

-- Both sides of each change in full, as records have them in `body`.
create table draft_change (
    draft integer not null,
    step integer not null,
    entity text not null,
    entity_id integer not null,
    before text not null,
    after text not null,
    primary key (draft, step, entity, entity_id),
    foreign key (draft, step) references draft_step (draft, step) on delete cascade
) strict, without rowid;
