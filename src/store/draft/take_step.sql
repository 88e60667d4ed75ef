update draft set next_step = next_step + 1 where id = $1 returning next_step - 1
