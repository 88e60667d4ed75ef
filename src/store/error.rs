//! What the store answers when it cannot do what was asked.

use std::io;
use std::path::{Path, PathBuf};

use domain::{Mend, Refusal};
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store did not do something. Unless a variant says otherwise, nothing was changed.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the message of each variant is its contract; fields are named in it")]
pub enum StoreError {
    #[error("there is no store at {}", .path.display())]
    NotFound { path: PathBuf },
    #[error("{} is already there", .path.display())]
    AlreadyThere { path: PathBuf },
    #[error(
        "{place} was written by a newer truckroll: its schema is {found}, this program knows up to {known}"
    )]
    NewerSchema { place: String, found: i64, known: i64 },
    #[error("{place} is damaged: {what}")]
    Damaged { place: String, what: String },
    #[error("{} is not a truckroll store: {what}", .path.display())]
    NotAStore { path: PathBuf, what: String },
    #[error("{place} may not be used: {what}")]
    NotPermitted { place: String, what: String },
    #[error("{} is on {filesystem}, where locks are not kept and changes can be lost", .path.display())]
    NetworkFilesystem { path: PathBuf, filesystem: String },
    #[error("this program was built with SQLite {found}; it needs {needed} or newer")]
    SqliteTooOld { found: String, needed: String },
    /// A rule stands in the way.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    #[error("{} was moved or removed while it was open; nothing was saved", .path.display())]
    Moved { path: PathBuf },
    #[error("another program is writing to {place}, and did not finish in time")]
    Busy { place: String },
    #[error("something else still refers to what was to be removed")]
    StillUsed,
    /// The commit itself failed: whether it took effect is known only by looking its key up again.
    #[error("{place} could not confirm the change: {source}")]
    Uncertain { place: String, source: rusqlite::Error },
    #[error("{what}: {source}")]
    Failed { what: String, source: Box<dyn std::error::Error + Send + Sync> },
}

impl StoreError {
    /// Its name in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            StoreError::NotFound { .. } => "store_not_found",
            StoreError::AlreadyThere { .. } => "already_there",
            StoreError::NewerSchema { .. } => "newer_schema",
            StoreError::Damaged { .. } => "damaged",
            StoreError::NotAStore { .. } => "not_a_store",
            StoreError::NotPermitted { .. } => "not_permitted",
            StoreError::NetworkFilesystem { .. } => "network_filesystem",
            StoreError::SqliteTooOld { .. } => "sqlite_too_old",
            StoreError::Refusal(refusal) => refusal.kind(),
            StoreError::Moved { .. } => "store_moved",
            StoreError::Busy { .. } => "busy",
            StoreError::StillUsed => "still_used",
            StoreError::Uncertain { .. } => "uncertain",
            StoreError::Failed { .. } => "store_failed",
        }
    }

    /// What would mend it, best first.
    pub fn mends(&self) -> Vec<Mend> {
        match self {
            StoreError::NotFound { .. } => {
                vec![say("make one, or name another with --db", Some("init --name NAME"))]
            }
            StoreError::AlreadyThere { .. } => {
                vec![say("use it as it is, or name another path with --db", None)]
            }
            StoreError::NewerSchema { .. } => {
                vec![say("update this program; the file was left as it was", None)]
            }
            StoreError::Damaged { .. } => vec![
                say("look at what is wrong", Some("doctor")),
                say("restore the newest good backup", Some("restore latest")),
            ],
            StoreError::NotAStore { .. } => {
                vec![say("name the store's file with --db; this one was left as it was", None)]
            }
            StoreError::NotPermitted { .. } => {
                vec![say(
                    "make the file and its folder yours and writable (chmod u+rw), or name another",
                    None,
                )]
            }
            StoreError::NetworkFilesystem { .. } => vec![say(
                "keep the store on a disk of this machine (--db PATH), and copy backups to the share instead",
                Some("backup PATH"),
            )],
            StoreError::SqliteTooOld { .. } => {
                vec![say("build truckroll with its own bundled SQLite", None)]
            }
            StoreError::Moved { .. } => {
                vec![say(
                    "leave, put the file back or restore a backup, and start again",
                    Some("restore latest"),
                )]
            }
            StoreError::Refusal(refusal) => refusal.mends(),
            StoreError::Busy { .. } => {
                vec![say("try again in a moment, or leave the other programs that have it open", None)]
            }
            StoreError::StillUsed => vec![say("remove those first", None)],
            StoreError::Uncertain { .. } => {
                vec![say("look whether it is in the log before repeating it", Some("log"))]
            }
            StoreError::Failed { source, .. } if is_out_of_room(source.as_ref()) => {
                vec![say("make room on its disk, or name a store on another with --db", None)]
            }
            StoreError::Failed { .. } => Vec::new(),
        }
    }

    /// Wraps a failure of the operating system with the path and what was to be done there.
    pub(crate) fn io(action: &str, path: &Path, error: io::Error) -> Self {
        let place = path.display();
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::NotPermitted {
                place: place.to_string(),
                what: format!("cannot {action}: {error}"),
            },
            _ => StoreError::Failed { what: format!("{place}: cannot {action}"), source: Box::new(error) },
        }
    }

    /// Names the file that an error of SQLite is about.
    pub(crate) fn at(path: &Path, error: rusqlite::Error) -> Self {
        if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) {
            let what = "it is not an SQLite database".to_owned();
            return StoreError::NotAStore { path: path.to_owned(), what };
        }
        from_sqlite(path.display().to_string(), error)
    }
}

