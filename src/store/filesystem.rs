//! The kind of file system a path is on, and the refusal of those that do not keep locks.
//!
//! SQLite's write-ahead log needs memory shared between all its users and locks that hold; over a network
//! neither is sure, and changes are lost without a word (sqlite.org/wal.html, sqlite.org/useovernet.html).

use std::path::Path;

use crate::StoreError;

/// A file system as the operating system names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filesystem {
    /// Its usual name, or its number when this program has none for it.
    pub name: String,
    /// Whether a store on it would be in danger.
    pub unsafe_for_a_store: bool,
}

/// Looks up what the nearest existing folder at or above a path is on; `None` when the system does not say.
pub(crate) fn filesystem_of(path: &Path) -> Option<Filesystem> {
    path.ancestors().find_map(|path| rustix::fs::statfs(path).ok()).map(|status| classify(&status))
}

/// Refuses a path whose file system would lose changes.
pub(crate) fn require_local(path: &Path) -> Result<(), StoreError> {
    match filesystem_of(path) {
        Some(filesystem) if filesystem.unsafe_for_a_store => {
            Err(StoreError::NetworkFilesystem { path: path.to_owned(), filesystem: filesystem.name })
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn classify(status: &rustix::fs::StatFs) -> Filesystem {
    // The kernel's numbers fit 32 bits; the field is wider on some machines and signed on others.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "magic numbers are 32 bits")]
    let magic = status.f_type as u32;
    classify_magic(magic)
}

/// Linux's `statfs(2)` numbers.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn classify_magic(magic: u32) -> Filesystem {
    let (name, unsafe_for_a_store) = match magic {
        0x6969 => ("NFS", true),
        0x517B => ("SMB", true),
        0xFF53_4D42 => ("CIFS", true),
        0xFE53_4D42 => ("SMB2", true),
        0x6573_5546 => ("FUSE", true),
        0x5346_414F => ("AFS", true),
        0x7375_7245 => ("Coda", true),
        0x564C => ("NCP", true),
        0x00C3_6400 => ("Ceph", true),
        0x0BD0_0BD0 => ("Lustre", true),
        0x0102_1997 => ("9p", false),
        0xEF53 => ("ext4", false),
        0x5846_5342 => ("XFS", false),
        0x9123_683E => ("Btrfs", false),
        0xF2F5_2010 => ("F2FS", false),
        0x2FC1_2FC1 => ("ZFS", false),
        0xCA45_1A4E => ("bcachefs", false),
        0x794C_7630 => ("overlay", false),
        0x0102_1994 => ("tmpfs", false),
        0x8584_58F6 => ("ramfs", false),
        0x4D44 => ("FAT", false),
        0x2011_BAB0 => ("exFAT", false),
        0x7366_746E | 0x5346_544E => ("NTFS", false),
        _ => {
            return Filesystem { name: format!("0x{magic:x}"), unsafe_for_a_store: false };
        }
    };
    Filesystem { name: name.to_owned(), unsafe_for_a_store }
}

#[cfg(target_os = "macos")]
fn classify(status: &rustix::fs::StatFs) -> Filesystem {
    let letters = status.f_fstypename.iter().take_while(|&&letter| letter != 0);
    let name: String = letters.map(|&letter| char::from(letter.cast_unsigned())).collect();
    let remote = ["nfs", "smbfs", "afpfs", "webdav", "ftp"].contains(&name.as_str());
    Filesystem { unsafe_for_a_store: remote || name.contains("fuse"), name }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn network_and_user_space_file_systems_are_unsafe_and_disks_are_not() {
        for magic in [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546] {
            assert!(classify_magic(magic).unsafe_for_a_store, "0x{magic:x}");
        }
        for magic in [0xEF53, 0x5846_5342, 0x9123_683E, 0x794C_7630, 0x0102_1994, 0x1234_5678] {
            assert!(!classify_magic(magic).unsafe_for_a_store, "0x{magic:x}");
        }
    }

    #[test]
    fn the_system_says_what_a_path_not_yet_made_is_on() {
        assert_eq!(filesystem_of(Path::new("/proc/not/there")).unwrap().name, "0x9fa0");
    }
}
