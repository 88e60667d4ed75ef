//! Busy times and holidays into a store: new, changed, gone, and nothing twice.

use domain::{EntityKind, Event, EventKind, Technician, TechnicianId, free_spans, working_time};

use crate::import::{CalendarReport, ImportOptions};
use crate::{App, Clock, usual_business};

/// A Tuesday morning in November.
const NOW: &str = "2026-11-24T09:00:00Z";

fn desk() -> App {
    let business =
        usual_business("Kerr & Co", domain::Tz::Europe__London, domain::Currency::new("GBP").unwrap());
    let mut app = App::in_memory(business, Clock::Fixed(NOW.parse().unwrap()), "mia").unwrap();
    let hours = app.business().unwrap().hours;
    for name in ["Dana", "Ravi"] {
        let technician = Technician { name: name.into(), hours: hours.clone(), ..Technician::default() };
        app.run(domain::Command::Add(technician.into())).unwrap();
    }
    app
}

fn calendar(events: &[&str]) -> String {
    let event = |event: &&str| format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", event.replace('\n', "\r\n"));
    let events = events.iter().map(event).collect::<Vec<_>>().concat();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}

fn options() -> ImportOptions {
    ImportOptions { file_name: Some("roster.ics".into()), ..ImportOptions::default() }
}

fn busy(app: &mut App, text: &str) -> CalendarReport {
    app.import_busy(text.as_bytes(), Some(TechnicianId(1)), &options()).unwrap()
}

fn events(app: &App) -> Vec<Event> {
    let (rows, _) = app.list(EntityKind::Event, 1_000, 0).unwrap();
    rows.into_iter().map(|(_, stored)| stored.record.try_into().unwrap()).collect()
}

const WEEKLY: &str = "UID:yoga\nSUMMARY:Yoga\nDTSTART;TZID=Europe/London:20261124T120000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4";
const DENTIST: &str = "UID:tooth\nSUMMARY:Dentist\nDTSTART:20261125T100000Z\nDTEND:20261125T110000Z";

#[test]
fn a_calendar_comes_in_as_one_operation_and_again_changes_nothing() {
    let mut app = desk();
    let before = app.last_operation().unwrap();
    let text = calendar(&[WEEKLY, DENTIST]);
    let report = busy(&mut app, &text);
    assert_eq!((report.created, report.matched, report.removed), (5, 0, 0), "{report:?}");
    assert_eq!(report.operation, Some(before + 1));
    let all = events(&app);
    assert!(
        all.iter().all(|event| event.technician == Some(TechnicianId(1)) && event.kind == EventKind::Busy)
    );
    let again = busy(&mut app, &text);
    assert_eq!((again.operation, again.created, again.updated, again.matched), (None, 0, 0, 5));
    app.undo(None).unwrap();
    assert!(events(&app).is_empty(), "one undo takes all of it back");
}

#[test]
fn what_moved_is_changed_and_what_vanished_is_removed() {
    let mut app = desk();
    busy(&mut app, &calendar(&[WEEKLY, DENTIST]));
    let moved = "UID:yoga\nSUMMARY:Yoga\nRECURRENCE-ID;TZID=Europe/London:20261201T120000\nDTSTART;TZID=Europe/London:20261201T150000\nDURATION:PT1H";
    let report = busy(&mut app, &calendar(&[WEEKLY, moved]));
    assert_eq!((report.created, report.updated, report.matched, report.removed), (0, 1, 3, 1), "{report:?}");
    assert!(report.lines().iter().any(|line| line.contains("1 removed")));
    let all = events(&app);
    assert_eq!(all.len(), 4);
    assert!(
        all.iter()
            .any(|event| event.span().start == "2026-12-01T15:00:00Z".parse::<domain::Moment>().unwrap())
    );
    // Somebody else's calendar of the same name is another source.
    let other = app.import_busy(calendar(&[DENTIST]).as_bytes(), Some(TechnicianId(2)), &options()).unwrap();
    assert_eq!((other.created, other.removed), (1, 0));
}

