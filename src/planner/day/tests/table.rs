//! What each rule comes to in a plan: given, when, then.

use domain::*;

use super::fixture::*;
use crate::day::{DayAsk, Wishes};

/// Dana (gas) and Ravi (electric).
fn two_people() -> Slice {
    let mut slice = business();
    slice.technicians.insert(TechnicianId(1), technician("Dana", &[skill("gas", 3)]));
    slice.technicians.insert(TechnicianId(2), technician("Ravi", &[skill("electric", 3)]));
    slice
}

fn needs(slice: &mut Slice, number: u64, name: &str) {
    slice.jobs.get_mut(&JobId(number)).unwrap().skills = vec![skill(name, 2)];
}

fn promise(slice: &mut Slice, number: u64, term: Term) {
    let promise = Promise { term, at: at("20 10:00"), by: "Mia".into() };
    slice.jobs.get_mut(&JobId(number)).unwrap().promises.push(promise);
}

/// The records after the plan of the day, and why the rest was left.
fn planned(slice: &Slice, ask: &DayAsk) -> (Slice, Vec<(VisitId, Rule, String)>) {
    let plan = plan(slice, ask);
    let after = carried_out(slice, &plan, ask.now, None).unwrap();
    let left = plan.left.into_iter().map(|left| (left.visit, left.finding.rule, left.finding.sentence));
    (after, left.collect())
}

#[test]
fn the_tray_goes_to_whom_it_suits() {
    let mut slice = two_people();
    let (boiler, socket) = (add_visit(&mut slice, 1, 0.0, 60), add_visit(&mut slice, 2, 1.0, 60));
    needs(&mut slice, 1, "gas");
    needs(&mut slice, 2, "electric");
    let (after, left) = planned(&slice, &ask(&slice));
    assert_eq!(where_is(&after, boiler), "Tue 24 Nov 08:00–09:00 T-1");
    assert_eq!(where_is(&after, socket), "Tue 24 Nov 08:00–09:00 T-2");
    assert_eq!(left, []);
}

#[test]
fn what_nobody_can_do_comes_back_with_the_rule() {
    let mut slice = two_people();
    let bath = add_visit(&mut slice, 1, 0.0, 60);
    needs(&mut slice, 1, "bath");
    let (_, left) = planned(&slice, &ask(&slice));
    assert_eq!(left, [(bath, Rule::SkillGap, "Dana cannot do bath at level 2, nor can 1 other".to_owned())]);
}

#[test]
fn a_promise_of_another_day_is_no_work_of_this_one() {
    let mut slice = two_people();
    let later = add_visit(&mut slice, 1, 0.0, 60);
    promise(&mut slice, 1, Term::Window(Span::of_minutes(at("25 09:00"), 120).unwrap()));
    let (after, left) = planned(&slice, &ask(&slice));
    assert!(after.visits[&later].is_in_tray());
    assert_eq!((left[0].0, left[0].1), (later, Rule::Promise));
    assert!(left[0].2.contains("Wed 25 Nov 09:00–11:00"), "{}", left[0].2);
}

#[test]
fn a_told_window_holds_and_urgent_work_comes_first() {
    let mut slice = two_people();
    slice.technicians.remove(&TechnicianId(2));
    let (told, urgent, plain) = (
        add_visit(&mut slice, 1, 0.0, 240),
        add_visit(&mut slice, 2, 0.0, 240),
        add_visit(&mut slice, 3, 0.0, 240),
    );
    promise(&mut slice, 1, Term::Window(Span::of_minutes(at("24 12:00"), 60).unwrap()));
    slice.jobs.get_mut(&JobId(2)).unwrap().priority = Priority::Urgent;
    let (after, left) = planned(&slice, &ask(&slice));
    assert_eq!(where_is(&after, told), "Tue 24 Nov 12:00–16:00 T-1");
    assert_eq!(where_is(&after, urgent), "Tue 24 Nov 08:00–12:00 T-1");
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].0, left[0].1), (plain, Rule::Clash));
}

