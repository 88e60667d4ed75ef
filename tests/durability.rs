//! What the store promises, shown with processes: killed writers, several at once, and other people's files.
#![allow(clippy::unwrap_used, missing_docs)] // a test says by panicking that it failed

mod terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value, json};
use terminal::Desk;

/// How many times the writers are killed.
const ROUNDS: usize = 40;

/// A shell that adds one client after another and prints what was acknowledged, in a process group of its own.
struct Writer {
    shell: Child,
    said: BufReader<ChildStdout>,
}

impl Writer {
    fn start(desk: &Desk, name: &str) -> Self {
        let script = "i=0; while :; do i=$((i + 1)); \"$TRUCKROLL\" client add \"$0 $i\" --json; done";
        let mut command = desk.shell(script, name);
        command.stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        let mut shell = command.spawn().unwrap();
        let said = BufReader::new(shell.stdout.take().unwrap());
        Writer { shell, said }
    }

    /// Waits for the next acknowledgement.
    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        acknowledged(&line).unwrap_or_else(|| panic!("a writer said {line:?}"))
    }

    /// Kills the shell and what it runs, at once; gives what it had acknowledged and nobody had read yet.
    fn kill(mut self) -> Vec<Value> {
        let group = Pid::from_raw(i32::try_from(self.shell.id()).unwrap()).unwrap();
        kill_process_group(group, Signal::KILL).unwrap();
        self.shell.wait().unwrap();
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).unwrap();
        rest.lines().filter_map(acknowledged).collect()
    }
}

/// The data of a whole line of success; a line that a kill cut short acknowledges nothing.
fn acknowledged(line: &str) -> Option<Value> {
    let answer: Value = serde_json::from_str(line).ok()?;
    (answer["ok"] == json!(true)).then(|| answer["data"].clone())
}

