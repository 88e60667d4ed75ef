-- In a copy that is thrown away the journal may be cut; in a store it only grows.
drop trigger operation_is_not_deleted;
drop trigger change_is_not_deleted;
