select key, entity_id from external where source = $1 and kind = $2
