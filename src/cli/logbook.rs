//! The log: one file a day in the state folder, for whoever has to find out what happened.
//!
//! It holds ids, kinds, counts and durations, never what a client is called or where they live: so nothing is
//! written here but what this program's own crates say through `log`, and they say no more than that.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use log::{LevelFilter, Log, Metadata, Record};

use crate::config::private_dir;

/// How many days are kept.
const DAYS: usize = 7;
/// A day's file grows no further than this.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// What our crates' names begin with; what others say could hold anything.
const OURS: &str = "truckroll";

/// Begins to log into the state folder; `-v` tells more, `-vv` everything. A log that cannot be written is no
/// reason not to work: then there is none.
pub(crate) fn begin(state: &Path, verbose: u8) {
    let level = match verbose {
        0 => LevelFilter::Info,
        1 => LevelFilter::Debug,
        2.. => LevelFilter::Trace,
    };
    let book = Logbook { folder: state.join("logs"), page: Mutex::new(None) };
    if log::set_boxed_logger(Box::new(book)).is_ok() {
        log::set_max_level(level);
    }
}

/// The files of the days.
#[derive(Debug)]
struct Logbook {
    folder: PathBuf,
    page: Mutex<Option<Page>>,
}

/// The file of one day.
#[derive(Debug)]
struct Page {
    name: String,
    file: File,
    written: u64,
}

impl Log for Logbook {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(OURS)
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = line_of(Utc::now(), record);
            let _a_full_disk_loses_the_log = self.write(Utc::now(), &line);
        }
    }

    fn flush(&self) {}
}

impl Logbook {
    fn write(&self, now: DateTime<Utc>, line: &str) -> std::io::Result<()> {
        let mut page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        let name = format!("{}.log", now.format("%Y-%m-%d"));
        if page.as_ref().is_none_or(|page| page.name != name) {
            *page = Some(self.turn(name)?);
        }
        let Some(page) = page.as_mut() else { return Ok(()) };
        if page.written < MOST_BYTES {
            // One write a line, at the end: lines of several processes do not mix.
            page.file.write_all(line.as_bytes())?;
            page.written += line.len() as u64;
        }
        Ok(())
    }

    /// Opens the file of a day; a new one makes the oldest superfluous.
    fn turn(&self, name: String) -> std::io::Result<Page> {
        private_dir(&self.folder).map_err(|failure| std::io::Error::other(failure.to_string()))?;
        let file = OpenOptions::new().append(true).create(true).mode(0o600).open(self.folder.join(&name))?;
        let written = file.metadata()?.len();
        if written == 0 {
            self.prune()?;
        }
        Ok(Page { name, file, written })
    }

    fn prune(&self) -> std::io::Result<()> {
        let entries = fs::read_dir(&self.folder)?.filter_map(Result::ok).map(|entry| entry.path());
        let mut days: Vec<PathBuf> =
            entries.filter(|path| path.extension().is_some_and(|it| it == "log")).collect();
        days.sort();
        days.iter().rev().skip(DAYS).try_for_each(fs::remove_file)
    }
}

/// `2026-11-22T09:41:03.120Z 4711 INFO operation O-12 visit_moved, 2 changes, 4 ms`.
fn line_of(now: DateTime<Utc>, record: &Record<'_>) -> String {
    let said = record.args().to_string();
    let (at, process) = (now.format("%Y-%m-%dT%H:%M:%S%.3fZ"), std::process::id());
    format!("{at} {process} {} {}\n", record.level(), domain::visible(&said))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use chrono::{Days, TimeZone};
    use log::Level;

    use super::*;

    fn day(number: u64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 22, 6, 31, 0).unwrap() + Days::new(number)
    }

    fn book() -> (tempfile::TempDir, Logbook) {
        let state = tempfile::tempdir().unwrap();
        let book = Logbook { folder: state.path().join("truckroll/logs"), page: Mutex::new(None) };
        (state, book)
    }

    #[test]
    fn a_day_has_a_private_file_and_a_week_is_kept() {
        let (_state, book) = book();
        for number in 0..10 {
            book.write(day(number), "a line\n").unwrap();
            book.write(day(number), "another\n").unwrap();
        }
        let mut names: Vec<String> = fs::read_dir(&book.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            (names.len(), names[0].as_str(), names[6].as_str()),
            (7, "2026-11-25.log", "2026-12-01.log")
        );
        let last = book.folder.join(&names[6]);
        assert_eq!(fs::read_to_string(&last).unwrap(), "a line\nanother\n");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&last), mode(&book.folder)), (0o600, 0o700));
    }

    #[test]
    fn a_day_grows_no_further_than_its_bound() {
        let (_state, book) = book();
        let line = "x".repeat(1024 * 1024) + "\n";
        (0..10).for_each(|_| book.write(day(0), &line).unwrap());
        let length = fs::metadata(book.folder.join("2026-11-22.log")).unwrap().len();
        assert!((MOST_BYTES..MOST_BYTES + 2 * 1024 * 1024).contains(&length), "{length}");
    }

    #[test]
    fn only_our_own_crates_are_heard_and_a_line_is_one_line() {
        let (_state, book) = book();
        let of = |target: &'static str| Metadata::builder().target(target).level(Level::Info).build();
        assert!(book.enabled(&of("truckroll_store::open")) && !book.enabled(&of("mio::poll")));
        let record = Record::builder().args(format_args!("two\nlines \x1b[2J")).level(Level::Warn).build();
        let line = line_of(day(0), &record);
        assert!(line.starts_with("2026-11-22T06:31:00.000Z ") && line.contains(" WARN two"), "{line}");
        assert_eq!((line.matches('\n').count(), line.contains('\x1b')), (1, false));
    }
}
