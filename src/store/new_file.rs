//! A file made whole under another name and then moved into place, so that nobody ever meets half of it.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::StoreError;
use crate::permission::create_file;
use crate::place::{companions, folder_of};

/// A private file under a name of its own beside its target; it is removed unless it was [published](Self::publish).
#[derive(Debug)]
pub(crate) struct NewFile {
    path: PathBuf,
    target: PathBuf,
}

impl NewFile {
    /// Creates the file, empty, in the target's folder. The target must be a full path.
    pub(crate) fn beside(target: &Path) -> Result<Self, StoreError> {
        let name = target.file_name().unwrap_or_default();
        for number in 0_u32.. {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".new-{}-{number}", std::process::id()));
            let path = folder_of(target).join(hidden);
            match create_file(&path) {
                Ok(_) => {
                    return Ok(NewFile { path, target: target.to_owned() });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    return Err(StoreError::io("make", &path, error));
                }
            }
        }
        unreachable!("four thousand million files of one process do not fit a folder")
    }

    /// Where it lies until it is published.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Brings the file to the disk and gives it its name; a file that has that name already is kept, and refused.
    pub(crate) fn publish(self) -> Result<(), StoreError> {
        let failed = |error| StoreError::io("write", &self.target, error);
        File::open(&self.path).and_then(|file| file.sync_all()).map_err(failed)?;
        match move_without_replacing(&self.path, &self.target) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(StoreError::AlreadyThere { path: self.target.clone() });
            }
            Err(error) => return Err(failed(error)),
        }
        sync_folder(folder_of(&self.target)).map_err(failed)
    }
}

impl NewFile {
    /// Like [`publish`](Self::publish), but takes the place of a file that has the name already.
    pub(crate) fn publish_over(self) -> Result<(), StoreError> {
        let written = File::open(&self.path)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.path, &self.target))
            .and_then(|()| sync_folder(folder_of(&self.target)));
        written.map_err(|error| StoreError::io("write", &self.target, error))
    }
}

/// Removes what a program that was killed half way left in the `backups` folder of a store.
pub(crate) fn sweep_leftovers(store: &Path) -> Result<(), StoreError> {
    let folder = crate::backup::folder_beside(store);
    let Ok(entries) = fs::read_dir(&folder) else { return Ok(()) };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if maker_of(name).is_some_and(|maker| !is_running(maker)) {
            fs::remove_file(&path).map_err(|error| StoreError::io("remove", &path, error))?;
        }
    }
    Ok(())
}

/// The process that made a hidden file of ours: 4711 of `.desk.db.new-4711-0`, or of what SQLite put beside it.
fn maker_of(name: &str) -> Option<i32> {
    let (_, made) = name.strip_prefix('.')?.rsplit_once(".new-")?;
    made.split_once('-')?.0.parse().ok()
}

fn is_running(process: i32) -> bool {
    let id = rustix::process::Pid::from_raw(process);
    id.is_some_and(|id| rustix::process::test_kill_process(id) != Err(Errno::SRCH))
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // After publishing there is nothing under these names; before, what cannot be removed stays as litter.
        for path in std::iter::once(self.path.clone()).chain(companions(&self.path)) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Renames a file within its file system, and fails with `AlreadyExists` instead of replacing another.
pub(crate) fn move_without_replacing(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Not every file system knows the flag; a second name for the file is refused in the same cases.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            fs::hard_link(from, to)?;
            fs::remove_file(from)
        }
        other => Ok(other?),
    }
}

/// Brings new and changed names in a folder to the disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishing_never_replaces_and_leaves_no_litter() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("desk.db");
        fs::write(&target, b"the first").unwrap();
        let late = NewFile::beside(&target).unwrap();
        fs::write(late.path(), b"the second").unwrap();
        assert!(matches!(late.publish(), Err(StoreError::AlreadyThere { .. })));
        assert_eq!(fs::read(&target).unwrap(), b"the first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_program_left_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (store, backups) = (folder.path().join("desk.db"), folder.path().join("backups"));
        fs::create_dir(&backups).unwrap();
        // No system gives out so high a number.
        let dead = i32::MAX;
        let ours = format!(".desk-20261122T063100Z.db.new-{}-0", std::process::id());
        let names = ["desk-20261122T063100Z.db", "notes.new-1-0", ".hidden", ours.as_str()];
        for name in names {
            fs::write(backups.join(name), "kept").unwrap();
        }
        for suffix in ["", "-journal"] {
            fs::write(backups.join(format!(".desk-20261122T063100Z.db.new-{dead}-0{suffix}")), "left")
                .unwrap();
        }
        sweep_leftovers(&store).unwrap();
        let mut left: Vec<String> = fs::read_dir(&backups)
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let mut expected = names.to_vec();
        expected.sort_unstable();
        assert_eq!(left, expected);
    }

    #[test]
    fn two_at_once_have_names_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("desk.db");
        let (first, second) = (NewFile::beside(&target).unwrap(), NewFile::beside(&target).unwrap());
        assert_ne!(first.path(), second.path());
    }
}
