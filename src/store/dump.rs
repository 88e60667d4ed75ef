//! The canonical text of everything kept: the same records always give the same bytes.

use std::fmt::Write;

use domain::EntityKind;
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{number_at, select_rows, text_at};

/// One line a record, by kind and number: its id and its JSON. Versions, counters, the journal and indexes
/// are left out.
pub(crate) fn canonical(conn: &Connection) -> Result<String, StoreError> {
    let mut text = String::new();
    for kind in EntityKind::ALL {
        let sql = format!("select id, body from {} order by id", kind.word());
        select_rows(conn, &sql, [], |row| {
            // Writing to a String does not fail.
            let _ = writeln!(text, "{}-{} {}", kind.prefix(), number_at(row, 0)?, text_at(row, 1)?);
            Ok(())
        })?;
    }
    Ok(text)
}
