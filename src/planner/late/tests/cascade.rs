//! What becomes of the day when nobody does anything: given, when, then.

use domain::*;

use super::fixture::*;
use crate::late::{Cascade, InTheWay, LateAsk, situation};

fn after(slice: &Slice, minutes: u32, now: &str) -> Cascade {
    situation(slice, &late(DANA, minutes, now))
}

#[test]
fn slack_absorbs_lateness_and_what_is_left_is_passed_on() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    add(&mut slice, 2, "10:15", 60, DANA);
    add(&mut slice, 3, "11:15", 30, DANA);
    add(&mut slice, 4, "14:00", 30, DANA);
    let wanted =
        ["V-1 09:00–10:00 → 09:40–10:40", "V-2 10:15–11:15 → 10:40–11:40", "V-3 11:15–11:45 → 11:40–12:10"];
    assert_eq!(said(&after(&slice, 40, "09:00")), wanted);
    assert_eq!(said(&after(&slice, 15, "09:00")), ["V-1 09:00–10:00 → 09:15–10:15"]);
}

#[test]
fn travel_between_visits_is_kept() {
    let mut slice = three_people();
    add_at(&mut slice, 1, "09:00", 60, DANA, 0.0);
    add_at(&mut slice, 2, "10:30", 60, DANA, 20.0);
    assert_eq!(said(&after(&slice, 10, "09:00")), ["V-1 09:00–10:00 → 09:10–10:10"]);
    let wanted = ["V-1 09:00–10:00 → 09:30–10:30", "V-2 10:30–11:30 → 10:50–11:50"];
    assert_eq!(said(&after(&slice, 30, "09:00")), wanted);
}

#[test]
fn who_is_on_site_ends_late_and_not_before_now() {
    let mut slice = three_people();
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    add(&mut slice, 2, "10:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "09:05");
    let cascade = after(&slice, 30, "09:30");
    assert!(cascade.anchor.is_some_and(|anchor| anchor.on_site && anchor.begun));
    assert_eq!(said(&cascade), ["V-1 09:00–10:00 → 09:00–10:30", "V-2 10:00–11:00 → 10:30–11:30"]);
    // Ten late at ten past is later than that by twenty past.
    assert_eq!(said(&after(&slice, 10, "10:20"))[0], "V-1 09:00–10:00 → 09:00–10:20");
}

#[test]
fn what_waits_for_now_longer_than_for_the_minutes_says_so() {
    let mut slice = three_people();
    let first = add(&mut slice, 1, "16:05", 60, DANA);
    add(&mut slice, 2, "17:30", 60, DANA);
    let waits = |slice: &Slice, minutes, now| after(slice, minutes, now).held[0].in_the_way.clone();
    assert_eq!(said(&after(&slice, 40, "17:00"))[0], "V-1 16:05–17:05 → 17:00–18:00", "55 later, not 40");
    assert_eq!(waits(&slice, 40, "17:00"), [InTheWay::Now(at("17:00"))]);
    assert_eq!(waits(&slice, 40, "16:45"), []);
    assert_eq!(waits(&slice, 40, "16:30"), []);
    assert!(after(&slice, 40, "17:00").held[1..].iter().all(|held| held.in_the_way.is_empty()));
    enter(&mut slice, first, VisitState::OnSite, "16:10");
    assert_eq!(waits(&slice, 10, "17:20"), [InTheWay::Now(at("17:20"))], "it would have been over at 17:15");
    assert_eq!(waits(&slice, 20, "17:20"), []);
}

#[test]
fn who_is_on_the_way_arrives_late() {
    let mut slice = three_people();
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    tell(&mut slice, first, "09:00", 30);
    enter(&mut slice, first, VisitState::EnRoute, "08:40");
    assert_eq!(
        said(&after(&slice, 40, "08:50")),
        ["V-1 09:00–10:00 → 09:40–10:40, breaks 09:00–09:30 by 10m"]
    );
}

#[test]
fn told_windows_and_due_bys_that_break_are_named() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    let (second, third) = (add(&mut slice, 2, "10:00", 60, DANA), add(&mut slice, 3, "11:00", 60, DANA));
    tell(&mut slice, second, "10:00", 60);
    tell(&mut slice, third, "10:30", 60);
    due(&mut slice, third, "12:15");
    let wanted = [
        "V-1 09:00–10:00 → 09:40–10:40",
        "V-2 10:00–11:00 → 10:40–11:40",
        "V-3 11:00–12:00 → 11:40–12:40, breaks 10:30–11:30 by 10m, breaks by 12:15 by 25m",
    ];
    assert_eq!(said(&after(&slice, 40, "09:00")), wanted);
}

#[test]
fn the_end_of_a_window_is_past_it() {
    let mut slice = three_people();
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    tell(&mut slice, first, "09:00", 40);
    assert_eq!(said(&after(&slice, 39, "09:00")), ["V-1 09:00–10:00 → 09:39–10:39"]);
    assert_eq!(
        said(&after(&slice, 40, "09:00")),
        ["V-1 09:00–10:00 → 09:40–10:40, breaks 09:00–09:40 by 1m"]
    );
}

