select rowid from search
where search match $1 and rowid between $2 and $3
order by rowid desc
limit $4
