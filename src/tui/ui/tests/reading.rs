//! All that is said of a row of a menu can be read, on every screen.

use domain::{Service, ServiceId};

use super::*;

/// A store whose visit in the tray takes both technicians, so that much is said of each time.
fn for_two() -> App {
    let mut app = sample_store();
    let service = Service { name: "Boiler change".to_owned(), crew_size: 2, ..Service::default() };
    app.run(Command::Add(Record::Service(service))).unwrap();
    let mut job = domain::Job::try_from(app.show(JobId(3).into()).unwrap().record).unwrap();
    job.services = vec![ServiceId(1)];
    app.run(Command::Edit(JobId(3).into(), job.into())).unwrap();
    app
}

/// The words of a screen, without its frames.
fn words(screen: &str) -> String {
    let cells: String = screen.chars().map(|c| if "│─╭╮╰╯┌┐└┘|".contains(c) { ' ' } else { c }).collect();
    cells.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_term_of_a_time_for_two_can_be_read() {
    for (columns, rows) in [(80, 24), (60, 20), (40, 12)] {
        let mut script = Script::over(for_two(), columns, rows);
        script.press("3 a").sees("Who and when?");
        let query = app::SlotQuery::of(app::SlotsFor::Job(JobId(3)));
        let slot = script.app.slots(&query).unwrap().slots[0].clone();
        assert_eq!(slot.helpers.len(), 1);
        let mut seen = words(&script.screen());
        script.sees("F6 more").sees(" lines ");
        for _ in 0..40 {
            script.press("F6");
            seen.push(' ');
            seen.push_str(&words(&script.screen()));
        }
        for term in &slot.terms {
            let piece = words(&term.sentence);
            let found = piece.split(' ').all(|word| seen.contains(word));
            assert!(found, "{columns}x{rows} does not show “{piece}”:\n{}", script.screen());
        }
    }
}

#[test]
fn reading_on_ends_at_the_end_and_another_row_begins_at_its_beginning() {
    let mut script = Script::over(for_two(), 60, 20);
    script.press("3 a").sees("1-").press("F5").sees(" 1-");
    for _ in 0..20 {
        script.press("F6");
    }
    let end = script.screen();
    assert!(!end.contains(" 1-"), "{end}");
    script.press("Shift-Down");
    assert_eq!(script.screen(), end);
    script.press("Shift-Up");
    assert_ne!(script.screen(), end);
    script.press("F6 Down").sees(" 1-");
}
