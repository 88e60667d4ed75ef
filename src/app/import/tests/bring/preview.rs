//! How a file would be read, and stopping half-way.

use domain::{DateOrder, EntityKind};

use super::{all, desk, dump, options};
use crate::import::{DatesPreview, ImportKind, ImportOptions, ImportPreview, ImportStep, preview_import};

const CLIENTS: &str = "Name,Phone,Shoe size\nKerr,07700 900123,9\nPatel,,9\nJones,07700 900456,11\n";

fn preview(kind: ImportKind, text: &str, options: &ImportOptions) -> ImportPreview {
    preview_import(kind, text.as_bytes(), options).unwrap()
}

fn fields(preview: &ImportPreview) -> Vec<(&str, Option<&str>)> {
    preview.columns.iter().map(|column| (column.name.as_str(), column.field.as_deref())).collect()
}

#[test]
fn columns_are_shown_with_what_they_feed_and_their_first_values() {
    let seen = preview(ImportKind::Clients, CLIENTS, &options(&[]));
    assert_eq!(fields(&seen), [("Name", Some("name")), ("Phone", Some("phone")), ("Shoe size", None)]);
    assert_eq!(seen.columns[0].samples, ["Kerr", "Patel", "Jones"]);
    assert_eq!(seen.columns[1].samples, ["07700 900123", "07700 900456"], "blanks say nothing");
    assert_eq!(seen.columns[2].samples, ["9", "11"], "the same again says nothing");
    assert_eq!((seen.rows, seen.delimiter, seen.header_line), (3, Some(','), Some(1)));
    assert!(
        seen.fields.contains(&"email".to_owned()) && !seen.fields.contains(&"priority".to_owned()),
        "{:?}",
        seen.fields
    );
    assert_eq!(seen.errors, []);
    let seen = preview(ImportKind::Clients, CLIENTS, &options(&["Shoe size=tags", "Phone="]));
    assert_eq!(fields(&seen), [("Name", Some("name")), ("Phone", None), ("Shoe size", Some("tags"))]);
}

#[test]
fn a_mapping_that_says_nothing_is_shown_all_the_same() {
    let seen = preview(ImportKind::Clients, "Colour,Shoe size\nred,9\n", &options(&[]));
    assert_eq!(fields(&seen), [("Colour", None), ("Shoe size", None)]);
    assert_eq!(seen.errors.len(), 1);
}

#[test]
fn dates_that_can_be_read_two_ways_are_asked_about() {
    let file = "Title,Client,Start\nTap,Kerr,03/04/2026\nLeak,Kerr,05/06/2026\n";
    let seen = preview(ImportKind::Jobs, file, &options(&[]));
    let DatesPreview::Ambiguous { column, line, cell, readings } = &seen.dates else {
        panic!("{:?}", seen.dates)
    };
    assert_eq!((column.as_str(), *line, cell.as_str()), ("Start", 2, "03/04/2026"));
    let said = readings.map(|(order, day)| (order, day.to_string()));
    assert!(said.contains(&(DateOrder::Dmy, "2026-04-03".into())), "{said:?}");
    assert!(said.contains(&(DateOrder::Mdy, "2026-03-04".into())), "{said:?}");
    let given = ImportOptions { date_order: Some(DateOrder::Dmy), ..options(&[]) };
    assert_eq!(preview(ImportKind::Jobs, file, &given).dates, DatesPreview::Known(DateOrder::Dmy));
    let clear = file.replace("05/06/2026", "25/06/2026");
    assert_eq!(preview(ImportKind::Jobs, &clear, &options(&[])).dates, DatesPreview::Known(DateOrder::Dmy));
}

#[test]
fn jobs_of_nobody_ask_for_a_client() {
    let file = "Title\nTap drips\n";
    assert!(preview(ImportKind::Jobs, file, &options(&[])).needs_client);
    let given = ImportOptions { client: Some("Kerr".into()), ..options(&[]) };
    assert!(!preview(ImportKind::Jobs, file, &given).needs_client);
    assert!(!preview(ImportKind::Clients, CLIENTS, &options(&[])).needs_client);
}

#[test]
fn cards_have_no_columns() {
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kerr\r\nTEL:07700 900123\r\nEND:VCARD\r\n";
    let seen = preview(ImportKind::Clients, card, &options(&[]));
    assert_eq!((seen.rows, seen.layout.as_str(), seen.columns.len()), (1, "vCard", 0));
    assert!(preview_import(ImportKind::Clients, b"", &options(&[])).is_err());
}

fn many() -> String {
    let rows = (0..1000).map(|row| format!("Client {row},07700 {row:06}\n"));
    format!("Name,Phone\n{}", rows.collect::<String>())
}

#[test]
fn an_import_tells_how_far_it_is() {
    let mut app = desk();
    let mut steps = Vec::new();
    let mut tell = |step| {
        steps.push(step);
        true
    };
    let report = app.import_watched(ImportKind::Clients, many().as_bytes(), &options(&[]), &mut tell);
    assert_eq!(report.unwrap().unwrap().created, 1000);
    assert_eq!(steps.first(), Some(&ImportStep::Checking { done: 0, total: 1000 }));
    assert!(steps.contains(&ImportStep::Checking { done: 800, total: 1000 }));
    assert!(steps.contains(&ImportStep::Deciding));
    assert_eq!(steps.last(), Some(&ImportStep::Writing { done: 1000, total: 1000 }));
    assert_eq!(all(&app, EntityKind::Client).len(), 1000);
}

#[test]
fn stopped_at_any_step_it_leaves_nothing() {
    let file = many();
    let stops: [fn(&ImportStep) -> bool; 4] = [
        |step| matches!(step, ImportStep::Checking { done: 400, .. }),
        |step| matches!(step, ImportStep::Deciding),
        |step| matches!(step, ImportStep::Writing { done: 400, .. }),
        |step| matches!(step, ImportStep::Writing { done: 1000, .. }),
    ];
    for stops_at in stops {
        let mut app = desk();
        let before = dump(&app);
        let mut tell = |step| !stops_at(&step);
        let report = app.import_watched(ImportKind::Clients, file.as_bytes(), &options(&[]), &mut tell);
        assert_eq!(report.unwrap(), None);
        assert_eq!(dump(&app), before);
        let report = app.import(ImportKind::Clients, file.as_bytes(), &options(&[])).unwrap();
        assert_eq!(report.created, 1000, "and afterwards it can be done");
    }
}
