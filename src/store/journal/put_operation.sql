insert into operation (key, at, actor, kind, summary, undoes)
values ($1, $2, $3, $4, $5, $6)
