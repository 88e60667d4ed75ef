//! When the client can have us, and where the parts wait: what a plan makes of it.

use domain::*;

use super::fixture::*;
use crate::day::DayPlan;

/// Dana, who lives in the middle of town, and nobody else.
fn alone() -> Slice {
    let mut slice = business();
    let home_position = Position::new(51.5, -0.1);
    slice.technicians.insert(TechnicianId(1), Technician { home_position, ..technician("Dana", &[]) });
    slice
}

fn span(start: &str, minutes: u32) -> Span {
    Span::of_minutes(at(start), minutes).unwrap()
}

fn offer(slice: &mut Slice, number: u64, offers: &[Span]) {
    slice.jobs.get_mut(&JobId(number)).unwrap().offered = offers.to_vec();
}

/// A site of the client of number 90, at which the parts of jobs wait.
fn merchant(slice: &mut Slice, north: f64, jobs: &[u64]) -> SiteId {
    slice.clients.insert(ClientId(90), Client { name: "Merchant".into(), ..Client::default() });
    let position = Position::new(51.5 + north / 100.0, -0.1);
    let site = Site { client: ClientId(90), name: "Counter".into(), position, ..Site::default() };
    slice.sites.insert(SiteId(90), site);
    for job in jobs {
        slice.jobs.get_mut(&JobId(*job)).unwrap().collect_at = Some(SiteId(90));
    }
    SiteId(90)
}

/// The plan and the records after it, with every placement kept.
fn planned(slice: &Slice) -> (Slice, DayPlan) {
    let ask = ask(slice);
    let plan = plan(slice, &ask);
    (carried_out(slice, &plan, ask.now, None).unwrap(), plan)
}

fn said(slice: &Slice, plan: &DayPlan) -> Vec<String> {
    plan.calls.iter().map(|call| call.describe(slice, Tz::Europe__London)).collect()
}

#[test]
fn a_visit_is_put_into_one_of_the_times_that_were_offered() {
    let mut slice = alone();
    let (first, second) = (add_visit(&mut slice, 1, 0.0, 60), add_visit(&mut slice, 2, 0.0, 120));
    offer(&mut slice, 1, &[span("24 09:00", 60), span("24 14:00", 60)]);
    offer(&mut slice, 2, &[span("24 08:00", 120), span("25 08:00", 120)]);
    let (after, plan) = planned(&slice);
    assert_eq!(where_is(&after, first), "Tue 24 Nov 14:00–15:00 T-1");
    assert_eq!(where_is(&after, second), "Tue 24 Nov 08:00–10:00 T-1");
    assert!(plan.left.is_empty());
}

#[test]
fn what_was_told_and_what_was_offered_both_hold() {
    let mut slice = alone();
    let visit = add_visit(&mut slice, 1, 0.0, 60);
    offer(&mut slice, 1, &[span("24 09:00", 180), span("24 14:00", 180)]);
    let term = Term::Window(span("24 11:30", 180));
    let promise = Promise { term, at: at("20 10:00"), by: "Mia".into() };
    slice.jobs.get_mut(&JobId(1)).unwrap().promises.push(promise);
    // The window is of arrival, the offer of the whole visit: what is left is 14:00 to 14:29.
    assert_eq!(where_is(&planned(&slice).0, visit), "Tue 24 Nov 14:00–15:00 T-1");
}

#[test]
fn a_visit_whose_client_cannot_have_us_on_the_day_is_left_with_the_rule() {
    let mut slice = alone();
    let visit = add_visit(&mut slice, 1, 0.0, 60);
    offer(&mut slice, 1, &[span("25 09:00", 180)]);
    let (_, plan) = planned(&slice);
    assert_eq!((plan.left.len(), plan.left[0].visit, plan.left[0].finding.rule), (1, visit, Rule::Offered));
    let sentence = "Client 1 can have us Wed 25 Nov 09:00–12:00 only, which nothing on Tue 24 Nov can be";
    assert_eq!(plan.left[0].finding.sentence, sentence);
}

