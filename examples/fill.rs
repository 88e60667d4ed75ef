//! Fills a new store with the work of a large business, to see how the desk bears it.
//!
//! `cargo run --release --example fill -- PATH [--jobs 100000] [--clients 20000] [--visits 150000]
//! [--technicians 50] [--seed 1] [--chunk 5000] [--now RFC3339]`
//!
//! Three years behind, three weeks ahead, and today with six visits for each technician. Every chunk is one
//! import through the gate, so the store and the journal are what a real import of that size leaves.

#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use app::demo::{Chance, OFFERS, household};
use app::{App, Clock, usual_business};
use chrono::{Days, Duration, NaiveDate, NaiveTime, Utc};
use domain::{
    Brought, Business, ClientId, Command, Completion, Crew, Currency, DayException, EntityKind, EntityRef,
    Hold, HoldReason, InvoiceStatus, Job, JobCancellation, JobId, Moment, Outcome, Promise, Record,
    ServiceId, Site, SiteId, Skill, Slot, Span, StateChange, Technician, TechnicianId, Term, Tz,
    Verification, VerifiedBy, Visit, VisitState, place_local,
};

const ZONE: Tz = Tz::Europe__London;
const DAYS_BEHIND: u32 = 3 * 365;
const DAYS_AHEAD: u32 = 21;
/// Visits of a technician on a day at most, 90 minutes apart from 08:00.
const PLACES: u8 = 6;
const OFFICE: &str = "Office";

fn main() -> Result<()> {
    let wish = Wish::read(std::env::args().skip(1))?;
    ensure!(!wish.path.exists(), "{} exists already; name a new file", wish.path.display());
    let business = usual_business("Fill & Sons", ZONE, Currency::new("GBP").context("GBP is a currency")?);
    let (mut app, _) = App::init(&wish.path, business.clone(), Clock::Fixed(wish.now), "fill")?;
    let began = Instant::now();
    let mut filler = Filler::new(&wish, business);
    let people = filler.people(&wish);
    import(&mut app, "technicians and services", people)?;
    for first in (1..=wish.clients).step_by(wish.chunk) {
        let last = (first + wish.chunk as u64 - 1).min(wish.clients);
        let records = (first..=last).flat_map(|id| filler.client(id)).collect();
        import(&mut app, "clients", records)?;
    }
    let mut done = 0;
    while done < wish.jobs {
        let count = (wish.jobs - done).min(wish.chunk as u64);
        let mut records = Vec::new();
        for place in done..done + count {
            filler.job(&wish, place, &mut records);
        }
        done += count;
        import(&mut app, "jobs", records)?;
    }
    let (jobs, visits) = (filler.next_job - 1, filler.next_visit - 1);
    let size = std::fs::metadata(&wish.path)?.len() / (1024 * 1024);
    println!("{jobs} jobs, {visits} visits, {} clients: {:.1?}, {size} MiB", wish.clients, began.elapsed());
    Ok(())
}

/// One chunk as one operation.
fn import(app: &mut App, what: &str, records: Vec<Brought>) -> Result<()> {
    let (began, count) = (Instant::now(), records.len());
    let outcome = app.run(Command::Import(records, what.to_owned()))?;
    let took = began.elapsed();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = count as f64 / took.as_secs_f64();
    println!("{}  {took:.1?}, {rate:.0} records/s", outcome.summary);
    Ok(())
}

/// What was asked for on the command line.
struct Wish {
    path: PathBuf,
    jobs: u64,
    clients: u64,
    visits: u64,
    technicians: u64,
    seed: u64,
    chunk: usize,
    now: Moment,
}

