//! Tests of bringing files in: one quirk each, on a store in memory.

mod added;
mod cards;
mod clients;
mod columns;
mod equipment;
mod jobs;
mod layouts;
mod preview;
mod properties;
mod refused;
mod staff;

use domain::{Client, Currency, EntityKind, Job, Record, Site, Technician, Visit};

use crate::import::{ImportKind, ImportOptions, ImportReport, read_map};
use crate::{App, Clock, usual_business};

/// A desk in London without any records but its business.
fn desk() -> App {
    let business = usual_business("Acme Heating", domain::Tz::Europe__London, Currency::new("GBP").unwrap());
    let clock = Clock::Fixed("2026-11-22T09:00:00Z".parse().unwrap());
    App::in_memory(business, clock, "me").unwrap()
}

/// Options with mappings, from the source `old`.
fn options(map: &[&str]) -> ImportOptions {
    let map = map.iter().map(|text| read_map(text).unwrap()).collect();
    ImportOptions { source: Some("old".into()), map, ..ImportOptions::default() }
}

/// Imports what must come in whole: undone it leaves the store as it was, and again it adds nothing.
fn brought(app: &mut App, kind: ImportKind, text: &str, options: &ImportOptions) -> ImportReport {
    let before = dump(app);
    let report = app.import(kind, text.as_bytes(), options).unwrap();
    assert!(!report.rejected, "{:#?}", report.errors);
    let after = dump(app);
    if report.operation.is_some() {
        app.undo(None).unwrap();
        assert_eq!(dump(app), before, "undo");
        app.redo().unwrap();
        assert_eq!(dump(app), after, "redo");
    }
    let again = app.import(kind, text.as_bytes(), options).unwrap();
    assert_eq!((again.operation, again.created, again.updated), (None, 0, 0), "{:#?}", again.lines());
    assert_eq!(dump(app), after, "again");
    report
}

/// Imports what must be rejected: nothing is written.
fn rejected(app: &mut App, kind: ImportKind, text: &str, options: &ImportOptions) -> ImportReport {
    let before = dump(app);
    let report = app.import(kind, text.as_bytes(), options).unwrap();
    assert!(report.rejected && report.operation.is_none() && !report.errors.is_empty(), "{report:#?}");
    assert_eq!(dump(app), before);
    report
}

fn dump(app: &App) -> String {
    let dumped = app.store.read(|reader| {
        let dump = reader.canonical_dump()?;
        Ok::<_, store::StoreError>(dump)
    });
    dumped.unwrap()
}

fn all(app: &App, kind: EntityKind) -> Vec<Record> {
    let page = app.store.read(|reader| reader.list(kind, 1000, 0)).unwrap();
    page.0.into_iter().map(|(_, stored)| stored.record).collect()
}

fn clients(app: &App) -> Vec<Client> {
    all(app, EntityKind::Client).into_iter().map(|record| record.try_into().unwrap()).collect()
}

fn sites(app: &App) -> Vec<Site> {
    all(app, EntityKind::Site).into_iter().map(|record| record.try_into().unwrap()).collect()
}

fn technicians(app: &App) -> Vec<Technician> {
    all(app, EntityKind::Technician).into_iter().map(|record| record.try_into().unwrap()).collect()
}

fn jobs(app: &App) -> Vec<Job> {
    all(app, EntityKind::Job).into_iter().map(|record| record.try_into().unwrap()).collect()
}

fn visits(app: &App) -> Vec<Visit> {
    all(app, EntityKind::Visit).into_iter().map(|record| record.try_into().unwrap()).collect()
}

/// What is said about one place of a file, as `line column reason`.
fn said(errors: &[crate::import::RowError]) -> Vec<String> {
    let say = |error: &crate::import::RowError| {
        format!("{} {} {}", error.row, error.column.as_deref().unwrap_or("-"), error.reason)
    };
    errors.iter().map(say).collect()
}