#[test]
fn a_visit_that_somebody_placed_beside_the_offer_goes_into_it_where_there_is_room() {
    let mut slice = alone();
    let visit = add_visit(&mut slice, 1, 0.0, 60);
    place(&mut slice, visit, "24 09:00", 1);
    offer(&mut slice, 1, &[span("24 13:00", 120)]);
    assert_eq!(where_is(&planned(&slice).0, visit), "Tue 24 Nov 13:00–14:00 T-1");
    // Where there is none it stays where it was put.
    let other = add_visit(&mut slice, 2, 0.0, 180);
    place(&mut slice, other, "24 12:30", 1);
    change(&mut slice, other, |visit| visit.pinned = true);
    let (after, plan) = planned(&slice);
    assert_eq!(where_is(&after, visit), "Tue 24 Nov 09:00–10:00 T-1");
    assert!(plan.arrangements.is_empty() && plan.left.is_empty());
}

#[test]
fn a_visit_with_no_offered_time_left_stays_where_it_was_put() {
    let mut slice = alone();
    let visit = add_visit(&mut slice, 1, 0.0, 60);
    place(&mut slice, visit, "24 09:00", 1);
    offer(&mut slice, 1, &[span("25 13:00", 120)]);
    let other = add_visit(&mut slice, 2, 0.0, 60);
    offer(&mut slice, 2, &[span("24 09:00", 120)]);
    let (after, plan) = planned(&slice);
    assert_eq!(where_is(&after, visit), "Tue 24 Nov 09:00–10:00 T-1");
    assert_eq!(where_is(&after, other), "Tue 24 Nov 10:00–11:00 T-1");
    assert!(plan.left.is_empty());
}

#[test]
fn parts_are_called_for_on_the_way_to_the_work() {
    let mut slice = alone();
    let visit = add_visit(&mut slice, 1, 10.0, 60);
    merchant(&mut slice, 5.0, &[1]);
    let (after, plan) = planned(&slice);
    // Home to the counter lies before the hours; 15 minutes there, and 5.6 km on are planned as 15.
    assert_eq!(where_is(&after, visit), "Tue 24 Nov 08:30–09:30 T-1");
    assert_eq!(said(&slice, &plan), ["Dana collects parts at Counter, Tue 24 Nov 08:00–08:15, for V-1"]);
    assert!(plan.without_parts.is_empty());
}

#[test]
fn one_call_serves_all_whose_parts_wait_there() {
    let mut slice = alone();
    let (first, second) = (add_visit(&mut slice, 1, 10.0, 60), add_visit(&mut slice, 2, 11.0, 60));
    merchant(&mut slice, 5.0, &[1, 2]);
    slice.jobs.get_mut(&JobId(2)).unwrap().collect_minutes = Some(40);
    let (after, plan) = planned(&slice);
    assert_eq!(plan.calls.len(), 1);
    let mut visits = plan.calls[0].visits.clone();
    visits.sort_unstable();
    assert_eq!(visits, [first, second]);
    assert_eq!(plan.calls[0].span.minutes(), 40);
    let begins = [first, second].map(|visit| after.visits[&visit].span().unwrap().start);
    assert!(begins.iter().all(|start| *start >= plan.calls[0].span.end));
}

#[test]
fn the_call_takes_time_that_other_work_cannot_have() {
    let mut slice = alone();
    let (work, parts) = (add_visit(&mut slice, 1, 0.0, 8 * 60 + 45), add_visit(&mut slice, 2, 0.0, 15));
    assert!(planned(&slice).1.left.is_empty());
    let promise = Promise { term: Term::By(at("24 17:00")), at: at("20 10:00"), by: "Mia".into() };
    slice.jobs.get_mut(&JobId(1)).unwrap().promises.push(promise);
    merchant(&mut slice, 0.0, &[2]);
    let (after, plan) = planned(&slice);
    assert!(after.visits[&work].is_placed());
    assert_eq!((plan.left.len(), plan.left[0].visit), (1, parts));
    assert!(plan.calls.is_empty());
}

