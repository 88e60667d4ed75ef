update job set stage = $1, urgency = $2, due_at = $3
where id = $4 and (stage <> $1 or urgency <> $2 or due_at <> $3)