impl Wish {
    fn read(mut args: impl Iterator<Item = String>) -> Result<Self> {
        let path =
            args.next().filter(|arg| !arg.starts_with("--")).context("name the new store's file first")?;
        let mut wish = Wish {
            path: path.into(),
            jobs: 100_000,
            clients: 20_000,
            visits: 150_000,
            technicians: 50,
            seed: 1,
            chunk: 5_000,
            now: Utc::now(),
        };
        while let Some(name) = args.next() {
            let value = args.next().with_context(|| format!("{name} needs a value"))?;
            let wrong = || format!("{name} {value} cannot be read");
            match name.as_str() {
                "--jobs" => wish.jobs = value.parse().with_context(wrong)?,
                "--clients" => wish.clients = value.parse().with_context(wrong)?,
                "--visits" => wish.visits = value.parse().with_context(wrong)?,
                "--technicians" => wish.technicians = value.parse().with_context(wrong)?,
                "--seed" => wish.seed = value.parse().with_context(wrong)?,
                "--chunk" => wish.chunk = value.parse().with_context(wrong)?,
                "--now" => wish.now = value.parse().with_context(wrong)?,
                _ => bail!("there is no option {name}; see the head of examples/fill.rs"),
            }
        }
        ensure!(
            wish.clients > 0 && wish.technicians > 0 && wish.chunk > 0,
            "clients, technicians, chunk: at least 1"
        );
        ensure!(wish.visits >= wish.jobs, "there is at least one visit for each job");
        Ok(wish)
    }

    /// How many visits a job has, so that all together come to the number wished for.
    fn trips(&self, place: u64, others: u64) -> u64 {
        let visits = self.visits.saturating_sub(self.todays()).max(others);
        (place + 1) * visits / others - place * visits / others
    }

    /// The jobs of today: the last ones to be written.
    fn todays(&self) -> u64 {
        (self.technicians * u64::from(PLACES)).min(self.jobs / 2)
    }
}

/// Writes records; keeps of the past only whose places in the calendar are taken.
struct Filler {
    chance: Chance,
    now: Moment,
    today: NaiveDate,
    business: Business,
    /// The client of each site, by its place.
    owners: Vec<ClientId>,
    /// Taken places by day and technician; day 0 is the first of the history.
    taken: Vec<Vec<u8>>,
    next_job: u64,
    next_visit: u64,
    next_small: u64,
}

impl Filler {
    fn new(wish: &Wish, business: Business) -> Self {
        let days = (DAYS_BEHIND + DAYS_AHEAD + 1) as usize;
        let technicians = usize::try_from(wish.technicians).unwrap_or(usize::MAX);
        Filler {
            chance: Chance::new(wish.seed),
            now: wish.now,
            today: wish.now.with_timezone(&ZONE).date_naive(),
            business,
            owners: Vec::new(),
            taken: vec![vec![0; technicians]; days],
            next_job: 1,
            next_visit: 1,
            next_small: 1,
        }
    }

    /// Services, and technicians who can do everything.
    fn people(&self, wish: &Wish) -> Vec<Brought> {
        let services = OFFERS.iter().zip(1..).map(|(offer, id)| {
            let record = Record::Service(offer.service(self.business.currency));
            Brought { entity: EntityRef { kind: EntityKind::Service, id }, record }
        });
        let skills: Vec<Skill> = ["gas", "heating", "plumbing", "drainage", "electrical"]
            .map(|name| Skill { name: name.to_owned(), level: 4 })
            .to_vec();
        let technicians = (1..=wish.technicians).map(|id| {
            let (name, hours) = (format!("Technician {id:02}"), self.business.hours.clone());
            let exceptions = self.duty_today();
            let technician =
                Technician { name, skills: skills.clone(), hours, exceptions, ..Technician::default() };
            Brought { entity: TechnicianId(id).into(), record: technician.into() }
        });
        services.chain(technicians).collect()
    }

    /// On a day off everybody is on duty today all the same: today is always full.
    fn duty_today(&self) -> Vec<DayException> {
        let open = self.business.hours.0[0].clone();
        let off = self.business.hours.on(weekday(self.today)).is_empty();
        let duty = || DayException { date: self.today, intervals: open, reason: "on duty".to_owned() };
        off.then(duty).into_iter().collect()
    }

