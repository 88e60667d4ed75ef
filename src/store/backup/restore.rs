//! Putting a backup in the place of the store.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Moment;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Backup, copy, name, verify_backup};
use crate::StoreError;
use crate::filesystem::require_local;
use crate::identity::{APPLICATION_ID, number};
use crate::new_file::{NewFile, move_without_replacing, sync_folder};
use crate::permission::make_folder;
use crate::place::{companions, find_existing, find_vacant, folder_of};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Restored {
    /// The backup that was put in place.
    pub from: Backup,
    /// Where the file that it replaced is kept; `None` when there was none.
    pub replaced: Option<PathBuf>,
}

/// Puts a verified backup in the place of a store, and keeps the file that was there in the `backups` folder.
///
/// Nobody may have the store open, this program included: that is [`StoreError::Busy`], and nothing is changed.
pub fn restore(backup: &Path, store: &Path, now: Moment) -> Result<Restored, StoreError> {
    require_local(store)?;
    let from = verify_backup(backup)?;
    let existing = match find_existing(store) {
        Ok(path) => Some(path),
        Err(StoreError::NotFound { .. }) => None,
        Err(error) => return Err(error),
    };
    let target = match &existing {
        Some(path) if is_same_file(path, &from.path) => {
            let what = "it is the store itself; name one of its backups (truckroll backup list)".to_owned();
            return Err(StoreError::NotAStore { path: backup.to_owned(), what });
        }
        Some(path) => path.clone(),
        None => find_vacant(store)?,
    };
    let file = NewFile::beside(&target)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source =
        Connection::open_with_flags(&from.path, flags).map_err(|error| StoreError::at(&from.path, error))?;
    copy(&source, file.path())?;
    drop(source);
    let replaced = if let Some(path) = &existing {
        Some(replace(path, file, now)?)
    } else {
        file.publish()?;
        None
    };
    Ok(Restored { from, replaced })
}

/// Whether two names are of one file: putting a file in its own place would lose it.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let identity = |path: &Path| fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()));
    identity(one).is_some_and(|it| identity(other) == Some(it))
}

/// Gives the new file the name of a store nobody uses, which stays in the `backups` folder; returns its path there.
fn replace(store: &Path, file: NewFile, now: Moment) -> Result<PathBuf, StoreError> {
    // Held until the new file has the name: whoever opens the store meanwhile waits.
    let lock = lock_alone(store)?;
    let left = companions(store).into_iter().find(|path| path.metadata().is_ok_and(|it| it.len() > 0));
    if let Some(left) = left {
        return Err(StoreError::Damaged {
            place: store.display().to_string(),
            what: format!(
                "{} holds changes that cannot be read; move both files aside first",
                left.display()
            ),
        });
    }
    let kept = keep_aside(store, now)?;
    file.publish_over()?;
    drop(lock);
    Ok(kept)
}

/// Takes the log back into the file and locks it, which SQLite does only when nobody else has it open.
///
/// A store too damaged to be read cannot be locked; it is replaced all the same, for that is what backups are for.
fn lock_alone(store: &Path) -> Result<Option<Connection>, StoreError> {
    let named = |error| StoreError::at(store, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(store, flags).map_err(named)?;
    conn.busy_timeout(Duration::ZERO).map_err(named)?;
    match try_lock(&conn) {
        Ok(Holder::Us) => Ok(Some(conn)),
        Ok(Holder::Others) => Err(StoreError::Busy { place: store.display().to_string() }),
        Ok(Holder::AnotherProgram) => {
            let what = "it is a database of another program, so it is not replaced".to_owned();
            Err(StoreError::NotAStore { path: store.to_owned(), what })
        }
        Err(error) if is_damage(&error) => Ok(None),
        Err(error) => Err(named(error)),
    }
}

enum Holder {
    Us,
    Others,
    AnotherProgram,
}

fn try_lock(conn: &Connection) -> rusqlite::Result<Holder> {
    if number(conn, "application_id")? != APPLICATION_ID {
        return Ok(Holder::AnotherProgram);
    }
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
    if mode != "delete" {
        return Ok(Holder::Others);
    }
    conn.execute_batch("BEGIN EXCLUSIVE")?;
    Ok(Holder::Us)
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Gives a file a second name in the `backups` folder, so that the first can be replaced without a gap.
fn keep_aside(store: &Path, now: Moment) -> Result<PathBuf, StoreError> {
    for attempt in 1..=name::ATTEMPTS {
        let aside = name::backup_path(store, now, Some("replaced"), attempt);
        make_folder(folder_of(&aside))?;
        let linked = match fs::hard_link(store, &aside) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                // A file system without second names: for a moment the store has none at all.
                move_without_replacing(store, &aside)
            }
            linked => linked,
        };
        match linked.and_then(|()| sync_folder(folder_of(&aside))) {
            Ok(()) => return Ok(aside),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(StoreError::io("keep aside", store, error));
            }
        }
    }
    Err(StoreError::AlreadyThere { path: name::backup_path(store, now, Some("replaced"), name::ATTEMPTS) })
}
