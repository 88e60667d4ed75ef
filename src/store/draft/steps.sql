select step, at, actor, summary from draft_step where draft = $1 order by step
