//! What `doctor` reports about a store, whatever state the file is in. Nothing on the disk is changed, but for
//! [`mend`], which is asked for by name.

mod advice;
mod mending;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Moment;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;

use crate::StoreError;
use crate::backup::{backups_of, count_rows, integrity_problems, latest_good_backup};
use crate::connection::open_for_looking;
use crate::filesystem::filesystem_of;
use crate::identity::{number, require_known_schema, schema_of};
use crate::migration;
use crate::permission::mode_of;
use crate::place::{companions, find_existing, folder_of, shell_path, wal_path};

pub use mending::mend;

/// How long a look waits for a program that is taking its log back.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store's state. What could not be found out is `None`, and `problems` says why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Health {
    /// The store's file, links followed where they could be.
    pub path: PathBuf,
    /// The file's schema.
    pub schema: Option<i64>,
    /// The schema that this program writes; an older file is brought to it when it is next opened.
    pub schema_known: i64,
    /// The version of SQLite.
    pub sqlite: String,
    /// `ok`, or what is wrong first.
    pub integrity: Option<String>,
    /// How commits reach the disk: `full` always.
    pub synchronous: Option<String>,
    /// `wal`, or `delete` for a restored backup that was not opened yet.
    pub journal_mode: Option<String>,
    /// Octal modes by file: the folder, the database and the files beside it.
    pub permissions: BTreeMap<String, String>,
    /// The kind of file system.
    pub filesystem: Option<String>,
    /// The database's size in bytes.
    pub size: Option<u64>,
    /// The log's size in bytes; 0 when nobody has the store open.
    pub wal_size: u64,
    /// The size of a page in bytes.
    pub page_size: Option<i64>,
    /// How many pages the file has.
    pub pages: Option<i64>,
    /// How many of them are empty and will be used again.
    pub free_pages: Option<i64>,
    /// Bytes that are left on the disk for this user.
    pub disk_free: Option<u64>,
    /// How many backups are in the `backups` folder.
    pub backups: usize,
    /// The newest backup in the `backups` folder, by its name.
    pub last_backup: Option<PathBuf>,
    /// When that was made.
    pub last_backup_at: Option<Moment>,
    /// When the last operation was done.
    pub last_operation_at: Option<Moment>,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// What stands in the way of using the store, or endangers it; empty when all is well.
    pub problems: Vec<Problem>,
    /// What is worth doing before it becomes a problem.
    pub advice: Vec<Problem>,
    /// What was mended, when that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mended: Vec<String>,
}

/// One thing that is wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// Its name in JSON.
    pub kind: String,
    /// What it is, for people.
    pub message: String,
    /// What to do about it, if anything.
    pub mend: Option<String>,
}

impl Health {
    /// Examines the store at a path. A store that cannot be used, or is not there, is a problem in the answer.
    pub fn of(path: &Path, now: Moment) -> Health {
        let mut health = Health {
            path: path.to_owned(),
            schema_known: migration::latest(),
            sqlite: rusqlite::version().to_owned(),
            ..Health::default()
        };
        if let Err(error) = health.examine(path) {
            // What stands in the way comes first, before what merely endangers.
            health.problems.insert(0, Problem::from(&error));
        }
        health.name_backup(path);
        health.advise(now);
        health
    }

