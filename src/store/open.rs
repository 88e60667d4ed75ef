//! Making a store and opening one that exists.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::{Moment, Roads};
use rusqlite::Connection;

use crate::connection::{configure, open_for_its_head, open_for_writing};
use crate::filesystem::require_local;
use crate::identity::{require_known_schema, require_sqlite};
use crate::migration::{self, MIGRATIONS};
use crate::new_file::NewFile;
use crate::permission::make_private;
use crate::{StoreError, backup, place};

/// How long a write waits for that of another program, unless told otherwise.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// What opening a store needs to know.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The present moment; it names the backup that is made before a migration.
    pub now: Moment,
    /// How long a write waits for that of another program before it is [`StoreError::Busy`].
    pub busy_timeout: Duration,
}

impl OpenOptions {
    /// The usual options at a moment.
    pub fn at(now: Moment) -> Self {
        OpenOptions { now, busy_timeout: BUSY_TIMEOUT }
    }
}

/// One connection to a store. Programs and threads that share a store each have their own.
#[derive(Debug)]
pub struct Store {
    pub(crate) conn: Connection,
    /// The file in full, links followed; `None` in memory.
    path: Option<PathBuf>,
    /// Whether it is the store as it was, in which nothing is done any more.
    pub(crate) is_past: bool,
    /// How travel is estimated in slices loaded from here ([`Store::set_roads`]).
    pub(crate) roads: Option<Arc<Roads>>,
}

impl Store {
    /// Opens the store at a path, and makes it first when there is none.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self, StoreError> {
        match Store::open_existing(path, options) {
            Err(StoreError::NotFound { .. }) => {}
            opened => return opened,
        }
        match Store::create(path, options) {
            // Another program made it in the meantime.
            Err(StoreError::AlreadyThere { .. }) => Store::open_existing(path, options),
            created => created,
        }
    }

    /// Makes a new store; anything that is at the path already is kept, and refused.
    ///
    /// The file is made whole under another name and then moved, so no other program meets half a store.
    pub fn create(path: &Path, options: &OpenOptions) -> Result<Self, StoreError> {
        require_sqlite(rusqlite::version_number(), rusqlite::version())?;
        require_local(path)?;
        let path = place::find_vacant(path)?;
        require_local(&path)?;
        let file = NewFile::beside(&path)?;
        let mut conn = open_for_writing(file.path(), options.busy_timeout)?;
        migration::run(&mut conn, MIGRATIONS)?;
        // The last connection to close takes the log back into the file.
        conn.close().map_err(|(_, error)| StoreError::at(&path, error))?;
        file.publish()?;
        Store::open_existing(&path, options)
    }

    /// Opens a store that exists, and brings an older schema up to date after a verified backup.
    ///
    /// What is not a store, or is newer than this program, is refused before a byte of it has changed.
    pub fn open_existing(path: &Path, options: &OpenOptions) -> Result<Self, StoreError> {
        require_sqlite(rusqlite::version_number(), rusqlite::version())?;
        let path = place::find_existing(path)?;
        require_local(&path)?;
        let looking = open_for_its_head(&path, options.busy_timeout)?;
        let schema = require_known_schema(&looking, &path, migration::latest())?;
        drop(looking);
        log::debug!("open, schema {schema}");
        make_private(&path)?;
        let mut conn = open_for_writing(&path, options.busy_timeout)?;
        if schema < migration::latest() {
            migrate(&mut conn, &path, schema, options.now)?;
        }
        Ok(Store { conn, path: Some(path), is_past: false, roads: None })
    }

    /// Makes a store that lives as long as this value, for tests and trials.
    pub fn memory() -> Result<Self, StoreError> {
        require_sqlite(rusqlite::version_number(), rusqlite::version())?;
        let mut conn = Connection::open_in_memory()?;
        configure(&conn, BUSY_TIMEOUT)?;
        migration::run(&mut conn, MIGRATIONS)?;
        Ok(Store::of_memory(conn))
    }

    pub(crate) fn of_memory(conn: Connection) -> Self {
        Store { conn, path: None, is_past: false, roads: None }
    }

    /// The store's file in full, links followed; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Takes the log back into the file and cuts it to nothing, as far as other programs let it.
    ///
    /// For quiet moments and after an import; nothing depends on it.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

/// Brings an older store up to date, after a verified backup of it.
fn migrate(conn: &mut Connection, path: &Path, schema: i64, now: Moment) -> Result<(), StoreError> {
    let label = format!("schema-{schema}");
    let earlier = backup::backups_of(path)?.into_iter().any(|file| file.label.as_ref() == Some(&label));
    let written = backup::write_labelled(conn, path, now, Some(&label))?;
    log::info!("migrating from schema {schema} to {}", migration::latest());
    let migrated = migration::run(conn, MIGRATIONS);
    if migrated.is_err() && earlier {
        // It is tried again at every start: one backup of the old schema is kept, not one of each try.
        drop(std::fs::remove_file(written.path));
    }
    match &migrated {
        Ok(()) => log::info!("migrated"),
        Err(error) => log::error!("not migrated: {}", error.kind()),
    }
    migrated
}

#[cfg(test)]
mod tests;
