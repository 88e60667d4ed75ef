//! A small business and the steps of a test.

use chrono::{NaiveDate, NaiveTime};
use domain::*;

use crate::arranged::arranged;
use crate::day::{DayAsk, DayPlan, DayProblem, Wishes};
use crate::solve::{Steps, solve};

pub(super) const SITE: fn(u64) -> SiteId = SiteId;

/// A moment of November 2026 in London, written "24 09:30"; the 24th is a Tuesday.
pub(super) fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    format!("2026-11-{day}T{time}:00Z").parse().unwrap()
}

pub(super) fn tuesday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub(super) fn interval(from: u32, to: u32) -> Interval {
    let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap();
    Interval::new(time(from), time(to)).unwrap()
}

pub(super) fn skill(name: &str, level: u8) -> Skill {
    Skill { name: name.into(), level }
}

/// The business, with nobody in it.
pub(super) fn business() -> Slice {
    let business = Business {
        name: "Northside Heating".into(),
        zone: Tz::Europe__London,
        currency: Currency::new("GBP").unwrap(),
        week_starts_monday: true,
        hours: WeekHours::weekdays(interval(8 * 60, 17 * 60)),
        exceptions: Vec::new(),
        window_minutes: 120,
        visit_minutes: 60,
        reserve_minutes: 0,
        date_order: None,
    };
    Slice { business: Some(business), ..Slice::default() }
}

/// Somebody who works from 8 to 17 on weekdays.
pub(super) fn technician(name: &str, skills: &[Skill]) -> Technician {
    let hours = WeekHours::weekdays(interval(8 * 60, 17 * 60));
    Technician { name: name.into(), skills: skills.to_vec(), hours, ..Technician::default() }
}

/// A visit of a job and client of its own, both of its number, at a position north of the middle of town by so many
/// hundredths of a degree (about 1.1 km, 2.2 minutes of travel).
pub(super) fn add_visit(slice: &mut Slice, number: u64, north: f64, minutes: u32) -> VisitId {
    let client = Client { name: format!("Client {number}"), ..Client::default() };
    slice.clients.insert(ClientId(number), client);
    let position = Position::new(51.5 + north / 100.0, -0.1);
    let site = Site { client: ClientId(number), position, ..Site::default() };
    slice.sites.insert(SITE(number), site);
    let mut job = Job::new(ClientId(number), format!("Job {number}"), at("20 10:00"));
    job.site = Some(SITE(number));
    slice.jobs.insert(JobId(number), job);
    slice.visits.insert(VisitId(number), Visit::new(JobId(number), minutes));
    VisitId(number)
}

/// Changes a visit in its place.
pub(super) fn change(slice: &mut Slice, id: VisitId, with: impl FnOnce(&mut Visit)) {
    let mut visit = slice.visits[&id].clone();
    with(&mut visit);
    slice.visits.insert(id, visit);
}

/// Gives a visit a slot of its length and a technician.
pub(super) fn place(slice: &mut Slice, id: VisitId, start: &str, who: u64) {
    change(slice, id, |visit| {
        let span = Span::of_minutes(at(start), visit.minutes).unwrap();
        visit.slot = Some(Slot::of_span(span, Tz::Europe__London));
        visit.crew = Some(Crew::of(TechnicianId(who)));
    });
}

/// The day before, at eight in the evening, with every visit of the tray asked for.
pub(super) fn ask(slice: &Slice) -> DayAsk {
    let tray = slice.visits.iter().filter(|(_, visit)| !visit.is_placed()).map(|(id, _)| *id).collect();
    DayAsk {
        date: tuesday(),
        now: at("23 20:00"),
        tray,
        wishes: Wishes::default(),
        delays: std::collections::BTreeMap::new(),
    }
}

pub(super) fn plan(slice: &Slice, ask: &DayAsk) -> DayPlan {
    plan_with(slice, ask, 300)
}

pub(super) fn plan_with(slice: &Slice, ask: &DayAsk, steps: u64) -> DayPlan {
    let day = DayProblem::of(slice, ask);
    let solution = solve(&day.problem, 1, &mut Steps { left: steps });
    day.plan(slice, &solution)
}

/// The records after the plan was carried out as one command, with a reason for overrides or none.
pub(super) fn carried_out(
    slice: &Slice,
    plan: &DayPlan,
    now: Moment,
    reason: Option<&str>,
) -> Result<Slice, Refusal> {
    if plan.arrangements.is_empty() {
        return Ok(slice.clone());
    }
    arranged(slice, &plan.arrangements, "Optimised", now, reason)
}

/// Who goes to a visit and when, as "Tue 24 Nov 09:00–10:00 T-1".
pub(super) fn where_is(slice: &Slice, id: VisitId) -> String {
    let visit = &slice.visits[&id];
    let when = visit.span().map(|span| describe_span(&span, Tz::Europe__London));
    let who = visit.crew.iter().flat_map(Crew::members).map(|who| who.to_string());
    when.into_iter().chain(who).collect::<Vec<_>>().join(" ")
}
