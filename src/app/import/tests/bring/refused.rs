//! What is rejected: with every reason, and without a trace.

use super::{brought, clients, desk, dump, jobs, options, rejected, said};
use crate::import::ImportKind::{Clients, Jobs, Services, Technicians};
use crate::import::ImportOptions;

#[test]
fn every_bad_row_is_told_and_nothing_is_written() {
    let mut app = desk();
    let file = "id,client,title,created,duration,price\n1,Kerr,A,2026-11-01,60,12\n2,Kerr,B,soon,x,12 EUR\n3,Kerr,C,2026-02-30,60,1\n";
    let report = rejected(&mut app, Jobs, file, &options(&[]));
    let places: Vec<(u64, &str)> =
        report.errors.iter().map(|error| (error.row, error.column.as_deref().unwrap_or("-"))).collect();
    assert_eq!(places, [(3, "created"), (3, "duration"), (3, "price"), (4, "created")]);
    assert_eq!((report.created, report.matched, report.records.len()), (0, 0, 0));
    let skip = ImportOptions { skip_bad: true, ..options(&[]) };
    let report = brought(&mut app, Jobs, file, &skip);
    assert_eq!((report.created, report.skipped, report.errors.len(), jobs(&app).len()), (1, 2, 4, 1));
}

#[test]
fn a_rehearsal_says_the_same_and_writes_nothing() {
    let mut app = desk();
    let before = dump(&app);
    let options = ImportOptions { dry_run: true, ..options(&[]) };
    let report = app.import(Clients, b"name\nKerr\nLane\n", &options).unwrap();
    assert_eq!((report.created, report.operation, report.rejected), (2, None, false));
    assert_eq!(dump(&app), before);
    assert!(report.lines()[0].starts_with("2 rows of clients from old would be imported"));
    brought(&mut app, Clients, "name\nKerr\nLane\n", &super::options(&[]));
    let report = app.import(Clients, b"name\nKerr\nLane\n", &options).unwrap();
    assert!(report.matched == 2 && report.lines()[0].starts_with("Nothing would be imported"));
}

#[test]
fn a_date_with_two_readings_needs_an_order() {
    let mut app = desk();
    let file = "id,client,title,created\n1,Kerr,A,01/02/2026\n2,Kerr,B,03/04/2026\n";
    let report = rejected(&mut app, Jobs, file, &options(&[]));
    assert!(said(&report.errors)[0].contains("--date-order"), "{:?}", report.errors);
    let order = ImportOptions { date_order: Some(domain::DateOrder::Dmy), ..options(&[]) };
    brought(&mut app, Jobs, file, &order);
    assert_eq!(jobs(&app)[0].agreed_at.to_rfc3339(), "2026-02-01T00:00:00+00:00");
}

#[test]
fn one_id_is_one_job() {
    let mut app = desk();
    let report = brought(&mut app, Jobs, "id,client,title\n1,Kerr,A\n1,Kerr,A\n", &options(&[]));
    assert_eq!((report.created, report.skipped, report.warnings.len()), (1, 1, 1));
    let report = rejected(&mut app, Jobs, "id,client,title\n1,Kerr,A\n1,Kerr,B\n", &options(&[]));
    assert_eq!(
        said(&report.errors),
        ["3 id “1” stands on line 2 already, with other values; give one of them another id"]
    );
}

#[test]
fn jobs_need_to_be_somebodys() {
    let mut app = desk();
    let report = rejected(&mut app, Jobs, "id,title\n1,A\n", &options(&[]));
    assert!(report.errors.len() == 1 && said(&report.errors)[0].contains("--client NAME"));
    let report =
        rejected(&mut app, Jobs, "id,title,client_id,site_id\n1,A,7,\n2,B,,9\n3,C,,\n", &options(&[]));
    let messages = said(&report.errors);
    assert!(messages[0].contains("no client with the id “7” of old"), "{messages:?}");
    assert!(messages[1].contains("no site with the id “9” of old"), "{messages:?}");
    assert!(messages[2].contains("names no client"), "{messages:?}");
}

#[test]
fn rows_that_name_nothing_and_wrong_values_are_told() {
    let mut app = desk();
    let report = rejected(&mut app, Technicians, "name,skills\n-,gas\nAnn,gas:9\n", &options(&[]));
    assert_eq!(report.errors.len(), 2);
    let report = rejected(&mut app, Services, "name,hours\nBig,900\n", &options(&[]));
    assert!(said(&report.errors)[0].contains("over 28 days"));
    let report = rejected(&mut app, Clients, "name,email\nKerr,nobody\n", &options(&[]));
    assert!(said(&report.errors)[0].contains("“nobody” is not an e-mail address"));
    assert!(clients(&app).is_empty());
}

#[test]
fn an_unreadable_file_is_a_rejected_one() {
    let mut app = desk();
    for file in ["", "name,b\n\"open,1\n", "%PDF-1.7\n"] {
        let report = rejected(&mut app, Clients, file, &options(&[]));
        assert!(!report.lines().is_empty());
    }
}