    fn client(&mut self, id: u64) -> Vec<Brought> {
        let (client, first_site) = (ClientId(id), SiteId(self.owners.len() as u64 + 1));
        let household = household(&mut self.chance, client, first_site, self.today);
        let mut records = vec![Brought { entity: client.into(), record: household.client.into() }];
        for site in household.sites {
            self.owners.push(client);
            records.push(brought_site(self.owners.len() as u64, site));
        }
        for contact in household.contacts {
            let entity = EntityRef { kind: EntityKind::Contact, id: self.small() };
            records.push(Brought { entity, record: contact.into() });
        }
        for equipment in household.equipment {
            let entity = EntityRef { kind: EntityKind::Equipment, id: self.small() };
            records.push(Brought { entity, record: equipment.into() });
        }
        records
    }

    fn small(&mut self) -> u64 {
        self.next_small += 1;
        self.next_small - 1
    }

    /// One job with its visits: oldest first, today's last.
    fn job(&mut self, wish: &Wish, place: u64, records: &mut Vec<Brought>) {
        let others = wish.jobs - wish.todays();
        let is_today = place >= others;
        let days = u64::from(DAYS_BEHIND + DAYS_AHEAD + 1);
        let day = if is_today { u64::from(DAYS_BEHIND) } else { place * days / others.max(1) };
        let id = JobId(self.next_job);
        self.next_job += 1;
        let (site, offer) = (self.chance.below(self.owners.len()), self.chance.below(OFFERS.len()));
        let agreed = self.date(day) - Days::new(2);
        let agreed_at = at(agreed, 9, self.chance.below(60)).min(self.now - Duration::hours(1));
        let mut job = Job::new(self.owners[site], self.chance.pick(OFFERS[offer].titles), agreed_at);
        job.site = Some(SiteId(site as u64 + 1));
        job.services = vec![ServiceId(offer as u64 + 1)];
        job.price = OFFERS[offer].service(self.business.currency).price;
        let trips = if is_today { 1 } else { wish.trips(place, others) };
        let mut visits = Vec::new();
        for trip in 0..trips {
            let from = usize::try_from(day + 3 * trip).unwrap_or(usize::MAX);
            let slot = self.slot(from, is_today);
            let Some((slot, who)) = slot else { break };
            let last = trip + 1 == trips;
            visits.push(self.visit(id, &mut job, slot, who, last));
        }
        if visits.is_empty() {
            visits.push(Visit::new(id, 60));
        }
        self.settle(&mut job, &visits);
        records.push(Brought { entity: id.into(), record: job.into() });
        for visit in visits {
            let entity = EntityRef { kind: EntityKind::Visit, id: self.next_visit };
            records.push(Brought { entity, record: visit.into() });
            self.next_visit += 1;
        }
    }

    /// The next free place of some technician on a working day from a day on; today's are kept for the end.
    fn slot(&mut self, from: usize, is_today: bool) -> Option<(Slot, TechnicianId)> {
        for day in from..self.taken.len() {
            let date = self.date(day as u64);
            let works = is_today || (date != self.today && !self.business.hours.on(weekday(date)).is_empty());
            let first = self.chance.below(self.taken[day].len());
            let all = (first..self.taken[day].len()).chain(0..first);
            let Some(who) = all.into_iter().find(|who| works && self.taken[day][*who] < PLACES) else {
                continue;
            };
            let place = i64::from(self.taken[day][who]);
            self.taken[day][who] += 1;
            let length = 45 + 15 * u32::try_from(self.chance.below(2)).unwrap_or(0);
            let span = Span::of_minutes(at(date, 8, 0) + Duration::minutes(90 * place), length)?;
            return Some((Slot::of_span(span, ZONE), TechnicianId(who as u64 + 1)));
        }
        None
    }

