//! The day of a business with one technician.

use chrono::{DateTime, Utc};
use domain::{Command, Crew, Placement, Slot, Span, VisitId, WindowChoice};

use super::desk::*;
use crate::action::{Action, Context};
use crate::effect::Effect;
use crate::event::MouseAct::{Press, Release};
use crate::pane::{Handled, Pane};

const LEAK: VisitId = VisitId(2);
const SHOWER: VisitId = VisitId(3);
const GUTTER: VisitId = VisitId(4);
const DRIP: VisitId = VisitId(5);

#[test]
fn a_day_reads_down_with_what_lies_between() {
    let mut desk = Desk::solo();
    desk.resize(120, 40);
    let drawn = desk.drawn();
    let lines: Vec<&str> = drawn.lines().collect();
    let row = |text: &str| {
        lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}\n{drawn}"))
    };
    let order = ["08:00-09:00 v", "09:30-10:30 >", "11:20", "free 2h30", "13:00-15:00 ?", "16:00-17:00  ("];
    let places = order.map(row);
    assert!(places.is_sorted(), "{places:?}\n{drawn}");
    assert!(drawn.contains("Tap drip") && drawn.contains("Boiler service"), "{drawn}");
}

#[test]
fn a_way_from_or_to_nowhere_is_said_not_to_be_known() {
    let mut desk = Desk::solo();
    desk.resize(120, 40);
    assert!(!desk.drawn().contains("the way is not known"), "{}", desk.drawn());
    let nowhere = desk.job("Hill", "Alarm", 999.0);
    desk.book(nowhere, Placement { slot: Some(slot("15:30", 30)), crew: Some(Crew::of(DANA)) });
    desk.load();
    let drawn = desk.drawn();
    assert!(drawn.contains("free 30m, the way is not known"), "{drawn}");
    assert_eq!(drawn.matches("the way is not known").count(), 1, "nobody's 16:00 is no way of hers: {drawn}");
}

#[test]
fn keys_go_down_the_day_and_into_the_tray() {
    let mut desk = Desk::solo();
    assert_eq!(desk.targets(), [SHOWER], "the next one is selected");
    desk.act(Action::Up);
    assert_eq!(desk.targets(), [LEAK]);
    desk.times(Action::Down, Some(2));
    assert_eq!(desk.targets(), [GUTTER], "nobody's is among them");
    desk.act(Action::Left);
    assert_eq!(desk.targets(), [SHOWER]);
    desk.act(Action::First);
    assert_eq!(desk.targets(), [VisitId(1)]);
    desk.act(Action::Last);
    assert_eq!(desk.targets(), [GUTTER]);
    desk.act(Action::NextPane);
    assert_eq!(desk.targets(), [GUTTER], "it lacks a technician");
    desk.act(Action::Down);
    assert_eq!(desk.targets(), [DRIP]);
}

#[test]
fn a_move_goes_down_the_day() {
    let mut desk = Desk::solo();
    desk.acts(&[Action::Move, Action::LaneDown, Action::LaneDown]);
    let placement = Placement { slot: Some(slot("13:30", 120)), crew: None };
    let command = Command::Move(SHOWER, placement, WindowChoice::Ask);
    assert_eq!(desk.act(Action::CommitMove), [Effect::Run(command)]);
}

#[test]
fn a_click_on_the_selected_line_opens_it() {
    let mut desk = Desk::solo();
    let (_, row) = desk.find("09:30-10:30");
    desk.point(Press, 20, row);
    assert_eq!(desk.point(Release, 20, row), Handled::No);
    assert_eq!(desk.targets(), [LEAK]);
    desk.point(Press, 20, row);
    assert!(
        matches!(desk.point(Release, 20, row), Handled::Yes(effects) if matches!(effects[..], [Effect::Open(_)]))
    );
}

#[test]
fn a_second_technician_brings_the_lanes_back() {
    let mut desk = Desk::solo();
    assert!(desk.calendar.is_solo());
    let ravi = domain::Technician { name: "Ravi".to_owned(), ..domain::Technician::default() };
    desk.run(Command::Add(domain::Record::Technician(ravi)));
    desk.load();
    assert!(!desk.calendar.is_solo());
    assert_eq!(desk.targets(), [SHOWER], "what was selected stays");
}

#[test]
fn days_on_which_clocks_change_say_so() {
    for (day, hours, at) in [
        ("2026-10-25", "25 HOURS", "2026-10-25T00:30:00Z"),
        ("2026-03-29", "23 HOURS", "2026-03-29T00:30:00Z"),
    ] {
        let mut desk = Desk::solo();
        let start: DateTime<Utc> = at.parse().unwrap();
        let span = Span::of_minutes(start, 90).unwrap();
        let job = desk.job("Night", "Burst pipe", 51.5);
        desk.book(job, Placement { slot: Some(Slot::of_span(span, ZONE)), crew: Some(Crew::of(DANA)) });
        let effects = desk.calendar.show_date(day.parse().unwrap(), &desk.shared);
        assert_eq!(effects.len(), 1);
        desk.load();
        let drawn = desk.drawn();
        assert!(drawn.contains(hours) && drawn.contains("V-6"), "{drawn}");
        // Moved by an hour and back it is where it was, though the clock skips or repeats one.
        desk.acts(&[Action::Move, Action::HourOn, Action::HourBack]);
        assert_eq!(desk.calendar.context(), Context::Moving);
    }
}
