//! Small files of a person's own: what the screen remembers, what was typed and not saved, filters under names.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Writes a file of a folder whole or not at all; both are the person's alone, whatever they were before.
pub fn write_private(folder: &Path, name: &str, text: &[u8]) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    let hidden = folder.join(format!(".{name}.{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&hidden)?;
    let written = file
        .set_permissions(Permissions::from_mode(0o600))
        .and_then(|()| file.write_all(text))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&hidden, folder.join(name)));
    if written.is_err() {
        let _nothing_to_remove_if_err = fs::remove_file(&hidden);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_private_and_whole() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state/truckroll");
        let file = folder.join("a.json");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        write_private(&folder, "a.json", b"1").unwrap();
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        write_private(&folder, "a.json", b"2").unwrap();
        assert_eq!((mode(&file), fs::read_to_string(&file).unwrap()), (0o600, "2".to_owned()));
        fs::create_dir(folder.join("b.json")).unwrap();
        write_private(&folder, "b.json", b"3").unwrap_err();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "no file is left over");
    }
}
