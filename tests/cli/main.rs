//! The built program by its command line: a hermetic home, a clock that stands still, no terminal.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)] // a test says by panicking that it failed

mod added;
mod config;
mod contract;
mod desk;
mod exporting;
mod history;
mod late;
mod merging;
mod offers;
mod parity;
mod reference;
mod several;

use std::io::Write;

use std::process::Stdio;

use serde_json::{Value, json};

use desk::{Desk, WEDNESDAY, changed, text};

#[test]
fn a_job_goes_from_a_line_to_closed_and_undo_takes_it_back() {
    let mut desk = Desk::begun();
    let added = desk.data(&["job", "add", "boiler no heat, Kerr tmw #gas !urgent"]);
    assert_eq!(changed(&added), [("job", "J-1"), ("visit", "V-1")]);
    assert!(added["operation"].is_i64() && added["summary"].is_string());
    assert_eq!(desk.data(&["tray"])["total"], json!(1));

    desk.ok(&["job", "schedule", "J-1", "tmw", "10am", "--technician", "dana", "--for", "2h"]);
    let job = &desk.data(&["job", "list"])["jobs"][0];
    assert_eq!((job["stage"].as_str(), job["marks"][0].as_str()), (Some("scheduled"), Some("unconfirmed")));
    assert_eq!(job["when"]["start"], "2026-11-25T10:00:00Z");
    desk.ok(&["visit", "confirm", "V-1"]);

    desk.now = WEDNESDAY;
    desk.ok(&["visit", "en-route", "J-1", "--at", "10:10"]);
    desk.ok(&["visit", "on-site", "V-1", "--at", "10:30"]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["stage"], "in_progress");
    desk.ok(&["visit", "done", "V-1"]);

    assert_eq!(
        desk.error(3, &["job", "complete", "J-1", "new valve", "--no-parts"])["kind"],
        "checklist_open"
    );
    desk.ok(&["job", "check", "J-1", "1", "1.4 bar"]);
    desk.ok(&["job", "complete", "J-1", "new valve fitted", "--part", "valve:2"]);
    assert_eq!(desk.error(3, &["job", "close", "J-1"])["kind"], "wrong_stage");
    desk.ok(&["job", "verify", "J-1", "--by-client"]);
    assert_eq!(desk.error(3, &["job", "close", "J-1"])["kind"], "not_settled");
    desk.ok(&["invoice", "mark", "J-1", "paid"]);
    desk.ok(&["job", "close", "J-1"]);

    let card = desk.data(&["job", "show", "J-1"]);
    assert_eq!(card["stage"], "closed");
    assert_eq!(card["completion"]["parts"], json!([{ "name": "valve", "quantity": 2 }]));
    assert_eq!(changed(&desk.data(&["undo"])), [("job", "J-1")]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["stage"], "verified");
    desk.ok(&["redo"]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["stage"], "closed");
    assert_eq!(desk.error(3, &["redo"])["kind"], "nothing_to_do");
}

#[test]
fn refusals_have_their_exit_codes() {
    let desk = Desk::begun();
    desk.ok(&["job", "add", "leak, Kerr @dana tmw 9am"]);
    desk.ok(&["client", "add", "Kern"]);
    assert_eq!(desk.error(2, &["job", "lsit"])["kind"], "usage");
    assert_eq!(desk.error(2, &["job", "schedule", "J-1", "tomorowish"])["kind"], "time");
    assert_eq!(desk.error(4, &["job", "show", "J-99"])["kind"], "not_found");
    assert_eq!(desk.error(4, &["client", "show", "Smith"])["kind"], "not_found");
    assert_eq!(desk.error(4, &["undo", "O-999"])["kind"], "not_found");
    assert_eq!(desk.error(3, &["visit", "on-site", "V-1"])["kind"], "wrong_state");
    assert_eq!(desk.error(3, &["client", "remove", "Kern"])["kind"], "not_confirmed");
    assert_eq!(desk.error(3, &["init", "--name", "Again"])["kind"], "already_there");

    let both = desk.error(3, &["client", "show", "ker"]);
    assert_eq!(both["kind"], "ambiguous");
    let message = both["message"].as_str().unwrap();
    assert!(message.contains("C-1") && message.contains("C-2"), "{message}");
    let readings = desk.error(3, &["job", "schedule", "J-1", "3/12", "9am"]);
    assert_eq!(
        (readings["kind"].as_str(), readings["hints"].as_array().map(Vec::len)),
        (Some("ambiguous"), Some(2))
    );

    let soft = desk.error(3, &["job", "add", "second leak, Kerr @dana tmw 9:30am"]);
    assert_eq!(soft["kind"], "soft_guards");
    desk.ok(&["job", "add", "second leak, Kerr @dana tmw 9:30am", "--override", "next door"]);
    desk.ok(&["visit", "confirm", "V-1"]);
    assert_eq!(desk.error(3, &["visit", "move", "V-1", "2pm"])["kind"], "window_told");
    desk.ok(&["visit", "move", "V-1", "2pm", "--window", "promise"]);
}

