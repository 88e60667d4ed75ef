//! What goes out comes back in as it was.

use domain::{Command, EntityKind, EntityRef, Record, Tz};

use super::{bring, empty, firm, query, records, text, written};
use crate::export::{ExportFormat, ExportKind};
use crate::import::{ImportKind, ImportOptions};

/// Parents first.
const KINDS: [(ExportKind, ImportKind); 6] = [
    (ExportKind::Technicians, ImportKind::Technicians),
    (ExportKind::Services, ImportKind::Services),
    (ExportKind::Clients, ImportKind::Clients),
    (ExportKind::Equipment, ImportKind::Equipment),
    (ExportKind::Jobs, ImportKind::Jobs),
    (ExportKind::Visits, ImportKind::Visits),
];

#[test]
fn every_format_that_is_read_brings_the_same_records() {
    let app = firm();
    for format in [ExportFormat::Csv, ExportFormat::Jsonl] {
        let mut other = empty();
        for (out, back) in KINDS {
            bring(&mut other, back, &written(&app, &query(out, format)));
        }
        // What belongs to none of them (notes about sites and visits) stands in none of the files.
        let notes = records(&app).iter().filter(|line| line.starts_with("N-")).count();
        assert!(notes > 0);
        assert_eq!(records(&other), records(&app), "{}", format.word());
        for (out, back) in KINDS {
            let again = bring(&mut other, back, &written(&app, &query(out, format)));
            assert_eq!((again.operation, again.created, again.updated), (None, 0, 0), "{}", out.word());
        }
    }
}

#[test]
fn when_a_client_can_have_us_where_parts_wait_and_breaks_come_back() {
    let mut app = firm();
    let edit = |app: &mut crate::App, kind, change: &dyn Fn(&mut Record)| {
        let entity = EntityRef { kind, id: 1 };
        let mut record = app.show(entity).unwrap().record;
        change(&mut record);
        app.run(Command::Edit(entity, record)).unwrap();
    };
    let at = |text: &str| text.parse::<domain::Moment>().unwrap();
    let offer = domain::Span::new(at("2026-11-26T09:00:00Z"), at("2026-11-26T12:00:00Z")).unwrap();
    let (job, _) = app
        .store
        .read(|reader| {
            reader.jobs(
                &crate::JobFilter { stages: vec![domain::Stage::ToSchedule], ..Default::default() },
                1,
                0,
            )
        })
        .unwrap();
    let mut waiting = domain::Job::try_from(app.show(job[0].into()).unwrap().record).unwrap();
    let elsewhere = domain::SiteId(if waiting.site == Some(domain::SiteId(1)) { 2 } else { 1 });
    waiting.offered = vec![offer];
    (waiting.collect_at, waiting.collect_minutes) = (Some(elsewhere), Some(25));
    app.run(Command::Edit(job[0].into(), waiting.into())).unwrap();
    edit(&mut app, EntityKind::Technician, &|record| {
        let Record::Technician(technician) = record else { return };
        technician.breaks = domain::read_breaks("30m 11:30-14:00; 15m 15-16").unwrap();
    });
    let said = |app: &crate::App| {
        let all = records(app).join("\n");
        ["\"offered\"", "\"collect_at\"", "\"collect_minutes\":25", "\"breaks\""]
            .map(|name| all.contains(name))
    };
    assert_eq!(said(&app), [true; 4]);
    for format in [ExportFormat::Csv, ExportFormat::Jsonl] {
        let mut other = empty();
        for (out, back) in KINDS {
            bring(&mut other, back, &written(&app, &query(out, format)));
        }
        assert_eq!(records(&other), records(&app), "{}", format.word());
    }
}

#[test]
fn json_may_be_laid_out_in_another_way() {
    let app = firm();
    let file = text(&app, ExportKind::Services, ExportFormat::Jsonl);
    let values: Vec<serde_json::Value> =
        file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let pretty: Vec<String> =
        values.iter().map(|value| serde_json::to_string_pretty(value).unwrap()).collect();
    // serde_json sorts the names of fields; ours begin with these two.
    let ordered = |text: &str, kind: &str| {
        let head = format!("{{ \"kind\": \"service\",\n  \"id\": {kind},");
        let mut lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("  \"kind\"")).collect();
        lines.retain(|line| !line.starts_with("  \"id\""));
        lines[0] = &head;
        lines.join("\n")
    };
    let laid_out: Vec<String> =
        pretty.iter().zip(&values).map(|(text, value)| ordered(text, &value["id"].to_string())).collect();
    for file in [laid_out.join("\n"), format!("[\n{}\n]", laid_out.join(",\n"))] {
        let mut other = empty();
        bring(&mut other, ImportKind::Services, file.as_bytes());
        let services = |app: &crate::App| -> Vec<String> {
            records(app).into_iter().filter(|line| line.starts_with("SV-")).collect()
        };
        assert_eq!(services(&other), services(&app), "{file}");
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let app = firm();
    let mut other = empty();
    for (out, back) in KINDS.into_iter().rev() {
        if out != ExportKind::Visits {
            bring(&mut other, back, &written(&app, &query(out, ExportFormat::Csv)));
        }
    }
    assert_eq!(records(&other), records(&app));
}

