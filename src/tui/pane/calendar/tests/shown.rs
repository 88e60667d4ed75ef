//! What is drawn, at the sizes that the screen promises.

use domain::{Command, Event, EventKind};

use super::desk::*;
use crate::action::Action;
use crate::pane::Pane;
use crate::pane::calendar::Calendar;

fn snapshot(name: &str, desk: &Desk) {
    let size = desk.shared.size;
    insta::with_settings!({ snapshot_path => "../../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("{name}-{}x{}", size.width, size.height), desk.drawn());
    });
}

fn at_each_size(name: &str, go: impl Fn(&mut Desk)) {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut desk = Desk::lively();
        desk.calendar = Calendar::new(tuesday());
        desk.resize(width, height);
        desk.load();
        go(&mut desk);
        snapshot(name, &desk);
    }
}

#[test]
fn a_lively_day() {
    at_each_size("calendar", |_| {});
}

#[test]
fn a_clashing_visit_with_its_details() {
    at_each_size("calendar-clash", |desk| desk.go_to(CLASHING));
}

#[test]
fn the_tray_with_the_keys() {
    at_each_size("calendar-tray", |desk| desk.acts(&[Action::NextPane]));
}

#[test]
fn a_week_of_cells() {
    at_each_size("calendar-week", |desk| desk.go(Action::ShowWeek, None));
}

#[test]
fn a_month_of_cells() {
    at_each_size("calendar-month", |desk| desk.go(Action::ShowMonth, None));
}

#[test]
fn a_day_of_one_who_works_alone() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut desk = Desk::solo();
        desk.calendar = Calendar::new(tuesday());
        desk.resize(width, height);
        desk.load();
        snapshot("calendar-solo", &desk);
    }
}

#[test]
fn three_visits_at_once_are_all_told_of() {
    let mut desk = Desk::lively();
    let job = desk.job("Third", "Fuse", 51.5);
    desk.book(job, domain::Placement { slot: Some(slot("14:15", 60)), crew: Some(domain::Crew::of(RAVI)) });
    desk.load();
    desk.go_to(TOLD);
    let drawn = desk.drawn();
    assert!(drawn.contains("+1 ?V-7") || drawn.contains("+1 V-7"), "the one beneath is counted: {drawn}");
    desk.acts(&[Action::Right, Action::Right]);
    assert!(desk.drawn().contains("V-13"), "selected, it lies on top: {}", desk.drawn());
}

#[test]
fn a_day_without_visits_that_is_looked_at_in_the_night_begins_when_work_does() {
    let mut desk = Desk::with(&["Dana"]);
    desk.shared.now = at("00:10").with_timezone(&desk.shared.now.timezone());
    desk.calendar = Calendar::new(tuesday());
    desk.resize(80, 24);
    desk.load();
    let drawn = desk.drawn();
    assert!(drawn.contains("|08") && !drawn.contains("|00"), "{drawn}");
}

#[test]
fn a_wide_screen_begins_when_the_day_does() {
    for width in [160, 200, 300] {
        let mut desk = Desk::lively();
        desk.calendar = Calendar::new(tuesday());
        desk.resize(width, 60);
        desk.load();
        let drawn = desk.drawn();
        assert!(
            drawn.lines().nth(2).is_some_and(|line| line.trim_start().starts_with("|08")),
            "{width}: {drawn}"
        );
    }
}

#[test]
fn each_zoom_draws_a_quarter_hour_exactly() {
    for (times, cells) in [(0, 4), (1, 8), (2, 12)] {
        let mut desk = Desk::lively();
        desk.acts(&[Action::ZoomOut, Action::ZoomOut]);
        for _ in 0..times {
            desk.act(Action::ZoomIn);
        }
        let drawn = desk.drawn();
        let (twelve, _) = desk.find("|12");
        let (thirteen, _) = desk.find("|13");
        assert_eq!(thirteen - twelve, cells, "{drawn}");
    }
}

#[test]
fn a_move_says_what_the_client_would_hear() {
    let mut desk = Desk::lively();
    desk.resize(200, 60);
    desk.go_to(TOLD);
    desk.act(Action::Move);
    let drawn = desk.drawn();
    assert!(drawn.contains("Patel is told nothing"), "{drawn}");
    desk.act(Action::HourOn);
    assert!(
        desk.drawn().contains("Patel had been told a time and will be told the new one"),
        "{}",
        desk.drawn()
    );
    desk.act(Action::HourBack);
    assert!(desk.drawn().contains("Patel is told nothing"), "it follows the visit: {}", desk.drawn());
}

