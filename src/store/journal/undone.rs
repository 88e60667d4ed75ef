//! Which operations are live, and what undo and redo would take next.
//!
//! An operation is live when no live operation undoes it.

use domain::Fact;
use rusqlite::{Connection, OptionalExtension};

use crate::StoreError;
use crate::row::run;

/// Keeps the list of undone operations after an operation that undoes this one: what it had undone is live
/// again, what that had undone is not, and so on.
pub(crate) fn mark(conn: &Connection, undoes: i64) -> Result<(), StoreError> {
    let (mut next, mut is_undone) = (Some(undoes), true);
    while let Some(operation) = next {
        let sql = if is_undone {
            "insert into undone (operation) values ($1) on conflict do nothing"
        } else {
            "delete from undone where operation = $1"
        };
        run(conn, sql, [operation])?;
        next = conn
            .prepare_cached("select undoes from operation where id = $1")?
            .query_row([operation], |row| row.get(0))
            .optional()?
            .flatten();
        is_undone = !is_undone;
    }
    Ok(())
}

/// The newest live operation, of one actor or of any, that is neither an undo nor a redo.
pub(crate) fn undo_target(conn: &Connection, actor: Option<&str>) -> Result<Option<i64>, StoreError> {
    match actor {
        None => first(conn, include_str!("undo_target.sql"), []),
        Some(actor) => first(conn, include_str!("undo_target_of.sql"), [actor]),
    }
}

/// The newest live undo, of one actor or of any, after which nothing new was done by them.
pub(crate) fn redo_target(conn: &Connection, actor: Option<&str>) -> Result<Option<i64>, StoreError> {
    let undone = Fact::Undone.word();
    match actor {
        None => first(conn, include_str!("redo_target.sql"), [undone]),
        Some(actor) => first(conn, include_str!("redo_target_of.sql"), [undone, actor]),
    }
}

fn first(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Option<i64>, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?)
}