#[test]
fn hints_run_as_they_are_printed() {
    let desk = Desk::bare();
    desk.follow(&desk.error(4, &["today"]), "NAME", "Oakes");
    desk.ok(&["technician", "add", "Dana Fox"]);
    desk.ok(&["client", "add", "Kerr"]);
    desk.ok(&["job", "add", "leak, Kerr"]);
    desk.follow(&desk.error(3, &["visit", "dispatch", "V-1"]), "WHEN", "25nov9am");
    desk.follow(&desk.error(3, &["visit", "dispatch", "V-1"]), "TECHNICIAN", "dana");
    desk.ok(&["visit", "dispatch", "V-1"]);

    desk.ok(&["job", "add", "mended by telephone, Kerr"]);
    let close = || desk.error(3, &["job", "close", "J-2"]);
    desk.follow(&close(), "OUTCOME", "mended");
    desk.follow(&close(), "", "");
    desk.follow(&close(), "", "");
    desk.ok(&["job", "close", "J-2"]);
}

#[test]
fn a_client_and_its_site_are_one_operation() {
    let desk = Desk::begun();
    let words = ["client", "add", "Oak House", "--street", "2 Low Rd", "--city", "Hove"];
    let added = desk.data(&[&words[..], &["--postcode", "BN3 1AA", "--email", "oak@example.com"]].concat());
    assert_eq!(changed(&added), [("client", "C-2"), ("site", "S-2")]);
    let site = &desk.data(&["site", "show", "S-2"]);
    assert_eq!(
        (site["client"].as_str(), &site["address"]),
        (Some("C-2"), &json!({ "street": "2 Low Rd", "city": "Hove", "postcode": "BN3 1AA" }))
    );
    desk.ok(&["undo"]);
    assert_eq!(desk.error(4, &["site", "show", "S-2"])["kind"], "not_found");
    assert_eq!(desk.error(4, &["client", "show", "C-2"])["kind"], "not_found");
}

#[test]
fn who_is_insisted_on_and_not_wanted_is_called_by_name() {
    let desk = Desk::begun();
    let error = desk.error(3, &["client", "edit", "Kerr", "--require", "Ravi", "--bar", "Ravi"]);
    assert_eq!(error["message"], "required: Ravi Shah is both insisted on and not wanted");
    desk.ok(&["client", "edit", "Kerr", "--bar", "T-2"]);
    let later = desk.error(3, &["client", "edit", "Kerr", "--require", "T-1", "--require", "T-2"]);
    assert_eq!(later["message"], error["message"]);
}

#[test]
fn a_record_that_moved_on_since_it_was_seen_is_refused() {
    let desk = Desk::begun();
    let seen = desk.data(&["client", "show", "Kerr"])["version"].to_string();
    desk.ok(&["client", "edit", "Kerr", "--tag", "vip"]);
    let error = desk.error(5, &["client", "edit", "Kerr", "--name", "Kerr & Sons", "--seen", &seen]);
    assert_eq!(error["kind"], "changed_since");
    assert!(error["message"].as_str().unwrap().contains("tags"), "{error}");
    let now = desk.data(&["client", "show", "Kerr"])["version"].to_string();
    desk.ok(&["client", "edit", "Kerr", "--name", "Kerr & Sons", "--seen", &now]);
}

#[test]
fn several_days_make_several_visits_on_days_of_opening() {
    let desk = Desk::begun();
    desk.ok(&["job", "add", "--client", "Kerr", "--title", "Rewire", "--duration", "4h"]);
    desk.ok(&["job", "schedule", "J-1", "thu", "9am", "--technician", "ravi", "--days", "3", "--for", "6h"]);
    let visits = desk.data(&["job", "show", "J-1"])["visits"].take();
    let starts: Vec<&str> =
        visits.as_array().unwrap().iter().map(|visit| visit["start"].as_str().unwrap()).collect();
    let expected = ["2026-11-26T09:00:00Z", "2026-11-27T09:00:00Z", "2026-11-30T09:00:00Z"];
    assert_eq!(starts, expected);
    desk.ok(&["undo"]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["visits"].as_array().map(Vec::len), Some(1));
}

