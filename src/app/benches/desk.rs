//! The use cases that a key press waits for, over a store in memory with a few thousand jobs.

use domain::{
    Brought, Client, ClientId, Command, Crew, Currency, EntityRef, Job, JobId, Moment, Record, Site, SiteId,
    Slot, Span, Technician, TechnicianId, Tz, Visit, VisitId,
};
use truckroll_app::{App, BoardQuery, Clock, Filter, Request, usual_business};

const JOBS: u64 = 5_000;
const TECHNICIANS: u64 = 20;

fn main() {
    divan::main();
}

fn now() -> Moment {
    "2026-11-24T11:20:00Z".parse().expect("a fixed moment")
}

fn brought(entity: impl Into<EntityRef>, record: impl Into<Record>) -> Brought {
    Brought { entity: entity.into(), record: record.into() }
}

/// A firm with its jobs spread an hour apart over its technicians, around now.
fn desk() -> App {
    let zone = Tz::Europe__London;
    let currency = Currency::new("GBP").expect("a currency");
    let business = usual_business("Bench", zone, currency);
    let hours = business.hours.clone();
    let mut app = App::in_memory(business, Clock::Fixed(now()), "bench").expect("a store in memory");
    let mut records = Vec::new();
    for id in 1..=TECHNICIANS {
        let technician =
            Technician { name: format!("Technician {id}"), hours: hours.clone(), ..Technician::default() };
        records.push(brought(TechnicianId(id), technician));
    }
    for id in 1..=JOBS / 5 {
        records.push(brought(ClientId(id), Client { name: format!("Client {id}"), ..Client::default() }));
        let mut site = Site { client: ClientId(id), ..Site::default() };
        site.address.street = format!("{id} Elm Street");
        records.push(brought(SiteId(id), site));
    }
    let begin = now() - chrono::Duration::days(60);
    for id in 1..=JOBS {
        let client = id % (JOBS / 5) + 1;
        let mut job = Job::new(ClientId(client), format!("boiler service {id}"), begin);
        job.site = Some(SiteId(client));
        records.push(brought(JobId(id), job));
        let turn = i64::try_from(id / TECHNICIANS).expect("few turns");
        let start = begin + chrono::Duration::hours(turn * 24 / 4);
        let mut visit = Visit::new(JobId(id), 60);
        visit.slot = Span::of_minutes(start, 60).map(|span| Slot::of_span(span, zone));
        visit.crew = (id % 7 != 0).then(|| Crew::of(TechnicianId(id % TECHNICIANS + 1)));
        records.push(brought(VisitId(id), visit));
    }
    app.run(Command::Import(records, "the bench".to_owned())).expect("an import");
    app
}

#[divan::bench]
fn day(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    let date = app.today_date().expect("a date");
    bencher.bench_local(|| app.day(date).expect("a day"));
}

#[divan::bench]
fn day_to_plan(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    let date = app.today_date().expect("a date");
    bencher.bench_local(|| app.day_to_plan(date).expect("a day"));
}

/// What a program reads of a day: written as JSON and looked through for what could steer a terminal.
#[divan::bench]
fn day_as_json(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    let day = app.day(app.today_date().expect("a date")).expect("a day");
    bencher.bench_local(|| {
        let written = serde_json::to_string(&day).expect("a text");
        domain::visible(&written).len()
    });
}

#[divan::bench]
fn today(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    bencher.bench_local(|| app.today().expect("today"));
}

#[divan::bench]
fn week(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    let date = app.today_date().expect("a date");
    bencher.bench_local(|| app.week(date, &Filter::default()).expect("a week"));
}

#[divan::bench]
fn month(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    let date = app.today_date().expect("a date");
    bencher.bench_local(|| app.month(date, &Filter::default()).expect("a month"));
}

#[divan::bench]
fn client_card(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    bencher.bench_local(|| app.client_card(ClientId(7), false).expect("a client"));
}

#[divan::bench]
fn job_card(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    bencher.bench_local(|| app.job_card(JobId(7)).expect("a job"));
}

#[divan::bench(args = ["", "b", "bo", "client", "client 77"])]
fn clients(bencher: divan::Bencher<'_, '_>, text: &str) {
    let app = desk();
    bencher.bench_local(|| app.clients(text, 60, 0).expect("clients"));
}

#[divan::bench]
fn board(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    bencher.bench_local(|| app.board(&BoardQuery::default()).expect("a board"));
}

#[divan::bench(args = ["b", "boiler", "client 77", "elm 4"])]
fn find(bencher: divan::Bencher<'_, '_>, text: &str) {
    let app = desk();
    bencher.bench_local(|| app.find(text, 50).expect("a search"));
}

#[divan::bench(args = ["7", "b", "client 77"])]
fn locate(bencher: divan::Bencher<'_, '_>, text: &str) {
    let app = desk();
    bencher.bench_local(|| app.locate(text, 8).expect("places"));
}

#[divan::bench]
fn tray(bencher: divan::Bencher<'_, '_>) {
    let app = desk();
    bencher.bench_local(|| app.tray(&Filter::default(), 200, 0).expect("a tray"));
}

#[divan::bench]
fn assign_and_undo(bencher: divan::Bencher<'_, '_>) {
    let mut app = desk();
    let request = Request::new(Command::Assign(VisitId(7), Crew::of(TechnicianId(1)))).because("bench");
    bencher.bench_local(|| {
        app.execute(&request).expect("an assignment");
        app.undo(None).expect("an undo");
    });
}
