select step, at, actor, summary from draft_step where draft = $1 and taken_back = $2 order by step