#[test]
fn what_matters_less_is_left_out_however_near_it_is() {
    let mut slice = two_people();
    slice.technicians.remove(&TechnicianId(2));
    let [low, normal, high] =
        [(1, 0.0), (2, 1.0), (3, 12.0)].map(|(number, north)| add_visit(&mut slice, number, north, 220));
    slice.jobs.get_mut(&JobId(1)).unwrap().priority = Priority::Low;
    slice.jobs.get_mut(&JobId(3)).unwrap().priority = Priority::High;
    let (after, left) = planned(&slice, &ask(&slice));
    assert_eq!(left.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), [low]);
    assert!([normal, high].iter().all(|id| after.visits[id].span().is_some()));
}

#[test]
fn a_crew_of_two_meets() {
    let mut slice = two_people();
    let heavy = add_visit(&mut slice, 1, 0.0, 120);
    slice
        .services
        .insert(ServiceId(1), Service { name: "Boiler swap".into(), crew_size: 2, ..Service::default() });
    slice.jobs.get_mut(&JobId(1)).unwrap().services = vec![ServiceId(1)];
    needs(&mut slice, 1, "gas");
    let early = add_visit(&mut slice, 2, 0.0, 60);
    place(&mut slice, early, "24 08:00", 2);
    change(&mut slice, early, |visit| visit.pinned = true);
    let (after, left) = planned(&slice, &ask(&slice));
    assert_eq!(where_is(&after, heavy), "Tue 24 Nov 09:00–11:00 T-1 T-2");
    assert_eq!((where_is(&after, early).as_str(), left), ("Tue 24 Nov 08:00–09:00 T-2", vec![]));
}

#[test]
fn the_plan_that_stands_stays_when_nothing_is_better() {
    let mut slice = two_people();
    let (first, second) = (add_visit(&mut slice, 1, 0.0, 60), add_visit(&mut slice, 2, 2.0, 60));
    place(&mut slice, first, "24 09:07", 1);
    place(&mut slice, second, "24 10:20", 1);
    assert_eq!(plan(&slice, &ask(&slice)).arrangements, []);
}

#[test]
fn a_clash_is_mended_and_the_told_visit_is_the_one_that_stays() {
    let mut slice = two_people();
    slice.technicians.remove(&TechnicianId(2));
    let (told, other) = (add_visit(&mut slice, 1, 0.0, 60), add_visit(&mut slice, 2, 0.0, 60));
    place(&mut slice, told, "24 09:00", 1);
    place(&mut slice, other, "24 09:30", 1);
    change(&mut slice, told, |visit| {
        visit.window = Span::of_minutes(at("24 09:00"), 120);
        visit.told_at = Some(at("20 10:00"));
    });
    let (after, _) = planned(&slice, &ask(&slice));
    assert_eq!(where_is(&after, told), "Tue 24 Nov 09:00–10:00 T-1");
    assert_ne!(after.visits[&other].span(), slice.visits[&other].span());
    assert!(!after.visits[&other].span().unwrap().overlaps(&after.visits[&told].span().unwrap()));
}

#[test]
fn nothing_is_planned_over_events_hours_limits_or_the_past() {
    let mut slice = two_people();
    slice.technicians.remove(&TechnicianId(2));
    slice.technicians.get_mut(&TechnicianId(1)).unwrap().daily_limit = Some(2);
    let visits: Vec<VisitId> = (1..=3).map(|number| add_visit(&mut slice, number, 0.0, 60)).collect();
    let lunch = Span::of_minutes(at("24 13:00"), 60).unwrap();
    let slot = Slot::of_span(lunch, Tz::Europe__London);
    slice.events.insert(EventId(1), Event::new(EventKind::Lunch, None, slot));
    let ask = DayAsk { now: at("24 11:32"), ..ask(&slice) };
    let (after, left) = planned(&slice, &ask);
    let mut placed: Vec<String> =
        visits.iter().filter(|id| after.visits[id].is_placed()).map(|id| where_is(&after, *id)).collect();
    placed.sort_unstable();
    assert_eq!(placed, ["Tue 24 Nov 11:35–12:35 T-1", "Tue 24 Nov 14:00–15:00 T-1"]);
    assert_eq!((left.len(), left[0].1), (1, Rule::DailyLimit));
}

