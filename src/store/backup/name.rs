//! How backups are named, and found again by their names.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeZone, Utc};
use domain::Moment;
use schemars::JsonSchema;
use serde::Serialize;

use crate::StoreError;
use crate::place::folder_of;

/// How many backups one second may have.
pub(super) const ATTEMPTS: u32 = 100;

const FOLDER: &str = "backups";
const STAMP: &str = "%Y%m%dT%H%M%SZ";
const STAMP_LENGTH: usize = "20261122T063100Z".len();
const EXTENSION: &str = "db";

/// A backup as its name tells it; [`verify_backup`](crate::verify_backup) looks inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BackupFile {
    /// Its file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Moment,
    /// The occasion, when it was not made by the clock (`schema-1`, `replaced`); such a one is never pruned.
    pub label: Option<String>,
    /// Its size in bytes.
    pub size: u64,
}

/// The folder that the backups of a store are in.
pub(crate) fn folder_beside(store: &Path) -> PathBuf {
    folder_of(store).join(FOLDER)
}

/// The backups in the `backups` folder beside a store, newest first.
pub fn backups_of(store: &Path) -> Result<Vec<BackupFile>, StoreError> {
    let folder = folder_beside(store);
    let failed = |error| StoreError::io("read the folder", &folder, error);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let Some(Named { at, label, again }) =
            name.to_str().and_then(|name| read_name(&stem_of(store), name))
        else {
            continue;
        };
        let size = entry.metadata().map_err(failed)?.len();
        found.push((again, BackupFile { path: entry.path(), at, label, size }));
    }
    found.sort_by(|(again_a, a), (again_b, b)| {
        b.at.cmp(&a.at).then(again_b.cmp(again_a)).then_with(|| b.path.cmp(&a.path))
    });
    Ok(found.into_iter().map(|(_, file)| file).collect())
}

/// `backups/desk-20261122T063100Z.db`, and with a label `backups/desk-20261122T063100Z-schema-1.db`; from the
/// second of the same second on with `.2` and so forth before the extension.
pub(super) fn backup_path(store: &Path, at: Moment, label: Option<&str>, attempt: u32) -> PathBuf {
    let label = label.map(|label| format!("-{label}")).unwrap_or_default();
    let again = if attempt > 1 { format!(".{attempt}") } else { String::new() };
    let name = format!("{}-{}{label}{again}.{EXTENSION}", stem_of(store), at.format(STAMP));
    folder_of(store).join(FOLDER).join(name)
}

/// What a backup's name says.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    at: Moment,
    label: Option<String>,
    /// Which of its second it is, from 1.
    again: u32,
}

fn read_name(stem: &str, name: &str) -> Option<Named> {
    let rest = name.strip_suffix(EXTENSION)?.strip_suffix('.')?.strip_prefix(stem)?.strip_prefix('-')?;
    let (stamp, rest) = rest.split_at_checked(STAMP_LENGTH)?;
    let at = Utc.from_utc_datetime(&NaiveDateTime::parse_from_str(stamp, STAMP).ok()?);
    let (label, again) = rest.split_once('.').unwrap_or((rest, "1"));
    let again = again.parse().ok()?;
    let label = if label.is_empty() { None } else { Some(label.strip_prefix('-')?.to_owned()) };
    Some(Named { at, label, again })
}

/// The store's name without its extension; bytes that are no text are shown as such, which only names backups.
fn stem_of(store: &Path) -> String {
    store.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_what_they_say() {
        let at = Utc.with_ymd_and_hms(2026, 11, 22, 6, 31, 0).unwrap();
        let store = Path::new("/a/my desk.db");
        for (label, attempt, expected) in [
            (None, 1, "my desk-20261122T063100Z.db"),
            (None, 2, "my desk-20261122T063100Z.2.db"),
            (Some("schema-1"), 1, "my desk-20261122T063100Z-schema-1.db"),
            (Some("replaced"), 3, "my desk-20261122T063100Z-replaced.3.db"),
        ] {
            let path = backup_path(store, at, label, attempt);
            assert_eq!(path, Path::new("/a/backups").join(expected));
            let named = Named { at, label: label.map(str::to_owned), again: attempt };
            assert_eq!(read_name("my desk", expected), Some(named));
        }
    }

    #[test]
    fn of_one_second_the_last_made_is_the_newest() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("desk.db");
        let at = Utc.with_ymd_and_hms(2026, 11, 22, 6, 31, 0).unwrap();
        fs::create_dir(folder.path().join(FOLDER)).unwrap();
        for attempt in [1, 10, 2] {
            fs::write(backup_path(&store, at, None, attempt), "").unwrap();
        }
        let order: Vec<PathBuf> = backups_of(&store).unwrap().into_iter().map(|file| file.path).collect();
        assert_eq!(order, [10, 2, 1].map(|attempt| backup_path(&store, at, None, attempt)));
    }

    #[test]
    fn other_files_are_not_taken_for_backups() {
        for name in [
            "desk.db",
            "desk-20261122T063100Z",
            "desk-20261322T063100Z.db",
            "desk2-20261122T063100Z.db",
            "desk-é.db",
        ] {
            assert_eq!(read_name("desk", name), None, "{name}");
        }
    }
}
