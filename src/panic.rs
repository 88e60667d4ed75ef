//! What becomes of a panic: a report that says where in the program it happened, and holds no client data.
//!
//! A panic's own words may quote anything (a name that could not be read, a value that was not expected), so they
//! are left out, on standard error too, unless they are a fixed text of the source. The place in the source, the
//! stack and the ids of the last actions tell a developer more than the words would.

use std::any::Any;
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How many reports are kept.
const KEPT: usize = 10;
/// How many reports one second may have.
const ATTEMPTS: usize = 10;

/// Has every panic, on any thread, reported into the state folder.
pub(crate) fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        let written = cli::state_folder()
            .ok_or_else(|| io::Error::other("there is no home folder"))
            .and_then(|state| write(&state.join("reports"), &stamp(), &report_of(info)));
        let place = place_of(info);
        let said = match written {
            Ok(path) => format!("A report that holds no client data is in {}", path.display()),
            Err(error) => format!("No report could be written ({error}); it happened at {place}"),
        };
        // Nothing is left to be done when standard error is closed too.
        let _ = writeln!(
            io::stderr().lock(),
            "truckroll has met a mistake of its own and cannot go on. What was stored is safe.\n{said}"
        );
    }));
}

fn report_of(info: &PanicHookInfo<'_>) -> String {
    let mut report = String::new();
    let mut line = |label: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(report, "{label:9} {value}");
    };
    line("truckroll", env!("CARGO_PKG_VERSION"));
    line("system", &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    line("at", &stamp());
    line("thread", std::thread::current().name().unwrap_or("without a name"));
    line("place", &place_of(info));
    line("words", fixed_text(info.payload()).unwrap_or("left out, for they may hold data"));
    line("actions", &tui::action::recent_actions().join(" "));
    let _ = write!(report, "\n{}", Backtrace::force_capture());
    report
}

/// The words of a panic when they stand so in the source; what was made at run time may quote anything.
fn fixed_text(payload: &(dyn Any + Send)) -> Option<&'static str> {
    payload.downcast_ref::<&'static str>().copied()
}

fn place_of(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string)
}

/// The moment by the machine's clock (UTC), as it can stand in a file's name.
fn stamp() -> String {
    let now = domain::Moment::from(SystemTime::now());
    now.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Writes a report under a name of its own into a folder for the owner alone; the oldest ones go.
fn write(folder: &Path, stamp: &str, report: &str) -> io::Result<PathBuf> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 1..=ATTEMPTS {
        let path = folder.join(format!("panic-{stamp}-{}-{attempt}.txt", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => {
                file.write_all(report.as_bytes())?;
                // A folder that cannot be tidied is no reason to hide the report.
                let _ = prune(folder);
                return Ok(path);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn prune(folder: &Path) -> io::Result<()> {
    let names = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path());
    let is_report = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("panic-"))
    };
    let mut reports: Vec<PathBuf> = names.filter(is_report).collect();
    reports.sort();
    reports.iter().rev().skip(KEPT).try_for_each(fs::remove_file)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_a_text_of_the_source_is_repeated() {
        let payload = |f: fn()| std::panic::catch_unwind(f).unwrap_err();
        assert_eq!(fixed_text(&*payload(|| panic!("a fixed text"))), Some("a fixed text"));
        let quotes_data: fn() = || panic!("no such client: {}", String::from("Kerr"));
        assert_eq!(fixed_text(&*payload(quotes_data)), None);
        let unwraps: fn() = || assert_eq!("Kerr".parse::<u8>().unwrap(), 0);
        assert_eq!(fixed_text(&*payload(unwraps)), None);
    }

    #[test]
    fn reports_are_private_have_their_own_names_and_do_not_pile_up() {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().join("reports");
        let first = write(&folder, "20261122T063100Z", "one").unwrap();
        let second = write(&folder, "20261122T063100Z", "two").unwrap();
        assert_ne!(first, second);
        assert_eq!(fs::read_to_string(&first).unwrap(), "one");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&first), mode(&folder)), (0o600, 0o700));
        for second in 0..30 {
            write(&folder, &format!("20261123T0000{second:02}Z"), "later").unwrap();
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), KEPT);
        assert!(!first.exists());
    }
}