#[test]
fn lists_have_the_shapes_of_the_contract() {
    let desk = Desk::begun();
    desk.ok(&["job", "add", "leak, Kerr @dana tmw 9am"]);
    for noun in ["client", "contact", "site", "equipment", "technician", "service", "job"] {
        let list = desk.data(&[noun, "list"]);
        let plural = if noun == "equipment" { noun.to_owned() } else { format!("{noun}s") };
        assert!(list[&plural].is_array() && list["total"].is_u64(), "{noun}: {list}");
    }
    let day = desk.data(&["day", "tmw"]);
    assert_eq!(day["date"], "2026-11-25");
    let visit = &day["lanes"][0]["visits"][0];
    assert_eq!(day["lanes"][0]["technician"], json!({ "id": "T-1", "name": "Dana Fox" }));
    for key in ["id", "job", "client", "site", "start", "end", "window", "state", "marks"] {
        assert!(visit.get(key).is_some(), "no {key} in {visit}");
    }
    let board = desk.data(&["board"]);
    assert_eq!(board["columns"][1]["stage"], "scheduled");
    assert_eq!(
        (board["columns"][1]["total"].as_u64(), board["columns"][1]["jobs"][0]["id"].as_str()),
        (Some(1), Some("J-1"))
    );
    let found = desk.data(&["find", "900123"]);
    assert_eq!(
        (found["results"][0]["kind"].as_str(), found["results"][0]["id"].as_str()),
        (Some("client"), Some("C-1"))
    );
    assert_eq!(found["results"][0]["label"], "Kerr");
    assert!(desk.data(&["log"])["operations"].as_array().is_some_and(|operations| operations.len() == 7));
    assert!(desk.data(&["today"])["attention"].is_array());
    let price = desk.data(&["service", "edit", "boiler", "--price", "120"]);
    assert_eq!(changed(&price), [("service", "SV-1")]);
    assert_eq!(
        desk.data(&["service", "show", "SV-1"])["price"],
        json!({ "minor": 12000, "currency": "GBP" })
    );
}

#[test]
fn access_codes_are_shown_only_when_asked_for() {
    let desk = Desk::begun();
    for words in [&["site", "show", "S-1"][..], &["site", "list"], &["client", "show", "C-1"]] {
        let (plain, json) = (desk.ok(words), desk.data(words).to_string());
        assert!(!plain.contains("1234") && !json.contains("1234"), "{words:?}: {plain}{json}");
    }
    assert!(desk.ok(&["site", "show", "S-1", "--access-notes"]).contains("gate 1234"));
    assert_eq!(desk.data(&["site", "show", "S-1", "--access-notes"])["access_notes"], "gate 1234");
}

#[test]
fn what_steers_a_terminal_comes_out_visible_or_escaped() {
    let desk = Desk::begun();
    let evil = "Evil\u{1b}]0;x\u{7}\u{202e}\u{200b}Corp";
    desk.ok(&["client", "add", evil]);
    for words in [&["client", "list"][..], &["client", "show", "C-2"], &["log"], &["find", "Corp"]] {
        for words in [words.to_vec(), [words, &["--json"]].concat()] {
            let output = desk.run(&words);
            let out = text(&output.stdout) + &text(&output.stderr);
            let raw = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{200b}".contains(c));
            assert!(!out.contains(raw), "{words:?}: {out:?}");
        }
    }
    assert_eq!(desk.data(&["client", "show", "C-2"])["name"], evil);
    assert!(!text(&desk.run(&["client", "show", evil, "--color", "never"]).stderr).contains('\u{1b}'));
}

