//! Running late: the cascade, its repairs, one of them done or drafted, and taken back.

use serde_json::{Value, json};

use crate::desk::{Desk, changed};

const HALF_PAST_NINE: &str = "2026-11-24T09:30:00Z";

/// Dana is on site at Kerr's since 9, then goes to Jones at 10 and to Patel at 11; the last two were told windows of
/// half an hour. Ravi is free. It is 9:30.
fn desk() -> Desk {
    let mut desk = Desk::begun();
    desk.ok(&["business", "edit", "--window", "30m", "--hours", "mon-fri 8-17"]);
    for (client, time) in [("Kerr", "today 9am"), ("Jones", "today 10am"), ("Patel", "today 11am")] {
        if client != "Kerr" {
            desk.ok(&["client", "add", client, "--street", "2 Mill Lane"]);
        }
        let what = ["job", "add", "--client", client, "--title", "Tap", "--when", time, "--for", "1h"];
        desk.ok(&[&what[..], &["--technician", "dana"]].concat());
    }
    desk.ok(&["visit", "confirm", "V-1", "V-2", "V-3"]);
    desk.now = HALF_PAST_NINE;
    desk.ok(&["visit", "en-route", "V-1", "--at", "8:45"]);
    desk.ok(&["visit", "on-site", "V-1", "--at", "9:00"]);
    desk
}

/// When a visit starts and who leads.
fn place_of(desk: &Desk, visit: &str) -> (String, String) {
    let shown = desk.data(&["visit", "show", visit]);
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    (word(&shown["start"]), word(&shown["technicians"][0]["name"]))
}

fn at(time: &str, lead: &str) -> (String, String) {
    (format!("2026-11-24T{time}:00Z"), lead.to_owned())
}

/// Where the visits to Jones and Patel are as long as nothing is done.
fn as_planned() -> [(String, String); 2] {
    [at("10:00", "Dana Fox"), at("11:00", "Dana Fox")]
}

fn places(desk: &Desk) -> [(String, String); 2] {
    ["V-2", "V-3"].map(|visit| place_of(desk, visit))
}

/// The number of the first repair of a kind.
fn number_of(view: &Value, kind: &str) -> String {
    let found = view["repairs"].as_array().unwrap().iter().find(|repair| repair["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {kind}: {view}"))["number"].to_string()
}

#[test]
fn the_cascade_is_told_with_what_it_breaks_and_changes_nothing() {
    let desk = desk();
    let said = desk.ok(&["late", "dana", "40"]);
    for line in [
        "Tue 24 Nov 09:30 Dana Fox is running 40m late: 3 visits held up, 2 promises broken",
        "V-2    Tap   Jones   Dana Fox  10:00–11:00  10:40–11:40  40m    told 10:00–10:30, missed by 10m",
        "V-3    Tap   Patel   Dana Fox  11:00–12:00  11:40–12:40  40m    told 11:00–11:30, missed by 10m",
        "1. Give V-2 Tap, Jones to Ravi Shah at 10:00",
    ] {
        assert!(said.lines().any(|shown| shown == line), "no {line}: {said}");
    }
    let other = desk.ok(&["late", "dana", "40m", "--show", "4"]);
    assert!(other.contains("we now expect to be with you between 10:40 and 11:10"), "{other}");

    let view = desk.data(&["late", "dana", "40"]);
    assert_eq!(view["anchor"], json!({ "visit": "V-1", "standing": "on site" }));
    let [kerr, jones, patel] = &view["cascade"].as_array().unwrap()[..] else { panic!("{view}") };
    assert_eq!((&kerr["visit"], &kerr["broken"]), (&json!("V-1"), &json!([])));
    for (held, from, until) in [(jones, "10:00", "10:30"), (patel, "11:00", "11:30")] {
        let window = json!({ "start": at(from, "").0, "end": at(until, "").0 });
        assert_eq!(held["broken"], json!([{ "window": window }]));
        assert_eq!(held["later_minutes"], json!(40));
    }
    let best = &view["repairs"][0];
    assert_eq!((&best["number"], &best["kind"]), (&json!(1), &json!("give")));
    assert_eq!((&best["effects"]["broken_before"], &best["effects"]["broken_after"]), (&json!(2), &json!(0)));
    assert_eq!(places(&desk), as_planned());
}

