insert into client_wish (client, technician) values ($1, $2) on conflict do nothing
