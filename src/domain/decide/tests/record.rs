//! Records: add, edit, remove, notes, imports.

use crate::fixture::*;
use crate::*;

/// A field by name, and an edit that touches it.
type Touch<'a, T> = (&'a str, &'a dyn Fn(&mut T));

fn client(name: &str) -> Record {
    Record::Client(Client { name: name.into(), ..Client::default() })
}

#[test]
fn records_are_added_with_the_next_number() {
    let (decision, after) = given().when(Command::Add(client("Jones"))).allowed();
    assert_eq!(decision.summary, "Added client C-3 Jones");
    assert_eq!(after.clients[&ClientId(3)].name, "Jones");
    given()
        .when(Command::Add(Record::Job(Job::new(KERR, "x", at("24 08:00")))))
        .refused("cannot be added like this");
    given().when(Command::Add(Record::Visit(Visit::new(JOB, 60)))).refused("cannot be added like this");
    given().when(Command::Add(Record::Business(business()))).refused("business");
}

/// Adding each record is refused at that field; without one, because something it names is not there.
fn refused_at(rows: Vec<(Record, Option<&str>)>) {
    for (record, field) in rows {
        let refusal = given().when(Command::Add(record)).refused("");
        assert_eq!(refusal.field(), field, "{refusal}");
        assert!(field.is_some() || refusal.kind() == "not_found");
    }
}

#[test]
fn what_is_wrong_with_a_client_is_named_by_field() {
    let with = |emails: Vec<String>, barred| {
        Record::Client(Client { name: "Jones".into(), emails, barred, ..Client::default() })
    };
    refused_at(vec![
        (client(" "), Some("name")),
        (client(&"x".repeat(65 * 1024)), Some("name")),
        (with(vec!["a b@c".into()], vec![]), Some("emails")),
        (with(vec!["@c".into()], vec![]), Some("emails")),
        (with(vec![], vec![TechnicianId(9)]), None),
    ]);
}

#[test]
fn what_is_wrong_with_a_technician_is_named_by_field() {
    let with = |change: &dyn Fn(&mut Technician)| {
        let mut technician = Technician { name: "Ana".into(), ..Technician::default() };
        change(&mut technician);
        Record::Technician(technician)
    };
    let on = |number, intervals: Vec<Interval>| DayException {
        date: day(number),
        intervals,
        reason: String::new(),
    };
    let backwards = Interval { from: hours(9, 10).to, to: hours(9, 10).from };
    refused_at(vec![
        (with(&|t| t.skills = vec![skill("", 1)]), Some("skills")),
        (with(&|t| t.skills = vec![skill("gas", 0)]), Some("skills")),
        (with(&|t| t.hours.0[0] = vec![hours(8, 12), hours(11, 17)]), Some("hours")),
        (with(&|t| t.exceptions = vec![on(25, vec![]), on(25, vec![])]), Some("exceptions")),
        (with(&|t| t.exceptions = vec![on(25, vec![backwards])]), Some("exceptions")),
    ]);
    let fine = with(&|t| t.exceptions = vec![on(25, vec![]), on(26, vec![hours(9, 12), hours(20, 24)])]);
    given().when(Command::Add(fine)).allowed();
}

#[test]
fn what_is_wrong_with_other_records_is_named_by_field() {
    let service = Service { name: "x".into(), crew_size: 0, ..Service::default() };
    let site = |client, latitude| {
        let position = Some(Position { latitude, longitude: 0.0 });
        Record::Site(Site { client, position, ..Site::default() })
    };
    let note = Note { about: KERR.into(), at: at("24 08:00"), by: "Mia".into(), text: " ".into() };
    refused_at(vec![
        (Record::Service(service), Some("crew_size")),
        (site(KERR, 91.0), Some("position")),
        (site(ClientId(9), 1.0), None),
        (Record::Site(Site { client: KERR, ..Site::default() }), Some("address")),
        (Record::Contact(Contact { client: ClientId(9), name: "a".into(), ..Contact::default() }), None),
        (Record::Equipment(Equipment { site: SiteId(9), name: "a".into(), ..Equipment::default() }), None),
        (Record::Note(note), Some("text")),
    ]);
}