#[test]
fn what_was_acknowledged_survives_killed_writers() {
    let desk = Desk::empty();
    let mut promised: Vec<Value> = Vec::new();
    for round in 0..ROUNDS {
        let mut ann = Writer::start(&desk, &format!("Ann {round}"));
        let ben = Writer::start(&desk, &format!("Ben {round}"));
        // Each is killed when the other has just been answered, so wherever it happens to be.
        promised.push(ann.next());
        promised.extend(ben.kill());
        for _ in 0..round % 3 {
            promised.push(ann.next());
        }
        let mut cleo = Writer::start(&desk, &format!("Cleo {round}"));
        promised.push(cleo.next());
        promised.extend(ann.kill());
        promised.extend(cleo.kill());
    }
    let health = desk.data(&["doctor"]);
    assert_eq!((&health["integrity"], &health["problems"]), (&json!("ok"), &json!([])), "{health}");

    let log = desk.data(&["log", "--limit", "100000"]);
    let summaries: BTreeMap<i64, &str> = log["operations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|operation| (operation["id"].as_i64().unwrap(), operation["summary"].as_str().unwrap()))
        .collect();
    let clients = desk.data(&["client", "list", "--limit", "100000"]);
    let kept: BTreeSet<&str> =
        clients["clients"].as_array().unwrap().iter().map(|client| client["id"].as_str().unwrap()).collect();
    assert!(promised.len() > ROUNDS * 2, "only {} were acknowledged", promised.len());
    for outcome in &promised {
        let id = outcome["operation"].as_i64().unwrap();
        assert_eq!(
            summaries.get(&id),
            outcome["summary"].as_str().as_ref(),
            "O-{id} was acknowledged and is lost"
        );
        let client = outcome["changed"][0]["id"].as_str().unwrap();
        assert!(kept.contains(client), "{client} was acknowledged and is lost");
    }
    // Nothing half-done: every operation but the first made one client.
    assert_eq!(summaries.len() - 1, kept.len());
}

#[test]
fn of_many_who_saw_the_same_version_one_changes_it() {
    let desk = Desk::firm();
    let seen = desk.data(&["client", "show", "C-1"])["version"].to_string();
    let edit = |place: usize| {
        let name = format!("Kerr {place}");
        let mut command =
            desk.command(&["client", "edit", "C-1", "--name", &name, "--seen", &seen, "--json"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let editors: Vec<Child> = (0..8).map(edit).collect();
    let outputs: Vec<_> = editors.into_iter().map(|editor| editor.wait_with_output().unwrap()).collect();
    let winners: Vec<usize> = (0..8).filter(|place| outputs[*place].status.success()).collect();
    assert_eq!(winners.len(), 1, "{outputs:?}");
    for output in outputs.iter().filter(|output| !output.status.success()) {
        assert_eq!(output.status.code(), Some(5), "{output:?}");
        let error: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert!(error["error"]["message"].as_str().unwrap().contains("name"), "{error}");
    }
    assert_eq!(desk.data(&["client", "show", "C-1"])["name"], format!("Kerr {}", winners[0]));
}

#[test]
fn files_are_private_whatever_the_umask() {
    let desk = Desk::bare();
    let words = "umask 000; \"$TRUCKROLL\" init --name Oakes --zone UTC && \"$TRUCKROLL\" client add Kerr \
                 && \"$TRUCKROLL\" backup && \"$TRUCKROLL\" backup \"$HOME/copy.db\"";
    let output = desk.shell(words, "sh").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    // The screen keeps the store open, so its log and shared memory are there as well.
    let mut screen = desk.open_with(&["sh", "-c", "umask 000; exec \"$TRUCKROLL\""], 80, 24);
    screen.see("Oakes").press("4").see("1 client").press("c").see("New client").type_text("Jones");
    screen.press("Enter").see("Added client C-2 Jones");
    let folder = desk.store().parent().unwrap().to_owned();
    let mut found = Vec::new();
    collect(&folder, &mut found);
    found.push(
        folder
            .parent()
            .unwrap()
            .join("../copy.db")
            .canonicalize()
            .unwrap_or_else(|_| desk.home().join("copy.db")),
    );
    for path in &found {
        let metadata = fs::metadata(path).unwrap();
        let wanted = if metadata.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(metadata.permissions().mode() & 0o777, wanted, "{}", path.display());
    }
    let names: Vec<String> =
        found.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    for name in ["truckroll.db", "truckroll.db-wal", "truckroll.db-shm", "copy.db"] {
        assert!(names.iter().any(|found| found == name), "no {name} among {names:?}");
    }
    screen.press("q").wait_for_end();
}

/// A folder and everything in it.
fn collect(path: &Path, found: &mut Vec<PathBuf>) {
    found.push(path.to_owned());
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), found);
        }
    }
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_not_touched() {
    let desk = Desk::firm();
    let path = desk.store();
    let mut bytes = fs::read(&path).unwrap();
    // The user version stands at byte 60 of the header, big-endian (SQLite file format, 1.3).
    let version = u32::from_be_bytes(bytes[60..64].try_into().unwrap());
    bytes[60..64].copy_from_slice(&(version + 1).to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    for words in [
        &["today"][..],
        &["client", "add", "Brown"],
        &["undo"],
        &["backup"],
        &["log"],
        &["doctor"],
        &["import", "clients", "/dev/null"],
    ] {
        let output = desk.output(&[words, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(7), "{words:?}: {output:?}");
        assert!(fs::read(&path).unwrap() == bytes, "{words:?} changed the file");
    }
    let mut screen = desk.open(80, 24);
    let (status, _) = screen.wait_for_end();
    assert_eq!(status.exit_code(), 7, "{}", String::from_utf8_lossy(&screen.raw()));
    assert!(fs::read(&path).unwrap() == bytes, "the screen changed the file");
    assert!(!path.with_extension("db-wal").exists());
}

#[test]
fn two_screens_and_a_command_line_see_each_other() {
    let desk = Desk::firm();
    let mut mia = desk.open(80, 24);
    let mut ann = desk.open_with(&["sh", "-c", "exec \"$TRUCKROLL\" --as ann"], 80, 24);
    mia.see("Tray 2");
    ann.see("Tray 2").press("c").see("New job").type_text("gutter, Smith").see("Client Smith Bakery");
    ann.press("Enter").see("Added J-7 gutter").see("Tray 3");
    mia.see("Tray 3").see("gutter, Smith Bakery");
    desk.run(&["job", "cancel", "J-7", "rain"]);
    mia.see("Tray 2").miss("gutter");
    ann.see("Tray 2").miss("gutter, ");
    mia.press("q").wait_for_end();
    ann.press("q").wait_for_end();
}
