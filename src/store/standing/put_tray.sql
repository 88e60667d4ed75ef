insert into tray (held, urgency, deadline, agreed_at, visit, job)
values ($1, $2, $3, $4, $5, $6)
