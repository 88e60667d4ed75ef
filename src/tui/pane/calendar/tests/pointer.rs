//! The mouse.

use domain::{Command, Crew, Placement, WindowChoice};

use super::desk::*;
use crate::action::{Action, Context};
use crate::effect::Effect;
use crate::event::MouseAct::{Drag, Press, Release, WheelDown, WheelUp};
use crate::pane::{Handled, Pane};

#[test]
fn a_click_selects_a_visit_a_lane_or_a_line() {
    let mut desk = Desk::lively();
    let (column, row) = desk.find("V-4 EICR");
    desk.point(Press, column, row);
    assert_eq!(desk.targets(), [OVERRUN]);
    let (column, row) = desk.find("V-7 Alarm");
    desk.point(Press, column, row);
    assert_eq!(desk.targets(), [CLASHING], "the second row is the later one's");
    desk.point(Release, column, row);
    let (_, row) = desk.find("Dana");
    desk.point(Press, 1, row);
    assert_eq!(desk.targets(), [SHARED], "nearest to the time looked at");
    let (_, row) = desk.find("Tap drip");
    desk.point(Press, 20, row);
    assert_eq!(desk.targets(), [DRIP]);
    assert_eq!(desk.calendar.context(), Context::Calendar);
}

#[test]
fn a_drag_is_a_move_committed_when_let_go() {
    let mut desk = Desk::lively();
    let (column, row) = desk.find("V-7 Alarm");
    desk.point(Press, column, row);
    assert_eq!(desk.point(Drag, column, row), Handled::quietly());
    assert_eq!(desk.calendar.context(), Context::Calendar, "not moved yet");
    let (_, dana) = desk.find("Dana");
    assert_eq!(desk.point(Drag, column + 12, dana), Handled::quietly());
    assert_eq!(desk.calendar.context(), Context::Moving);
    let placement = Placement { slot: Some(slot("15:30", 120)), crew: Some(Crew::of(DANA)) };
    let command = Command::Move(CLASHING, placement, WindowChoice::Ask);
    assert_eq!(desk.point(Release, column + 12, dana), Handled::with(Effect::Run(command.clone())));
    desk.run(command);
    desk.load();
    assert_eq!((desk.targets(), desk.calendar.context()), (vec![CLASHING], Context::Calendar));
}

#[test]
fn what_cannot_be_moved_says_so_once() {
    let mut desk = Desk::lively();
    let (column, row) = desk.find("V-1 Boiler");
    desk.point(Press, column, row);
    let refused = desk.point(Drag, column + 8, row);
    assert!(matches!(refused, Handled::Yes(effects) if matches!(&effects[..], [Effect::Refuse(_)])));
    assert_eq!(desk.point(Drag, column + 9, row), Handled::No);
    assert_eq!(desk.point(Release, column + 9, row), Handled::No);
}

#[test]
fn the_wheel_scrolls_and_leaves_the_selection() {
    let mut desk = Desk::quiet();
    for number in 0..50 {
        let technician =
            domain::Technician { name: format!("A{number:02}"), ..domain::Technician::default() };
        desk.run(Command::Add(domain::Record::Technician(technician)));
    }
    desk.load();
    assert!(desk.drawn().contains(">A00"));
    for _ in 0..3 {
        desk.point(WheelDown, 20, 5);
    }
    assert!(!desk.drawn().contains("A00") && desk.drawn().contains(" A03"), "{}", desk.drawn());
    for _ in 0..90 {
        desk.point(WheelUp, 20, 5);
    }
    assert!(desk.drawn().contains(">A00"));
    desk.point(WheelDown, 20, 5);
    desk.act(Action::Down);
    assert!(desk.drawn().contains(">A01"), "a key brings the focus back");
}

