//! Backups: whole copies of the store, verified before they get their name.

mod name;
mod prune;
mod restore;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use domain::Moment;
use rusqlite::{Connection, OpenFlags};
use schemars::JsonSchema;
use serde::Serialize;

use crate::connection::{copy_whole, open_for_looking};
use crate::identity::{require_known_schema, schema_of};
use crate::migration;
use crate::new_file::{NewFile, sweep_leftovers};
use crate::place;
use crate::{OpenOptions, Store, StoreError};

pub(crate) use name::folder_beside;
pub use name::{BackupFile, backups_of};
pub use restore::{Restored, restore};

/// 1 MiB of pages, in the negative KiB that SQLite takes.
const BACKUP_CACHE_KIB: i64 = -1024;

/// A backup that was written or looked at, and found whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// Its schema.
    pub schema: i64,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
}

impl Store {
    /// Writes a backup into the `backups` folder beside the store, named by the store and the moment (UTC).
    pub fn backup(&self, now: Moment) -> Result<Backup, StoreError> {
        write_labelled(&self.conn, self.file()?, now, None)
    }

    /// Writes a backup to a path where nothing is yet.
    pub fn backup_to(&self, path: &Path) -> Result<Backup, StoreError> {
        write(&self.conn, path)
    }

    /// Writes a backup if the newest is older than an hour, then removes those that the schedule does not keep.
    ///
    /// Kept are the newest of each of the last 24 hours, 14 days, 8 weeks and 12 months that have one, and every
    /// labelled one (made before a migration or a restore). Nothing is removed unless a new one was verified.
    pub fn backup_if_due(&self, now: Moment) -> Result<Option<Backup>, StoreError> {
        let path = self.file()?;
        if !prune::is_due(&backups_of(path)?, now) {
            return Ok(None);
        }
        let begun = Instant::now();
        let written = write_labelled(&self.conn, path, now, None)?;
        log::info!("backup of {} bytes, {} ms", written.size, begun.elapsed().as_millis());
        for file in prune::superfluous(&backups_of(path)?, now) {
            if file.path != written.path {
                fs::remove_file(&file.path).map_err(|error| StoreError::io("remove", &file.path, error))?;
            }
        }
        Ok(Some(written))
    }

    /// The file that a backup is made of.
    fn file(&self) -> Result<&Path, StoreError> {
        self.path().ok_or_else(|| StoreError::Failed {
            what: "no backup was written".to_owned(),
            source: "a store in memory has no folder to put it in".into(),
        })
    }
}

/// Whether a backup is due beside a store, by the names of those that there are.
pub fn is_backup_due(store: &Path, now: Moment) -> Result<bool, StoreError> {
    Ok(prune::is_due(&backups_of(&place::in_full(store))?, now))
}

/// As [`Store::backup_if_due`], for a store that need not be open: when none is due it is not opened either.
pub fn backup_if_due(store: &Path, options: &OpenOptions) -> Result<Option<Backup>, StoreError> {
    let path = place::find_existing(store)?;
    if !is_backup_due(&path, options.now)? {
        return Ok(None);
    }
    sweep_leftovers(&path)?;
    let store = Store::open_existing(&path, options)?;
    // Every page is read once: a large cache would only hold memory.
    store.conn.pragma_update(None, "cache_size", BACKUP_CACHE_KIB)?;
    store.backup_if_due(options.now)
}

/// Looks whether a file is a whole backup that this program can restore. Changes nothing.
pub fn verify_backup(path: &Path) -> Result<Backup, StoreError> {
    let path = place::find_existing(path)?;
    let conn = open_for_looking(&path, std::time::Duration::ZERO)?;
    let schema = require_known_schema(&conn, &path, migration::latest())?;
    require_sound(&conn, &path)?;
    let rows = count_rows(&conn).map_err(|error| StoreError::at(&path, error))?;
    drop(conn);
    Ok(Backup { size: size_of(&path)?, path, schema, rows })
}

