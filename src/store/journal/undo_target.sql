select id from operation
where undoes is null and not exists (select 1 from undone where undone.operation = operation.id)
order by id desc
limit 1
