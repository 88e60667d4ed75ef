//! What a typed text means to the palette.

use app::Place;
use chrono::NaiveDate;
use domain::{EntityRef, JobId, Tz, WhenContext};

use super::*;
use crate::ask::{Opened, Target};

fn when() -> WhenContext {
    let tuesday = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(11, 20, 0).unwrap();
    WhenContext::new(tuesday, Tz::Europe__London)
}

fn palette(targets: &[Target], recent: &[Action]) -> Palette {
    let situation = Situation::of(Context::Today, targets);
    Palette::commands(&Keymap::default(), &situation, recent, Vec::new(), when())
}

fn typed(text: &str) -> Palette {
    let mut palette = palette(&[], &[]);
    palette.paste(text);
    palette
}

fn place(id: &str, label: &str) -> Place {
    let id: EntityRef = id.parse().unwrap();
    Place { id, label: label.to_owned(), whose: String::new(), seen_at: Some(id) }
}

fn labels(palette: &Palette) -> Vec<&str> {
    palette.rows.iter().map(|(_, row)| row.label.as_str()).collect()
}

#[test]
fn a_key_or_the_beginning_of_a_name_is_enough() {
    for (text, action) in [
        ("q", Action::Quit),
        ("quit", Action::Quit),
        ("undo", Action::Undo),
        ("un", Action::Undo),
        ("redo", Action::Redo),
        ("theme", Action::NextTheme),
        ("go cal", Action::GoCalendar),
        ("cal", Action::GoCalendar),
        ("help", Action::Help),
        ("go to", Action::GoTo),
    ] {
        assert_eq!(typed(text).choose(), Some(Goal::Act(action)), "{text}: {:?}", labels(&typed(text)));
    }
}

#[test]
fn what_cannot_be_done_now_comes_last_with_its_reason() {
    let mut assign = typed("assign");
    assert_eq!(assign.take("assign", Vec::new()), None);
    assert_eq!(assign.choose(), Some(Goal::Nowhere("nothing is selected".to_owned())));
    let all = palette(&[], &[]);
    let first_refused = all.rows.iter().position(|(_, row)| row.refused).expect("some are");
    assert!(all.rows[first_refused..].iter().all(|(_, row)| row.refused));
}

#[test]
fn those_used_last_come_first() {
    let palette = palette(&[], &[Action::Redo, Action::Help]);
    assert_eq!(labels(&palette)[..2], ["Redo", "Help"]);
}

#[test]
fn an_id_and_a_date_go_straight() {
    assert_eq!(typed("J-12").choose(), Some(Goal::Open(Opened::Job(JobId(12)))));
    assert_eq!(typed("12").choose(), Some(Goal::Open(Opened::Job(JobId(12)))));
    let friday = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
    assert_eq!(typed("fri").choose(), Some(Goal::Day(friday)));
    assert_eq!(typed("27 nov").choose(), Some(Goal::Day(friday)));
}

#[test]
fn a_date_or_a_number_after_go_is_where_to() {
    let monday = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    for text in ["go mon", "Go Mon", "go to mon", "go 30 nov"] {
        assert_eq!(typed(text).choose(), Some(Goal::Day(monday)), "{text}: {:?}", labels(&typed(text)));
    }
    assert_eq!(typed("go J-12").choose(), Some(Goal::Open(Opened::Job(JobId(12)))));
    assert_eq!(typed("go today").choose(), Some(Goal::Act(Action::GoToday)));
    let mut places = Palette::go_to(when());
    places.paste("go mon");
    assert_eq!(places.choose(), Some(Goal::Day(monday)));
}

#[test]
fn a_day_that_may_be_two_lists_both() {
    let tuesdays = ["Go to Tue 24 Nov 2026", "Go to Tue 1 Dec 2026"];
    for text in ["tue", "go tue"] {
        assert_eq!(labels(&typed(text))[..2], tuesdays, "{text}");
    }
}

#[test]
fn enter_waits_for_the_records_of_the_text_that_stands_there() {
    let mut palette = typed("kerr");
    assert_eq!(palette.choose(), None);
    assert_eq!(palette.take("ker", vec![place("C-9", "Kerr")]), None);
    let goal = palette.take("kerr", vec![place("C-7", "Kerr"), place("J-3", "No heat")]);
    assert_eq!(goal, Some(Goal::Open(Opened::Client(domain::ClientId(7)))));
}

#[test]
fn what_was_selected_stays_selected_when_records_come() {
    let mut palette = typed("go");
    palette.go(1);
    let chosen = palette.choose();
    palette.take("go", vec![place("C-7", "Gould")]);
    assert_eq!(palette.choose(), chosen);
}

#[test]
fn go_to_knows_no_actions() {
    let mut palette = Palette::go_to(when());
    assert_eq!(labels(&palette), Vec::<&str>::new());
    palette.paste("quit");
    assert_eq!(palette.choose(), None);
    assert_eq!(palette.take("quit", Vec::new()), None);
    assert_eq!(palette.choose(), None);
}

#[test]
fn a_pasted_newline_chooses_nothing() {
    let mut palette = palette(&[], &[]);
    assert!(palette.paste("quit\n"));
    assert_eq!(palette.text(), "quit");
}
