//! The week and the month.

use chrono::NaiveDate;

use super::desk::*;
use crate::action::{Action, Situation};
use crate::ask::Ask;
use crate::effect::Effect;
use crate::event::MouseAct::{Press, WheelDown, WheelUp};
use crate::pane::calendar::lanes::LaneKey;
use crate::pane::calendar::{Calendar, Reach};
use crate::pane::{Handled, Pane};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(desk: &Desk) -> (String, Option<LaneKey>) {
    (desk.calendar.date().to_string(), desk.calendar.lane)
}

fn weekly() -> Desk {
    let mut desk = Desk::lively();
    desk.go(Action::ShowWeek, None);
    desk
}

fn monthly() -> Desk {
    let mut desk = Desk::lively();
    desk.go(Action::ShowMonth, None);
    desk
}

#[test]
fn a_cell_is_gone_to_by_day_and_by_technician() {
    let mut desk = weekly();
    assert_eq!(at(&desk), ("2026-11-24".to_owned(), Some(LaneKey::Of(DANA))), "where the day was");
    desk.acts(&[Action::Down, Action::Down, Action::Right]);
    assert_eq!(at(&desk), ("2026-11-25".to_owned(), Some(LaneKey::Of(TOM))));
    desk.act(Action::First);
    assert_eq!(at(&desk).1, Some(LaneKey::Nobody));
    desk.times(Action::First, Some(2));
    assert_eq!(at(&desk).1, Some(LaneKey::Of(DANA)));
    desk.act(Action::Last);
    assert_eq!(at(&desk).1, Some(LaneKey::Of(ZOE)));
    assert_eq!(desk.targets(), [], "a cell is no visit");
}

#[test]
fn only_what_is_not_at_hand_is_loaded() {
    let mut desk = weekly();
    assert_eq!(desk.times(Action::Right, Some(5)), [], "Sunday is of the same week");
    assert_eq!(desk.act(Action::Right), [Effect::Ask(Ask::Week(date("2026-11-30"), app::Filter::default()))]);
    assert_eq!(
        desk.times(Action::WeekBack, Some(2)),
        [Effect::Ask(Ask::Week(date("2026-11-16"), app::Filter::default()))]
    );
    assert_eq!(desk.act(Action::DayToday), []);
    let mut desk = monthly();
    assert_eq!(desk.act(Action::Down), [Effect::Ask(Ask::Month(date("2026-12-01"), app::Filter::default()))]);
    assert_eq!(desk.act(Action::Up), []);
}

#[test]
fn keys_go_through_a_month_by_day_week_and_month() {
    let mut desk = monthly();
    for (action, count, there) in [
        (Action::Left, None, "2026-11-23"),
        (Action::DayOn, Some(3), "2026-11-26"),
        (Action::Up, Some(2), "2026-11-12"),
        (Action::WeekOn, None, "2026-12-12"),
        (Action::WeekBack, Some(2), "2026-10-12"),
        (Action::First, None, "2026-10-01"),
        (Action::Last, None, "2026-10-31"),
        (Action::WeekOn, None, "2026-11-30"),
        (Action::First, Some(15), "2026-11-15"),
        (Action::First, Some(99), "2026-11-30"),
        (Action::DayToday, None, "2026-11-24"),
    ] {
        desk.go(action, count);
        assert_eq!(desk.calendar.date(), date(there), "{action:?} {count:?}");
    }
}

#[test]
fn the_calendar_ends_with_the_year_9999() {
    for mut desk in [weekly(), monthly(), Desk::lively()] {
        let refused = (0..100).find_map(|_| match desk.times(Action::WeekOn, Some(9_999)).pop() {
            Some(Effect::Refuse(why)) => Some(why),
            _ => None,
        });
        assert_eq!(refused.as_deref(), Some("the calendar ends there"));
    }
}

#[test]
fn enter_opens_the_day_on_that_lane_and_esc_goes_back() {
    let mut desk = weekly();
    desk.acts(&[Action::Down, Action::Down, Action::Right]);
    desk.go(Action::Open, None);
    assert_eq!(desk.calendar.reach, Reach::Day);
    assert_eq!(at(&desk), ("2026-11-25".to_owned(), Some(LaneKey::Of(TOM))));
    assert!(desk.drawn().contains(">Tom"), "{}", desk.drawn());
    desk.go(Action::Back, None);
    assert_eq!(desk.calendar.reach, Reach::Week);
    assert_eq!(desk.try_act(Action::Back, None), Handled::No, "once");
    desk.go(Action::ShowMonth, None);
    desk.go(Action::Open, None);
    assert_eq!((desk.calendar.reach, desk.calendar.date()), (Reach::Day, date("2026-11-25")));
}

#[test]
fn the_day_at_hand_is_shown_at_once_on_the_lane_chosen() {
    let mut desk = weekly();
    desk.acts(&[Action::First, Action::Down]);
    let effects = desk.act(Action::Open);
    assert_eq!(effects, [Effect::Ask(Ask::Day(tuesday()))]);
    assert!(desk.drawn().contains(">Dana"), "before it is loaded again: {}", desk.drawn());
}

#[test]
fn a_calendar_may_begin_with_a_week() {
    let mut desk = Desk::lively();
    desk.calendar = Calendar::new(tuesday());
    desk.act(Action::ShowWeek);
    assert!(desk.drawn().contains("Loading"));
    desk.load();
    desk.times(Action::First, Some(4));
    desk.go(Action::Open, None);
    assert_eq!(
        at(&desk).1,
        Some(LaneKey::Of(TOM)),
        "the day begins on the lane chosen, not on its first visit"
    );
}

