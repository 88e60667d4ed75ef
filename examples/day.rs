//! Makes a day of so many technicians and jobs, plans it, and prints the objective each time it gets better.
//!
//! `cargo run --release --example day -- [--technicians 12] [--jobs 80] [--seconds 2] [--day 1] [--seed 1]
//! [--threads 1]`
//!
//! The day is made of the records the desk has: skills, homes, lunches, told windows, urgent work, crews of two and
//! a third of the jobs in places already. `--day` draws another one, `--seed` another search of the same day,
//! `--threads` has several go on at once. The columns are milliseconds, urgent visits without a place, promises
//! broken, visits without a place, minutes of overtime and travel, and the cost: the whole objective in minutes, what
//! is without a place left aside. The plan follows, a line for each technician.

#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use app::demo::Chance;
use app::{Threads, usual_business};
use chrono::{NaiveDate, NaiveTime};
use domain::{
    Client, ClientId, Crew, Currency, Interval, Job, JobId, Moment, Position, Priority, Promise, Service,
    ServiceId, Site, SiteId, Skill, Slice, Slot, Span, Technician, TechnicianId, Term, Tz, Visit, VisitId,
    WeekHours,
};
use planner::day::{DayAsk, DayFigures, DayPlan, DayProblem, TRAVEL_PRICE, Wishes};
use planner::solve::{Solution, Watch, solve_side_by_side};

const ZONE: Tz = Tz::Europe__London;
const SKILLS: [&str; 4] = ["gas", "electrical", "plumbing", "heating"];

fn main() -> Result<()> {
    let wish = Wish::read(std::env::args().skip(1))?;
    let slice = make_day(&wish)?;
    let tray = slice.visits.iter().filter(|(_, visit)| visit.is_in_tray()).map(|(id, _)| *id).collect();
    let now = wish.date.and_time(NaiveTime::MIN).and_utc() - chrono::Duration::hours(6);
    let ask = DayAsk {
        date: wish.date,
        now,
        tray,
        wishes: Wishes::default(),
        delays: std::collections::BTreeMap::new(),
    };
    let begun = Instant::now();
    let day = DayProblem::of(&slice, &ask);
    println!(
        "{:>8} {:>6} {:>8} {:>8} {:>8} {:>6} {:>8}",
        "ms", "urgent", "promises", "unserved", "overtime", "travel", "cost"
    );
    let mut clock = Clock { begun, limit: wish.limit, found: Vec::new() };
    let solution = solve_side_by_side(&day.problem, wish.seed, wish.threads.into(), &mut clock);
    let took = begun.elapsed();
    for (at, better) in &clock.found {
        println!("{}", line(*at, &day.plan(&slice, better).figures, better));
    }
    let plan = day.plan(&slice, &solution);
    println!("{}", line(took, &plan.figures, &solution));
    print_plan(&slice, &plan);
    Ok(())
}

/// What is asked for.
struct Wish {
    technicians: u64,
    jobs: u64,
    limit: Duration,
    day: u64,
    seed: u64,
    threads: Threads,
    date: NaiveDate,
}

impl Wish {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let date = NaiveDate::from_ymd_opt(2026, 11, 24).context("a Tuesday")?;
        let mut wish = Wish {
            technicians: 12,
            jobs: 80,
            limit: Duration::from_secs(2),
            day: 1,
            seed: 1,
            threads: Threads::default(),
            date,
        };
        while let Some(name) = arguments.next() {
            let value = arguments.next().with_context(|| format!("{name} lacks its number"))?;
            let whole = || value.parse::<u64>().with_context(|| format!("{name} {value} is no whole number"));
            match name.as_str() {
                "--technicians" => wish.technicians = whole()?,
                "--jobs" => wish.jobs = whole()?,
                "--day" => wish.day = whole()?,
                "--seed" => wish.seed = whole()?,
                "--threads" => {
                    wish.threads = Threads::try_from(u32::try_from(whole()?)?).map_err(anyhow::Error::msg)?;
                }
                "--seconds" => {
                    let seconds: f64 =
                        value.parse().with_context(|| format!("--seconds {value} is no number"))?;
                    wish.limit = Duration::try_from_secs_f64(seconds).context("--seconds is no time")?;
                }
                _ => {
                    bail!("{name} is unknown: --technicians, --jobs, --seconds, --day, --seed or --threads")
                }
            }
        }
        ensure!(wish.technicians > 0, "--technicians 0: nobody would go");
        Ok(wish)
    }
}

/// Keeps what gets better; making places of it is left for later, since it takes time that the search should have.
struct Clock {
    begun: Instant,
    limit: Duration,
    found: Vec<(Duration, Solution)>,
}

impl Watch for Clock {
    fn goes_on(&mut self) -> bool {
        self.begun.elapsed() < self.limit
    }

    fn better(&mut self, solution: &Solution) {
        self.found.push((self.begun.elapsed(), solution.clone()));
    }
}

fn line(at: Duration, figures: &DayFigures, solution: &Solution) -> String {
    format!(
        "{:8.1} {:6} {:8} {:8} {:8} {:6} {:8}",
        at.as_secs_f64() * 1000.0,
        figures.unserved_urgent,
        figures.broken_promises,
        figures.unserved,
        figures.overtime,
        figures.travel,
        (solution.price - solution.terms.left_out) / i64::from(TRAVEL_PRICE)
    )
}

