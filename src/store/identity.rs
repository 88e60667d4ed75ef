//! How a truckroll store is told from any other file, and which schema it has.

use std::path::Path;

use rusqlite::Connection;

use crate::StoreError;

/// SQLite's `application_id` of every store: the letters "trkr".
pub(crate) const APPLICATION_ID: i64 = 0x7472_6B72;

/// The oldest SQLite that does not lose commits when one connection checkpoints while another writes.
const OLDEST_SQLITE: (i32, &str) = (3_051_003, "3.51.3");

/// Refuses to go on with an SQLite that can lose commits. Source: sqlite.org/wal.html, the WAL-reset bug.
pub(crate) fn require_sqlite(number: i32, name: &str) -> Result<(), StoreError> {
    let (oldest, needed) = OLDEST_SQLITE;
    if number >= oldest {
        return Ok(());
    }
    Err(StoreError::SqliteTooOld { found: name.to_owned(), needed: needed.to_owned() })
}

/// Reads the schema's number, after making sure that the file is a store and not newer than `known`.
pub(crate) fn require_known_schema(conn: &Connection, path: &Path, known: i64) -> Result<i64, StoreError> {
    let application = number(conn, "application_id").map_err(|error| StoreError::at(path, error))?;
    if application != APPLICATION_ID {
        let what = "it is a database of another program".to_owned();
        return Err(StoreError::NotAStore { path: path.to_owned(), what });
    }
    let found = schema_of(conn).map_err(|error| StoreError::at(path, error))?;
    if found > known {
        return Err(StoreError::NewerSchema { place: path.display().to_string(), found, known });
    }
    Ok(found)
}

/// The schema's number as the file has it.
pub(crate) fn schema_of(conn: &Connection) -> rusqlite::Result<i64> {
    number(conn, "user_version")
}

/// A pragma that answers with one number.
pub(crate) fn number(conn: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, pragma, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_that_loses_commits_is_refused() {
        let error = require_sqlite(3_051_002, "3.51.2").unwrap_err();
        assert_eq!(error.kind(), "sqlite_too_old");
        assert!(require_sqlite(3_051_003, "3.51.3").is_ok());
    }
}
