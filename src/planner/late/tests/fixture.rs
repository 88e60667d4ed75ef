//! A small business on a Tuesday, and the words of a test.

use chrono::NaiveTime;
use domain::*;

use crate::late::{Cascade, Held, LateAsk, Repair};

pub(super) const DANA: TechnicianId = TechnicianId(1);
pub(super) const RAVI: TechnicianId = TechnicianId(2);
pub(super) const TOM: TechnicianId = TechnicianId(3);
pub(super) const ZONE: Tz = Tz::Europe__London;

/// A moment of Tuesday 24 November 2026 in London, written "09:30".
pub(super) fn at(time: &str) -> Moment {
    format!("2026-11-24T{time}:00Z").parse().unwrap()
}

pub(super) fn hours(from: u32, to: u32) -> Interval {
    let time = |hour: u32| NaiveTime::from_hms_opt(hour % 24, 0, 0).unwrap();
    Interval::new(time(from), time(to)).unwrap()
}

pub(super) fn skill(name: &str) -> Skill {
    Skill { name: name.into(), level: 1 }
}

/// A business whose zone is London's, with nobody in it.
pub(super) fn business() -> Slice {
    let business = Business {
        name: "Northside Heating".into(),
        zone: ZONE,
        currency: Currency::new("GBP").unwrap(),
        week_starts_monday: true,
        hours: WeekHours::weekdays(hours(8, 17)),
        exceptions: Vec::new(),
        window_minutes: 120,
        visit_minutes: 60,
        reserve_minutes: 0,
        date_order: None,
    };
    Slice { business: Some(business), ..Slice::default() }
}

/// Dana and Ravi (gas) and Tom (bath), 8 to 17 on weekdays.
pub(super) fn three_people() -> Slice {
    let mut slice = business();
    for (id, name, able) in [(DANA, "Dana", "gas"), (RAVI, "Ravi", "gas"), (TOM, "Tom", "bath")] {
        let hours = WeekHours::weekdays(hours(8, 17));
        let technician =
            Technician { name: name.into(), skills: vec![skill(able)], hours, ..Technician::default() };
        slice.technicians.insert(id, technician);
    }
    slice
}

/// A visit of a job and client of its own, all of its number, placed with somebody, and so many minutes' travel north
/// of the middle of town.
pub(super) fn add(slice: &mut Slice, number: u64, start: &str, minutes: u32, who: TechnicianId) -> VisitId {
    add_at(slice, number, start, minutes, who, 0.0)
}

pub(super) fn add_at(
    slice: &mut Slice,
    number: u64,
    start: &str,
    minutes: u32,
    who: TechnicianId,
    travel: f64,
) -> VisitId {
    slice.clients.insert(ClientId(number), Client { name: format!("Client {number}"), ..Client::default() });
    // A minute's travel at 40 km/h with a detour of 1.3 is 0.513 km, 0.00461 degrees.
    let position = Position::new(51.5 + (travel - 0.1).max(0.0) * 0.00461, -0.1);
    slice.sites.insert(SiteId(number), Site { client: ClientId(number), position, ..Site::default() });
    let mut job = Job::new(ClientId(number), format!("Job {number}"), at("07:00"));
    job.site = Some(SiteId(number));
    slice.jobs.insert(JobId(number), job);
    let mut visit = Visit::new(JobId(number), minutes);
    let span = Span::of_minutes(at(start), minutes).unwrap();
    (visit.slot, visit.crew) = (Some(Slot::of_span(span, ZONE)), Some(Crew::of(who)));
    visit.window = Some(span);
    slice.visits.insert(VisitId(number), visit);
    VisitId(number)
}

/// Changes a visit in its place.
pub(super) fn change(slice: &mut Slice, id: VisitId, with: impl FnOnce(&mut Visit)) {
    let mut visit = slice.visits[&id].clone();
    with(&mut visit);
    slice.visits.insert(id, visit);
}

/// The client was told that somebody arrives in a window of so many minutes from a time on.
pub(super) fn tell(slice: &mut Slice, id: VisitId, start: &str, minutes: u32) {
    let window = Span::of_minutes(at(start), minutes).unwrap();
    change(slice, id, |visit| (visit.window, visit.told_at) = (Some(window), Some(at("07:00"))));
    let promise = Promise { term: Term::Window(window), at: at("07:00"), by: "Mia".into() };
    slice.jobs.get_mut(&slice.visits[&id].job.clone()).unwrap().promises.push(promise);
}

/// The client was told that the work is done by a time.
pub(super) fn due(slice: &mut Slice, id: VisitId, by: &str) {
    let promise = Promise { term: Term::By(at(by)), at: at("07:00"), by: "Mia".into() };
    slice.jobs.get_mut(&slice.visits[&id].job.clone()).unwrap().promises.push(promise);
}

pub(super) fn enter(slice: &mut Slice, id: VisitId, state: VisitState, time: &str) {
    change(slice, id, |visit| {
        visit.state = state.clone();
        visit.history.push(StateChange { state, at: at(time), by: "Mia".into() });
    });
}

pub(super) fn job(slice: &mut Slice, id: VisitId) -> &mut Job {
    let job = slice.visits[&id].job;
    slice.jobs.get_mut(&job).unwrap()
}

pub(super) fn event(slice: &mut Slice, kind: EventKind, who: TechnicianId, start: &str, minutes: u32) {
    let slot = Slot::of_span(Span::of_minutes(at(start), minutes).unwrap(), ZONE);
    let number = slice.events.len() as u64 + 1;
    slice.events.insert(EventId(number), Event::new(kind, Some(who), slot));
}

pub(super) fn late(who: TechnicianId, minutes: u32, now: &str) -> LateAsk {
    LateAsk { technician: who, minutes, now: at(now), steps: 200 }
}

fn clock(span: &Span) -> String {
    let time = |at: Moment| at.with_timezone(&ZONE).format("%H:%M").to_string();
    format!("{}–{}", time(span.start), time(span.end))
}

fn say_held(held: &Held) -> String {
    let then = held.becomes.as_ref().map_or_else(|| "nobody".to_owned(), clock);
    let mut said = format!("{} {} → {then}", held.visit, clock(&held.was));
    for broken in &held.broken {
        let told = match &broken.term {
            Term::Window(window) => clock(window),
            Term::By(at) => format!("by {}", at.with_timezone(&ZONE).format("%H:%M")),
        };
        let by = broken.minutes.map_or_else(String::new, |minutes| format!(" by {minutes}m"));
        said = format!("{said}, breaks {told}{by}");
    }
    if held.stands { format!("{said}, stands") } else { said }
}

/// Every visit that is held up, a line each.
pub(super) fn said(cascade: &Cascade) -> Vec<String> {
    cascade.held.iter().map(say_held).collect()
}

/// The sentences of repairs, best first.
pub(super) fn sentences(repairs: &[Repair]) -> Vec<&str> {
    repairs.iter().map(|repair| repair.sentence.as_str()).collect()
}

/// What becomes of the touched visits under a repair, a line each.
pub(super) fn under(repair: &Repair) -> Vec<String> {
    repair.held.iter().map(say_held).collect()
}

/// Carries a repair out as one command, with a reason for overrides or none.
pub(super) fn carry_out(
    slice: &Slice,
    repair: &Repair,
    now: Moment,
    reason: Option<&str>,
) -> Result<Slice, Refusal> {
    crate::arranged::carried_out(slice, repair.command("Late".into()), now, reason)
}
