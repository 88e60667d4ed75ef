//! Being woken when something writes to the store, so that an idle screen need not look.
//!
//! The index beside the log is mapped memory, of which no system tells: a commit shows only there that it is whole, a moment after
//! its last write to the log, so one who was woken looks again a little later.

#[cfg(target_os = "linux")]
pub use linux::Alarm;
#[cfg(not(target_os = "linux"))]
pub use other::Alarm;

#[cfg(target_os = "linux")]
mod linux {
    use std::io;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt;
    use std::path::{Path, PathBuf};

    use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};

    use crate::place::{folder_of, wal_path};

    /// Room for some events with the longest names.
    const ROOM: usize = 4096;

    /// Wakes one who waits when the log is written to.
    #[derive(Debug)]
    pub struct Alarm {
        watch: OwnedFd,
        log: PathBuf,
        /// The number of the folder's own watch; every other one is of the log.
        folder: i32,
    }

    impl Alarm {
        /// Begins to watch; none when the system cannot.
        ///
        /// The log itself is watched for writes, its folder only for a log that is made anew, so that other files
        /// beside the store wake nobody while they are written.
        pub(crate) fn of(database: &Path) -> Option<Self> {
            let watch = init(CreateFlags::CLOEXEC).ok()?;
            let made = WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::ONLYDIR;
            let folder = add_watch(&watch, folder_of(database), made).ok()?;
            let alarm = Alarm { watch, log: wal_path(database), folder };
            alarm.watch_log();
            Some(alarm)
        }

        /// A log that is not there is watched once it is made.
        fn watch_log(&self) {
            let _made_later_if_err = add_watch(&self.watch, &self.log, WatchFlags::MODIFY);
        }

        /// Waits until something has been written since the last call. What is written without pause wakes
        /// again at once. Fails when the folder is watched no more.
        pub fn wait(&mut self) -> io::Result<()> {
            let mut room = [MaybeUninit::uninit(); ROOM];
            let mut events = Reader::new(&self.watch, &mut room);
            loop {
                let event = match events.next() {
                    Ok(event) => event,
                    Err(rustix::io::Errno::INTR) => continue,
                    Err(error) => return Err(error.into()),
                };
                let what = event.events();
                if what.contains(ReadFlags::QUEUE_OVERFLOW) {
                    return Ok(());
                }
                if event.wd() != self.folder {
                    // A log that is gone says so once; the folder tells of the next one.
                    if what.contains(ReadFlags::MODIFY) {
                        return Ok(());
                    }
                    continue;
                }
                if what.contains(ReadFlags::IGNORED) {
                    return Err(io::Error::other("the folder is gone"));
                }
                let log = self.log.file_name().map(OsStrExt::as_bytes);
                if event.file_name().map(std::ffi::CStr::to_bytes) == log {
                    self.watch_log();
                    return Ok(());
                }
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    use std::io;
    use std::path::Path;

    /// Would wake one who waits; here nothing can be watched.
    #[derive(Debug)]
    pub struct Alarm(std::convert::Infallible);

    impl Alarm {
        pub(crate) fn of(_: &Path) -> Option<Self> {
            None
        }

        /// Never called: there is no such alarm.
        pub fn wait(&mut self) -> io::Result<()> {
            match self.0 {}
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use domain::Moment;

    use crate::notice::Notice;
    use crate::{OpenOptions, Store};

    #[test]
    fn a_commit_of_another_connection_wakes_and_other_files_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let options = OpenOptions::at(Moment::UNIX_EPOCH);
        let ours = Store::open(&path, &options).unwrap();
        let theirs = Store::open(&path, &options).unwrap();
        let mut notice = Notice::new(&ours).unwrap();
        let mut alarm = ours.alarm().expect("Linux can watch a folder");
        let (woken, wakes) = channel();
        let waiting = thread::spawn(move || {
            alarm.wait().unwrap();
            woken.send(()).unwrap();
        });
        std::fs::write(folder.path().join("other.txt"), "not ours").unwrap();
        assert!(wakes.try_recv().is_err(), "nothing of ours has been written yet");
        theirs.conn.execute_batch("create table extra(x)").unwrap();
        wakes.recv().unwrap();
        waiting.join().unwrap();
        assert!(notice.changed(&ours).unwrap());
    }

    #[test]
    fn a_store_in_memory_has_no_alarm() {
        let store = Store::memory().unwrap();
        assert!(store.alarm().is_none());
    }
}
