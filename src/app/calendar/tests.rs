//! A week and a month say what their days say.

use chrono::NaiveDate;
use domain::{
    Brought, Client, ClientId, Command, Crew, Currency, DayException, EntityRef, Job, JobId, Moment, Outcome,
    Record, Slot, Span, Technician, TechnicianId, Tz, Visit, VisitId, VisitState, WeekHours,
};

use crate::view::{DayLoad, WeekView};
use crate::{App, Clock, Filter, usual_business};

const ZONE: Tz = Tz::Europe__London;

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A desk on a Tuesday noon with Ann, Bea and, who has left, Cal; the week starts on Monday unless said.
fn desk(sunday_first: bool) -> App {
    let mut business = usual_business("Northside", ZONE, Currency::new("GBP").unwrap());
    business.week_starts_monday = !sunday_first;
    let hours = business.hours.clone();
    let clock = Clock::Fixed(moment("2026-11-24T12:00:00Z"));
    let mut app = App::in_memory(business, clock, "Mia").unwrap();
    let mut records = Vec::new();
    let off = DayException { date: date("2026-11-25"), intervals: vec![], reason: "ill".to_owned() };
    for (id, name, inactive) in [(1, "Ann Fox", false), (2, "Ann Hill", false), (3, "Cal Moss", true)] {
        let hours = if inactive { WeekHours::default() } else { hours.clone() };
        let exceptions = if id == 2 { vec![off.clone()] } else { vec![] };
        let technician =
            Technician { name: name.to_owned(), hours, exceptions, inactive, ..Technician::default() };
        records.push(brought(TechnicianId(id), technician));
    }
    records.push(brought(ClientId(1), Client { name: "Kerr".to_owned(), ..Client::default() }));
    records.push(brought(JobId(1), Job::new(ClientId(1), "Boiler", moment("2026-11-20T09:00:00Z"))));
    app.run(Command::Import(records, "desk".to_owned())).unwrap();
    app
}

fn brought(entity: impl Into<EntityRef>, record: impl Into<Record>) -> Brought {
    Brought { entity: entity.into(), record: record.into() }
}

fn visit(start: &str, minutes: u32, crew: &[u64], state: VisitState) -> Visit {
    let mut visit = Visit::new(JobId(1), minutes);
    visit.slot = Span::of_minutes(moment(start), minutes).map(|span| Slot::of_span(span, ZONE));
    visit.crew = crew.split_first().map(|(lead, helpers)| Crew {
        lead: TechnicianId(*lead),
        helpers: helpers.iter().map(|id| TechnicianId(*id)).collect(),
    });
    visit.state = state;
    visit
}

fn plan(app: &mut App, visits: Vec<Visit>) {
    let records = (1..).zip(visits).map(|(id, visit)| brought(VisitId(id), visit)).collect();
    app.run(Command::Import(records, "visits".to_owned())).unwrap();
}

/// A week with everything in it that is counted.
fn busy(sunday_first: bool) -> App {
    let mut app = desk(sunday_first);
    let (planned, confirmed) = (VisitState::Planned, VisitState::Confirmed);
    plan(
        &mut app,
        vec![
            visit("2026-11-23T09:00:00Z", 60, &[1], VisitState::Done(Outcome::Completed)),
            visit("2026-11-24T09:00:00Z", 120, &[1], confirmed.clone()),
            visit("2026-11-24T14:00:00Z", 120, &[1], planned.clone()),
            visit("2026-11-24T15:00:00Z", 120, &[2, 1], confirmed.clone()),
            visit("2026-11-24T22:00:00Z", 240, &[2], planned.clone()),
            visit("2026-11-25T09:00:00Z", 90, &[], planned.clone()),
            visit("2026-11-26T09:00:00Z", 30, &[], VisitState::Cancelled("gone".to_owned())),
            visit("2026-11-29T23:30:00Z", 60, &[2], confirmed.clone()),
            visit("2026-11-29T23:00:00Z", 45, &[2], planned.clone()),
            visit("2026-11-30T09:00:00Z", 600, &[1], confirmed),
            visit("2026-11-26T08:00:00Z", 3 * 24 * 60, &[2], planned),
        ],
    );
    app
}

