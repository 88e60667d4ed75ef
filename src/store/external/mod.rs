//! Where records came from: one row for each id in another system.

use std::collections::HashMap;

use domain::{EntityKind, EntityRef, Record, Refusal};
use rusqlite::{Connection, OptionalExtension};

use crate::StoreError;
use crate::row::{number_at, run, select_rows, sql_id};

/// Writes the outside ids of a record. Refused when another record has one of them.
pub(crate) fn put(conn: &Connection, entity: EntityRef, record: &Record) -> Result<(), StoreError> {
    for outside in record.external() {
        let row = (&outside.source, entity.kind.word(), &outside.key, sql_id(entity.id));
        if run(conn, include_str!("put.sql"), row)? == 1 {
            continue;
        }
        let owner = find(conn, entity.kind, &outside.source, &outside.key)?;
        if owner != Some(entity) {
            let message = format!(
                "{} already has the id “{}” of {}",
                owner.map_or_else(|| "another record".to_owned(), |owner| owner.to_string()),
                outside.key,
                outside.source
            );
            let mend = "edit that record, or give this one another id";
            return Err(Refusal::invalid("external", message, mend).into());
        }
    }
    Ok(())
}

/// Takes the outside ids of a record away.
pub(crate) fn clear(conn: &Connection, entity: EntityRef) -> Result<(), StoreError> {
    let sql = "delete from external where kind = $1 and entity_id = $2";
    run(conn, sql, (entity.kind.word(), sql_id(entity.id)))?;
    Ok(())
}

/// The record of a kind that has an outside id.
pub(crate) fn find(
    conn: &Connection,
    kind: EntityKind,
    source: &str,
    key: &str,
) -> Result<Option<EntityRef>, StoreError> {
    let mut statement = conn.prepare_cached(include_str!("find.sql"))?;
    let id = statement.query_row((source, kind.word(), key), |row| number_at(row, 0)).optional()?;
    Ok(id.map(|id| EntityRef { kind, id }))
}

/// Every outside id of a source, with the number of the record that has it.
pub(crate) fn of_source(
    conn: &Connection,
    kind: EntityKind,
    source: &str,
) -> Result<HashMap<String, u64>, StoreError> {
    let sql = include_str!("of_source.sql");
    let rows = select_rows(conn, sql, (source, kind.word()), |row| Ok((row.get(0)?, number_at(row, 1)?)))?;
    Ok(rows.into_iter().collect())
}