#[test]
fn a_move_under_way() {
    at_each_size("calendar-moving", |desk| {
        desk.go_to(TOLD);
        desk.acts(&[Action::Move, Action::LaneUp, Action::HourBack, Action::Longer]);
    });
}

#[test]
fn nothing_is_there_before_it_is_loaded() {
    let mut desk = Desk::quiet();
    assert!(desk.drawn().contains("Loading Tue 24 Nov"));
    desk.load();
    assert!(!desk.drawn().contains("Loading"));
    desk.act(Action::DayOn);
    let drawn = desk.drawn();
    assert!(drawn.contains("Tue 24 Nov") && drawn.contains("loading Wed 25 Nov"), "{drawn}");
}

#[test]
fn text_from_outside_cannot_steer_the_terminal() {
    let mut desk = Desk::quiet();
    let job = desk.job("Evil\u{1b}[2J", "a\u{202e}b\nc", 51.5);
    let crew = Some(domain::Crew::of(DANA));
    desk.book(job, domain::Placement { slot: Some(slot("12:00", 120)), crew });
    desk.load();
    let drawn = desk.drawn();
    assert!(drawn.contains("V-1"), "{drawn}");
    assert!(!drawn.contains(['\u{1b}', '\u{202e}']), "{drawn}");
}

#[test]
fn fifty_technicians_scroll_with_the_focus() {
    let mut desk = Desk::quiet();
    for number in 0..50 {
        let name = format!("Tech {number:02}");
        let technician = domain::Technician { name, ..domain::Technician::default() };
        desk.run(domain::Command::Add(domain::Record::Technician(technician)));
    }
    desk.load();
    assert!(desk.drawn().contains(">Dana"));
    desk.times(Action::Down, Some(30));
    assert!(desk.drawn().contains(">Tec "), "{}", desk.drawn());
    desk.act(Action::Last);
    assert!(desk.drawn().contains(">Zoë"), "{}", desk.drawn());
    desk.resize(80, 30);
    assert!(desk.drawn().contains(">Zoë"), "a larger screen still shows the focus");
}

#[test]
fn a_wider_screen_shows_no_hours_past_the_day() {
    let mut desk = Desk::lively();
    desk.times(Action::HoursLater, Some(20));
    assert!(desk.drawn().contains("|15"));
    desk.resize(120, 40);
    let drawn = desk.drawn();
    assert!(drawn.contains("|11") && drawn.contains("|23") && !drawn.contains("|01"), "{drawn}");
}

#[test]
fn late_in_the_day_now_is_in_sight_at_first() {
    let mut desk = Desk::lively();
    desk.calendar = Calendar::new(tuesday());
    desk.shared.now = app::view::local(at("20:30"), ZONE);
    desk.load();
    assert!(desk.drawn().contains("|20 v") || desk.drawn().contains("|20v"), "{}", desk.drawn());
}

#[test]
fn every_size_can_be_drawn() {
    let mut desk = Desk::lively();
    desk.act(Action::Move);
    for width in [1, 7, 8, 9, 39, 79, 80, 110, 300] {
        for height in [1, 2, 3, 6, 12, 23, 24, 31, 90] {
            desk.resize(width, height);
            let _ = desk.drawn();
            let _ = desk.calendar.targets();
        }
    }
}

#[test]
fn time_that_is_not_for_jobs_is_named_where_there_is_room() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut desk = Desk::lively();
        let event = |kind, who, slot| Event::new(kind, who, slot);
        let off = Event::of_days(EventKind::TimeOff, Some(TOM), (tuesday(), tuesday()), ZONE).unwrap();
        for event in [
            Event {
                title: "Van service".into(),
                ..event(EventKind::VanService, Some(ZOE), slot("15:00", 120))
            },
            event(EventKind::Lunch, Some(RAVI), slot("12:15", 30)),
            off,
        ] {
            desk.run(Command::Add(event.into()));
        }
        desk.calendar = Calendar::new(tuesday());
        desk.resize(width, height);
        desk.load();
        snapshot("calendar-events", &desk);
        desk.go(Action::ShowWeek, None);
        snapshot("calendar-events-week", &desk);
    }
}
