select id, name, date, made_at, made_by, accepted from draft order by id
