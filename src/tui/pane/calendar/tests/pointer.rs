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