#[test]
fn a_week_begins_when_the_business_says() {
    for (sunday_first, wanted, first) in [
        (false, "2026-11-24", "2026-11-23"),
        (false, "2026-11-29", "2026-11-23"),
        (false, "2026-11-23", "2026-11-23"),
        (true, "2026-11-24", "2026-11-22"),
        (true, "2026-11-29", "2026-11-29"),
    ] {
        let week = desk(sunday_first).week(date(wanted), &Filter::default()).unwrap();
        assert_eq!((week.first, week.dates.len()), (date(first), 7), "{wanted}");
    }
}

#[test]
fn every_day_of_a_week_stands_as_the_day_itself_does() {
    let app = busy(false);
    for start in ["2026-11-16", "2026-11-23", "2026-11-30"] {
        let week = app.week(date(start), &Filter::default()).unwrap();
        for (place, day) in week.dates.iter().enumerate() {
            let whole = app.day(*day).unwrap();
            let total = week.totals[place];
            let counts = whole.counts;
            assert_eq!(
                (total.visits, total.done, total.late, total.clash, total.unconfirmed),
                (counts.visits, counts.done, counts.late, counts.clash, counts.unconfirmed),
                "{day}"
            );
            for lane in &whole.lanes {
                let own =
                    week.lanes.iter().find(|own| own.technician == lane.technician).unwrap().days[place];
                assert_eq!(
                    (own.visits, own.planned_minutes, own.working_minutes),
                    (lane.visits.len(), lane.planned_minutes, lane.working_minutes),
                    "{day} {lane:?}"
                );
            }
        }
    }
}

fn load_of(week: &WeekView, name: &str, place: usize) -> DayLoad {
    let named = |lane: &&crate::view::WeekLane| lane.technician.as_ref().is_some_and(|t| t.name == name);
    week.lanes.iter().find(named).unwrap().days[place]
}

#[test]
fn loads_say_what_is_the_matter() {
    let week = busy(false).week(date("2026-11-24"), &Filter::default()).unwrap();
    let tuesday = load_of(&week, "Ann Fox", 1);
    assert_eq!((tuesday.visits, tuesday.late, tuesday.clash, tuesday.unconfirmed), (3, 1, 2, 1));
    assert_eq!((tuesday.planned_minutes, tuesday.working_minutes), (360, 540));
    assert!(!tuesday.is_over());
    let ill = load_of(&week, "Ann Hill", 2);
    assert_eq!((ill.visits, ill.planned_minutes, ill.working_minutes), (1, 120, 0));
    assert!(ill.is_over(), "work over midnight on a day off");
    let sunday = load_of(&week, "Ann Hill", 6);
    assert_eq!(
        (sunday.clash, sunday.planned_minutes),
        (2, 8 * 60 + 45 + 30),
        "the long one and two at night"
    );
    assert_eq!(week.totals[2].unassigned, 1);
}

#[test]
fn nobody_comes_first_and_who_left_only_with_work() {
    let app = busy(false);
    let names = |week: &WeekView| -> Vec<String> {
        let name = |lane: &crate::view::WeekLane| lane.technician.as_ref().map(|t| t.name.clone());
        week.lanes.iter().map(|lane| name(lane).unwrap_or_default()).collect()
    };
    assert_eq!(
        names(&app.week(date("2026-11-24"), &Filter::default()).unwrap()),
        ["", "Ann Fox", "Ann Hill"]
    );
    assert_eq!(names(&app.week(date("2026-12-08"), &Filter::default()).unwrap()), ["Ann Fox", "Ann Hill"]);
    let short: Vec<String> = app
        .week(date("2026-12-08"), &Filter::default())
        .unwrap()
        .lanes
        .into_iter()
        .map(|lane| lane.short)
        .collect();
    assert_eq!(short, ["Ann F", "Ann H"]);
}

#[test]
fn a_month_has_whole_weeks_that_say_what_the_weeks_say() {
    for (sunday_first, first, days) in [(false, "2026-10-26", 42), (true, "2026-11-01", 35)] {
        let app = busy(sunday_first);
        let month = app.month(date("2026-11-24"), &Filter::default()).unwrap();
        assert_eq!(month.month, date("2026-11-01"));
        assert_eq!((month.days[0].date, month.days.len()), (date(first), days));
        for days in month.weeks() {
            let week = app.week(days[0].date, &Filter::default()).unwrap();
            let (dates, loads): (Vec<_>, Vec<_>) = days.iter().map(|day| (day.date, day.load)).unzip();
            assert_eq!((dates, loads), (week.dates, week.totals));
        }
    }
    let february = desk(false).month(date("2027-02-09"), &Filter::default()).unwrap();
    assert_eq!((february.days.len(), february.days[0].date), (28, date("2027-02-01")));
}

