//! The store as it was: a copy in memory, played back along the journal.

use std::collections::BTreeMap;

use domain::{Change, EntityRef, Fact, Moment, Record};
use rusqlite::{Connection, OptionalExtension};

use crate::connection::{configure, copy_whole};
use crate::journal::{Fields, all_changes_after, rewind, stored_fields, to_record, undone};
use crate::open::BUSY_TIMEOUT;
use crate::row::{select_values, sql_moment};
use crate::{NewOperation, Store, StoreError};

impl Store {
    /// The store as it stood after the last operation that was done by a moment, as a copy in memory that
    /// takes no writes; `None` before the first operation.
    ///
    /// Operations count in the order of their numbers: where a clock was set back, one that was done earlier
    /// by the clock and later in truth counts with the later ones. The copy takes as much memory as the file.
    pub fn as_of(&self, at: Moment) -> Result<Option<Store>, StoreError> {
        let mut copy = self.copy_to_memory()?;
        let Some(last) = last_by(&copy.conn, at)? else { return Ok(None) };
        copy.play_back_to(last, at)?;
        copy.is_past = true;
        Ok(Some(copy))
    }

    /// A copy in memory of all that is stored now.
    pub fn copy_to_memory(&self) -> Result<Store, StoreError> {
        let mut conn = Connection::open_in_memory()?;
        copy_whole(&self.conn, &mut conn, StoreError::from)?;
        configure(&conn, BUSY_TIMEOUT)?;
        let mut copy = Store::of_memory(conn);
        copy.roads.clone_from(&self.roads);
        Ok(copy)
    }

    /// Takes everything after an operation back, and it out of the journal.
    fn play_back_to(&mut self, last: i64, at: Moment) -> Result<(), StoreError> {
        let changes = changes_back_to(&self.conn, last)?;
        let mut tx = self.begin()?;
        let key = format!("as of {last}");
        let operation =
            NewOperation { key: &key, at, actor: "", fact: Fact::Undone, summary: "", undoes: None };
        tx.record(&operation, &changes)?;
        tx.commit()?;
        forget_after(&self.conn, last)
    }
}

/// The last operation done by a moment.
fn last_by(conn: &Connection, at: Moment) -> Result<Option<i64>, StoreError> {
    let sql = "select max(id) from operation where at <= $1";
    Ok(conn.query_row(sql, [sql_moment(at)], |row| row.get(0)).optional()?.flatten())
}

/// For each record that was touched after an operation, the change from what it is to what it was then.
fn changes_back_to(conn: &Connection, last: i64) -> Result<Vec<Change>, StoreError> {
    let mut states: BTreeMap<EntityRef, (Option<Fields>, Option<Fields>)> = BTreeMap::new();
    for change in all_changes_after(conn, last)? {
        let (now, then) = if let Some(known) = states.remove(&change.entity) {
            known
        } else {
            let now = stored_fields(conn, change.entity)?;
            (now.clone(), now)
        };
        let then = rewind(then, change.before.as_ref(), change.after.as_ref());
        states.insert(change.entity, (now, then));
    }
    let mut changes = Vec::new();
    for (entity, (now, then)) in states {
        if now != then {
            let (before, after): (Option<Record>, _) = (to_record(entity, now)?, to_record(entity, then)?);
            changes.push(Change { entity, before, after });
        }
    }
    Ok(changes)
}

/// Ends the journal of a copy at an operation, as if nothing had followed.
fn forget_after(conn: &Connection, last: i64) -> Result<(), StoreError> {
    conn.execute_batch(include_str!("past.sql"))?;
    conn.execute("delete from change where operation > $1", [last])?;
    conn.execute("delete from undone", [])?;
    conn.execute("delete from operation where id > $1", [last])?;
    let sql = "select undoes from operation where undoes is not null order by id";
    let undoing: Vec<i64> = select_values(conn, sql, [])?;
    undoing.into_iter().try_for_each(|operation| undone::mark(conn, operation))
}
