use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use serde_json::{Value, json};

use super::*;

fn text_style() -> Style {
    Style { plain: true, width: None, colour: false }
}

#[test]
fn a_page_lets_nothing_through_that_steers_a_terminal() {
    let evil = "x\u{1b}]0;y\u{7}\u{202e}\u{9b}2J\r\nz".to_owned();
    let mut page = Page::new(text_style());
    page.heading(&evil);
    page.field("name", &evil);
    page.line(&evil);
    page.lines(&evil);
    page.table(&["a"], &[vec![evil.clone()]], "");
    let text = page.finish();
    assert!(text.chars().all(|c| c == '\n' || domain::visible(&c.to_string()) == c.to_string()), "{text:?}");
}

#[test]
fn tables_drop_empty_columns_and_fit_the_width() {
    let rows = vec![vec!["J-1042".to_owned(), String::new(), "a rather long title ".repeat(8)]];
    let mut page = Page::new(Style { plain: false, width: Some(40), colour: false });
    page.table(&["id", "marks", "title"], &rows, "no jobs");
    let text = page.finish();
    assert!(!text.contains("marks"), "{text}");
    assert!(text.contains("J-1042"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
    let mut empty = Page::new(text_style());
    empty.table(&["id"], &[], "no jobs");
    assert_eq!(empty.finish(), "no jobs\n");
}

#[test]
fn ids_and_times_are_not_broken_where_titles_can_be() {
    let row =
        ["06:20–07:20", "V-2073", "Outside tap split by frost in the night", "dispatched", "unconfirmed"];
    let rows = vec![row.map(str::to_owned).to_vec()];
    let mut page = Page::new(Style { plain: false, width: Some(60), colour: false });
    page.table(&["time", "visit", "title", "state", "marks"], &rows, "");
    let text = page.finish();
    for whole in ["06:20–07:20", "V-2073", "dispatched", "unconfirmed"] {
        assert!(text.contains(whole), "{whole} is broken:\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
}

#[test]
fn plain_tables_have_no_lines() {
    let rows = vec![vec!["J-1".to_owned(), "Leak".to_owned()]];
    let mut plain = Page::new(text_style());
    plain.table(&["id", "title"], &rows, "");
    assert!(plain.finish().is_ascii());
    let mut lined = Page::new(Style { plain: false, width: Some(80), colour: false });
    lined.table(&["id", "title"], &rows, "");
    assert!(lined.finish().contains('─'));
}

#[test]
fn errors_have_the_envelope_of_the_contract() {
    let written =
        error_json("input_rejected", "bad\u{202e}", None, &["mend".into()], Some(&json!({"errors": [1]})));
    assert_eq!(written.lines().count(), 1);
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["ok"], json!(false));
    let error = json!({
        "kind": "input_rejected", "message": "bad\u{202e}", "field": null, "hints": ["mend"], "errors": [1],
    });
    assert_eq!(value["error"], error);
}

#[test]
fn usage_errors_become_json_when_it_was_asked_for() {
    use clap::CommandFactory;
    let error = crate::args::Args::command().try_get_matches_from(["truckroll", "job", "lsit"]).unwrap_err();
    let value: Value = serde_json::from_str(&usage::usage_json(&error)).unwrap();
    assert_eq!(value["error"]["kind"], "usage");
    assert!(value["error"]["message"].as_str().unwrap().contains("lsit"), "{value}");
    assert!(value["error"]["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{value}");
}

#[test]
fn words_that_could_steer_a_terminal_are_told_apart() {
    assert!(["list", "Kerr & Söhne", "家"].map(OsString::from).iter().all(usage::is_plain));
    let hostile =
        [OsString::from("\u{1b}[2J"), OsString::from("a\u{202e}b"), OsString::from_vec(vec![0xff, 0x1b])];
    assert!(!hostile.iter().any(usage::is_plain));
}

#[test]
fn lengths_and_pages_read_well() {
    assert_eq!([30, 60, 90, 485].map(words::minutes), ["30m", "1h", "1h30", "8h05"]);
    assert_eq!(words::shown(2, 0, 2, "jobs"), None);
    assert_eq!(words::shown(2, 4, 9, "jobs").unwrap(), "2 of 9 jobs shown, from 5");
}
