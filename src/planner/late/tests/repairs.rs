//! What can be done, and in which order: given, when, then.

use domain::*;

use super::fixture::*;
use crate::late::{LateAsk, Repair, RepairKind, repairs};

/// Dana is on site since 9 and goes on at 10 and 11; what the clients of these two were told leaves her no time.
fn tight_morning() -> Slice {
    let mut slice = three_people();
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "09:00");
    for (number, start) in [(2, "10:00"), (3, "11:00")] {
        let id = add(&mut slice, number, start, 60, DANA);
        tell(&mut slice, id, start, 30);
    }
    slice
}

fn repaired(slice: &Slice, minutes: u32, now: &str) -> Vec<Repair> {
    repairs(slice, &LateAsk { steps: 0, ..late(DANA, minutes, now) })
}

fn kinds(repairs: &[Repair]) -> Vec<RepairKind> {
    repairs.iter().map(|repair| repair.kind.clone()).collect()
}

#[test]
fn what_slack_absorbs_needs_a_shift_and_no_more() {
    let mut slice = three_people();
    add(&mut slice, 1, "09:00", 60, DANA);
    let found = repaired(&slice, 30, "09:00");
    assert_eq!(sentences(&found), ["Nothing else is held up: let it run on"]);
    assert!(found[0].effects.clients.is_empty() && found[0].asks.is_empty());
    let after = carry_out(&slice, &found[0], at("09:00"), None).unwrap();
    assert_eq!(after.visits[&VisitId(1)].span().unwrap().start, at("09:30"));
}

#[test]
fn a_shift_tells_anew_or_is_late() {
    let slice = tight_morning();
    let found = repaired(&slice, 40, "09:00");
    let shifts: Vec<&Repair> =
        found.iter().filter(|r| [RepairKind::Promise, RepairKind::Keep].contains(&r.kind)).collect();
    let said: Vec<&str> = shifts.iter().map(|repair| repair.sentence.as_str()).collect();
    assert_eq!(
        said,
        [
            "Shift 3 visits; tell Client 2 and Client 3 anew",
            "Shift 3 visits, keep what Client 2 and Client 3 were told, and be late"
        ]
    );
    let effects = &shifts[0].effects;
    assert_eq!((effects.broken_before, effects.broken_after, effects.changed), (2, 2, 3));
    assert_eq!(effects.clients, [ClientId(2), ClientId(3)]);
    assert_eq!(effects.technicians, []);
    let told = |after: &Slice| {
        (after.visits[&VisitId(2)].window.unwrap().start, after.jobs[&JobId(2)].promises.len())
    };
    let promised = carry_out(&slice, shifts[0], at("09:00"), None).unwrap();
    assert_eq!(told(&promised), (at("10:40"), 2));
    let kept = carry_out(&slice, shifts[1], at("09:00"), None).unwrap();
    assert_eq!(told(&kept), (at("10:00"), 1));
}

#[test]
fn a_visit_goes_to_whom_the_rules_let_go_at_its_own_time() {
    let mut slice = tight_morning();
    job(&mut slice, VisitId(2)).skills = vec![skill("gas")];
    job(&mut slice, VisitId(3)).skills = vec![skill("bath")];
    let found = repaired(&slice, 40, "09:00");
    let gives: Vec<&str> = found
        .iter()
        .filter(|repair| matches!(repair.kind, RepairKind::Give { .. }))
        .map(|repair| repair.sentence.as_str())
        .collect();
    assert_eq!(gives[0], "Give V-2 Job 2, Client 2 to Ravi at 10:00");
    assert_eq!(found[0].effects.broken_after, 0, "V-3 has its time again");
    assert!(gives.contains(&"Give V-3 Job 3, Client 3 to Tom at 11:00; tell Client 2 anew"), "{gives:?}");
    assert!(!gives.iter().any(|said| said.contains("V-3") && said.contains("Ravi")), "{gives:?}");
    assert_eq!(found[0].effects.technicians, [DANA, RAVI]);
    let after = carry_out(&slice, &found[0], at("09:00"), None).unwrap();
    assert_eq!(after.visits[&VisitId(2)].crew, Some(Crew::of(RAVI)));
    assert_eq!(after.visits[&VisitId(3)].span().unwrap().start, at("11:00"), "stays");
}

