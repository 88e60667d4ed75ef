-- Records that named another one when they were removed. Few operations remove anything, so those are found
-- first and their changes after them.
select distinct change.entity, change.entity_id
from operation join change on change.operation = operation.id
where operation.kind in ('record_removed', 'undone', 'redone', 'batched', 'clients_merged')
    and change.after is null
    and change.entity in ('contact', 'site', 'equipment', 'note', 'visit')
    and $1 in (
        change.before ->> '$.client', change.before ->> '$.site', change.before ->> '$.job',
        change.before ->> '$.about'
    )
order by operation.id desc
limit $2
