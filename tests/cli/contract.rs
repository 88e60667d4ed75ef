//! The contract of the command line, beyond what single verbs do.

use std::collections::BTreeSet;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::desk::{Desk, WEDNESDAY, changed, text};

/// A firm with one job in the tray and one on Wednesday.
fn desk() -> Desk {
    let desk = Desk::begun();
    desk.ok(&["job", "add", "leak, Kerr"]);
    desk.ok(&["job", "add", "tap drip, Kerr @dana tmw 9am"]);
    desk
}

fn ids<'a>(data: &'a Value, plural: &str) -> Vec<&'a str> {
    data[plural].as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect()
}

#[test]
fn jobs_and_visits_are_listed_and_removed_as_all_records_are() {
    let desk = desk();
    let all = desk.data(&["visit", "list"]);
    assert_eq!((ids(&all, "visits"), &all["total"]), (vec!["V-2", "V-1"], &json!(2)));
    let second = desk.data(&["visit", "list", "--limit", "1", "--offset", "1"]);
    assert_eq!((ids(&second, "visits"), &second["total"]), (vec!["V-1"], &json!(2)));
    assert_eq!(ids(&desk.data(&["visit", "list", "--from", "tmw", "--to", "tmw"]), "visits"), ["V-2"]);
    assert_eq!(ids(&desk.data(&["visit", "list", "--technician", "dana"]), "visits"), ["V-2"]);
    assert_eq!(desk.data(&["visit", "list", "--filter", "@ravi"]), json!({ "visits": [], "total": 0 }));

    assert_eq!(desk.error(3, &["job", "remove", "J-1"])["kind"], "not_confirmed");
    assert_eq!(changed(&desk.data(&["job", "remove", "J-1", "--yes"])).len(), 2);
    assert_eq!(desk.error(4, &["job", "show", "J-1"])["kind"], "not_found");
    assert_eq!(desk.error(3, &["visit", "remove", "V-2", "--yes"])["field"], "visit");
    desk.ok(&["visit", "add", "J-2", "tmw", "2pm"]);
    desk.ok(&["visit", "remove", "V-3", "--yes"]);
    assert_eq!(ids(&desk.data(&["visit", "list"]), "visits"), ["V-2"]);
    desk.ok(&["undo"]);
    desk.ok(&["undo", "O-9"]);
    assert_eq!(ids(&desk.data(&["visit", "list"]), "visits"), ["V-3", "V-2", "V-1"]);
}

#[test]
fn every_view_of_days_is_shown_as_it_was() {
    let mut desk = desk();
    desk.now = WEDNESDAY;
    desk.ok(&["visit", "to-tray", "V-2"]);
    let visits = |words: &[&str], place: &str| desk.data(words).pointer(place).unwrap().clone();
    for (verb, place) in
        [("today", "/counts/visits"), ("week", "/totals/2/visits"), ("day", "/counts/visits")]
    {
        assert_eq!(visits(&[verb], place), json!(0), "{verb}");
        assert_eq!(visits(&[verb, "--as-of", "9am"], place), json!(1), "{verb}");
    }
    let on_the_25th = |month: &Value| {
        let days = month["days"].as_array().unwrap();
        days.iter().find(|day| day["date"] == "2026-11-25").unwrap()["visits"].clone()
    };
    assert_eq!(on_the_25th(&desk.data(&["month"])), json!(0));
    assert_eq!(on_the_25th(&desk.data(&["month", "--as-of", "9am"])), json!(1));
}

/// What stands for something in a hint, and what is put there to run it.
const FILLED: [(&str, &str); 7] = [
    ("NAME", "Oakes"),
    ("WHEN", "25nov9am"),
    ("TECHNICIAN", "dana"),
    ("OUTCOME", "mended"),
    ("TEXT", "Kerr"),
    ("JOB", "J-1"),
    ("PATH", "copy.db"),
];

#[test]
fn every_hint_that_names_a_command_runs() {
    let desk = desk();
    let wrong = "
        client show nobody|contact show CT-9|site show S-9|equipment show E-9|technician show nobody
        service show nothing|job show J-99|visit show V-99|undo O-99|log --entity Q-1|log --entity J-99
        visit dispatch V-1|visit confirm V-1|visit on-site V-1|visit move V-1 --later 30m|visit done V-1
        job close J-1|job verify J-1 --by-client|job reopen J-1 why|job check J-1 9 yes|job schedule J-1
        job release J-1|restore nope|visit list --filter none|job list --field colour=red|job hold J-1 --until fri
        client edit Kerr --set colour=red|job substatus J-1 nothing|filter show nothing";
    let mut hints = BTreeSet::new();
    for line in wrong.split(['\n', '|']).map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').collect();
        let output = desk.run(&[&words[..], &["--json"]].concat());
        assert_ne!(output.status.code(), Some(0), "{line}: {}", text(&output.stdout));
        let error: Value = serde_json::from_slice(&output.stderr).unwrap();
        for hint in error["error"]["hints"].as_array().unwrap() {
            let hint = hint.as_str().unwrap();
            let command = hint.split_once("truckroll ").map(|(_, command)| command.trim_end_matches(')'));
            hints.extend(command.map(|command| (command.replace(" shows them", ""), line)));
        }
    }
    assert!(hints.len() > 15, "{hints:?}");
    for (hint, line) in hints {
        let fill = |word| FILLED.iter().find(|(place, _)| *place == word).map_or(word, |(_, with)| *with);
        let words: Vec<&str> = hint.split(' ').map(fill).collect();
        let output =
            desk.command(&words).env("EDITOR", "true").current_dir(desk.home.path()).output().unwrap();
        // Another hint may have done it by now: what the words mean is right all the same.
        let done = matches!(output.status.code(), Some(0 | 3));
        assert!(done, "{line} says {hint}: {}", text(&output.stderr));
    }
}

#[test]
fn no_closed_pipe_is_spoken_of() {
    let desk = desk();
    let lines = "board|day|week|tray|job list --json|visit list|man|completions zsh|export clients --format csv\
        |find leak|doctor|config show|job --help|config keys";
    for line in lines.split('|') {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let words: Vec<&str> = line.split(' ').collect();
        let output = desk.command(&words).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{line}");
    }
}

#[test]
fn completions_load() {
    let desk = Desk::bare();
    let script = desk.home.path().join("completions");
    let script = script.to_str().unwrap();
    for (shell, load) in
        [("bash", "source"), ("zsh", "autoload -U compinit; compinit -u; source"), ("fish", "source")]
    {
        std::fs::write(script, desk.ok(&["completions", shell])).unwrap();
        let run = std::process::Command::new(shell)
            .env("HOME", desk.home.path())
            .args(["-c", &format!("{load} {script}")])
            .output();
        match run {
            Ok(output) => {
                assert!(
                    output.status.success() && output.stderr.is_empty(),
                    "{shell}: {}",
                    text(&output.stderr)
                );
            }
            // Not every machine has every shell; bash is on all that build this.
            Err(error) => assert!(shell != "bash", "{error}"),
        }
    }
}

#[test]
fn a_wrong_clock_says_how_to_write_one() {
    let desk = Desk::bare();
    let error = desk.error(2, &["--now", "tomorrow", "day"]);
    assert!(error.to_string().contains("2026-11-24T09:00:00Z"), "{error}");
}