#[test]
fn events_and_breaks_stand_in_the_way() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    add(&mut slice, 2, "10:00", 60, DANA);
    event(&mut slice, EventKind::Meeting, DANA, "11:15", 30);
    let cascade = after(&slice, 40, "09:00");
    assert_eq!(said(&cascade)[1], "V-2 10:00–11:00 → 11:45–12:45");
    assert_eq!(cascade.held[1].in_the_way, [InTheWay::Event(EventId(1))]);

    let mut slice = three_people();
    slice.technicians.get_mut(&DANA).unwrap().hours.0[1] = vec![hours(8, 11), hours(12, 17)];
    add(&mut slice, 1, "09:00", 60, DANA);
    add(&mut slice, 2, "10:00", 60, DANA);
    let cascade = after(&slice, 20, "09:00");
    assert_eq!(said(&cascade)[1], "V-2 10:00–11:00 → 12:00–13:00");
    assert!(matches!(cascade.held[1].in_the_way[..], [InTheWay::Break(DANA, _)]));
}

#[test]
fn a_pinned_visit_stands_and_others_go_around_it() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    add(&mut slice, 2, "10:00", 60, DANA);
    let pinned = add(&mut slice, 3, "11:00", 60, DANA);
    change(&mut slice, pinned, |visit| visit.pinned = true);
    let cascade = after(&slice, 30, "09:00");
    assert_eq!(said(&cascade), ["V-1 09:00–10:00 → 09:30–10:30", "V-2 10:00–11:00 → 12:00–13:00"]);
    assert_eq!(cascade.held[1].in_the_way, [InTheWay::Visit(pinned)]);
    // What runs into it makes it late in truth; in the plan it stays where it is.
    let wanted = [
        "V-1 09:00–10:00 → 11:10–12:10",
        "V-3 11:00–12:00 → 12:10–13:10, stands",
        "V-2 10:00–11:00 → 13:10–14:10",
    ];
    assert_eq!(said(&after(&slice, 130, "09:00")), wanted);
}

#[test]
fn work_after_the_hours_is_counted() {
    let mut slice = three_people();
    add(&mut slice, 1, "15:00", 60, DANA);
    add(&mut slice, 2, "16:00", 60, DANA);
    assert_eq!(after(&slice, 40, "15:00").overtime, 40);
    assert_eq!(after(&slice, 40, "15:00").held.len(), 2);
    let mut early = three_people();
    add(&mut early, 1, "15:00", 60, DANA);
    assert_eq!(after(&early, 40, "15:00").overtime, 0);
}

#[test]
fn nobody_comes_after_time_off() {
    let mut slice = three_people();
    add(&mut slice, 1, "12:00", 60, DANA);
    let second = add(&mut slice, 2, "13:00", 60, DANA);
    tell(&mut slice, second, "13:00", 60);
    event(&mut slice, EventKind::TimeOff, DANA, "14:00", 180);
    let wanted = ["V-1 12:00–13:00 → 12:30–13:30", "V-2 13:00–14:00 → nobody, breaks 13:00–14:00"];
    assert_eq!(said(&after(&slice, 30, "12:00")), wanted);
}

#[test]
fn helpers_wait_with_whom_they_meet_and_are_late_after_it() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    let both = add(&mut slice, 2, "10:00", 60, DANA);
    change(&mut slice, both, |visit| visit.crew = Some(Crew { lead: DANA, helpers: vec![TOM] }));
    add(&mut slice, 3, "11:00", 60, TOM);
    add(&mut slice, 4, "11:00", 60, RAVI);
    let cascade = after(&slice, 40, "09:00");
    assert_eq!(said(&cascade)[1..], ["V-2 10:00–11:00 → 10:40–11:40", "V-3 11:00–12:00 → 11:40–12:40"]);
    let [waiting] = cascade.held_up[..] else { panic!("{:?}", cascade.held_up) };
    assert_eq!((waiting.technician, waiting.visit, waiting.minutes), (TOM, both, 40));
}

#[test]
fn a_crew_meets_when_both_can() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    let both = add(&mut slice, 2, "10:00", 60, DANA);
    change(&mut slice, both, |visit| visit.crew = Some(Crew { lead: DANA, helpers: vec![TOM] }));
    event(&mut slice, EventKind::Training, TOM, "11:00", 60);
    assert_eq!(said(&after(&slice, 10, "09:00"))[1], "V-2 10:00–11:00 → 12:00–13:00");
}

#[test]
fn clashes_and_tight_ways_of_the_plan_are_left_alone() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    add(&mut slice, 2, "13:00", 60, DANA);
    add(&mut slice, 3, "13:30", 60, DANA);
    assert_eq!(said(&after(&slice, 30, "09:00")), ["V-1 09:00–10:00 → 09:30–10:30"]);
}

#[test]
fn what_ended_by_the_plan_unsaid_is_not_moved() {
    let mut slice = three_people();
    let stale = add(&mut slice, 1, "08:00", 60, DANA);
    add(&mut slice, 2, "11:00", 60, DANA);
    let cascade = after(&slice, 30, "10:45");
    assert_eq!(cascade.unsaid, [stale]);
    assert_eq!(said(&cascade), ["V-2 11:00–12:00 → 11:30–12:30"]);
}

#[test]
fn nothing_to_do_is_nothing_held_up() {
    let mut slice = three_people();
    let done = add(&mut slice, 1, "09:00", 60, DANA);
    enter(&mut slice, done, VisitState::Done(Outcome::Completed), "10:00");
    add(&mut slice, 2, "11:00", 60, RAVI);
    assert_eq!(after(&slice, 30, "10:30"), Cascade::default());
    let unknown = LateAsk { technician: TechnicianId(99), ..late(DANA, 30, "10:30") };
    assert_eq!(situation(&slice, &unknown), Cascade::default());
}