    /// A visit that has been carried out as far as the present moment allows.
    fn visit(&mut self, id: JobId, job: &mut Job, slot: Slot, who: TechnicianId, last: bool) -> Visit {
        let span = slot.span;
        let mut visit = Visit::new(id, u32::try_from(span.minutes()).unwrap_or(60));
        (visit.slot, visit.crew) = (Some(slot), Some(Crew::of(who)));
        visit.window = domain::arrival_window(span.start, self.business.window_minutes);
        let told = (span.start - Duration::hours(16)).max(job.agreed_at);
        if span.start > self.now && (told > self.now || self.chance.percent(60)) {
            return visit;
        }
        let mut enter = |state: VisitState, at: Moment| {
            if at <= self.now {
                visit.state = state.clone();
                visit.history.push(StateChange { state, at, by: OFFICE.to_owned() });
            }
        };
        enter(VisitState::Confirmed, told);
        enter(VisitState::EnRoute, span.start - Duration::minutes(15));
        enter(VisitState::OnSite, span.start + Duration::minutes(self.chance.between(-5, 20)));
        let left = || "Come back with the part".to_owned();
        let locked = self.now - span.end < Duration::days(14) && self.chance.percent(3);
        let outcome = match last {
            true if locked => Outcome::NoAccess,
            true => Outcome::Completed,
            false => Outcome::Partial { left: left() },
        };
        enter(VisitState::Done(outcome), span.end + Duration::minutes(25));
        visit.told_at = Some(told);
        if let Some(window) = visit.window {
            job.promises.push(Promise { term: Term::Window(window), at: told, by: OFFICE.to_owned() });
        }
        visit
    }

    /// Completes, verifies, bills and closes a job whose visits are over, as its age allows; a few were
    /// called off, and some of the last month are on hold or not declared complete.
    fn settle(&mut self, job: &mut Job, visits: &[Visit]) {
        let Some(ended) = visits.iter().filter_map(Visit::ended_at).max() else { return };
        let is_open =
            |visit: &Visit| visit.state.is_live() || visit.state == VisitState::Done(Outcome::NoAccess);
        if visits.iter().any(is_open) {
            return;
        }
        let by = OFFICE.to_owned();
        let is_recent = self.now - ended < Duration::days(30);
        match self.chance.below(100) {
            0 | 1 => {
                let (reason, asked_by) = ("Client changed their mind".to_owned(), "client".to_owned());
                job.cancellation = Some(JobCancellation { at: ended, by, reason, asked_by });
            }
            2 if is_recent => {
                let look_again = self.today + Days::new(2);
                let note = String::new();
                job.hold = Some(Hold { reason: HoldReason::Parts, owner: by, look_again, note, at: ended });
            }
            3 if is_recent => {}
            _ => self.close(job, ended),
        }
    }

    fn close(&mut self, job: &mut Job, ended: Moment) {
        let now = self.now;
        let after = |hours: i64| Some(ended + Duration::hours(hours)).filter(|at| *at <= now);
        let (by, outcome) = (OFFICE.to_owned(), self.chance.pick(OFFERS[0].done).to_owned());
        let completed = after(1);
        job.completion = completed.map(|at| Completion { at, by: by.clone(), outcome, parts: Vec::new() });
        let verified = after(self.chance.between(6, 96)).filter(|_| completed.is_some());
        job.verification = verified.map(|at| Verification { at, by, how: VerifiedBy::Client });
        let paid = after(self.chance.between(100, 900)).filter(|_| verified.is_some());
        job.invoice = match (verified, paid) {
            (_, Some(_)) => InvoiceStatus::Paid,
            (Some(_), None) => InvoiceStatus::Invoiced,
            (None, None) => InvoiceStatus::NotInvoiced,
        };
        job.closed_at = paid;
    }

    fn date(&self, day: u64) -> NaiveDate {
        self.today - Days::new(u64::from(DAYS_BEHIND)) + Days::new(day)
    }
}

fn brought_site(id: u64, site: Site) -> Brought {
    Brought { entity: SiteId(id).into(), record: site.into() }
}

fn weekday(date: NaiveDate) -> chrono::Weekday {
    chrono::Datelike::weekday(&date)
}

fn at(date: NaiveDate, hour: u32, minute: usize) -> Moment {
    let minute = u32::try_from(minute).unwrap_or(0);
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    place_local(date.and_time(time), ZONE).moment()
}