#[test]
fn days_of_23_and_25_hours_are_as_long_as_they_are() {
    let mut app = desk(false);
    let planned = VisitState::Planned;
    plan(
        &mut app,
        vec![
            visit("2026-10-24T23:00:00Z", 25 * 60, &[1], planned.clone()),
            visit("2027-03-28T00:00:00Z", 23 * 60, &[1], planned),
        ],
    );
    let autumn = app.week(date("2026-10-25"), &Filter::default()).unwrap();
    assert_eq!((load_of(&autumn, "Ann Fox", 6).planned_minutes, autumn.totals[5].visits), (25 * 60, 0));
    let spring = app.week(date("2027-03-28"), &Filter::default()).unwrap();
    assert_eq!((load_of(&spring, "Ann Fox", 6).planned_minutes, spring.totals[5].visits), (23 * 60, 0));
}

#[test]
fn far_years_are_weeks_like_others() {
    let app = desk(false);
    for (far, first) in [("0001-01-03", "0001-01-01"), ("9999-12-31", "9999-12-27")] {
        let week = app.week(date(far), &Filter::default()).unwrap();
        assert_eq!((week.first, week.dates.len()), (date(first), 7));
        assert!(
            app.month(date(far), &Filter::default()).unwrap().days.iter().any(|day| day.date == date(far))
        );
    }
}

#[test]
fn a_filter_leaves_in_a_week_and_a_month_what_it_leaves_in_their_days() {
    let app = busy(false);
    let mut seen = Vec::new();
    for text in [
        "",
        "@hill",
        "@fox",
        "boiler",
        "kerr !clash",
        "!late",
        "!tight",
        "V-3",
        "stage:scheduled",
        "@nobody",
        "tap",
    ] {
        let filter: Filter = text.parse().unwrap();
        let (week, month) =
            (app.week(date("2026-11-24"), &filter).unwrap(), app.month(date("2026-11-24"), &filter).unwrap());
        let mut total = 0;
        for (place, day) in week.dates.iter().enumerate() {
            let lanes = app.day(*day).unwrap().narrowed(&filter).lanes;
            let mut ids: Vec<VisitId> = lanes.iter().flat_map(|lane| &lane.visits).map(|v| v.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(week.totals[place].visits, ids.len(), "{text} on {day}");
            let of_month = month.days.iter().find(|own| own.date == *day).unwrap();
            assert_eq!(of_month.load.visits, ids.len(), "{text} on {day} of the month");
            total += ids.len();
        }
        seen.push((text, total));
    }
    let count = |wanted: &str| seen.iter().find(|(text, _)| *text == wanted).unwrap().1;
    assert!(count("") > count("@hill") && count("@hill") > 0 && count("kerr !clash") > 0, "{seen:?}");
    assert!(count("@nobody") + count("tap") == 0, "{seen:?}");
}

#[test]
fn a_week_narrowed_to_someone_shows_them_and_who_goes_along() {
    let app = busy(false);
    let lanes = |text: &str| -> Vec<String> {
        let week = app.week(date("2026-11-24"), &text.parse().unwrap()).unwrap();
        let name = |lane: &crate::view::WeekLane| lane.technician.as_ref().map(|who| who.name.clone());
        week.lanes.iter().map(|lane| name(lane).unwrap_or_default()).collect()
    };
    assert_eq!(lanes("@fox"), ["Ann Fox", "Ann Hill"]);
    assert_eq!(lanes("V-2"), ["Ann Fox"]);
    assert_eq!(lanes("@moss"), Vec::<String>::new());
    // A clash with a visit that does not pass is one still.
    let week = app.week(date("2026-11-24"), &"V-3".parse().unwrap()).unwrap();
    assert_eq!((week.totals[1].visits, week.totals[1].clash), (1, 1));
}
