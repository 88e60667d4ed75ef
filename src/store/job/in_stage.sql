select id from job
where stage = $1
order by urgency, due_at, id
limit $2 offset $3
