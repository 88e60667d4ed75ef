//! Numbers of new records: never given twice.

use std::collections::BTreeMap;

use domain::{Change, EntityKind, NextIds};
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{kind_of_word, number_at, run, sql_id};

/// The next free number of each kind.
pub(crate) fn next(conn: &Connection) -> Result<NextIds, StoreError> {
    let mut statement = conn.prepare_cached("select kind, next from id_counter")?;
    let mut rows = statement.query([])?;
    let mut next = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let word: String = row.get(0)?;
        next.insert(kind_of_word(&word)?, number_at(row, 1)?);
    }
    Ok(NextIds(next))
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
