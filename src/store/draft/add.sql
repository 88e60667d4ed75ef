insert into draft (name, name_key, date, made_at, made_by, next_step, accepted)
values ($1, $2, $3, $4, $5, 1, '[]')
