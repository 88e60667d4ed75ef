//! Moving: a preview, then one command.

use app::Request;
use domain::{Command, Crew, Placement, Slot, Span, WindowChoice};

use super::desk::*;
use crate::action::{Action, Context};
use crate::effect::Effect;
use crate::pane::Pane;
use crate::pane::calendar::moving::step_slot;

#[test]
fn leaving_changes_nothing() {
    let mut desk = Desk::lively();
    desk.go_to(TOLD);
    let before = desk.drawn();
    desk.acts(&[Action::Move]);
    assert_eq!(desk.calendar.context(), Context::Moving);
    desk.acts(&[Action::HourOn, Action::LaneDown, Action::Longer]);
    assert_ne!(desk.drawn(), before);
    desk.acts(&[Action::LeaveMove]);
    assert_eq!(desk.drawn(), before);
    assert_eq!(desk.calendar.context(), Context::Calendar);
}

#[test]
fn a_move_is_one_command_and_the_visit_stays_selected() {
    let mut desk = Desk::lively();
    desk.go_to(CLASHING);
    desk.acts(&[Action::Move]);
    desk.times(Action::QuarterOn, Some(3));
    desk.acts(&[Action::HourOn, Action::LaneUp, Action::Shorter]);
    let command = desk.commits(Action::CommitMove);
    let placement = Placement { slot: Some(slot("15:45", 105)), crew: Some(Crew::of(DANA)) };
    assert_eq!(command, Command::Move(CLASHING, placement, WindowChoice::Ask));
    assert_eq!(desk.calendar.context(), Context::Calendar);
    assert_eq!(desk.targets(), [CLASHING]);
    assert!(desk.drawn().contains(">Dana"), "{}", desk.drawn());
}

#[test]
fn the_counts_are_those_that_would_be() {
    let mut desk = Desk::lively();
    assert!(desk.drawn().contains("2 CLASH"));
    desk.go_to(TOLD);
    desk.acts(&[Action::Move, Action::HourBack]);
    assert!(!desk.drawn().contains("CLASH"), "{}", desk.drawn());
    desk.acts(&[Action::LaneUp, Action::Longer]);
    assert!(desk.drawn().contains("2 CLASH"), "it and the one of two technicians:\n{}", desk.drawn());
}

#[test]
fn only_what_changed_is_in_the_command() {
    let mut desk = Desk::lively();
    desk.go_to(CLASHING);
    desk.acts(&[Action::Move, Action::HourOn]);
    let placement = Placement { slot: Some(slot("15:00", 120)), crew: None };
    assert_eq!(desk.commits(Action::CommitMove), Command::Move(CLASHING, placement, WindowChoice::Ask));
    desk.acts(&[Action::Move, Action::HourOn, Action::HourBack]);
    assert!(matches!(&desk.act(Action::CommitMove)[..], [Effect::Say(said)] if said.contains("stays")));
    assert_eq!(desk.calendar.context(), Context::Calendar);
}

#[test]
fn a_refused_move_stays_a_preview() {
    let mut desk = Desk::lively();
    desk.go_to(TOLD);
    desk.acts(&[Action::Move, Action::HourBack]);
    let effects = desk.act(Action::CommitMove);
    let [Effect::Run(command)] = &effects[..] else { panic!("{effects:?}") };
    let refused = desk.app.execute(&Request::new(command.clone())).unwrap_err();
    assert!(refused.to_string().contains("told"), "{refused}");
    desk.load();
    assert_eq!(desk.calendar.context(), Context::Moving, "a reload does not end it");
    desk.acts(&[Action::LeaveMove]);
    assert_eq!(desk.targets(), [TOLD]);
}

#[test]
fn the_details_follow_the_preview() {
    let mut desk = Desk::lively();
    desk.resize(120, 40);
    desk.go_to(TOLD);
    desk.acts(&[Action::Move]);
    let drawn = desk.drawn();
    assert!(drawn.contains("clashes with V-7"), "{drawn}");
    assert!(drawn.contains("still holds"), "{drawn}");
    desk.acts(&[Action::HourBack]);
    let drawn = desk.drawn();
    assert!(!drawn.contains("clashes with V-7"), "{drawn}");
    assert!(drawn.contains("no longer holds"), "{drawn}");
    assert!(drawn.contains("was Ravi 13:00-15:00"), "{drawn}");
}

