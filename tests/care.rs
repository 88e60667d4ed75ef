//! What truckroll does for the store and its owner when something goes wrong: backups, restore, logs, panics, a full
//! disk.
#![allow(clippy::unwrap_used, missing_docs)] // a test says by panicking that it failed

mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use terminal::{Desk, Modes};

/// What stands in [`Desk::firm`] and must not be in logs and reports.
const DATA: &[&str] = &["Oakes", "Kerr", "Smith Bakery", "Dana", "Ravi", "Elm St", "07700", "4711", "boiler"];

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map_or_else(|_| Vec::new(), |files| files.map(|file| file.unwrap().path()).collect())
}

fn state(desk: &Desk) -> PathBuf {
    desk.home().join(".local/state/truckroll")
}

/// Looks again and again until something is so.
#[track_caller]
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < until, "never saw {what}");
        std::thread::yield_now();
    }
}

/// Exit code, standard output and standard error of a verb.
fn ended(desk: &Desk, words: &[&str]) -> (i32, String, String) {
    let output = desk.output(words);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn backups(desk: &Desk) -> u64 {
    desk.data(&["backup", "list"])["total"].as_u64().unwrap()
}

/// Spoils what is behind the first page of the store, where its tables are.
fn damage(desk: &Desk) {
    let mut bytes = fs::read(desk.store()).unwrap();
    bytes[4096..].fill(0xA5);
    fs::write(desk.store(), bytes).unwrap();
}

#[test]
fn a_panic_leaves_the_terminal_whole_and_a_report_without_data() {
    for place in ["drawing", "the worker"] {
        let desk = Desk::firm();
        let script = format!("TRUCKROLL_MISHAP='{place}' exec \"$TRUCKROLL\"");
        let mut screen = desk.open_with(&["sh", "-c", &script], 120, 40);
        let (status, modes) = screen.wait_for_end();
        assert!(!status.success() && modes == Modes::FREE, "{place}: {status}, {modes:?}");
        let raw = String::from_utf8_lossy(&screen.raw()).into_owned();
        let (_, said) = raw.split_once("truckroll has met a mistake of its own").unwrap();
        let reports = files_in(&state(&desk).join("reports"));
        let [report] = reports.as_slice() else { panic!("{place}: {reports:?}") };
        assert!(said.replace(['\r', '\n'], "").contains(&report.display().to_string()), "{said}");
        assert_eq!((mode(report), mode(report.parent().unwrap())), (0o600, 0o700));
        let text = fs::read_to_string(report).unwrap();
        assert!(text.contains("mishap.rs") && text.contains("truckroll "), "{text}");
        for data in DATA.iter().chain(&["at work on"]) {
            assert!(!text.contains(data) && !said.contains(data), "{place}: “{data}” in {text}\n{said}");
        }
        assert_eq!(ended(&desk, &["day"]).0, 0, "the store is whole");
    }
}

#[test]
fn the_log_tells_what_was_done_and_to_whom_never() {
    let desk = Desk::firm();
    ended(&desk, &["job", "show", "Smith"]);
    ended(&desk, &["client", "show", "K"]);
    let mut screen = desk.open(120, 40);
    screen.see("3 visits").press("z").see("Undone").press("q").wait_for_end();
    let logs = files_in(&state(&desk).join("logs"));
    assert!(!logs.is_empty() && logs.iter().all(|log| mode(log) == 0o600), "{logs:?}");
    let text: String = logs.iter().map(|log| fs::read_to_string(log).unwrap()).collect();
    for said in
        ["start init", "operation O-1 record_added", "end init", "start screen", " undone", "backup of"]
    {
        assert!(text.contains(said), "no “{said}” in {text}");
    }
    for data in DATA {
        assert!(!text.contains(data), "“{data}” in {text}");
    }
}

#[test]
fn a_change_is_backed_up_once_an_hour_and_a_look_never_is() {
    let desk = Desk::firm();
    assert_eq!(backups(&desk), 1, "the first change made one, those of the same hour none");
    let later = "2026-11-24T12:00:00Z";
    desk.run(&["day", "--now", later]);
    assert_eq!(backups(&desk), 1);
    desk.run(&["client", "add", "Late", "--now", later]);
    assert_eq!(backups(&desk), 2);
    for backup in files_in(&desk.store().parent().unwrap().join("backups")) {
        assert_eq!(mode(&backup), 0o600);
    }
}

#[test]
fn the_screen_backs_up_beside_its_work() {
    let desk = Desk::firm();
    let folder = desk.store().parent().unwrap().join("backups");
    let is_there = |path: &PathBuf| path.display().to_string().ends_with("20261124T120000Z.db");
    let words = ["sh", "-c", "exec \"$TRUCKROLL\" --now 2026-11-24T12:00:00Z"];
    let mut screen = desk.open_with(&words, 120, 40);
    screen.see("3 visits");
    wait_until("a backup", || files_in(&folder).iter().any(is_there));
    assert!(screen.press("q").wait_for_end().0.success());
    assert_eq!(desk.data(&["backup", "list", "--verify"])["backups"][0]["is_good"], true);
}

#[test]
fn damage_names_the_backup_that_restores_it() {
    let desk = Desk::firm();
    let good = desk.data(&["backup"])["path"].as_str().unwrap().to_owned();
    damage(&desk);
    let (code, _, err) = ended(&desk, &["day"]);
    assert_eq!(code, 7, "{err}");
    assert!(err.contains(&format!("truckroll restore {good}")), "{err}");
    let (code, out, _) = ended(&desk, &["doctor"]);
    assert_eq!(code, 7, "{out}");
    assert!(out.replace(['\n', ' '], "").contains(&format!("truckrollrestore{good}")), "{out}");

    assert_eq!(ended(&desk, &["restore", "latest"]).0, 3, "nobody was asked");
    let restored = desk.data(&["restore", "latest", "--yes"]);
    assert_eq!(restored["business"], "Oakes Heating");
    assert!(Path::new(restored["replaced"].as_str().unwrap()).exists(), "the damaged file is kept");
    assert_eq!(ended(&desk, &["doctor"]).0, 0);
    assert_eq!(desk.data(&["job", "list"])["total"], 6);
}

#[test]
fn a_restore_asks_for_the_name_on_a_terminal() {
    let desk = Desk::firm();
    let script = "exec \"$TRUCKROLL\" restore latest";
    for (typed, code) in [("yes", 3), ("truckroll.db", 0)] {
        let mut terminal = desk.open_with(&["sh", "-c", script], 200, 20);
        terminal.see("Type its name, truckroll.db").type_text(typed).press("Enter");
        assert_eq!(terminal.wait_for_end().0.exit_code(), code, "{typed}");
    }
}

#[test]
fn a_store_that_is_open_is_not_replaced() {
    let desk = Desk::firm();
    let mut screen = desk.open(120, 40);
    screen.see("3 visits");
    let before = fs::read(desk.store()).unwrap();
    let (code, _, err) = ended(&desk, &["restore", "latest", "--yes"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("leave the other programs"), "{err}");
    assert!(fs::read(desk.store()).unwrap() == before, "the store was touched");
    assert!(screen.press("q").wait_for_end().0.success());
}

#[test]
fn doctor_answers_whatever_is_there_and_a_wrong_config_is_a_finding() {
    let desk = Desk::firm();
    let path = |name: &str| desk.home().join(name).display().to_string();
    fs::write(path("text.db"), "no database".repeat(500)).unwrap();
    fs::write(path("empty.db"), "").unwrap();
    for (name, code) in [("text.db", 7), ("empty.db", 7)] {
        let (found, out, _) = ended(&desk, &["doctor", &path(name)]);
        assert_eq!(found, code, "{name}: {out}");
        assert!(out.contains("mend:"), "{name}: {out}");
    }
    // There is nothing to answer of.
    let (found, out, err) = ended(&desk, &["doctor", &path("missing.db")]);
    assert_eq!((found, out.as_str()), (4, ""));
    assert!(err.contains("there is no store at") && err.contains("hint: make one"), "{err}");
    let config = desk.home().join(".config/truckroll/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(&config, "colour = 3\n").unwrap();
    let (code, out, _) = ended(&desk, &["doctor"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("config.toml:1") && out.contains("integrity:"), "{out}");
}

/// Every write of the program past a size fails: with the log of the store at every size that a change takes it
/// through, no change is half-done and none that failed is called done.
#[test]
fn a_full_disk_never_makes_a_false_success() {
    let desk = Desk::firm();
    let (mut done, mut failed) = (0, 0);
    for blocks in (0..400).step_by(23) {
        let name = format!("Full {blocks}");
        let script =
            format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$TRUCKROLL\" client add '{name}' --json");
        let output = desk.shell(&script, "sh").output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_there = desk.data(&["client", "list", &name])["total"] != 0;
        if output.status.success() {
            done += 1;
            assert!(is_there, "{blocks} blocks: a success that is not stored");
        } else {
            failed += 1;
            assert!(!is_there || err.contains("\"uncertain\""), "{blocks} blocks: {err}");
            assert!(err.contains("\"ok\":false"), "{blocks} blocks: {err}");
        }
    }
    assert!(done > 0 && failed > 0, "{done} done, {failed} failed");
    let health = desk.data(&["doctor"]);
    assert_eq!(health["integrity"], "ok");
}
