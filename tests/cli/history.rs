//! The desk as it was.

use serde_json::{Value, json};

use crate::desk::{Desk, TUESDAY, WEDNESDAY};

const MONDAY: &str = "2026-11-23T08:00:00Z";
const LATER: &str = "2026-11-24T12:00:00Z";

/// A job added on Tuesday at 8:00, scheduled at noon.
fn scheduled() -> Desk {
    let mut desk = Desk::begun();
    desk.ok(&["job", "add", "boiler no heat, Kerr #gas"]);
    desk.now = LATER;
    desk.ok(&["job", "schedule", "J-1", "tmw", "10am", "--technician", "dana"]);
    desk.ok(&["client", "edit", "Kerr", "--name", "Kerr Ltd"]);
    desk.now = WEDNESDAY;
    desk
}

fn totals(board: &Value) -> Vec<(&str, u64)> {
    let columns = board["columns"].as_array().unwrap().iter();
    columns
        .map(|column| (column["stage"].as_str().unwrap(), column["total"].as_u64().unwrap()))
        .filter(|(_, total)| *total > 0)
        .collect()
}

#[test]
fn the_board_is_shown_as_it_was() {
    let desk = scheduled();
    assert_eq!(totals(&desk.data(&["board"])), [("scheduled", 1)]);
    let then = desk.data(&["board", "--as-of", TUESDAY]);
    assert_eq!(totals(&then), [("to_schedule", 1)]);
    assert_eq!(then["columns"][0]["jobs"][0]["client"]["name"], "Kerr");
    // A time alone is of today; a day before it is named.
    assert_eq!(totals(&desk.data(&["board", "--as-of", "8am"])), [("scheduled", 1)]);
    assert_eq!(totals(&desk.data(&["board", "--as-of", "24 nov 11:59"])), [("to_schedule", 1)]);
    // Looking back changed nothing.
    assert_eq!(totals(&desk.data(&["board"])), [("scheduled", 1)]);
    assert_eq!(desk.data(&["log"])["operations"][0]["summary"], "Edited client C-1 Kerr Ltd");
}

#[test]
fn every_record_is_shown_as_it_was() {
    let desk = scheduled();
    let now = |words: &[&str]| desk.data(words);
    let then = |words: &[&str]| desk.data(&[words, &["--as-of", TUESDAY]].concat());
    assert_eq!(now(&["client", "show", "C-1"])["name"], "Kerr Ltd");
    assert_eq!(then(&["client", "show", "C-1"])["name"], "Kerr");
    assert_eq!(then(&["client", "list"])["clients"][0]["name"], "Kerr");
    assert_eq!(now(&["job", "show", "J-1"])["stage"], "scheduled");
    assert_eq!(then(&["job", "show", "J-1"])["stage"], "to_schedule");
    assert_eq!(then(&["job", "list", "--stage", "to_schedule"])["total"], 1);
    assert!(then(&["visit", "show", "V-1"])["start"].is_null());
    assert_eq!(then(&["tray"])["total"], 1);
    assert_eq!(now(&["tray"])["total"], 0);
    assert_eq!(then(&["find", "Ltd"])["results"], json!([]));
}

#[test]
fn there_is_nothing_before_the_beginning_and_nothing_to_come() {
    let desk = scheduled();
    let error = desk.error(3, &["board", "--as-of", MONDAY]);
    assert_eq!(error["message"], "as_of: there was no desk at that time");
    let error = desk.error(3, &["board", "--as-of", "25 nov 23:00"]);
    assert_eq!(error["message"], "as_of: that time has not come yet");
}