#[test]
fn the_lanes_show_what_would_be() {
    let mut desk = Desk::lively();
    assert!(desk.drawn().contains("!?V-7"), "{}", desk.drawn());
    desk.go_to(TOLD);
    desk.acts(&[Action::Move]);
    desk.times(Action::HourBack, Some(2));
    assert!(desk.drawn().contains("[?V-7"), "the other no longer clashes:\n{}", desk.drawn());
    desk.acts(&[Action::LaneUp]);
    let drawn = desk.drawn();
    assert!(drawn.contains("8/9"), "Dana's load with it:\n{drawn}");
}

#[test]
fn a_line_of_the_tray_starts_where_nothing_is_taken() {
    let mut desk = Desk::lively();
    desk.go_to(ON_SITE);
    desk.acts(&[Action::NextPane, Action::Move, Action::QuarterOn, Action::QuarterBack]);
    assert_eq!((desk.calendar.targets()[0].minutes, desk.targets()), (120, vec![URGENT]));
    // No gap of two hours is left in Dana's day: it runs past its end rather than into another visit.
    assert!(desk.drawn().contains("Dana works"), "{}", desk.drawn());
    let placement = Placement { slot: Some(slot("15:15", 120)), crew: Some(Crew::of(DANA)) };
    assert_eq!(desk.commits(Action::CommitMove), Command::Schedule(URGENT, placement, WindowChoice::Ask));
    assert_eq!(desk.targets(), [NOBODYS], "the keys stay in the tray, on its next line");
    desk.act(Action::NextPane);
    assert_eq!(desk.targets(), [URGENT], "and what was placed is selected in its lane");
}

#[test]
fn a_line_that_has_a_technician_starts_where_nothing_is_taken_in_their_lane() {
    let mut desk = Desk::lively();
    desk.run(Command::Assign(DRIP, Crew::of(ZOE)));
    desk.load();
    desk.go_to(ON_SITE);
    desk.acts(&[Action::NextPane, Action::Last]);
    while desk.targets() != [DRIP] {
        desk.acts(&[Action::Up]);
    }
    assert!(desk.drawn().contains("Zoë-Władysława"), "the line says who is on it:\n{}", desk.drawn());
    desk.acts(&[Action::Move]);
    // Dana, whose lane was focused, has no such gap before 12:00; Zoë is free at once.
    let placement = Placement { slot: Some(slot("11:30", 60)), crew: None };
    assert_eq!(desk.commits(Action::CommitMove), Command::Schedule(DRIP, placement, WindowChoice::Ask));
}

#[test]
fn a_gap_too_short_for_the_road_is_not_called_free() {
    let mut desk = Desk::lively();
    let job = desk.job("Far", "Pump", 53.4);
    let far = desk.book(job, Placement { slot: None, crew: Some(Crew::of(ZOE)) });
    desk.load();
    desk.acts(&[Action::NextPane, Action::Last]);
    while desk.targets() != [far] {
        desk.acts(&[Action::Up]);
    }
    desk.acts(&[Action::Move]);
    for _ in 0..16 {
        desk.acts(&[Action::QuarterOn]);
        let drawn = desk.drawn();
        assert!(!(drawn.contains("min short") && drawn.contains("nothing else in the way")), "{drawn}");
    }
    assert!(desk.drawn().contains("min short"), "{}", desk.drawn());
}

#[test]
fn the_first_gap_that_is_long_enough_is_taken() {
    let mut desk = Desk::lively();
    desk.go_to(ON_SITE);
    desk.acts(&[Action::NextPane, Action::Last]);
    while desk.targets() != [DRIP] {
        desk.acts(&[Action::Up]);
    }
    desk.acts(&[Action::Move]);
    let command = desk.commits(Action::CommitMove);
    let placement = Placement { slot: Some(slot("12:00", 60)), crew: Some(Crew::of(DANA)) };
    assert_eq!(command, Command::Schedule(DRIP, placement, WindowChoice::Ask));
    desk.act(Action::NextPane);
    assert_eq!(desk.targets(), [DRIP]);
    assert!(desk.drawn().contains("{*"), "it is selected in its lane:\n{}", desk.drawn());
}

#[test]
fn under_way_only_the_length_changes() {
    let mut desk = Desk::lively();
    desk.go_to(ON_SITE);
    desk.acts(&[Action::Move]);
    assert!(desk.refused(Action::QuarterOn).contains("only its duration"));
    assert!(desk.refused(Action::LaneDown).contains("on site"));
    desk.acts(&[Action::Longer, Action::Longer]);
    let placement = Placement { slot: Some(slot("10:00", 150)), crew: None };
    assert_eq!(desk.commits(Action::CommitMove), Command::Move(ON_SITE, placement, WindowChoice::Ask));
}