#[test]
fn help_version_and_doctor_need_no_store_and_keep_a_foreign_file() {
    let desk = Desk::bare();
    assert!(desk.ok(&["--version"]).starts_with("truckroll "));
    assert!(desk.ok(&["job", "schedule", "--help"]).contains("--technician"));
    let foreign = desk.home.path().join("foreign.db");
    std::fs::write(&foreign, b"SQLite format 3? no").unwrap();
    let path = foreign.to_str().unwrap();
    assert!(desk.ok(&["--db", path, "--version"]).starts_with("truckroll "));
    assert_eq!(desk.run(&["--db", path, "doctor"]).status.code(), Some(7));
    assert_eq!(desk.error(7, &["--db", path, "today"])["kind"], "not_a_store");
    assert_eq!(std::fs::read(&foreign).unwrap(), b"SQLite format 3? no");
    for verb in ["today", "doctor"] {
        assert_eq!(desk.error(4, &[verb])["kind"], "store_not_found");
    }
    assert!(!desk.store().exists());
    let well = Desk::begun().data(&["doctor"]);
    assert_eq!(
        (well["integrity"].as_str(), well["problems"].as_array().map(Vec::len)),
        (Some("ok"), Some(0)),
        "{well}"
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::begun();
    for words in [&["client", "list"][..], &["--help"], &["log", "--json"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = desk.command(words).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{words:?}");
    }
}

#[test]
fn texts_may_come_from_standard_input() {
    let desk = Desk::begun();
    let mut child =
        desk.command(&["job", "add", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"leak, Kerr @dana tmw 9am\n").unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    assert_eq!(desk.data(&["job", "show", "J-1"])["title"], "leak");
}

#[test]
fn the_configuration_is_read_strictly() {
    let desk = Desk::begun();
    let path = desk.home.path().join(".config/truckroll/config.toml");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "actor = \"Dana\"\n[screen]\nascii = true\n").unwrap();
    assert_eq!(desk.data(&["config", "show"])["actor"], "Dana");
    desk.ok(&["client", "edit", "Kerr", "--tag", "vip"]);
    assert_eq!(desk.data(&["log", "--limit", "1"])["operations"][0]["actor"], "Dana");
    std::fs::write(&path, "actor = \"Dana\"\nthem = \"dark\"\n").unwrap();
    let error = desk.error(2, &["today"]);
    assert_eq!(error["kind"], "config");
    assert!(error["message"].as_str().unwrap().contains("config.toml:2:"), "{error}");
    assert!(desk.ok(&["--version"]).starts_with("truckroll "));
}

#[test]
fn an_import_is_all_or_none_and_the_same_file_adds_nothing() {
    let desk = Desk::begun();
    let file = desk.home.path().join("acme_clients.csv");
    std::fs::write(&file, "id,name,phone\n1,Patel,01273 555 0101\n2,Jones,01273 555 0102\n").unwrap();
    let words = ["import", "clients", file.to_str().unwrap()];
    let dry = desk.data(&[&words[..], &["--dry-run"]].concat());
    assert_eq!((dry["created"].as_u64(), &dry["operation"]), (Some(2), &Value::Null));
    let first = desk.data(&words);
    assert_eq!(first["created"], json!(2), "{first}");
    assert!(first["operation"].is_i64());
    let again = desk.data(&words);
    assert_eq!(
        (again["created"].as_u64(), again["matched"].as_u64(), &again["operation"]),
        (Some(0), Some(2), &Value::Null)
    );
    desk.ok(&["undo"]);
    assert_eq!(desk.data(&["client", "list"])["total"], json!(1));

    std::fs::write(&file, "id,name,email\n1,Patel,patel@example.com\n2,,\n3,Jones,\n").unwrap();
    let report = desk.home.path().join("report.json");
    let error = desk.error(6, &[&words[..], &["--report", report.to_str().unwrap()]].concat());
    assert_eq!(error["kind"], "input_rejected");
    assert_eq!(error["errors"][0]["row"], json!(3), "{error}");
    assert_eq!(desk.data(&["client", "list"])["total"], json!(1));
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&report).unwrap()).unwrap();
    assert_eq!(written["errors"], error["errors"]);
}

#[test]
fn backups_are_stores() {
    let desk = Desk::begun();
    let copy = desk.home.path().join("copy.db");
    let copy = copy.to_str().unwrap();
    assert_eq!(desk.data(&["backup", copy])["path"], copy);
    assert_eq!(desk.data(&["--db", copy, "client", "list"])["total"], json!(1));
    assert_eq!(desk.error(3, &["backup", copy])["kind"], "already_there");
}

#[test]
fn a_demo_fills_a_store_and_says_where() {
    let desk = Desk::bare();
    let path = desk.home.path().join("demo.db");
    let path = path.to_str().unwrap();
    assert_eq!(desk.data(&["demo", "--db", path])["db"], path);
    assert!(desk.data(&["--db", path, "today"])["counts"]["visits"].as_u64().unwrap() > 0);
    assert_eq!(desk.error(3, &["demo", "--db", path])["kind"], "already_there");
}
