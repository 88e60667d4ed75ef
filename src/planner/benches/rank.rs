//! Ranked slots over two weeks of a firm with a realistic load, measured as the dispatcher waits for them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use domain::{
    Business, Client, ClientId, Crew, Currency, Interval, Job, JobId, Moment, Position, Site, SiteId, Skill,
    Slice, Slot, Span, Technician, TechnicianId, Tz, Visit, VisitId, WeekHours, place_local,
};
use truckroll_planner::rank::{RankAsk, Weights, rank};

const ZONE: Tz = Tz::Europe__London;
const DAYS: u64 = 14;

fn main() {
    divan::main();
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn at(day: u64, hour: u32, minute: u32) -> Moment {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    place_local((monday() + Days::new(day)).and_time(time), ZONE).moment()
}

fn business() -> Business {
    let hours = |from, to| {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        Interval::new(time(from), time(to)).expect("an interval")
    };
    let week = [hours(8, 12), hours(13, 17)].map(WeekHours::weekdays);
    let mut both = week[0].clone();
    both.0.iter_mut().zip(&week[1].0).for_each(|(day, more)| day.extend(more));
    Business {
        name: "Bench".to_owned(),
        zone: ZONE,
        currency: Currency::new("GBP").expect("a currency"),
        week_starts_monday: true,
        hours: both,
        exceptions: Vec::new(),
        window_minutes: 120,
        visit_minutes: 60,
        reserve_minutes: 120,
        date_order: None,
    }
}

/// A small number that looks random, the same each time.
fn scattered(seed: u64) -> u64 {
    (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 17) % 1000
}

fn position(seed: u64) -> Option<Position> {
    let part = |seed| f64::from(u32::try_from(scattered(seed)).unwrap_or(0)) / 5000.0;
    Position::new(51.4 + part(seed), -0.2 + part(seed + 7919))
}

/// Technicians with five visits of an hour on every working day, and a job of an hour and a half in the tray.
fn firm(technicians: u64) -> Slice {
    let mut slice = Slice { business: Some(business()), ..Slice::default() };
    let hours = business().hours;
    slice.clients.insert(ClientId(1), Client { name: "Kerr".to_owned(), ..Client::default() });
    for id in 1..=technicians {
        let name = ["gas", "electric", "bath", "drains"][usize::try_from(id).unwrap_or(0) % 4].to_owned();
        let technician = Technician {
            name: format!("Technician {id}"),
            skills: vec![Skill { name, level: 3 }, Skill { name: "general".to_owned(), level: 2 }],
            hours: hours.clone(),
            home_position: position(id),
            daily_limit: Some(7),
            ..Technician::default()
        };
        slice.technicians.insert(TechnicianId(id), technician);
    }
    let mut next = 1;
    for who in 1..=technicians {
        for day in (0..DAYS).filter(|day| day % 7 < 5) {
            for (hour, minute) in [(8, 15), (9, 30), (11, 0), (13, 15), (15, 45)] {
                next += 1;
                add(&mut slice, next, Some((who, at(day, hour, minute))));
            }
        }
    }
    add(&mut slice, 1, None);
    slice
}

fn add(slice: &mut Slice, id: u64, placed: Option<(u64, Moment)>) {
    let site = Site { client: ClientId(1), position: position(id * 31), ..Site::default() };
    slice.sites.insert(SiteId(id), site);
    let mut job = Job::new(ClientId(1), "Boiler", at(0, 0, 0));
    job.site = Some(SiteId(id));
    let mut visit = Visit::new(JobId(id), 45);
    match placed {
        Some((who, start)) => {
            let span = Span::of_minutes(start, 45).expect("a span");
            visit.slot = Some(Slot::of_span(span, ZONE));
            visit.crew = Some(Crew::of(TechnicianId(who)));
        }
        None => job.skills = vec![Skill { name: "general".to_owned(), level: 1 }],
    }
    slice.jobs.insert(JobId(id), job);
    slice.visits.insert(VisitId(id), visit);
}

#[divan::bench(args = [12, 50])]
fn two_weeks(bencher: divan::Bencher<'_, '_>, technicians: u64) {
    let slice = firm(technicians);
    let visit = slice.visits.get(&VisitId(1)).expect("the job in the tray").clone();
    let ask = RankAsk {
        id: VisitId(1),
        visit: &visit,
        now: at(0, 8, 0),
        from: monday(),
        to: monday() + Days::new(DAYS - 1),
        only: None,
        limit: 20,
        been: BTreeMap::new(),
        beyond_promise: false,
        weights: Weights::default(),
    };
    let slots = rank(&slice, &ask).slots.len();
    assert!(slots >= 10, "the bench finds its slots");
    bencher.bench(|| rank(divan::black_box(&slice), divan::black_box(&ask)));
}
