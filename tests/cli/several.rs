//! Several records in one operation, tags, notes on clients, kept filters, and an undo that only shows.

use serde_json::json;

use crate::desk::{Desk, changed};

/// Three jobs of Kerr; the first two have a visit on Wednesday.
fn desk() -> Desk {
    let desk = Desk::begun();
    desk.ok(&["job", "add", "leak, Kerr @dana tmw 9am 1h"]);
    desk.ok(&["job", "add", "tap, Kerr @ravi tmw 1pm 2h"]);
    desk.ok(&["job", "add", "flue, Kerr"]);
    desk
}

#[test]
fn several_visits_are_placed_and_moved_as_one_operation() {
    let desk = desk();
    let starts = |desk: &Desk| {
        let of = |id| desk.data(&["visit", "show", id])["start"].as_str().unwrap_or("").to_owned();
        [of("V-1"), of("V-2")]
    };
    let moved = desk.data(&["visit", "move", "V-1", "J-2", "+30m"]);
    assert_eq!(changed(&moved), [("visit", "V-1"), ("visit", "V-2")]);
    assert_eq!(starts(&desk), ["2026-11-25T09:30:00Z", "2026-11-25T13:30:00Z"]);
    desk.ok(&["visit", "move", "V-1", "V-2", "--later", "1d"]);
    assert_eq!(starts(&desk), ["2026-11-26T09:30:00Z", "2026-11-26T13:30:00Z"]);
    desk.ok(&["visit", "move", "V-1", "V-2", "--earlier", "30m"]);
    assert_eq!(starts(&desk), ["2026-11-26T09:00:00Z", "2026-11-26T13:00:00Z"]);
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(starts(&desk), ["2026-11-25T09:30:00Z", "2026-11-25T13:30:00Z"]);

    desk.ok(&["visit", "schedule", "V-1", "V-2", "fri", "8am"]);
    assert_eq!(starts(&desk), ["2026-11-27T08:00:00Z"; 2]);
    // Each keeps its own length.
    assert_eq!(desk.data(&["visit", "show", "V-2"])["end"], "2026-11-27T10:00:00Z");
    assert_eq!(desk.error(2, &["visit", "move", "V-1", "9am", "--later", "1h"])["field"], "later");
    assert_eq!(desk.error(2, &["visit", "move", "V-3", "+30m"])["field"], "when");
}

#[test]
fn what_a_rule_forbids_stops_all_or_is_left_out() {
    let desk = desk();
    let words = ["visit", "confirm", "V-1", "V-3", "V-2"];
    let error = desk.error(3, &words);
    assert_eq!(error["kind"], "some_refused");
    assert!(error["message"].as_str().unwrap().contains("1 of 3 cannot be: V-3"), "{error}");
    assert!(error["hints"][0].as_str().unwrap().contains("--skip-refused"), "{error}");
    assert_eq!(desk.data(&["visit", "show", "V-1"])["state"], "planned");

    let done = desk.data(&[&words[..], &["--skip-refused"]].concat());
    // Their windows are promised by it, so the jobs change too.
    assert_eq!(changed(&done), [("job", "J-1"), ("job", "J-2"), ("visit", "V-1"), ("visit", "V-2")]);
    assert_eq!(done["refused"][0]["id"], "V-3");
    let said = desk.ok(&["job", "hold", "J-3", "J-1", "parts", "--until", "fri"]);
    assert!(said.contains('2'), "{said}");
    let none = desk.error(3, &["job", "close", "J-1", "J-2", "--skip-refused"]);
    assert_eq!(
        (none["kind"].as_str(), none["hints"].as_array().map(Vec::len)),
        (Some("some_refused"), Some(0))
    );
}

#[test]
fn jobs_follow_by_number_and_a_text_that_begins_so_wants_quotes() {
    let desk = desk();
    let stages = |desk: &Desk| {
        let list = desk.data(&["job", "list"])["jobs"].take();
        let stage = |job: &serde_json::Value| job["stage"].as_str().unwrap().to_owned();
        list.as_array().unwrap().iter().map(stage).collect::<Vec<_>>()
    };
    assert_eq!(desk.error(2, &["job", "cancel", "J-1", "J-2", "replaces", "it"])["field"], "reason");
    assert_eq!(desk.error(2, &["job", "hold", "J-1", "J-2", "--until", "fri"])["field"], "reason");
    desk.ok(&["job", "hold", "J-1", "--reason", "client", "--until", "fri"]);
    desk.ok(&["job", "release", "J-1"]);
    desk.ok(&["job", "promise", "J-1", "J-2", "fri", "2-4pm"]);
    let promises = desk.data(&["job", "show", "J-2"])["promises"].take();
    let told = &promises.as_array().unwrap().last().unwrap()["term"];
    assert_eq!(told["window"]["start"], "2026-11-27T14:00:00Z");
    desk.ok(&["job", "cancel", "J-1", "J-2", "booked twice", "--asked-by", "office"]);
    assert_eq!(stages(&desk), ["to_schedule", "cancelled", "cancelled"]);
    desk.ok(&["job", "reopen", "J-1", "J-2", "it was not"]);
    desk.ok(&["job", "invoice", "J-1", "J-2", "not-billable"]);
    assert_eq!(desk.data(&["job", "show", "J-2"])["invoice"], "not_billable");
    desk.ok(&["undo"]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["invoice"], "not_invoiced");
}

