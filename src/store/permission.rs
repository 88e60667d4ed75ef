//! Files and folders that only their owner can read, whatever the umask.
//!
//! SQLite gives `-wal` and `-shm` the mode of the database beside them, so a private database is enough; the
//! mode is set on the file itself because the umask can only take bits away.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::StoreError;
use crate::place::companions;

const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;
const SHARED_FILE_MODE: u32 = 0o660;
const GROUP_WRITES: u32 = 0o020;

/// Makes a folder and those above it that are missing, for the owner alone; folders that exist stay as they are.
pub(crate) fn make_folder(path: &Path) -> Result<(), StoreError> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
    }
    let made = DirBuilder::new().mode(FOLDER_MODE).create(path);
    match made {
        Ok(()) => set_mode(path, FOLDER_MODE),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(StoreError::io("make the folder", path, error)),
    }
}

/// Creates an empty file for the owner alone; one that exists, even as a link to nothing, is an error.
pub(crate) fn create_file(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(FILE_MODE).open(path)?;
    file.set_permissions(Permissions::from_mode(FILE_MODE))?;
    Ok(file)
}

/// Takes a loose mode (a copy made under a wide umask) back from a database and the files beside it.
///
/// A file its group may write is shared on purpose and stays so; everybody else loses access. Files of
/// another owner are left to that owner. Gives those that it changed.
pub(crate) fn make_private(database: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut changed = Vec::new();
    for path in std::iter::once(database.to_owned()).chain(companions(database)) {
        let Ok(metadata) = fs::metadata(&path) else {
            continue;
        };
        let mode = mode_of(&metadata);
        let wanted = mode & if mode & GROUP_WRITES == 0 { FILE_MODE } else { SHARED_FILE_MODE };
        if wanted != mode && is_ours(&metadata) {
            set_mode(&path, wanted)?;
            changed.push(path);
        }
    }
    Ok(changed)
}

/// Takes everybody else's rights from a folder of ours; gives it when that changed anything.
pub(crate) fn make_folder_private(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    narrow(folder, FOLDER_MODE)
}

/// Takes from others the right to write a folder of ours, unless it is one where nobody may touch another's
/// files (`/tmp`); gives it when that changed anything.
pub(crate) fn close_to_others(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    let is_sticky = fs::metadata(folder).is_ok_and(|metadata| metadata.mode() & 0o1000 != 0);
    if is_sticky { Ok(None) } else { narrow(folder, 0o775) }
}

fn narrow(folder: &Path, allowed: u32) -> Result<Option<PathBuf>, StoreError> {
    let Ok(metadata) = fs::metadata(folder) else { return Ok(None) };
    let mode = mode_of(&metadata);
    if mode & !allowed == 0 || !is_ours(&metadata) {
        return Ok(None);
    }
    set_mode(folder, mode & allowed)?;
    Ok(Some(folder.to_owned()))
}

/// The permission bits of a file or folder.
pub(crate) fn mode_of(metadata: &fs::Metadata) -> u32 {
    metadata.permissions().mode() & 0o777
}

fn is_ours(metadata: &fs::Metadata) -> bool {
    metadata.uid() == rustix::process::geteuid().as_raw()
}

fn set_mode(path: &Path, mode: u32) -> Result<(), StoreError> {
    fs::set_permissions(path, Permissions::from_mode(mode))
        .map_err(|error| StoreError::io("make private", path, error))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::open::{OpenOptions as StoreOptions, Store};

    const FOLDER: &str = "TRUCKROLL_TEST_FOLDER";

    fn mode(path: &Path) -> u32 {
        mode_of(&fs::metadata(path).unwrap())
    }

    /// Not a test of its own: the body that [`modes_are_private_whatever_the_umask`] runs under each umask.
    #[test]
    #[ignore = "run by modes_are_private_whatever_the_umask"]
    fn a_store_is_made_and_written() {
        let Some(folder) = std::env::var_os(FOLDER) else {
            return;
        };
        let path = Path::new(&folder).join("deep/er/desk.db");
        let options = StoreOptions::at(domain::Moment::UNIX_EPOCH);
        let store = Store::create(&path, &options).unwrap();
        store.conn.execute_batch("create table extra(x); insert into extra values (1);").unwrap();
        let backup = store.backup(domain::Moment::UNIX_EPOCH).unwrap();
        for file in [path.clone(), path.with_extension("db-wal"), path.with_extension("db-shm"), backup.path]
        {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
        for folder in ["deep", "deep/er", "deep/er/backups"].map(|name| Path::new(&folder).join(name)) {
            assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        }
    }

    #[test]
    fn modes_are_private_whatever_the_umask() {
        for umask in ["000", "022", "027", "077", "777"] {
            let folder = tempfile::tempdir().unwrap();
            let output = Command::new("sh")
                .arg("-c")
                .arg(format!("umask {umask} && exec \"$0\" \"$@\""))
                .arg(std::env::current_exe().unwrap())
                .args(["--exact", "permission::tests::a_store_is_made_and_written", "--ignored"])
                .env(FOLDER, folder.path())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success() && said.contains("1 passed"), "umask {umask}: {said}");
        }
    }

    #[test]
    fn a_loose_copy_is_tightened_and_a_shared_file_stays_shared() {
        let folder = tempfile::tempdir().unwrap();
        for (before, after) in
            [(0o644, 0o600), (0o600, 0o600), (0o664, 0o660), (0o660, 0o660), (0o400, 0o400)]
        {
            let database = folder.path().join(format!("{before:o}.db"));
            create_file(&database).unwrap();
            let wal = database.with_extension("db-wal");
            create_file(&wal).unwrap();
            set_mode(&database, before).unwrap();
            set_mode(&wal, before).unwrap();
            make_private(&database).unwrap();
            assert_eq!((mode(&database), mode(&wal)), (after, after), "{before:o}");
        }
    }
}
