//! Numbers of new records: never given twice.

use std::collections::BTreeMap;

use domain::{Change, EntityKind, NextIds};
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{kind_of_word, number_at, run, select_rows, sql_id, text_at};

/// The next free number of each kind.
pub(crate) fn next(conn: &Connection) -> Result<NextIds, StoreError> {
    let next = select_rows(conn, "select kind, next from id_counter", [], |row| {
        Ok((kind_of_word(text_at(row, 0)?)?, number_at(row, 1)?))
    })?;
    Ok(NextIds(next.into_iter().collect()))
}

/// Raises the counters above the records that changes make.
pub(crate) fn raise(conn: &Connection, changes: &[Change]) -> Result<(), StoreError> {
    let mut highest: BTreeMap<EntityKind, u64> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.before.is_none()) {
        let kept = highest.entry(change.entity.kind).or_default();
        *kept = (*kept).max(change.entity.id);
    }
    for (kind, id) in highest {
        let sql = "insert into id_counter (kind, next) values ($1, $2)
            on conflict (kind) do update set next = excluded.next where excluded.next > id_counter.next";
        run(conn, sql, (kind.word(), sql_id(id + 1)))?;
    }
    Ok(())
}
