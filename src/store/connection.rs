//! One connection to SQLite, set up the same way everywhere.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, FileControl, OpenFlags};

use crate::StoreError;
use crate::place::wal_path;

/// A statement that takes longer is logged.
const SLOW: Duration = Duration::from_millis(100);
/// So many characters of it.
const SHOWN_OF_SLOW: usize = 160;
/// Enough for every statement of the store to stay prepared.
const PREPARED_STATEMENTS: usize = 256;
/// 4 MiB of pages, in the negative KiB that SQLite takes: what was read beyond it the system keeps at hand too.
const CACHE_KIB: i64 = -4 * 1024;
/// A checkpoint after this many pages (4 MiB) keeps the log short.
const CHECKPOINT_PAGES: i64 = 1000;
/// A log that one large change made longer is cut back to this at the next checkpoint.
const LOG_LIMIT_BYTES: i64 = 16 * 1024 * 1024;

/// Opens an existing file for reading and writing. Never creates it.
pub(crate) fn open_for_writing(path: &Path, busy_timeout: Duration) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let named = |error| StoreError::at(path, error);
    let mut conn = Connection::open_with_flags(path, flags).map_err(named)?;
    // SQLite opens a file that it may not write for reading, and says so only at the first write.
    if conn.is_readonly("main").map_err(named)? {
        return Err(StoreError::NotPermitted {
            place: path.display().to_string(),
            what: "it can be read but not written".to_owned(),
        });
    }
    configure(&conn, busy_timeout).map_err(named)?;
    conn.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(log_slow)).map_err(named)?;
    use_write_ahead_log(&conn).map_err(named)?;
    // A restore may have given the name to another file while this connection waited for its lock.
    if has_moved(&conn).map_err(named)? {
        return Err(StoreError::Busy { place: path.display().to_string() });
    }
    Ok(conn)
}

/// Opens a file to look at, so that nothing on the disk changes.
///
/// A log beside the file means that it is in use, or was when a program died: then it is read through the log.
/// Without one it is read as immutable, because a plain read-only connection would leave a new log behind.
pub(crate) fn open_for_looking(path: &Path, busy_timeout: Duration) -> Result<Connection, StoreError> {
    let conn = open_for_its_head(path, busy_timeout)?;
    configure(&conn, busy_timeout).map_err(|error| StoreError::at(path, error))?;
    Ok(conn)
}

/// Opens a file as [`open_for_looking`] does, to read what stands in its first bytes and nothing else: the
/// settings that come with the rest have SQLite read the whole schema, which every start would wait for.
pub(crate) fn open_for_its_head(path: &Path, busy_timeout: Duration) -> Result<Connection, StoreError> {
    let named = |error| StoreError::at(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = if wal_path(path).exists() {
        Connection::open_with_flags(path, flags)
    } else {
        Connection::open_with_flags(immutable_uri(path), flags | OpenFlags::SQLITE_OPEN_URI)
    };
    let conn = conn.map_err(named)?;
    conn.busy_timeout(busy_timeout).map_err(named)?;
    Ok(conn)
}

/// Sets what SQLite keeps per connection and not in the file.
pub(crate) fn configure(conn: &Connection, busy_timeout: Duration) -> rusqlite::Result<()> {
    conn.busy_timeout(busy_timeout)?;
    conn.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    // The file may come from anywhere: nothing in its schema is trusted, and a misspelt column is no string.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // A plan must not hang on the values bound to it: SQLite would plan again for each other value.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // FULL costs one fsync a commit and loses nothing when the power goes; NORMAL lost commits.
    conn.pragma_update(None, "synchronous", "FULL")?;
    // On macOS fsync alone leaves data in the drive's cache; elsewhere these two do nothing.
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    // Sorting never spills names and addresses into a shared temporary folder.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", CACHE_KIB)
}

fn use_write_ahead_log(conn: &Connection) -> rusqlite::Result<()> {
    let keep = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
    let mode = conn.pragma_update_and_check(None, "journal_mode", "WAL", keep)?;
    if mode != "wal" {
        let reason = format!("the write-ahead log cannot be used here (journal mode {mode})");
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
        return Err(rusqlite::Error::SqliteFailure(code, Some(reason)));
    }
    conn.pragma_update_and_check(None, "wal_autocheckpoint", CHECKPOINT_PAGES, |_| Ok(()))?;
    conn.pragma_update_and_check(None, "journal_size_limit", LOG_LIMIT_BYTES, |_| Ok(()))
}

/// Logs a statement that took long: its text is ours and holds no values, which are bound to it.
fn log_slow(event: TraceEvent<'_>) {
    if let TraceEvent::Profile(statement, took) = event
        && took > SLOW
    {
        let text: String = statement.sql().split_whitespace().collect::<Vec<_>>().join(" ");
        log::warn!("slow, {} ms: {}", took.as_millis(), text.chars().take(SHOWN_OF_SLOW).collect::<String>());
    }
}

/// Copies a whole database into another one; what fails there is called as `named` has it.
pub(crate) fn copy_whole(
    source: &Connection,
    target: &mut Connection,
    named: impl FnOnce(rusqlite::Error) -> StoreError,
) -> Result<(), StoreError> {
    match Backup::new(source, target).and_then(|copy| copy.step(-1)).map_err(named)? {
        StepResult::Done => Ok(()),
        // Everything is copied in one step, so only a lock can have stopped it.
        _ => Err(StoreError::Busy { place: "the store".to_owned() }),
    }
}

/// Says whether the file is no longer where it was opened: a write would go to where nobody looks.
pub(crate) fn has_moved(conn: &Connection) -> rusqlite::Result<bool> {
    let mut moved = 0;
    conn.file_control(Some("main"), FileControl::HasMoved(&mut moved))?;
    Ok(moved != 0)
}

/// SQLite's address of a file that it is to take as never changing.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for &byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_hides_every_byte_that_means_something_in_it() {
        let uri = immutable_uri(Path::new("/a b/50%?#é.db"));
        assert_eq!(uri, "file:/a%20b/50%25%3F%23%C3%A9.db?immutable=1");
    }
}
