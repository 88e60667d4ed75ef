select id, version, body from note
where about_kind = $1 and about_id = $2
order by at, id