#[test]
fn a_dry_run_and_a_bad_file_write_nothing() {
    let mut app = desk();
    let before = app.last_operation().unwrap();
    let dry = ImportOptions { dry_run: true, ..options() };
    let text = calendar(&[DENTIST]);
    let report = app.import_busy(text.as_bytes(), None, &dry).unwrap();
    assert_eq!((report.created, report.operation), (1, None));
    let bad =
        calendar(&[DENTIST, "UID:no time", "UID:late\nDTSTART:20261125T100000Z\nDTEND:20261125T090000Z"]);
    let report = busy(&mut app, &bad);
    assert!(report.rejected);
    let lines: Vec<u64> = report.errors.iter().map(|error| error.row).collect();
    assert_eq!(lines, [9, 12]);
    assert!(report.errors[1].reason.contains("ends before it begins"));
    for cut in ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "Date,Name\r\n2026-12-25,x\r\n"] {
        assert!(busy(&mut app, cut).rejected, "{cut}");
    }
    assert_eq!(app.last_operation().unwrap(), before);
    let skip = ImportOptions { skip_bad: true, ..options() };
    let report = app.import_busy(bad.as_bytes(), None, &skip).unwrap();
    assert_eq!((report.created, report.skipped, report.errors.len()), (1, 2, 2));
}

#[test]
fn free_time_is_less_what_the_calendar_takes() {
    let mut app = desk();
    let away = "UID:off\nSUMMARY:Leave\nDTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261128\nX-MICROSOFT-CDO-BUSYSTATUS:OOF";
    busy(&mut app, &calendar(&[DENTIST, away]));
    let day = |text: &str| text.parse().unwrap();
    let slice = app.day(day("2026-11-25")).unwrap().slice;
    let free: i64 =
        free_spans(&slice, TechnicianId(1), day("2026-11-25")).iter().map(domain::Span::minutes).sum();
    let works: i64 =
        working_time(&slice, TechnicianId(1), day("2026-11-25")).iter().map(domain::Span::minutes).sum();
    assert_eq!(works - free, 60);
    let view = app.day(day("2026-11-27")).unwrap();
    let lane = |name: &str| view.lanes.iter().find(|lane| lane.short == name).unwrap();
    assert_eq!((lane("Dana").working_minutes, lane("Dana").events.len()), (0, 1), "time off is not worked");
    assert!(lane("Ravi").working_minutes > 0 && lane("Ravi").events.is_empty());
    assert_eq!(lane("Dana").events[0].kind, EventKind::TimeOff);
}

#[test]
fn holidays_close_the_business_once() {
    let mut app = desk();
    let ics = calendar(&[
        "UID:1\nSUMMARY:Christmas Day\nTRANSP:TRANSPARENT\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226",
        "UID:2\nSUMMARY:Boxing Day\nDTSTART;VALUE=DATE:20261228",
    ]);
    let report = app.import_holidays(ics.as_bytes(), &options()).unwrap();
    assert_eq!((report.created, report.matched), (2, 0), "{report:?}");
    assert!(report.operation.is_some());
    let closed = app.business().unwrap().exceptions;
    let said: Vec<String> = closed.iter().map(|day| format!("{} {}", day.date, day.reason)).collect();
    assert_eq!(said, ["2026-12-25 Christmas Day", "2026-12-28 Boxing Day"]);
    assert!(closed.iter().all(|day| day.intervals.is_empty()));
    let again = app.import_holidays(ics.as_bytes(), &options()).unwrap();
    assert_eq!((again.operation, again.matched), (None, 2));
    for (table, days) in [
        ("Date,Name\n2027-01-01,New Year\n2026-12-25,Christmas Day\n", 1),
        ("sep=;\nHoliday;Date\nEaster Monday;29.03.2027\nMay Day;03.05.2027\n", 2),
        ("day,name\n\"Friday, 25 December 2026\",Christmas\n26 March 2027,Good Friday\n", 1),
    ] {
        let report = app.import_holidays(table.as_bytes(), &options()).unwrap();
        assert_eq!((report.created, report.rejected), (days, false), "{table}: {report:?}");
    }
    let bad = app.import_holidays(b"Date,Name\n2026-13-45,Never\n", &options()).unwrap();
    assert!(bad.rejected && bad.errors[0].row == 2, "{bad:?}");
}
