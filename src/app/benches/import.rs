//! Import of a table of jobs, beside writing the same records without reading them from anywhere.

use std::fmt::Write;

use domain::{Brought, Command, Currency, Moment, Tz};
use truckroll_app::export::{ExportFormat, ExportKind, ExportQuery};
use truckroll_app::import::{Everything, ImportKind, ImportOptions};
use truckroll_app::{App, Clock, JobQuery, usual_business};

const ROWS: usize = 2_000;

fn main() {
    divan::main();
}

fn now() -> Moment {
    "2026-11-24T11:20:00Z".parse().expect("a fixed moment")
}

fn empty() -> App {
    let business = usual_business("Bench", Tz::Europe__London, Currency::new("GBP").expect("a currency"));
    App::in_memory(business, Clock::Fixed(now()), "bench").expect("a store in memory")
}

/// Jobs of a thousand clients, as a city's service desk lists them.
fn table() -> String {
    let kinds = ["Graffiti removal", "Bulky items", "Illegal dumping pickup", "Metal appliances"];
    let mut text = String::from("id,client,title,status,created,closed,address,zip,latitude,longitude\n");
    for row in 0..ROWS {
        let (kind, house) = (kinds[row % kinds.len()], row % 500 + 1);
        let status = if row % 5 == 0 { "Open" } else { "Closed" };
        let closed = if row % 5 == 0 { "" } else { "2026-11-20 10:00" };
        let _never_fails = writeln!(
            text,
            "1-{row},Client {},{kind} {row},{status},2026-11-01 09:{:02},{closed},{house} Elm Street,9{:04},34.{row:05},-118.4",
            row % 1000,
            row % 60,
            row % 10_000,
        );
    }
    text
}

fn filled() -> App {
    let mut app = empty();
    let options = ImportOptions { source: Some("bench".to_owned()), ..ImportOptions::default() };
    let report = app.import(ImportKind::Jobs, table().as_bytes(), &options).expect("an import");
    assert!(!report.rejected, "{:?}", report.errors);
    app
}

#[divan::bench(sample_count = 5)]
fn import_jobs(bencher: divan::Bencher<'_, '_>) {
    let table = table();
    let options = ImportOptions { source: Some("bench".to_owned()), ..ImportOptions::default() };
    bencher.with_inputs(empty).bench_local_values(|mut app| {
        app.import(ImportKind::Jobs, table.as_bytes(), &options).expect("an import")
    });
}

#[divan::bench(sample_count = 5)]
fn write_the_same_records(bencher: divan::Bencher<'_, '_>) {
    let records: Vec<Brought> = Everything::read(&everything(&filled())).expect("a file").into_records();
    bencher.with_inputs(|| (empty(), records.clone())).bench_local_values(|(mut app, records)| {
        app.run(Command::Import(records, "the bench".to_owned())).expect("an import")
    });
}

#[divan::bench(args = [ExportFormat::Csv, ExportFormat::Jsonl], sample_count = 5)]
fn export_jobs(bencher: divan::Bencher<'_, '_>, format: ExportFormat) {
    let app = filled();
    bencher.bench_local(|| written(&app, ExportKind::Jobs, format).len());
}

fn everything(app: &App) -> String {
    String::from_utf8(written(app, ExportKind::Everything, ExportFormat::Jsonl)).expect("UTF-8")
}

fn written(app: &App, kind: ExportKind, format: ExportFormat) -> Vec<u8> {
    let query = ExportQuery { kind, format, jobs: JobQuery::default(), with_access_notes: false };
    let mut out = std::io::Cursor::new(Vec::new());
    app.export(&query, &mut out).expect("an export");
    out.into_inner()
}
