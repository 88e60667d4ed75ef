select entity_id from external where source = $1 and kind = $2 and key = $3
