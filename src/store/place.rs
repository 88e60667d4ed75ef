//! Where a store lies: its path in full, the files SQLite keeps beside it, and the ways it can be missing.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::StoreError;
use crate::permission::make_folder;

/// The write-ahead log beside a database.
pub(crate) fn wal_path(database: &Path) -> PathBuf {
    with_suffix(database, "-wal")
}

/// The files that SQLite may keep beside a database: log, its index, and a rollback journal.
pub(crate) fn companions(database: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", "-journal"].map(|suffix| with_suffix(database, suffix))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut whole = OsString::from(path);
    whole.push(suffix);
    PathBuf::from(whole)
}

/// The folder that a full path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("/"))
}

/// The full path of a file that may be missing: its folder's, links followed, when that is there.
pub(crate) fn in_full(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default();
    let full = fs::canonicalize(path).or_else(|_| fs::canonicalize(folder).map(|folder| folder.join(name)));
    full.unwrap_or_else(|_| path.to_owned())
}

/// A path as a shell takes it for one word.
pub fn shell_path(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/-_.,:+@%=".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Finds the file of an existing store, links followed, without opening it.
///
/// It must not be opened here: closing any handle of a live database drops the locks that SQLite holds on it
/// in this process.
pub(crate) fn find_existing(path: &Path) -> Result<PathBuf, StoreError> {
    let full = match fs::canonicalize(path) {
        Ok(full) => full,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::NotFound { path: path.to_owned() });
        }
        Err(error) => return Err(StoreError::io("reach", path, error)),
    };
    let metadata = fs::metadata(&full).map_err(|error| StoreError::io("look at", &full, error))?;
    let not_a_store = |what: &str| StoreError::NotAStore { path: full.clone(), what: what.to_owned() };
    if metadata.is_dir() {
        return Err(not_a_store("it is a folder; name the file inside it"));
    }
    if !metadata.is_file() {
        return Err(not_a_store("it is not a file"));
    }
    if metadata.len() == 0 {
        return Err(not_a_store("it is empty; remove it to start anew, or restore a backup"));
    }
    Ok(full)
}

/// The full path of a file that is to be made: its folder is made when missing, and nothing may be there.
pub(crate) fn find_vacant(path: &Path) -> Result<PathBuf, StoreError> {
    let Some(name) = path.file_name() else {
        return Err(StoreError::NotAStore {
            path: path.to_owned(),
            what: "it is a folder, not a file".into(),
        });
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    make_folder(folder)?;
    let folder = fs::canonicalize(folder).map_err(|error| StoreError::io("reach", folder, error))?;
    let full = folder.join(name);
    if fs::symlink_metadata(&full).is_ok() {
        return Err(StoreError::AlreadyThere { path: full });
    }
    refuse_orphans(&full)?;
    Ok(full)
}

/// Refuses to put a database beside a log of an earlier one: SQLite would apply it to the new file.
fn refuse_orphans(database: &Path) -> Result<(), StoreError> {
    let orphan = companions(database).into_iter().find(|path| fs::metadata(path).is_ok_and(|m| m.len() > 0));
    match orphan {
        None => Ok(()),
        Some(orphan) => Err(StoreError::Damaged {
            place: database.display().to_string(),
            what: format!(
                "{} is there without its database and may hold changes; bring the database back or move it aside",
                orphan.display()
            ),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_keep_the_whole_name() {
        assert_eq!(wal_path(Path::new("/a/desk.db")), Path::new("/a/desk.db-wal"));
        assert_eq!(companions(Path::new("/a/desk"))[1], Path::new("/a/desk-shm"));
    }

    #[test]
    fn a_path_is_one_word_of_a_shell() {
        for (path, word) in
            [("/a/desk-1.db", "/a/desk-1.db"), ("/my desk", "'/my desk'"), ("it's", "'it'\\''s'")]
        {
            assert_eq!(shell_path(Path::new(path)), word);
        }
    }

    #[test]
    fn a_left_over_log_is_never_given_to_a_new_database() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        fs::write(wal_path(&path), b"frames of an earlier database").unwrap();
        let error = find_vacant(&path).unwrap_err();
        assert_eq!(error.kind(), "damaged");
        assert!(error.to_string().contains("desk.db-wal"), "{error}");
    }
}
