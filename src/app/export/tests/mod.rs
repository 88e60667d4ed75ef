//! Tests of what goes out.

mod everything;
mod hostile;
mod round_trip;

use std::io::Cursor;

use domain::{Currency, Tz};

use super::{ExportFormat, ExportKind, ExportQuery};
use crate::import::{ImportKind, ImportOptions, ImportReport};
use crate::{App, Clock, JobQuery, usual_business};

fn clock() -> Clock {
    Clock::Fixed("2026-11-24T11:20:00Z".parse().unwrap())
}

/// The made-up firm, which has some of everything.
fn firm() -> App {
    crate::fixture::demo(7, clock().now(), "me")
}

/// A desk that has nothing but its business.
fn empty() -> App {
    let business = usual_business("Nobody yet", Tz::Europe__London, Currency::new("GBP").unwrap());
    App::in_memory(business, clock(), "me").unwrap()
}

fn query(kind: ExportKind, format: ExportFormat) -> ExportQuery {
    ExportQuery { kind, format, jobs: JobQuery::default(), with_access_notes: true }
}

fn written(app: &App, query: &ExportQuery) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    app.export(query, &mut out).unwrap();
    out.into_inner()
}

fn text(app: &App, kind: ExportKind, format: ExportFormat) -> String {
    String::from_utf8(written(app, &query(kind, format))).unwrap()
}

/// Every record, as text.
fn dump(app: &App) -> String {
    let dumped = app.store.read(|reader| {
        let dump = reader.canonical_dump()?;
        Ok::<_, store::StoreError>(dump)
    });
    dumped.unwrap()
}

/// The dump without the business, which no table has.
fn records(app: &App) -> Vec<String> {
    dump(app).lines().filter(|line| !line.starts_with("B-")).map(str::to_owned).collect()
}

/// Imports a file that must come in whole.
fn bring(app: &mut App, kind: ImportKind, file: &[u8]) -> ImportReport {
    let report = app.import(kind, file, &ImportOptions::default()).unwrap();
    assert!(!report.rejected, "{}", report.lines().join("\n"));
    report
}