/// The newest backup beside a store that is whole and that this program can restore. Looks inside each, newest
/// first, until one is good.
pub fn latest_good_backup(store: &Path) -> Option<BackupFile> {
    // The store itself may be missing or damaged; its folder is enough to find the backups.
    let store = place::in_full(store);
    let is_good =
        |file: &BackupFile| file.label.as_deref() != Some("replaced") && verify_backup(&file.path).is_ok();
    backups_of(&store).ok()?.into_iter().find(is_good)
}

/// Writes a backup into the `backups` folder; the label says on which occasion.
pub(crate) fn write_labelled(
    conn: &Connection,
    store: &Path,
    now: Moment,
    label: Option<&str>,
) -> Result<Backup, StoreError> {
    for attempt in 1..=name::ATTEMPTS {
        match write(conn, &name::backup_path(store, now, label, attempt)) {
            Err(StoreError::AlreadyThere { path }) if attempt == name::ATTEMPTS => {
                return Err(StoreError::AlreadyThere { path });
            }
            Err(StoreError::AlreadyThere { .. }) => {}
            written => return written,
        }
    }
    unreachable!("the last attempt returns")
}

fn write(conn: &Connection, path: &Path) -> Result<Backup, StoreError> {
    let path = place::find_vacant(path)?;
    let file = NewFile::beside(&path)?;
    let rows = copy(conn, file.path())?;
    let schema = schema_of(conn)?;
    let size = size_of(file.path())?;
    file.publish()?;
    Ok(Backup { path, size, schema, rows })
}

/// Copies one snapshot of the store into an empty file and compares the two.
fn copy(source: &Connection, target: &Path) -> Result<BTreeMap<String, u64>, StoreError> {
    let named = |error| StoreError::at(target, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copied = Connection::open_with_flags(target, flags).map_err(named)?;
    // Inside one read transaction the count and the copy see the same moment, and writers are not held up.
    let snapshot = source.unchecked_transaction()?;
    let expected = count_rows(&snapshot)?;
    copy_whole(&snapshot, &mut copied, named)?;
    snapshot.commit()?;
    // A backup is one file: with the write-ahead log it would need two more beside it to be read.
    copied.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).map_err(named)?;
    require_sound(&copied, target)?;
    let found = count_rows(&copied).map_err(named)?;
    if found != expected {
        let what = "the copy does not hold as many rows as the store".to_owned();
        return Err(StoreError::Damaged { place: target.display().to_string(), what });
    }
    copied.close().map_err(|(_, error)| named(error))?;
    Ok(found)
}

fn require_sound(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let problems = integrity_problems(conn).map_err(|error| StoreError::at(path, error))?;
    match problems.first() {
        None => Ok(()),
        Some(first) => Err(StoreError::Damaged { place: path.display().to_string(), what: first.clone() }),
    }
}

/// What SQLite finds wrong with a database: broken pages and indexes, rows that refer to nothing.
pub(crate) fn integrity_problems(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let said: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut problems: Vec<String> = said.into_iter().filter(|line| line != "ok").collect();
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let orphans = statement.query_map([], |row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!("a row of {table} refers to one of {parent} that is not there"))
    })?;
    for orphan in orphans {
        problems.push(orphan?);
    }
    Ok(problems)
}

/// Rows by table, those of the search index included.
pub(crate) fn count_rows(conn: &Connection) -> rusqlite::Result<BTreeMap<String, u64>> {
    let mut statement = conn.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')",
    )?;
    let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut rows = BTreeMap::new();
    for table in tables {
        let quoted = table.replace('"', "\"\"");
        let count: i64 =
            conn.query_row(&format!("SELECT count(*) FROM \"{quoted}\""), [], |row| row.get(0))?;
        rows.insert(table, u64::try_from(count).unwrap_or_default());
    }
    Ok(rows)
}

fn size_of(path: &Path) -> Result<u64, StoreError> {
    let metadata = fs::metadata(path).map_err(|error| StoreError::io("look at", path, error))?;
    Ok(metadata.len())
}

#[cfg(test)]
mod tests;