#[test]
fn edits_replace_a_record_by_one_of_its_kind() {
    let (decision, _) = given().when(Command::Edit(KERR.into(), client("Kerr & Sons"))).allowed();
    assert_eq!(decision.summary, "Edited client C-1 Kerr & Sons");
    given()
        .when(Command::Edit(KERR.into(), given().slice.get(KERR.into()).unwrap()))
        .refused("nothing would change");
    given()
        .when(Command::Edit(KERR.into(), given().slice.get(DANA.into()).unwrap()))
        .refused("is a technician, not a client");
    given().when(Command::Edit(ClientId(9).into(), client("x"))).refused("there is no client C-9");
    given()
        .when(Command::Edit(BusinessId(2).into(), Record::Business(business())))
        .refused("there is no business B-2");
}

#[test]
fn the_facts_of_a_job_are_never_edited() {
    let base = given().completed();
    let edit_job = |change: &dyn Fn(&mut Job)| {
        let mut job = base.job().clone();
        change(&mut job);
        base.when(Command::Edit(JOB.into(), job.into()))
    };
    edit_job(&|job| job.priority = Priority::Urgent).allowed();
    let facts: [Touch<Job>; 8] = [
        ("promises", &|job| job.promises.clear()),
        ("invoice", &|job| job.invoice = InvoiceStatus::Paid),
        ("hold", &|job| {
            job.hold = Some(Hold {
                reason: HoldReason::Parts,
                owner: "M".into(),
                look_again: day(25),
                note: String::new(),
                at: at("24 08:00"),
            });
        }),
        ("completion", &|job| job.completion = None),
        ("verification", &|job| {
            job.verification =
                Some(Verification { at: at("24 08:00"), by: "M".into(), how: VerifiedBy::Client });
        }),
        ("closed_at", &|job| job.closed_at = Some(at("24 08:00"))),
        ("cancellation", &|job| {
            job.cancellation = Some(JobCancellation {
                at: at("24 08:00"),
                by: "M".into(),
                reason: "r".into(),
                asked_by: "c".into(),
            });
        }),
        ("checklist", &|job| job.checklist.clear()),
    ];
    for (field, change) in facts {
        assert_eq!(edit_job(change).refused("cannot be edited").field(), Some(field));
    }
}

#[test]
fn the_facts_of_a_visit_are_never_edited() {
    let base = given().completed();
    let edit_visit = |change: &dyn Fn(&mut Visit)| {
        let mut visit = base.visit().clone();
        change(&mut visit);
        base.when(Command::Edit(VISIT.into(), visit.into()))
    };
    edit_visit(&|visit| visit.purpose = "first".into()).allowed();
    edit_visit(&|visit| visit.minutes = 0).refused("minutes: 0 minutes");
    let facts: [Touch<Visit>; 8] = [
        ("job", &|visit| visit.job = JobId(9)),
        ("slot", &|visit| visit.slot = None),
        ("crew", &|visit| visit.crew = None),
        ("window", &|visit| visit.window = None),
        ("told_at", &|visit| visit.told_at = None),
        ("state", &|visit| visit.state = VisitState::Planned),
        ("history", &|visit| visit.history.clear()),
        ("pinned", &|visit| visit.pinned = true),
    ];
    for (field, change) in facts {
        assert_eq!(edit_visit(change).refused("cannot be edited").field(), Some(field));
    }
}

#[test]
fn notes_are_written_and_never_rewritten() {
    let noted = given().after(Command::Note(KERR.into(), " dog in the yard ".into()));
    let note = noted.slice.notes[&NoteId(1)].clone();
    assert_eq!((note.text.as_str(), note.by.as_str(), note.at), ("dog in the yard", "Mia", at("24 08:00")));
    given().when(Command::Note(KERR.into(), " ".into())).refused("text: is missing");
    given().when(Command::Note(ClientId(9).into(), "x".into())).refused("there is no client C-9");
    let other = Record::Note(Note { text: "no dog".into(), ..note });
    let refusal = noted.when(Command::Edit(NoteId(1).into(), other)).refused("cannot be edited");
    assert!(refusal.mends()[0].sentence.contains("another note"));
}

