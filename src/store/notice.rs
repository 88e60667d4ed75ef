//! Noticing what other programs wrote to the same store.
//!
//! Every commit writes to the log file beside the store. Where the system tells of that ([`Alarm`]), nobody
//! looks while nothing happens; elsewhere looking at the file's size and time is enough to know, one `stat`
//! and no query. Only when the file has moved is SQLite asked, and its `data_version` tells our own commits
//! from those of others.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use crate::alarm::Alarm;
use crate::identity::number;
use crate::place::wal_path;
use crate::{Store, StoreError};

/// What one connection has seen of the store. It belongs to the [`Store`] that it was made from.
#[derive(Debug)]
pub struct Notice {
    log: Option<PathBuf>,
    stamp: Stamp,
    /// The file moved at the last look, so a write in the same tick of its clock may still be unseen.
    unsettled: bool,
    data_version: i64,
}

/// Size, then seconds and nanoseconds of the last write, of a file that is there.
type Stamp = Option<(u64, i64, i64)>;

impl Notice {
    /// Starts from the present state of the store.
    pub fn new(store: &Store) -> Result<Self, StoreError> {
        let log = store.path().map(wal_path);
        // The stamp first: what is written between the two is seen at the next look.
        let stamp = stamp_of(log.as_ref());
        Ok(Notice { stamp, log, unsettled: true, data_version: number(&store.conn, "data_version")? })
    }

    /// Whether another connection, of this program or another, has committed since the last call.
    ///
    /// Made to be called with the same store after a sign of a write, or about once a second; it never waits
    /// and holds no lock afterwards.
    pub fn changed(&mut self, store: &Store) -> Result<bool, StoreError> {
        let stamp = stamp_of(self.log.as_ref());
        let moved = stamp != self.stamp;
        if !moved && !self.unsettled {
            return Ok(false);
        }
        let data_version = number(&store.conn, "data_version")?;
        let changed = data_version != self.data_version;
        self.stamp = stamp;
        self.unsettled = moved;
        self.data_version = data_version;
        Ok(changed)
    }
}

impl Store {
    /// What wakes one who waits for a write; none where nothing can be watched, or for a store in memory.
    pub fn alarm(&self) -> Option<Alarm> {
        self.path().and_then(Alarm::of)
    }
}

fn stamp_of(log: Option<&PathBuf>) -> Stamp {
    let metadata = fs::metadata(log?).ok()?;
    Some((metadata.len(), metadata.mtime(), metadata.mtime_nsec()))
}

#[cfg(test)]
mod tests {
    use domain::Moment;

    use super::*;
    use crate::OpenOptions;

    fn write(store: &Store) {
        store
            .conn
            .execute_batch("create table if not exists extra(x); insert into extra values (1);")
            .unwrap();
    }

    #[test]
    fn a_commit_of_another_connection_is_noticed_once_and_our_own_never() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let options = OpenOptions::at(Moment::UNIX_EPOCH);
        let ours = Store::open(&path, &options).unwrap();
        let theirs = Store::open(&path, &options).unwrap();
        let mut notice = Notice::new(&ours).unwrap();
        assert!(!notice.changed(&ours).unwrap());
        write(&theirs);
        assert!(notice.changed(&ours).unwrap());
        assert!(!notice.changed(&ours).unwrap());
        write(&ours);
        assert!(!notice.changed(&ours).unwrap());
    }

    #[test]
    fn a_quiet_store_is_not_asked() {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions::at(Moment::UNIX_EPOCH);
        let store = Store::open(&folder.path().join("desk.db"), &options).unwrap();
        let mut notice = Notice::new(&store).unwrap();
        assert!(notice.unsettled, "the first look settles it");
        assert!(!notice.changed(&store).unwrap());
        assert!(!notice.unsettled);
    }

    #[test]
    fn a_commit_is_noticed_after_the_log_was_cut_and_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let options = OpenOptions::at(Moment::UNIX_EPOCH);
        let (ours, theirs) = (Store::open(&path, &options).unwrap(), Store::open(&path, &options).unwrap());
        write(&theirs);
        let mut notice = Notice::new(&ours).unwrap();
        notice.changed(&ours).unwrap();
        theirs.checkpoint().unwrap();
        notice.changed(&ours).unwrap();
        write(&theirs);
        assert!(notice.changed(&ours).unwrap());
    }
}
