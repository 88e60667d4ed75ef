//! Making the whole index anew from the records.

use domain::Change;
use rusqlite::Connection;

use super::{KINDS, refresh};
use crate::row::run;
use crate::transaction::Written;
use crate::{StoreError, table};

/// How many records are read at once.
const PAGE: usize = 2_000;

/// Empties the index and fills it from the records, inside the caller's transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<(), StoreError> {
    run(conn, "insert into search (search) values ('delete-all')", [])?;
    for kind in KINDS {
        for offset in (0..).step_by(PAGE) {
            let page = table::page(conn, kind, PAGE, offset)?;
            let is_last = page.len() < PAGE;
            // To the index a record that is read now is as good as one that is made now.
            let made = |(entity, stored): (_, crate::Stored<_>)| Change {
                entity,
                before: None,
                after: Some(stored.record),
            };
            let changes: Vec<Change> = page.into_iter().map(made).collect();
            refresh(conn, &Written::new(&changes))?;
            if is_last {
                break;
            }
        }
    }
    Ok(())
}