#[test]
fn overtime_is_taken_only_where_it_is_allowed() {
    let mut slice = two_people();
    slice.technicians.remove(&TechnicianId(2));
    let long = add_visit(&mut slice, 1, 0.0, 9 * 60 + 30);
    assert_eq!(planned(&slice, &ask(&slice)).1.len(), 1);
    let ask = DayAsk { wishes: Wishes { overtime: 60, ..Wishes::default() }, ..ask(&slice) };
    let plan = plan(&slice, &ask);
    let after = carried_out(&slice, &plan, ask.now, Some("it has to be done")).unwrap();
    assert_eq!(where_is(&after, long), "Tue 24 Nov 08:00–17:30 T-1");
    assert_eq!(plan.figures.overtime, 30);
}

#[test]
fn work_under_way_keeps_its_technician_until_it_ends() {
    let mut slice = two_people();
    slice.technicians.remove(&TechnicianId(2));
    let (under_way, next) = (add_visit(&mut slice, 1, 0.0, 120), add_visit(&mut slice, 2, 5.0, 60));
    place(&mut slice, under_way, "24 09:00", 1);
    change(&mut slice, under_way, |visit| {
        visit.state = VisitState::OnSite;
        visit.history =
            vec![StateChange { state: VisitState::OnSite, at: at("24 09:00"), by: "Dana".into() }];
    });
    let ask = DayAsk { now: at("24 10:00"), ..ask(&slice) };
    let (after, _) = planned(&slice, &ask);
    // 5.6 km at 1.3 × 40 km/h take 10.9 minutes, planned as 15.
    assert_eq!(where_is(&after, next), "Tue 24 Nov 11:15–12:15 T-1");
}

#[test]
fn who_was_given_a_visit_without_a_time_keeps_it_even_when_there_is_no_room() {
    let mut slice = two_people();
    let (given, other) = (add_visit(&mut slice, 1, 0.0, 60), add_visit(&mut slice, 2, 0.0, 9 * 60));
    change(&mut slice, given, |visit| visit.crew = Some(Crew::of(TechnicianId(2))));
    let (after, _) = planned(&slice, &ask(&slice));
    assert_eq!(where_is(&after, given), "Tue 24 Nov 08:00–09:00 T-2");
    place(&mut slice, other, "24 08:00", 2);
    change(&mut slice, other, |visit| visit.pinned = true);
    let (after, left) = planned(&slice, &ask(&slice));
    assert_eq!((where_is(&after, given).as_str(), left[0].0), ("T-2", given));
}

#[test]
fn what_is_late_already_is_not_made_later_than_it_must_be() {
    let mut slice = two_people();
    let late = add_visit(&mut slice, 1, 0.0, 60);
    let others: Vec<VisitId> = (2..=5).map(|number| add_visit(&mut slice, number, 0.0, 60)).collect();
    slice.technicians.remove(&TechnicianId(2));
    place(&mut slice, late, "24 09:00", 1);
    promise(&mut slice, 1, Term::Window(Span::of_minutes(at("24 09:00"), 60).unwrap()));
    for (other, start) in others.iter().zip(["24 11:00", "24 12:00", "24 13:00", "24 14:00"]) {
        place(&mut slice, *other, start, 1);
    }
    let ask = DayAsk { now: at("24 11:00"), ..ask(&slice) };
    let (after, left) = planned(&slice, &ask);
    assert_eq!(left, []);
    assert!(after.visits[&late].span().unwrap().start < at("24 12:00"), "{}", where_is(&after, late));
}