#[test]
fn what_is_over_cannot_be_moved() {
    let mut desk = Desk::lively();
    desk.go_to(DONE);
    assert!(desk.refused(Action::Move).contains("V-1 is done"));
    assert_eq!(desk.calendar.context(), Context::Calendar);
}

#[test]
fn one_of_a_crew_is_replaced_and_the_other_stays() {
    let mut desk = Desk::lively();
    desk.go_to(SHARED);
    desk.acts(&[Action::Move, Action::LaneDown, Action::LaneDown]);
    let effects = desk.act(Action::CommitMove);
    let crew = Crew { lead: ZOE, helpers: vec![TOM] };
    let placement = Placement { slot: None, crew: Some(crew) };
    assert_eq!(effects, [Effect::Run(Command::Move(SHARED, placement, WindowChoice::Ask))]);
    assert!(desk.refused(Action::LaneDown).contains("no technician beyond"));
}

#[test]
fn a_typed_time_is_taken_whole_and_may_be_another_day() {
    let mut desk = Desk::lively();
    desk.go_to(CLASHING);
    desk.acts(&[Action::Move]);
    assert_eq!(desk.act(Action::TypeTime), [Effect::TypeTime]);
    assert_eq!(desk.calendar.moving_minutes(), Some(120));
    let friday = "2026-11-27T09:00:00Z".parse().unwrap();
    let typed = Slot::of_span(Span::of_minutes(friday, 90).unwrap(), ZONE);
    assert_eq!(desk.calendar.set_moving_start(typed, &desk.shared), []);
    assert!(desk.drawn().contains("Fri 27 Nov"), "{}", desk.drawn());
    let placement = Placement { slot: Some(typed), crew: None };
    assert_eq!(desk.commits(Action::CommitMove), Command::Move(CLASHING, placement, WindowChoice::Ask));
    assert_eq!(desk.calendar.context(), Context::Calendar);
}

#[test]
fn steps_stay_within_the_day() {
    let mut desk = Desk::lively();
    desk.go_to(CLASHING);
    desk.acts(&[Action::Move]);
    assert!(
        matches!(&desk.times(Action::HourOn, Some(12))[..], [Effect::Refuse(why)] if why.contains("another day"))
    );
    desk.times(Action::HourOn, Some(9));
    assert!(desk.drawn().contains("23:00"), "{}", desk.drawn());
}

#[test]
fn the_shortest_visit_is_a_quarter_hour() {
    let mut desk = Desk::lively();
    desk.go_to(CLASHING);
    desk.acts(&[Action::Move]);
    desk.times(Action::Shorter, Some(100));
    assert_eq!(desk.calendar.moving_minutes(), Some(15));
    assert!(desk.refused(Action::Shorter).contains("quarter hour"));
}

#[test]
fn steps_lead_on_where_clocks_change() {
    let slot = |start: &str| Slot::of_span(Span::of_minutes(start.parse().unwrap(), 60).unwrap(), ZONE);
    let stepped = |start: &str, minutes| step_slot(slot(start), minutes).unwrap().span.start.to_rfc3339();
    // 29 March 2026: 01:00 to 02:00 does not exist in London. 25 October: 01:00 to 02:00 comes twice.
    for (start, minutes, wanted) in [
        ("2026-03-29T00:45:00Z", 15, "2026-03-29T01:00:00+00:00"),
        ("2026-03-29T01:00:00Z", -15, "2026-03-29T00:45:00+00:00"),
        ("2026-03-29T00:30:00Z", 60, "2026-03-29T01:30:00+00:00"),
        ("2026-03-28T09:00:00Z", 24 * 60, "2026-03-29T08:00:00+00:00"),
        ("2026-10-25T00:45:00Z", 15, "2026-10-25T02:00:00+00:00"),
        ("2026-10-25T01:30:00Z", 15, "2026-10-25T01:45:00+00:00"),
        ("2026-10-25T02:00:00Z", -15, "2026-10-25T00:45:00+00:00"),
    ] {
        assert_eq!(stepped(start, minutes), wanted, "{start} by {minutes}");
        let (before, after) = (slot(start), step_slot(slot(start), minutes).unwrap());
        assert_eq!((after.span.start > before.span.start), minutes > 0);
        assert_eq!(after.span.minutes(), 60);
    }
}