#[test]
fn tags_are_put_on_and_taken_off_and_the_others_stay() {
    let desk = desk();
    desk.ok(&["job", "edit", "J-1", "--tag", "gas"]);
    let tagged = desk.data(&["job", "tag", "J-1", "J-2", "--add", "#vip", "--add", "key held"]);
    assert_eq!(changed(&tagged), [("job", "J-1"), ("job", "J-2")]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["tags"], json!(["gas", "vip", "key held"]));
    desk.ok(&["job", "tag", "J-1", "--remove", "GAS"]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["tags"], json!(["vip", "key held"]));
    desk.ok(&["client", "tag", "Kerr", "--add", "landlord"]);
    desk.ok(&["site", "tag", "S-1", "--add", "gated"]);
    desk.ok(&["technician", "tag", "dana", "--add", "early"]);
    assert_eq!(desk.data(&["site", "show", "S-1"])["tags"], json!(["gated"]));
    assert_eq!(desk.error(2, &["job", "tag", "J-1"])["kind"], "usage");

    desk.ok(&["client", "note", "Kerr", "prefers mornings"]);
    assert_eq!(desk.data(&["client", "show", "Kerr"])["notes"][0]["text"], "prefers mornings");
    desk.ok(&["job", "note", "J-1", "J-2", "ask about the valve"]);
    assert_eq!(desk.data(&["job", "show", "J-2"])["notes"][0]["text"], "ask about the valve");
}

#[test]
fn filters_are_kept_used_and_forgotten() {
    let desk = desk();
    assert!(desk.ok(&["filter", "list"]).contains("no filter is kept"));
    desk.ok(&["filter", "save", "Dana's", "@dana", "stage:scheduled"]);
    let kept = json!({ "name": "Dana's", "filter": "@dana stage:scheduled", "configured": false });
    assert_eq!(desk.data(&["filter", "list"]), json!({ "filters": [kept], "total": 1 }));
    assert_eq!(desk.data(&["job", "list", "--filter", "dana's"])["total"], json!(1));
    assert_eq!(desk.ok(&["filter", "show", "dana's"]), "@dana stage:scheduled\n");
    assert_eq!(desk.error(2, &["filter", "save", "bad", "!soon"])["field"], "filter");
    assert_eq!(desk.error(2, &["filter", "save", " ", "!late"])["field"], "name");
    assert_eq!(desk.data(&["filter", "remove", "DANA'S"])["name"], "Dana's");
    assert_eq!(desk.error(4, &["filter", "remove", "Dana's"])["kind"], "not_found");

    let folder = desk.home.path().join(".config/truckroll");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[filters]\nlate = \"!late\"\n").unwrap();
    assert_eq!(desk.data(&["filter", "list"])["filters"][0]["configured"], json!(true));
    let theirs = desk.error(2, &["filter", "save", "late", "!late @dana"]);
    assert!(theirs["hints"][0].as_str().unwrap().contains("config edit"), "{theirs}");
    assert_eq!(desk.error(2, &["filter", "remove", "late"])["kind"], "usage");
}

#[test]
fn an_undo_can_be_looked_at_first() {
    let desk = desk();
    desk.ok(&["job", "edit", "J-1", "--title", "big leak"]);
    let view = desk.data(&["undo", "--dry-run"]);
    let field = &view["fields"][0];
    assert_eq!(
        (field["name"].as_str(), field["before"].as_str(), field["after"].as_str()),
        (Some("title"), Some("big leak"), Some("leak"))
    );
    let first = format!("O-{}", view["operation"]["id"]);
    desk.ok(&["job", "edit", "J-1", "--title", "bigger leak"]);
    let said = desk.ok(&["undo", &first, "--dry-run"]);
    assert!(said.contains("cannot be taken back") && said.contains("title"), "{said}");
    assert_eq!(desk.data(&["job", "show", "J-1"])["title"], "bigger leak");
}

#[test]
fn a_list_by_mark_says_what_it_looked_at() {
    let mut desk = desk();
    desk.now = crate::desk::WEDNESDAY;
    let list = desk.data(&["job", "list", "--mark", "unconfirmed"]);
    let ids: Vec<&str> =
        list["jobs"].as_array().unwrap().iter().map(|job| job["id"].as_str().unwrap()).collect();
    // The latest number first, and nothing was left unlooked at.
    assert_eq!((ids, &list["total"], list.get("unlooked")), (vec!["J-2", "J-1"], &json!(2), None));
    assert_eq!(desk.data(&["job", "list", "--mark", "unconfirmed", "--offset", "1"])["jobs"][0]["id"], "J-1");
}
