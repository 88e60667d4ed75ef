//! What is kept of a road server's answers, in a file of the cache folder for the owner alone.
//!
//! The first line has the form's name, the server and the day on which the file was begun; each other line is a way:
//! latitude and longitude from and to in ten-thousandths of a degree, and seconds. New ways are at the end.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use domain::{KnownRoads, Moment, Point, RoadSource};

/// A way: from, to, seconds.
pub(super) type KnownWay = (Point, Point, u32);

/// The most ways that are kept; the oldest go first. About 3 MB.
const MOST_WAYS: usize = 100_000;
/// Roads change: after so many days everything is asked again.
const GOOD_FOR_DAYS: i64 = 60;
/// A file larger than this is not ours.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
const FORM: &str = "truckroll-roads-1";

/// What is kept of a server; nothing when there is no file, or one that is too old or not as it should be.
pub(super) fn read(folder: &Path, url: &str, now: Moment) -> KnownRoads {
    let mut roads = KnownRoads::new(RoadSource::Server);
    for (from, to, seconds) in read_ways(folder, url, now).unwrap_or_default() {
        roads.insert(from, to, seconds);
    }
    roads
}

/// Keeps new ways behind those that are there. What another program keeps at the same moment may be lost: it is
/// asked again.
pub(super) fn keep(folder: &Path, url: &str, now: Moment, new: &[KnownWay]) -> std::io::Result<()> {
    let there = read_ways(folder, url, now);
    let begun = there.as_ref().and_then(|_| begun(folder, url)).unwrap_or_else(|| day_of(now));
    let there = there.unwrap_or_default();
    let renewed: BTreeSet<(Point, Point)> = new.iter().map(|(from, to, _)| (*from, *to)).collect();
    let old: Vec<&KnownWay> = there.iter().filter(|(from, to, _)| !renewed.contains(&(*from, *to))).collect();
    let room = MOST_WAYS.saturating_sub(new.len());
    let mut text = format!("{FORM} {begun} {url}\n");
    let new = &new[new.len().saturating_sub(MOST_WAYS)..];
    for (from, to, seconds) in old[old.len().saturating_sub(room)..].iter().copied().chain(new) {
        let (from, to) = ((from.latitude, from.longitude), (to.latitude, to.longitude));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} {} {} {} {seconds}", from.0, from.1, to.0, to.1);
    }
    write(folder, &file(folder, url), &text)
}

fn read_ways(folder: &Path, url: &str, now: Moment) -> Option<Vec<KnownWay>> {
    let mut text = String::new();
    let opened = fs::File::open(file(folder, url)).ok()?;
    opened.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let day = begun_in(lines.next()?, url)?;
    (0..=GOOD_FOR_DAYS).contains(&(day_of(now) - day)).then_some(())?;
    lines.map(way_of).collect()
}

fn begun(folder: &Path, url: &str) -> Option<i64> {
    let mut head = String::new();
    let opened = fs::File::open(file(folder, url)).ok()?;
    opened.take(4_096).read_to_string(&mut head).ok()?;
    begun_in(head.lines().next()?, url)
}

/// The day in the first line of a file about this server.
fn begun_in(line: &str, url: &str) -> Option<i64> {
    let (day, server) = line.strip_prefix(FORM)?.strip_prefix(' ')?.split_once(' ')?;
    (server == url).then(|| day.parse().ok())?
}

/// Days since 1970.
fn day_of(now: Moment) -> i64 {
    now.timestamp().div_euclid(86_400)
}

fn way_of(line: &str) -> Option<KnownWay> {
    let mut numbers = line.split(' ');
    let mut degree = |most: i32| {
        let number: i32 = numbers.next()?.parse().ok()?;
        (number.abs() <= most).then_some(number)
    };
    let from = Point { latitude: degree(900_000)?, longitude: degree(1_800_000)? };
    let to = Point { latitude: degree(900_000)?, longitude: degree(1_800_000)? };
    let seconds = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some((from, to, seconds))
}

/// The file about a server: its address may hold what a file's name may not, so a number stands for it.
fn file(folder: &Path, url: &str) -> PathBuf {
    folder.join(format!("roads-{:016x}", number_of(url)))
}

/// A number that hardly two texts share (FNV-1a); the text itself stands in the file.
fn number_of(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Writes beside and renames, so that a reader finds the old or the new file, whole.
fn write(folder: &Path, path: &Path, text: &str) -> std::io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let written = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What failed is told; a file left over is in nobody's way.
        let _left = fs::remove_file(&beside);
    }
    written
}