#[test]
fn a_table_that_was_edited_changes_what_was_edited() {
    let mut app = firm();
    let file = text(&app, ExportKind::Clients, ExportFormat::Csv);
    let client = |app: &crate::App| -> domain::Client {
        let entity = EntityRef { kind: EntityKind::Client, id: 1 };
        app.show(entity).unwrap().record.try_into().unwrap()
    };
    let name = client(&app).name;
    let before = records(&app);
    let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
    let row = lines.iter().position(|line| line.starts_with(&format!("C-1,{name},"))).unwrap();
    lines[row] = lines[row].replacen(&format!("C-1,{name},"), &format!("C-1,{name},+44 113 496 0001; "), 1);
    let edited = lines.join("\r\n") + "\r\n";
    let rows_of_it = lines.iter().filter(|line| line.starts_with("C-1,")).count();
    assert_eq!(rows_of_it, 1, "the client was chosen for standing on one row");
    let report = bring(&mut app, ImportKind::Clients, edited.as_bytes());
    assert_eq!((report.created, report.updated), (0, 1));
    assert_eq!(client(&app).phones[0].number, "+44 113 496 0001");
    let changed = records(&app).iter().zip(&before).filter(|(now, then)| now != then).count();
    assert_eq!(changed, 1);
}

#[test]
fn facts_stay_as_they_are_on_record() {
    let mut app = firm();
    let file = text(&app, ExportKind::Jobs, ExportFormat::Csv);
    let mut other = empty();
    bring(&mut other, ImportKind::Jobs, file.as_bytes());
    let before = records(&other);
    let edited = file.replace(",not_invoiced,", ",paid,");
    assert_ne!(edited, file);
    let report = bring(&mut other, ImportKind::Jobs, edited.as_bytes());
    assert_eq!((report.operation, records(&other)), (None, before));
    assert!(
        report.warnings[0].reason.contains("invoice stay as they are on record"),
        "{:?}",
        report.warnings
    );
    // The file that was written before something happened does not take it back.
    let (job, _) = app.store.read(|reader| reader.jobs(&crate::JobFilter::default(), 1, 0)).unwrap();
    app.run(Command::Note(job[0].into(), "Rang back".to_owned())).unwrap();
    let before = records(&app);
    bring(&mut app, ImportKind::Jobs, file.as_bytes());
    assert_eq!(records(&app), before);
}

#[test]
fn a_file_of_another_store_is_refused() {
    let app = firm();
    let file = text(&app, ExportKind::Clients, ExportFormat::Csv);
    let mut other = empty();
    let stranger = domain::Client { name: "Somebody Else".into(), ..domain::Client::default() };
    other.run(Command::Add(Record::Client(stranger))).unwrap();
    let before = records(&other);
    let report = other.import(ImportKind::Clients, file.as_bytes(), &ImportOptions::default()).unwrap();
    assert!(report.rejected);
    let reason = &report.errors[0].reason;
    assert!(reason.starts_with("C-1 is “Somebody Else” here and “"), "{reason}");
    assert!(reason.contains("--source NAME"), "{reason}");
    assert_eq!(records(&other), before);
    // Named as another's, it comes in under numbers of its own.
    let named = ImportOptions { source: Some("old desk".into()), ..ImportOptions::default() };
    let report = other.import(ImportKind::Clients, file.as_bytes(), &named).unwrap();
    assert!(!report.rejected, "{}", report.lines().join("\n"));
}

#[test]
fn access_notes_go_out_only_when_they_are_asked_for() {
    let mut app = firm();
    let mut asked = query(ExportKind::Clients, ExportFormat::Jsonl);
    let (_, stored) = app
        .store
        .read(|reader| reader.list(EntityKind::Site, 1000, 0))
        .map(|(rows, _)| {
            let secret =
                |record: &Record| matches!(record, Record::Site(site) if !site.access_notes.is_empty());
            rows.into_iter().find(|(_, stored)| secret(&stored.record)).unwrap()
        })
        .unwrap();
    let Record::Site(site) = stored.record else { panic!("sites were asked for") };
    for format in [ExportFormat::Csv, ExportFormat::Json, ExportFormat::Jsonl] {
        asked.format = format;
        asked.with_access_notes = true;
        assert!(String::from_utf8(written(&app, &asked)).unwrap().contains(&site.access_notes));
        asked.with_access_notes = false;
        let file = written(&app, &asked);
        assert!(!String::from_utf8(file.clone()).unwrap().contains(&site.access_notes));
        // And an import of such a file does not wipe those on record.
        let before = records(&app);
        bring(&mut app, ImportKind::Clients, &file);
        assert_eq!(records(&app), before);
    }
}

#[test]
fn a_filter_narrows_jobs_and_visits() {
    let app = firm();
    let mut asked = query(ExportKind::Jobs, ExportFormat::Jsonl);
    asked.jobs.filter.stages = vec![domain::Stage::OnHold];
    let file = String::from_utf8(written(&app, &asked)).unwrap();
    assert!(file.lines().count() > 0);
    assert!(file.lines().all(|line| line.contains("\"stage\":\"on_hold\"")), "{file}");
    let day = domain::local_day("2026-11-24".parse().unwrap(), Tz::Europe__London);
    let mut asked = query(ExportKind::Visits, ExportFormat::Jsonl);
    (asked.jobs.from, asked.jobs.to) = (Some(day.start), Some(day.end));
    let today = String::from_utf8(written(&app, &asked)).unwrap().lines().count();
    let all = text(&app, ExportKind::Visits, ExportFormat::Jsonl).lines().count();
    assert!(0 < today && today < all, "{today} of {all}");
}
