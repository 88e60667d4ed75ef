select id, version, body from job
where client = $1
order by agreed_at desc, id desc
limit $2