#[test]
fn a_cell_is_opened_and_not_worked_on() {
    let desk = weekly();
    let context = desk.calendar.context();
    let targets = desk.calendar.targets();
    let situation = Situation::of(context, &targets);
    let is_open = |action: Action| action.entry().why_not(&situation).is_none();
    for action in [Action::Open, Action::DayOn, Action::WeekBack, Action::ShowMonth, Action::New] {
        assert!(is_open(action), "{action:?}");
    }
    for action in [Action::Move, Action::Assign, Action::OnSite, Action::Mark, Action::NextPane] {
        assert!(!is_open(action), "{action:?}");
    }
    assert!(desk.calendar.nothing().contains("open it first"));
}

#[test]
fn weeks_begin_on_sunday_where_they_do() {
    let mut desk = Desk::lively();
    let mut business = desk.shared.business.clone();
    business.week_starts_monday = false;
    desk.run(domain::Command::Edit(
        domain::EntityRef { kind: domain::EntityKind::Business, id: 1 },
        domain::Record::Business(business.clone()),
    ));
    desk.shared.business = business;
    desk.go(Action::ShowWeek, None);
    assert!(desk.drawn().contains("Sun 22 - Sat 28 Nov"), "{}", desk.drawn());
    desk.go(Action::ShowMonth, None);
    let drawn = desk.drawn();
    assert!(drawn.lines().nth(2).is_some_and(|line| line.starts_with("Sun")), "{drawn}");
}

#[test]
fn a_click_selects_a_cell_and_a_click_on_it_opens_it() {
    let mut desk = weekly();
    let (_, row) = desk.find("Tom");
    let (column, _) = desk.find("Thu 26");
    assert_eq!(desk.point(Press, column + 1, row), Handled::quietly());
    assert_eq!(at(&desk), ("2026-11-26".to_owned(), Some(LaneKey::Of(TOM))));
    assert_eq!(desk.point(Press, column + 1, row), Handled::with(Effect::Ask(Ask::Day(date("2026-11-26")))));
    let mut desk = monthly();
    let (column, row) = desk.find("18");
    assert_eq!(desk.point(Press, column, row), Handled::quietly());
    assert_eq!(desk.calendar.date(), date("2026-11-18"));
    desk.point(WheelUp, column, row);
    assert_eq!(desk.calendar.date(), date("2026-11-11"));
    // The selection has gone a week up, which is two rows.
    desk.point(Press, column, row - 2);
    assert_eq!(desk.calendar.reach, Reach::Day);
}

#[test]
fn a_week_of_fifty_scrolls_with_the_focus_and_with_the_wheel() {
    let mut desk = Desk::quiet();
    for number in 0..50 {
        let name = format!("A{number:02}");
        let technician = domain::Technician { name, ..domain::Technician::default() };
        desk.run(domain::Command::Add(domain::Record::Technician(technician)));
    }
    desk.load();
    desk.go(Action::ShowWeek, None);
    desk.act(Action::First);
    assert!(desk.drawn().contains(">A00"), "{}", desk.drawn());
    desk.point(WheelDown, 20, 8);
    assert!(!desk.drawn().contains(">A00"));
    desk.act(Action::Down);
    assert!(desk.drawn().contains(">A01"), "a key brings the focus back");
    desk.times(Action::HalfDown, Some(3));
    assert!(desk.drawn().contains(">A"), "{}", desk.drawn());
    desk.act(Action::Last);
    assert!(desk.drawn().contains(">Zoë"), "{}", desk.drawn());
}

#[test]
fn every_size_can_be_drawn() {
    for mut desk in [weekly(), monthly()] {
        for width in [1, 4, 7, 8, 39, 40, 79, 80, 110, 300] {
            for height in [1, 2, 3, 6, 12, 24, 90] {
                desk.resize(width, height);
                let _ = desk.drawn();
                for column in [0, width / 2, width - 1] {
                    let area = desk.area();
                    let _ = desk.calendar.point(
                        crate::event::Mouse { act: WheelDown, column, row: height / 2 },
                        area,
                        &desk.shared,
                    );
                }
            }
        }
    }
}

#[test]
fn the_next_match_is_the_next_day_with_a_visit_that_passes() {
    let mut desk = weekly();
    assert!(desk.refused(Action::NextMatch).contains("nothing is searched"));
    let narrow = |desk: &mut Desk, filter: &str| {
        desk.shared.filter = filter.parse().unwrap();
        for effect in desk.calendar.filter(&desk.shared) {
            let Effect::Ask(ask) = effect else { panic!("{effect:?}") };
            desk.answer(&ask);
        }
    };
    narrow(&mut desk, "boiler");
    let tuesday = "2026-11-24".to_owned();
    desk.go(Action::Left, None);
    desk.go(Action::NextMatch, None);
    let first = at(&desk);
    assert_eq!(first.0, tuesday, "the only day with visits");
    desk.go(Action::NextMatch, None);
    desk.go(Action::PreviousMatch, None);
    assert_eq!(at(&desk), first, "back again");
    desk.go(Action::ShowMonth, None);
    desk.go(Action::Right, Some(3));
    desk.go(Action::NextMatch, None);
    assert_eq!(at(&desk).0, tuesday, "round again");
    narrow(&mut desk, "nothing has this");
    assert!(desk.refused(Action::NextMatch).contains("passes the filter"));
    assert!(desk.drawn().contains("nothing of this day passes"), "{}", desk.drawn());
    assert!(!desk.drawn().contains("does not work"), "{}", desk.drawn());
}
