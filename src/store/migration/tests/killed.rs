//! A migration that is killed at any point leaves the old schema or the new one, whole.
//!
//! The kill comes from SQLite's own progress handler, after so many steps of its machine, so it falls into every
//! statement of the list and needs no clock.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;
use rustix::process::{Signal, getpid, kill_process};

use super::*;

const FILE: &str = "TRUCKROLL_TEST_FILE";
const KILL_AT: &str = "TRUCKROLL_TEST_KILL_AT";
const LIST: [Migration; 3] = [FIRST, SECOND, REBUILD];
/// How many points of the run are tried.
const POINTS: u32 = 24;

fn open(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    conn
}

fn old_store(path: &Path) -> Connection {
    let mut conn = open(path);
    run(&mut conn, &LIST[..1]).unwrap();
    conn
}

/// Runs the list, and gives how many steps SQLite's machine took.
fn count_steps(conn: &mut Connection) -> u32 {
    static STEPS: AtomicU32 = AtomicU32::new(0);
    let count = || {
        STEPS.fetch_add(1, Ordering::Relaxed);
        false
    };
    conn.progress_handler(1, Some(count)).unwrap();
    run(conn, &LIST).unwrap();
    STEPS.load(Ordering::Relaxed)
}

/// Not a test of its own: the body that [`old_or_new_is_there`] kills.
#[test]
#[ignore = "run by old_or_new_is_there"]
fn a_migration_is_killed() {
    let (Some(path), Ok(kill_at)) = (std::env::var_os(FILE), std::env::var(KILL_AT)) else { return };
    let mut left: u32 = kill_at.parse().unwrap();
    let mut conn = open(Path::new(&path));
    let kill = move || {
        left -= 1;
        if left == 0 {
            kill_process(getpid(), Signal::KILL).unwrap();
        }
        false
    };
    conn.progress_handler(1, Some(kill)).unwrap();
    run(&mut conn, &LIST).unwrap();
}

#[test]
fn old_or_new_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut trial = old_store(&folder.path().join("trial.db"));
    let old = contents(&trial);
    let steps = count_steps(&mut trial);
    let new = contents(&trial);
    assert!(steps > POINTS && old != new, "{steps} steps");
    let mut left_old = 0;
    for point in 1..=POINTS {
        let path = folder.path().join(format!("{point}.db"));
        drop(old_store(&path));
        let at = steps * point / POINTS;
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "migration::tests::killed::a_migration_is_killed", "--ignored"])
            .env(FILE, &path)
            .env(KILL_AT, at.to_string())
            .output()
            .unwrap();
        assert!(!output.status.success(), "not killed at step {at} of {steps}");
        let mut conn = open(&path);
        let found = contents(&conn);
        assert!(found == old || found == new, "step {at} left {found:?}");
        left_old += u32::from(found == old);
        assert!(crate::backup::integrity_problems(&conn).unwrap().is_empty());
        run(&mut conn, &LIST).unwrap();
        assert_eq!(contents(&conn), new, "after step {at} the rest was not done");
    }
    assert!(left_old > 0, "the kill always came too late");
}