#[test]
fn removing_takes_what_belongs_to_the_record_alone() {
    let boiler = Equipment { site: PARK_AVENUE, name: "boiler".into(), ..Equipment::default() };
    let contact = Contact { client: PATEL, name: "J. Patel".into(), ..Contact::default() };
    let full = given().after_all([
        Command::Add(boiler.into()),
        Command::Add(contact.into()),
        Command::Note(PARK_AVENUE.into(), "key under mat".into()),
    ]);
    let (decision, after) = full.when(Command::Remove(PATEL.into())).allowed();
    let gone: Vec<String> = decision.changes.iter().map(|change| change.entity.to_string()).collect();
    assert_eq!(gone, ["C-2", "CT-1", "S-2", "E-1", "N-1"]);
    assert!(after.notes.is_empty());
    full.when(Command::Remove(ClientId(9).into())).refused("there is no client C-9");
    full.when(Command::Remove(BusinessId(1).into())).refused("cannot be removed");
}

#[test]
fn what_is_used_or_has_happened_stays() {
    let used = given().placed();
    for (entity, by, mend) in [
        (EntityRef::from(KERR), "C-1 is still used by J-1", "client edit C-1 --inactive"),
        (ELM_STREET.into(), "S-1 is still used by J-1", "find S-1"),
        (DANA.into(), "T-1 is still used by V-1", "technician edit T-1 --inactive"),
        (BOILER.into(), "SV-1 is still used by J-1", "service edit SV-1 --inactive"),
    ] {
        let refusal = used.when(Command::Remove(entity)).refused(by);
        assert_eq!(refusal.mends()[0].command.as_deref(), Some(mend));
    }
    // A job goes with visits that never began, but not with one that did.
    assert_eq!(used.when(Command::Remove(JOB.into())).allowed().0.changes.len(), 2);
    let began = given().told();
    let refusal = began.when(Command::Remove(JOB.into())).refused("J-1 is still used by V-1");
    assert_eq!(refusal.mends()[0].command.as_deref(), Some("job cancel J-1 REASON"));
    began.when(Command::Remove(VISIT.into())).refused("V-1 is confirmed, which stays on record");
    let wished = given().with(|slice| slice.clients.get_mut(&KERR).unwrap().preferred = vec![RAVI]);
    wished.when(Command::Remove(RAVI.into())).refused("T-2 is still used by C-1");
}

fn brought(entity: impl Into<EntityRef>, record: impl Into<Record>) -> Brought {
    Brought { entity: entity.into(), record: record.into() }
}

#[test]
fn an_import_is_one_operation_and_all_or_nothing() {
    let site = Site { client: ClientId(3), name: "Mill".into(), ..Site::default() };
    // A child may stand before its parent.
    let rows = vec![brought(SiteId(3), site.clone()), brought(ClientId(3), client("Jones"))];
    let (decision, after) = given().when(Command::Import(rows, "clients.csv".into())).allowed();
    assert_eq!(decision.summary, "Imported clients.csv: 1 client, 1 site");
    assert_eq!((decision.fact, decision.changes[0].entity), (Fact::Imported, ClientId(3).into()));
    let again = vec![brought(SiteId(3), site), brought(ClientId(3), client("Jones"))];
    let same = Given { slice: after, ..given() };
    same.when(Command::Import(again, "clients.csv".into())).refused("nothing would change");
    let bad = vec![brought(ClientId(3), client("Jones")), brought(ClientId(4), client(""))];
    given().when(Command::Import(bad, "x".into())).refused("name: is missing");
    let orphan = vec![brought(SiteId(3), Site { client: ClientId(7), name: "a".into(), ..Site::default() })];
    given().when(Command::Import(orphan, "x".into())).refused("there is no client C-7");
    let confused = vec![brought(ClientId(3), Job::new(KERR, "x", at("24 08:00")))];
    given().when(Command::Import(confused, "x".into())).refused("C-3 cannot be a job");
}

#[test]
fn an_import_makes_facts_but_never_rewrites_them() {
    let mut history = Job::new(KERR, "Old job", at("01 08:00"));
    history.closed_at = Some(at("02 08:00"));
    given().when(Command::Import(vec![brought(JobId(2), history)], "jobs".into())).allowed();
    let told = given().told();
    let mut job = told.job().clone();
    job.promises.clear();
    let then = told.when(Command::Import(vec![brought(JOB, job.clone())], "jobs".into()));
    assert_eq!(then.refused("on record already").field(), Some("promises"));
    (job.promises, job.title) = (told.job().promises.clone(), "Boiler, no heat".into());
    told.when(Command::Import(vec![brought(JOB, job)], "jobs".into())).allowed();
}
