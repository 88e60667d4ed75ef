select id, version, body from client order by name_key, id limit $1 offset $2