fn make_day(wish: &Wish) -> Result<Slice> {
    let mut chance = Chance::new(wish.day);
    let business = usual_business("Example", ZONE, Currency::new("GBP").context("a currency")?);
    let mut slice = Slice { business: Some(business), ..Slice::default() };
    let two = Service { name: "Work for two".to_owned(), crew_size: 2, ..Service::default() };
    slice.services.insert(ServiceId(1), two);
    for number in 1..=wish.technicians {
        slice.technicians.insert(TechnicianId(number), technician(&mut chance, number)?);
    }
    for number in 1..=wish.jobs {
        add_job(&mut slice, &mut chance, wish, number);
    }
    Ok(slice)
}

/// Somebody with two or three of the skills, who eats at noon.
fn technician(chance: &mut Chance, number: u64) -> Result<Technician> {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).context("a time of day");
    let morning = Interval::new(time(8, 0)?, time(12, 0)?).context("a morning")?;
    let afternoon = Interval::new(time(12, 30)?, time(17, 0)?).context("an afternoon")?;
    let day = vec![morning, afternoon];
    let skills = SKILLS.iter().filter(|_| chance.percent(65));
    let skills = skills.map(|name| Skill { name: (*name).to_owned(), level: 3 }).collect();
    Ok(Technician {
        name: format!("Technician {number}"),
        skills,
        home_position: position(chance),
        hours: WeekHours(std::array::from_fn(|_| day.clone())),
        ..Technician::default()
    })
}

/// Somewhere in a town of 22 by 22 kilometres.
fn position(chance: &mut Chance) -> Option<Position> {
    let off = |chance: &mut Chance| f64::from(u32::try_from(chance.below(2000)).unwrap_or(0)) / 10_000.0;
    Position::new(51.4 + off(chance), -0.3 + off(chance) * 1.6)
}

fn add_job(slice: &mut Slice, chance: &mut Chance, wish: &Wish, number: u64) {
    let client = Client { name: format!("Client {number}"), ..Client::default() };
    slice.clients.insert(ClientId(number), client);
    let site = Site { client: ClientId(number), position: position(chance), ..Site::default() };
    slice.sites.insert(SiteId(number), site);
    let midnight = wish.date.and_time(NaiveTime::MIN).and_utc();
    let agreed = midnight - chrono::Duration::days(3);
    let mut job = Job::new(ClientId(number), format!("Job {number}"), agreed);
    job.site = Some(SiteId(number));
    let skill = chance.pick(&SKILLS);
    job.skills = vec![Skill { name: skill.to_owned(), level: 2 }];
    if chance.percent(5) {
        job.services = vec![ServiceId(1)];
    }
    job.priority = if chance.percent(8) { Priority::Urgent } else { Priority::Normal };
    if chance.percent(40) {
        let start = midnight + chrono::Duration::hours(chance.between(8, 15));
        let window = Span { start, end: start + chrono::Duration::hours(2) };
        job.promises.push(Promise { term: Term::Window(window), at: agreed, by: "example".to_owned() });
    }
    let minutes = chance.pick(&[30, 45, 60, 75, 90]);
    let mut visit = Visit::new(JobId(number), minutes);
    if chance.percent(33) {
        place(&mut visit, chance, wish, midnight);
    }
    slice.jobs.insert(JobId(number), job);
    slice.visits.insert(VisitId(number), visit);
}

/// Puts a visit somewhere in the day, as a plan that was made in a hurry has it.
fn place(visit: &mut Visit, chance: &mut Chance, wish: &Wish, midnight: Moment) {
    let start = midnight + chrono::Duration::minutes(15 * chance.between(32, 62));
    visit.slot = Span::of_minutes(start, visit.minutes).map(|span| Slot::of_span(span, ZONE));
    visit.crew = Some(Crew::of(TechnicianId(1 + chance.draw() % wish.technicians)));
}

fn print_plan(slice: &Slice, plan: &DayPlan) {
    let mut slice = slice.clone();
    for arrangement in &plan.arrangements {
        let Some(mut visit) = slice.visits.get(&arrangement.visit).cloned() else { continue };
        let placement = arrangement.placement.clone().unwrap_or_default();
        let goes = arrangement.placement.is_none();
        visit.slot = placement.slot.or(visit.slot.filter(|_| !goes));
        visit.crew = placement.crew.or(visit.crew.filter(|_| !goes));
        slice.visits.insert(arrangement.visit, visit);
    }
    for (who, technician) in &slice.technicians {
        let mut visits: Vec<(Span, VisitId)> =
            slice.visits.live_of_technician(*who).map(|(id, span)| (span, id)).collect();
        visits.sort_unstable();
        let said: Vec<String> =
            visits.iter().map(|(span, id)| format!("{} {id}", span.start.format("%H:%M"))).collect();
        println!("{}: {}", technician.name, said.join(", "));
    }
    for left in &plan.left {
        println!("{} without a place: {}", left.visit, left.finding.sentence);
    }
}