#[test]
fn the_best_time_of_somebody_else_is_the_nearest_inside_the_window() {
    let mut slice = three_people();
    slice.technicians.remove(&TOM);
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "09:00");
    let second = add(&mut slice, 2, "10:00", 60, DANA);
    tell(&mut slice, second, "09:30", 60);
    add(&mut slice, 3, "10:15", 120, RAVI);
    let found = repaired(&slice, 60, "09:10");
    assert!(
        !kinds(&found).iter().any(|kind| matches!(kind, RepairKind::Give { .. })),
        "{:?}",
        sentences(&found)
    );
    tell(&mut slice, second, "09:00", 120);
    let found = repaired(&slice, 70, "09:10");
    assert_eq!(found[0].sentence, "Give V-2 Job 2, Client 2 to Ravi at 09:15");
}

#[test]
fn two_visits_change_hands_when_nobody_can_simply_take_one() {
    let mut slice = three_people();
    slice.technicians.remove(&TOM);
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "09:00");
    let told = add(&mut slice, 2, "10:00", 60, DANA);
    tell(&mut slice, told, "10:00", 30);
    // Ravi is full until 13:00, and his 10:00 may as well be later.
    for (number, start) in [(3, "08:00"), (4, "09:00"), (6, "11:00"), (7, "12:00")] {
        let id = add(&mut slice, number, start, 60, RAVI);
        tell(&mut slice, id, start, 15);
    }
    let free = add(&mut slice, 5, "10:00", 60, RAVI);
    tell(&mut slice, free, "10:00", 180);
    slice.technicians.get_mut(&RAVI).unwrap().hours.0[1] = vec![hours(8, 13)];
    let found = repaired(&slice, 40, "09:00");
    let wanted = "Swap: Ravi takes V-2 Job 2, Client 2 at 10:00, Dana takes V-5 Job 5, Client 5 at 10:40";
    assert_eq!(found[0].sentence, wanted);
    assert_eq!((found[0].effects.broken_before, found[0].effects.broken_after), (1, 0));
    let after = carry_out(&slice, &found[0], at("09:00"), None).unwrap();
    assert_eq!(after.visits[&told].crew, Some(Crew::of(RAVI)));
    assert_eq!(after.visits[&free].crew, Some(Crew::of(DANA)));
}

#[test]
fn the_least_valuable_goes_to_the_tray_and_never_an_urgent_or_told_one_before_others() {
    let mut slice = three_people();
    slice.technicians.retain(|who, _| *who == DANA);
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "09:00");
    let (urgent, low) = (add(&mut slice, 2, "10:00", 60, DANA), add(&mut slice, 3, "11:00", 60, DANA));
    let normal = add(&mut slice, 4, "12:00", 60, DANA);
    let told = add(&mut slice, 5, "13:00", 60, DANA);
    tell(&mut slice, told, "13:00", 30);
    job(&mut slice, urgent).priority = Priority::Urgent;
    job(&mut slice, low).priority = Priority::Low;
    let trays = |slice: &Slice| {
        let found = repaired(slice, 40, "09:00");
        let trays = found.into_iter().filter_map(|repair| match repair.kind {
            RepairKind::Tray { visit } => Some(visit),
            _ => None,
        });
        trays.collect::<Vec<_>>()
    };
    assert_eq!(trays(&slice), [low, normal]);
    slice.visits.remove(low);
    slice.visits.remove(normal);
    change(&mut slice, urgent, |visit| {
        visit.slot = Some(Slot::of_span(Span::of_minutes(at("10:00"), 180).unwrap(), ZONE));
    });
    assert_eq!(
        trays(&slice),
        [],
        "without the told one there is nothing to save, without the urgent one nobody goes"
    );
}

