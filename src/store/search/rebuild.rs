//! Making the whole index anew from the records.

use domain::{Change, Record};
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
        let mut last = 0;
        loop {
            let page = table::bodies_after(conn, kind, last, PAGE)?;
            let Some((entity, _)) = page.last() else { break };
            last = entity.id;
            // To the index a record that is read now is as good as one that is made now.
            let made = |(entity, body): (_, String)| -> Result<Change, StoreError> {
                Ok(Change { entity, before: None, after: Some(Record::from_json(kind, &body)?) })
            };
            let changes = page.into_iter().map(made).collect::<Result<Vec<_>, _>>()?;
            refresh(conn, &Written::new(&changes))?;
        }
    }
    Ok(())
}
