insert into draft_step (draft, step, at, actor, summary) values ($1, $2, $3, $4, $5)
