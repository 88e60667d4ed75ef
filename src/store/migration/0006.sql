-- Steps of a draft that were taken back are kept until the next one, so that they can be made again.

alter table draft_step add column taken_back integer not null default 0;