#[test]
fn a_pinned_visit_gets_its_parts_where_there_is_time_and_is_named_where_there_is_none() {
    let pinned = |start: &str| {
        let mut slice = alone();
        let visit = add_visit(&mut slice, 1, 5.0, 60);
        merchant(&mut slice, 5.0, &[1]);
        place(&mut slice, visit, start, 1);
        change(&mut slice, visit, |visit| visit.pinned = true);
        planned(&slice).1
    };
    let plan = pinned("24 10:00");
    assert_eq!((plan.calls.len(), plan.calls[0].visits.as_slice()), (1, &[VisitId(1)][..]));
    assert!(plan.calls[0].span.end <= at("24 10:00") && plan.without_parts.is_empty());
    let plan = pinned("24 08:00");
    assert_eq!((plan.calls.len(), plan.without_parts.as_slice()), (0, &[VisitId(1)][..]));
}

#[test]
fn the_lead_of_a_crew_of_two_calls_for_the_parts() {
    let mut slice = alone();
    slice.technicians.insert(TechnicianId(2), technician("Ravi", &[]));
    slice.services.insert(ServiceId(1), Service { name: "Two".into(), crew_size: 2, ..Service::default() });
    let visit = add_visit(&mut slice, 1, 0.0, 60);
    merchant(&mut slice, 0.0, &[1]);
    slice.jobs.get_mut(&JobId(1)).unwrap().services = vec![ServiceId(1)];
    let (after, plan) = planned(&slice);
    let lead = after.visits[&visit].crew.as_ref().unwrap().lead;
    assert_eq!((plan.calls.len(), plan.calls[0].technician), (1, lead));
    assert_eq!(after.visits[&visit].span().unwrap().start, at("24 08:15"));
}

/// Dana with a break of half an hour between 11:30 and 14:00.
fn with_break() -> Slice {
    let mut slice = alone();
    let time = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let lunch = FloatingBreak { from: time(11, 30), to: time(14, 0), minutes: 30 };
    slice.technicians.get_mut(&TechnicianId(1)).unwrap().breaks = vec![lunch];
    slice
}

#[test]
fn a_break_is_taken_when_it_suits() {
    let mut slice = with_break();
    let (first, second) = (add_visit(&mut slice, 1, 0.0, 270), add_visit(&mut slice, 2, 0.0, 240));
    for (number, first, minutes) in [(1, "24 08:00", 1), (2, "24 12:00", 300)] {
        let term = Term::Window(span(first, minutes));
        let promise = Promise { term, at: at("20 10:00"), by: "Mia".into() };
        slice.jobs.get_mut(&JobId(number)).unwrap().promises.push(promise);
    }
    let (after, plan) = planned(&slice);
    assert_eq!(where_is(&after, first), "Tue 24 Nov 08:00–12:30 T-1");
    assert_eq!(where_is(&after, second), "Tue 24 Nov 13:00–17:00 T-1");
    assert!(plan.left.is_empty());
    // Five minutes more of work, and there is no room for the break any more.
    change(&mut slice, second, |visit| visit.minutes = 245);
    assert_eq!(planned(&slice).1.left.len(), 1);
}

#[test]
fn a_break_whose_time_is_over_takes_none() {
    let mut slice = with_break();
    let visit = add_visit(&mut slice, 1, 0.0, 195);
    let now = |slice: &Slice, now: &str| {
        let ask = crate::day::DayAsk { now: at(now), ..ask(slice) };
        let plan = plan(slice, &ask);
        where_is(&carried_out(slice, &plan, ask.now, None).unwrap(), visit)
    };
    assert_eq!(now(&slice, "24 13:45"), "Tue 24 Nov 13:45–17:00 T-1");
    // At half past one there is still just time for it, and then not for the work.
    change(&mut slice, visit, |visit| visit.minutes = 185);
    assert_eq!(now(&slice, "24 13:30"), "");
}

#[test]
fn a_break_for_which_pinned_work_leaves_no_room_is_let_go() {
    let mut slice = with_break();
    let (pinned, other) = (add_visit(&mut slice, 1, 0.0, 240), add_visit(&mut slice, 2, 0.0, 60));
    place(&mut slice, pinned, "24 11:00", 1);
    change(&mut slice, pinned, |visit| visit.pinned = true);
    let (after, plan) = planned(&slice);
    assert!(after.visits[&other].is_placed() && plan.left.is_empty());
}