    /// Whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.problems.is_empty()
    }

    fn examine(&mut self, path: &Path) -> Result<(), StoreError> {
        self.path = find_existing(path)?;
        let path = self.path.clone();
        self.look_at_files(&path);
        self.look_at_backups(&path);
        let conn = open_for_looking(&path, PATIENCE)?;
        self.look_inside(&conn, &path)
    }

    fn look_at_files(&mut self, path: &Path) {
        self.size = fs::metadata(path).ok().map(|metadata| metadata.len());
        self.wal_size = fs::metadata(wal_path(path)).map_or(0, |metadata| metadata.len());
        if let Some(filesystem) = filesystem_of(path) {
            self.filesystem = Some(filesystem.name.clone());
            if filesystem.unsafe_for_a_store {
                let path = path.to_owned();
                self.report(&StoreError::NetworkFilesystem { path, filesystem: filesystem.name });
            }
        }
        let files = [folder_of(path).to_owned(), path.to_owned()].into_iter().chain(companions(path));
        for file in files {
            self.look_at_mode(&file, 0o007);
        }
    }

    /// Notes a file's mode; other people's rights of `forbidden` are a problem, and a folder that they may write.
    fn look_at_mode(&mut self, file: &Path, forbidden: u32) {
        let Ok(metadata) = fs::metadata(file) else {
            return;
        };
        let mode = mode_of(&metadata);
        let is_sticky = metadata.mode() & 0o1000 != 0;
        let loose = if metadata.is_file() { forbidden } else { 0o002 };
        if mode & loose != 0 && !(metadata.is_dir() && is_sticky) {
            self.problems.push(Problem {
                kind: "not_private".to_owned(),
                message: format!("others on this machine can use {} (mode {mode:03o})", file.display()),
                mend: Some("make it private again: truckroll doctor --fix".to_owned()),
            });
        }
        self.permissions.insert(file.display().to_string(), format!("{mode:04o}"));
    }

    fn look_at_backups(&mut self, path: &Path) {
        match backups_of(path) {
            Ok(backups) => {
                self.backups = backups.len();
                if let Some(folder) = backups.first().and_then(|backup| backup.path.parent()) {
                    self.look_at_mode(folder, 0);
                }
                for backup in &backups {
                    self.look_at_backup(&backup.path);
                }
                let newest = backups.into_iter().next();
                self.last_backup_at = newest.as_ref().map(|backup| backup.at);
                self.last_backup = newest.map(|backup| backup.path);
            }
            Err(error) => self.report(&error),
        }
    }

    /// A backup holds the same as the store; its mode is told only when it is loose, for there are many.
    fn look_at_backup(&mut self, path: &Path) {
        if fs::metadata(path).is_ok_and(|metadata| mode_of(&metadata) & 0o077 != 0) {
            self.look_at_mode(path, 0o077);
        }
    }

    fn look_inside(&mut self, conn: &Connection, path: &Path) -> Result<(), StoreError> {
        let named = |error| StoreError::at(path, error);
        // A newer schema is still shown, but nothing of it is read.
        let known = require_known_schema(conn, path, self.schema_known);
        if matches!(known, Ok(_) | Err(StoreError::NewerSchema { .. })) {
            self.schema = Some(schema_of(conn).map_err(named)?);
        }
        known?;
        self.journal_mode = Some(journal_mode(conn, path)?);
        self.synchronous = Some(synchronous(conn).map_err(named)?);
        self.page_size = Some(number(conn, "page_size").map_err(named)?);
        self.pages = Some(number(conn, "page_count").map_err(named)?);
        self.free_pages = Some(number(conn, "freelist_count").map_err(named)?);
        let problems = integrity_problems(conn).map_err(named)?;
        self.integrity = Some(problems.first().cloned().unwrap_or_else(|| "ok".to_owned()));
        for what in problems {
            if mending::is_of_search(&what) {
                self.problems.push(Problem {
                    kind: "search_damaged".to_owned(),
                    message: format!("the search index is damaged: {what}"),
                    mend: Some("make it anew from the records: truckroll doctor --fix".to_owned()),
                });
            } else {
                self.report(&StoreError::Damaged { place: path.display().to_string(), what });
            }
        }
        self.rows = count_rows(conn).map_err(named)?;
        self.last_operation_at = last_operation_at(conn).map_err(named)?;
        Ok(())
    }

    /// Where something is damaged, the mend names the newest backup that is whole.
    fn name_backup(&mut self, path: &Path) {
        if !self.problems.iter().any(|problem| problem.kind == "damaged") {
            return;
        }
        let mend = match latest_good_backup(path) {
            Some(backup) => {
                let at = backup.at.format("%Y-%m-%d %H:%M");
                let path = shell_path(&backup.path);
                format!("restore the newest good backup, of {at} UTC: truckroll restore {path}")
            }
            None => "there is no good backup beside it; restore one that was kept elsewhere: truckroll restore PATH"
                .to_owned(),
        };
        for problem in self.problems.iter_mut().filter(|problem| problem.kind == "damaged") {
            problem.mend = Some(mend.clone());
        }
    }

    fn report(&mut self, error: &StoreError) {
        self.problems.push(Problem::from(error));
    }
}

impl From<&StoreError> for Problem {
    fn from(error: &StoreError) -> Self {
        Problem {
            kind: error.kind().to_owned(),
            message: error.to_string(),
            mend: error.mends().into_iter().next().map(|mend| mend.sentence),
        }
    }
}

fn last_operation_at(conn: &Connection) -> rusqlite::Result<Option<Moment>> {
    let at: Option<i64> = conn.query_row("select max(at) from operation", [], |row| row.get(0))?;
    Ok(at.and_then(crate::row::moment_of))
}

/// How the file will be written when it is next opened. A file read as immutable has no mode of its own, so
/// there its header tells; nobody has it open then, and reading it drops nobody's locks.
///
/// Source: sqlite.org/fileformat2.html, "File format version numbers".
fn journal_mode(conn: &Connection, path: &Path) -> Result<String, StoreError> {
    if wal_path(path).exists() {
        let mode = conn.pragma_query_value(None, "journal_mode", |row| row.get(0));
        return mode.map_err(|error| StoreError::at(path, error));
    }
    let mut header = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.map_err(|error| StoreError::io("read", path, error))?;
    Ok(if header[18] == 2 { "wal" } else { "delete" }.to_owned())
}

/// Source: sqlite.org/pragma.html#pragma_synchronous.
fn synchronous(conn: &Connection) -> rusqlite::Result<String> {
    Ok(match number(conn, "synchronous")? {
        0 => "off".to_owned(),
        1 => "normal".to_owned(),
        2 => "full".to_owned(),
        3 => "extra".to_owned(),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests;
