delete from draft_change where draft = $1 and entity = $2 and entity_id = $3
