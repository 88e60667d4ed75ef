select visit from tray
order by held, urgency, deadline, agreed_at, visit
limit $1 offset $2