#[test]
fn the_first_repair_is_applied_and_taken_back() {
    let desk = desk();
    let done = desk.data(&["late", "dana", "40", "--apply"]);
    assert_eq!(done["summary"], "Dana Fox 40m late, V-2 to Ravi Shah: 2 visits changed");
    assert_eq!(changed(&done), [("visit", "V-1"), ("visit", "V-2")]);
    assert_eq!(places(&desk), [at("10:00", "Ravi Shah"), at("11:00", "Dana Fox")]);
    assert!(desk.data(&["late", "dana", "40"])["cascade"].as_array().unwrap().len() < 3, "it was done");
    desk.ok(&["undo"]);
    assert_eq!(places(&desk), as_planned());
    let again = desk.data(&["late", "dana", "40"]);
    assert_eq!(again["repairs"][0]["sentence"], "Give V-2 Tap, Jones to Ravi Shah at 10:00");
}

#[test]
fn a_repair_is_applied_by_its_number() {
    let desk = desk();
    let promises = |desk: &Desk| desk.data(&["job", "show", "J-2"])["promises"].as_array().unwrap().len();
    let before = promises(&desk);
    let number = number_of(&desk.data(&["late", "dana", "40"]), "promise");
    assert_ne!(number, "1", "the first would be applied without a number too");
    let said = desk.ok(&["late", "dana", "40", "--apply", &number]);
    assert!(said.starts_with("Dana Fox 40m late, all shifted: 3 visits changed  (O-"), "{said}");
    assert_eq!(places(&desk), [at("10:40", "Dana Fox"), at("11:40", "Dana Fox")]);
    assert_eq!(promises(&desk), before + 1);
    desk.ok(&["undo"]);
    assert_eq!((places(&desk), promises(&desk)), (as_planned(), before));
    assert_eq!(desk.error(4, &["late", "dana", "40", "--apply", "99"])["kind"], "not_found");
    assert_eq!(desk.error(2, &["late", "dana", "40", "--apply", "0"])["kind"], "usage");
}

#[test]
fn a_repair_is_drafted_and_holds_once_it_is_committed() {
    let desk = desk();
    let made = desk.data(&["late", "dana", "40", "--as-draft"]);
    assert_eq!((&made["draft"]["id"], &made["draft"]["name"]), (&json!("D-1"), &json!("Dana Fox 40m late")));
    assert_eq!((&made["outcome"]["operation"], &made["draft"]["visits"]), (&Value::Null, &json!(2)));
    assert_eq!(places(&desk), as_planned(), "the plan stays as it is");
    let said = desk.ok(&["late", "dana", "40", "--as-draft", "2"]);
    assert!(said.contains("Made draft D-2 ") && said.contains("truckroll draft commit D-2"), "{said}");
    desk.ok(&["draft", "commit", "D-1"]);
    assert_eq!(places(&desk), [at("10:00", "Ravi Shah"), at("11:00", "Dana Fox")]);
    desk.ok(&["undo"]);
    assert_eq!(places(&desk), as_planned());
}

#[test]
fn nobody_is_late_by_nothing_or_by_more_than_a_day() {
    let desk = desk();
    for least_and_most in ["1", "1440", "24h"] {
        desk.ok(&["late", "dana", least_and_most]);
    }
    for minutes in ["0", "1441", "25h"] {
        let error = desk.error(3, &["late", "dana", minutes]);
        assert_eq!((&error["kind"], &error["field"]), (&json!("invalid"), &json!("minutes")), "{minutes}");
        assert_eq!(error["hints"], json!(["give 1 to 1440, such as 40"]));
    }
    assert_eq!(desk.error(2, &["late", "dana", "soon"])["kind"], "time");
}

#[test]
fn who_is_nobody_cannot_be_late_and_who_is_free_holds_nobody_up() {
    let desk = desk();
    for nobody in ["zoe", "T-9"] {
        assert_eq!(desk.error(4, &["late", nobody, "40"])["kind"], "not_found");
    }
    let free = desk.data(&["late", "ravi", "40"]);
    assert_eq!((&free["anchor"], &free["cascade"], &free["repairs"]), (&Value::Null, &json!([]), &json!([])));
    let error = desk.error(4, &["late", "ravi", "40", "--apply"]);
    assert!(error["message"].as_str().unwrap().contains("there is nothing to do: Ravi Shah"), "{error}");
}