/// Without a path at hand the error speaks of “the store”; [`StoreError::at`] names the file.
impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        from_sqlite("the store".to_owned(), error)
    }
}

/// A record that does not read as its kind has been changed by something else than this program.
impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        StoreError::Damaged {
            place: "the store".to_owned(),
            what: format!("a record cannot be read: {error}"),
        }
    }
}

fn from_sqlite(place: String, error: rusqlite::Error) -> StoreError {
    let what = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { place },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged { place, what },
        Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
            StoreError::NotPermitted { place, what }
        }
        Some(ErrorCode::ConstraintViolation) if is_foreign_key(&error) => StoreError::StillUsed,
        Some(_) | None => StoreError::Failed { what: format!("{place} failed"), source: Box::new(error) },
    }
}

/// Whether a disk is full or a quota used up.
fn is_out_of_room(source: &(dyn std::error::Error + 'static)) -> bool {
    let by_sqlite = source.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code);
    let by_system = source.downcast_ref::<io::Error>().map(io::Error::kind);
    by_sqlite == Some(ErrorCode::DiskFull)
        || matches!(by_system, Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
}

fn is_foreign_key(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    extended == Some(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

fn say(sentence: &str, command: Option<&str>) -> Mend {
    Mend { sentence: sentence.to_owned(), action: None, command: command.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn from_code(code: i32) -> StoreError {
        StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
    }

    #[test]
    fn sqlite_codes_become_kinds_that_choose_the_exit_code() {
        for (code, kind) in [
            (ffi::SQLITE_BUSY, "busy"),
            (ffi::SQLITE_LOCKED, "busy"),
            (ffi::SQLITE_CORRUPT, "damaged"),
            (ffi::SQLITE_NOTADB, "damaged"),
            (ffi::SQLITE_READONLY, "not_permitted"),
            (ffi::SQLITE_CANTOPEN, "not_permitted"),
            (ffi::SQLITE_CONSTRAINT_FOREIGNKEY, "still_used"),
            (ffi::SQLITE_CONSTRAINT_UNIQUE, "store_failed"),
            (ffi::SQLITE_FULL, "store_failed"),
            (ffi::SQLITE_IOERR, "store_failed"),
        ] {
            let error = from_code(code);
            assert_eq!(error.kind(), kind, "SQLite code {code}");
        }
    }

    #[test]
    fn a_full_disk_is_told_how_it_is_mended() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        for error in [from_code(ffi::SQLITE_FULL), StoreError::io("write", Path::new("/data/x.db"), full)] {
            assert!(error.mends()[0].sentence.starts_with("make room on its disk"), "{error}");
        }
        assert_eq!(from_code(ffi::SQLITE_CONSTRAINT_UNIQUE).mends(), vec![]);
    }

    #[test]
    fn a_store_that_is_missing_is_made_with_a_name() {
        let error = StoreError::NotFound { path: "/nowhere".into() };
        assert_eq!(error.mends()[0].command.as_deref(), Some("init --name NAME"));
    }

    #[test]
    fn a_refusal_keeps_its_own_words_and_mends() {
        let refusal = Refusal::NothingToDo { what: "nothing to undo".to_owned() };
        let error = StoreError::from(refusal.clone());
        assert_eq!(error.to_string(), "nothing to undo");
        assert_eq!(error.kind(), refusal.kind());
    }
}