#[test]
fn a_line_of_the_tray_is_dragged_to_a_lane() {
    let mut desk = Desk::lively();
    let (column, row) = desk.find("Tap drip");
    desk.point(Press, column, row);
    assert_eq!(desk.point(Drag, column + 1, row), Handled::No, "not before it is on a lane");
    let (_, zoe) = desk.find("Zo");
    let (at_twelve, _) = desk.find("|12");
    assert_eq!(desk.point(Drag, at_twelve, zoe), Handled::quietly());
    let placement = Placement { slot: Some(slot("12:00", 60)), crew: Some(Crew::of(ZOE)) };
    let command = Command::Schedule(DRIP, placement, WindowChoice::Ask);
    assert_eq!(desk.point(Release, at_twelve, zoe), Handled::with(Effect::Run(command)));
}

#[test]
fn esc_leaves_a_drag_and_letting_go_then_does_nothing() {
    let mut desk = Desk::lively();
    let (column, row) = desk.find("V-7 Alarm");
    desk.point(Press, column, row);
    let (_, dana) = desk.find("Dana");
    desk.point(Drag, column + 12, dana);
    assert_eq!(desk.calendar.context(), Context::Moving);
    desk.acts(&[Action::LeaveMove]);
    assert_eq!(desk.point(Drag, column + 20, dana), Handled::No);
    assert_eq!(desk.point(Release, column + 20, dana), Handled::No);
    assert_eq!((desk.calendar.context(), desk.targets()), (Context::Calendar, vec![CLASHING]));
}

#[test]
fn letting_go_over_the_tray_puts_it_there_and_beside_the_lanes_leaves_it() {
    let mut desk = Desk::lively();
    let (_, tray) = desk.find("Tap drip");
    let (_, dana) = desk.find("Dana");
    let (column, row) = desk.find("V-7 Alarm");
    let drag = |desk: &mut Desk, at: (u16, u16)| {
        desk.point(Press, column, row);
        desk.point(Drag, column + 12, dana);
        assert_eq!(desk.calendar.context(), Context::Moving);
        desk.point(Drag, at.0, at.1);
        let released = desk.point(Release, at.0, at.1);
        assert_eq!((desk.calendar.context(), desk.targets()), (Context::Calendar, vec![CLASHING]));
        released
    };
    let said = drag(&mut desk, (column, 0));
    assert!(matches!(said, Handled::Yes(effects) if matches!(effects[..], [Effect::Say(_)])));
    assert_eq!(drag(&mut desk, (20, tray)), Handled::with(Effect::Run(Command::ToTray(CLASHING))));
}

#[test]
fn a_click_on_what_is_selected_opens_it() {
    let mut desk = Desk::lively();
    for text in ["V-4 EICR", "Tap drip"] {
        let (column, row) = desk.find(text);
        desk.point(Press, column, row);
        assert_eq!(desk.point(Release, column, row), Handled::No, "the first click selects {text}");
        let (column, row) = desk.find(text.split_once(' ').unwrap().0);
        desk.point(Press, column, row);
        let opened = desk.point(Release, column, row);
        assert!(
            matches!(opened, Handled::Yes(effects) if matches!(effects[..], [Effect::Open(_)])),
            "{text}"
        );
    }
}

#[test]
fn a_click_where_three_lie_selects_the_one_that_is_seen() {
    let mut desk = Desk::lively();
    let job = desk.job("Third", "Fuse", 51.5);
    desk.book(job, Placement { slot: Some(slot("14:15", 60)), crew: Some(Crew::of(RAVI)) });
    desk.load();
    let (column, row) = desk.find("V-7 Al");
    desk.point(Press, column, row);
    assert_eq!(desk.targets(), [CLASHING]);
}

#[test]
fn a_line_of_the_tray_is_dragged_under_the_hours_that_are_seen() {
    let mut desk = Desk::lively();
    let (column, row) = desk.find("Tap drip");
    desk.point(Press, column, row);
    let (_, dana) = desk.find("Dana");
    let ruler = |desk: &Desk| desk.drawn().lines().find(|line| line.contains("|10")).map(str::to_owned);
    let before = ruler(&desk);
    desk.point(Drag, 20, dana);
    assert_eq!(desk.calendar.context(), Context::Moving);
    assert_eq!(ruler(&desk), before, "the hours stay under the pointer");
}