#[test]
fn overtime_is_worth_a_repair_too() {
    let mut slice = three_people();
    let first = add(&mut slice, 1, "15:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "15:00");
    add(&mut slice, 2, "16:00", 60, DANA);
    let found = repaired(&slice, 40, "15:00");
    assert_eq!(found[0].sentence, "Give V-2 Job 2, Client 2 to Ravi at 16:00");
    assert_eq!((found[0].effects.overtime_before, found[0].effects.overtime_after), (40, 0));
    let shift = found.iter().find(|repair| repair.kind == RepairKind::Promise).unwrap();
    assert_eq!(shift.effects.overtime_after, 40);
    assert!(shift.asks.iter().all(|(_, finding)| finding.rule == Rule::OffShift) && !shift.asks.is_empty());
    assert!(carry_out(&slice, shift, at("15:00"), None).is_err());
    assert!(carry_out(&slice, shift, at("15:00"), Some("the client agreed")).is_ok());
}

#[test]
fn who_has_set_off_goes_there_and_who_has_not_can_be_replaced() {
    let mut slice = three_people();
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    tell(&mut slice, first, "09:00", 30);
    let found = repaired(&slice, 40, "08:30");
    assert!(
        matches!(found[0].kind, RepairKind::Give { visit, .. } if visit == first),
        "{:?}",
        sentences(&found)
    );
    enter(&mut slice, first, VisitState::EnRoute, "08:30");
    assert_eq!(
        kinds(&repaired(&slice, 40, "08:40")),
        [RepairKind::Promise],
        "its window cannot be moved any more"
    );
}

#[test]
fn under_a_repair_the_rest_of_the_day_is_seen() {
    let slice = tight_morning();
    let found = repaired(&slice, 40, "09:00");
    assert!(matches!(found[0].kind, RepairKind::Give { visit: VisitId(2), .. }));
    let wanted =
        ["V-1 09:00–10:00 → 09:00–10:40", "V-2 10:00–11:00 → 10:00–11:00", "V-3 11:00–12:00 → 11:00–12:00"];
    assert_eq!(under(&found[0]), wanted);
}

#[test]
fn the_optimiser_finds_what_single_changes_do_not() {
    // Dana cannot keep two windows, and nobody alone can take what is too much for them: Ravi takes one, Tom the other.
    let mut slice = three_people();
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "09:00");
    for (number, start) in [(2, "10:00"), (3, "11:00")] {
        let id = add(&mut slice, number, start, 60, DANA);
        tell(&mut slice, id, start, 15);
    }
    let found = repairs(&slice, &late(DANA, 120, "09:30"));
    assert_eq!(found[0].kind, RepairKind::Replan, "{:?}", sentences(&found));
    assert_eq!(found[0].effects.broken_after, 0);
    assert!(carry_out(&slice, &found[0], at("09:30"), None).is_ok());
    let without = repairs(&slice, &LateAsk { steps: 0, ..late(DANA, 120, "09:30") });
    assert!(without.iter().all(|repair| repair.effects.broken_after > 0));
}

#[test]
fn the_same_question_gets_the_same_answer() {
    let slice = tight_morning();
    let ask = late(DANA, 40, "09:00");
    assert_eq!(repairs(&slice, &ask), repairs(&slice, &ask));
}

#[test]
fn nothing_held_up_needs_nothing() {
    let slice = three_people();
    assert_eq!(repairs(&slice, &late(DANA, 30, "09:00")), []);
}

/// The end of Dana's day: she is on site until 11 and then goes to a visit that only Ravi could take; he has one then
/// that Tom could take. Who takes over from whom, only the optimiser sees.
fn chain_of_three(told_minutes: u32) -> Slice {
    let mut slice = three_people();
    slice.technicians.get_mut(&DANA).unwrap().hours = WeekHours::weekdays(hours(8, 12));
    let first = add(&mut slice, 1, "10:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "10:00");
    let second = add(&mut slice, 2, "11:00", 60, DANA);
    tell(&mut slice, second, "11:00", told_minutes);
    job(&mut slice, second).skills = vec![skill("gas")];
    for (number, start, who, travel) in
        [(3, "11:00", RAVI, 0.0), (4, "12:10", RAVI, 5.0), (5, "13:00", TOM, 10.0)]
    {
        let id = add_at(&mut slice, number, start, 60, who, travel);
        tell(&mut slice, id, start, 15);
    }
    slice
}

#[test]
fn a_new_plan_that_only_spares_some_overtime_comes_after_a_shift_that_nobody_hears_of() {
    let found = repairs(&chain_of_three(60), &late(DANA, 15, "10:30"));
    assert_eq!(found[0].sentence, "Shift 2 visits; what was told is kept");
    assert_eq!((found[0].effects.overtime_after, found[0].effects.told_anew), (15, 0));
    let replan = found.iter().find(|repair| repair.kind == RepairKind::Replan).unwrap();
    assert_eq!((replan.effects.overtime_after, replan.effects.told_anew), (0, 2));
    assert_eq!(replan.effects.broken_after, found[0].effects.broken_after);
}

#[test]
fn a_new_plan_comes_first_when_nothing_else_keeps_a_promise() {
    let found = repairs(&chain_of_three(10), &late(DANA, 15, "10:30"));
    assert_eq!(found[0].kind, RepairKind::Replan, "{:?}", sentences(&found));
    assert_eq!((found[0].effects.broken_after, found[0].effects.told_anew), (0, 2));
    assert!(found[1..].iter().all(|repair| repair.effects.broken_after > 0), "{:?}", sentences(&found));
}
