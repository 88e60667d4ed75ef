select id from operation
where undoes is not null and kind = $1
    and not exists (select 1 from undone where undone.operation = operation.id)
    and id > coalesce((select max(id) from operation where undoes is null), 0)
order by id desc
limit 1
