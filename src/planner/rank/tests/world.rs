//! Small firms for tests: three people, a week of November 2026 in London, one job to place.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use domain::*;

use crate::rank::{RankAsk, Ranking, Weights, rank};

pub(super) const ZONE: Tz = Tz::Europe__London;
pub(super) const DANA: TechnicianId = TechnicianId(1);
pub(super) const RAVI: TechnicianId = TechnicianId(2);
pub(super) const TOM: TechnicianId = TechnicianId(3);
pub(super) const CLIENT: ClientId = ClientId(1);
/// The job to place.
pub(super) const JOB: JobId = JobId(1);
/// Its visit, an hour and a half, in the tray.
pub(super) const VISIT: VisitId = VisitId(1);

/// A moment of November 2026, written "24 09:30"; London is on UTC then, and the 24th is a Tuesday.
pub(super) fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    format!("2026-11-{day}T{time}:00Z").parse().unwrap()
}

pub(super) fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
}

pub(super) fn span(start: &str, minutes: u32) -> Span {
    Span::of_minutes(at(start), minutes).unwrap()
}

pub(super) fn hours(from: u32, to: u32) -> Interval {
    let time = |hour| NaiveTime::from_hms_opt(hour % 24, 0, 0).unwrap();
    Interval::new(time(from), time(to)).unwrap()
}

pub(super) fn skill(name: &str, level: u8) -> Skill {
    Skill { name: name.into(), level }
}

fn business() -> Business {
    Business {
        name: "Northside".into(),
        zone: ZONE,
        currency: Currency::new("GBP").unwrap(),
        week_starts_monday: true,
        hours: WeekHours::weekdays(hours(8, 17)),
        exceptions: Vec::new(),
        window_minutes: 120,
        visit_minutes: 60,
        reserve_minutes: 0,
        date_order: None,
    }
}

/// A firm and what is asked of it.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) slice: Slice,
    pub(super) now: Moment,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) only: Option<Vec<TechnicianId>>,
    pub(super) beyond_promise: bool,
    pub(super) been: BTreeMap<TechnicianId, crate::rank::Been>,
    pub(super) weights: Weights,
}

/// Dana (gas 3), Ravi (electric 4) and Tom (gas 2) work Monday to Friday 8 to 17; it is Tuesday the 24th, 08:00, and
/// that day is looked at. Nothing is planned.
pub(super) fn world() -> World {
    let mut slice = Slice { business: Some(business()), ..Slice::default() };
    slice.clients.insert(CLIENT, Client { name: "Kerr".into(), ..Client::default() });
    let people = [(DANA, "Dana", "gas", 3), (RAVI, "Ravi", "electric", 4), (TOM, "Tom", "gas", 2)];
    for (id, name, held, level) in people {
        let hours = WeekHours::weekdays(hours(8, 17));
        let skills = vec![skill(held, level)];
        slice
            .technicians
            .insert(id, Technician { name: name.into(), skills, hours, ..Technician::default() });
    }
    slice.jobs.insert(JOB, Job::new(CLIENT, "Boiler", at("20 10:00")));
    slice.visits.insert(VISIT, Visit::new(JOB, 90));
    World {
        slice,
        now: at("24 08:00"),
        from: day(24),
        to: day(24),
        only: None,
        beyond_promise: false,
        been: BTreeMap::new(),
        weights: Weights::default(),
    }
}

impl World {
    pub(super) fn with(mut self, change: impl FnOnce(&mut Slice)) -> Self {
        change(&mut self.slice);
        self
    }

    pub(super) fn with_job(self, change: impl FnOnce(&mut Job)) -> Self {
        self.with(|slice| change(slice.jobs.get_mut(&JOB).unwrap()))
    }

    pub(super) fn with_technician(self, who: TechnicianId, change: impl FnOnce(&mut Technician)) -> Self {
        self.with(|slice| change(slice.technicians.get_mut(&who).unwrap()))
    }

    pub(super) fn with_client(self, change: impl FnOnce(&mut Client)) -> Self {
        self.with(|slice| change(slice.clients.get_mut(&CLIENT).unwrap()))
    }

    pub(super) fn with_visit(mut self, change: impl FnOnce(&mut Visit)) -> Self {
        let mut visit = self.slice.visits[&VISIT].clone();
        change(&mut visit);
        self.slice.visits.insert(VISIT, visit);
        self
    }

    /// The job's site, in kilometres or so north of the middle of town.
    pub(super) fn at_site(mut self, north: f64) -> Self {
        self.put_site(JOB, north);
        self
    }

    fn put_site(&mut self, job: JobId, north: f64) {
        let id = SiteId(job.0);
        let position = Position::new(51.5 + north / 111.2, -0.1);
        self.slice.sites.insert(id, Site { client: CLIENT, position, ..Site::default() });
        self.slice.jobs.get_mut(&job).unwrap().site = Some(id);
    }

    /// Another visit, at a site so far north.
    pub(super) fn other(mut self, id: u64, start: &str, minutes: u32, who: TechnicianId, north: f64) -> Self {
        self.slice.jobs.insert(JobId(id), Job::new(CLIENT, format!("Other {id}"), at("20 10:00")));
        self.put_site(JobId(id), north);
        let mut visit = Visit::new(JobId(id), minutes);
        visit.slot = Some(Slot::of_span(span(start, minutes), ZONE));
        visit.crew = Some(Crew::of(who));
        self.slice.visits.insert(VisitId(id), visit);
        self
    }

    pub(super) fn rank_up_to(&self, limit: usize) -> Ranking {
        let visit = self.slice.visits.get(&VISIT).unwrap();
        let ask = RankAsk {
            id: VISIT,
            visit,
            now: self.now,
            from: self.from,
            to: self.to,
            only: self.only.clone(),
            limit,
            been: self.been.clone(),
            beyond_promise: self.beyond_promise,
            weights: self.weights.clone(),
        };
        rank(&self.slice, &ask)
    }

    pub(super) fn rank(&self) -> Ranking {
        self.rank_up_to(usize::MAX)
    }

    /// The slots as "Dana 24 09:30", best first.
    pub(super) fn slots(&self) -> Vec<String> {
        let name = |who: TechnicianId| self.slice.technicians[&who].name.clone();
        let say = |slot: &crate::rank::RankedSlot| {
            let names: Vec<String> = slot.crew.members().map(name).collect();
            format!("{} {}", names.join("+"), slot.span.start.format("%d %H:%M"))
        };
        self.rank().slots.iter().map(say).collect()
    }

    /// The refusals as "Dana: rule: sentence".
    pub(super) fn refused(&self) -> Vec<String> {
        let say = |refused: &crate::rank::Refused| {
            let name = &self.slice.technicians[&refused.technician].name;
            format!("{name}: {}: {}", refused.rule.id(), refused.sentence)
        };
        self.rank().refused.iter().map(say).collect()
    }
}
