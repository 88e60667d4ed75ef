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
    let Interval { from, to } = hours(12, 13);
    let long_break = FloatingBreak { from, to, minutes: 61 };
    let cost = |minor, code| Currency::new(code).map(|currency| Money { minor, currency });
    refused_at(vec![
        (with(&|t| t.hourly_cost = cost(-1, "GBP")), Some("hourly_cost")),
        (with(&|t| t.hourly_cost = cost(3200, "USD")), Some("hourly_cost")),
        (with(&|t| t.skills = vec![skill("", 1)]), Some("skills")),
        (with(&|t| t.skills = vec![skill("gas", 0)]), Some("skills")),
        (with(&|t| t.hours.0[0] = vec![hours(8, 12), hours(11, 17)]), Some("hours")),
        (with(&|t| t.exceptions = vec![on(25, vec![]), on(25, vec![])]), Some("exceptions")),
        (with(&|t| t.exceptions = vec![on(25, vec![backwards])]), Some("exceptions")),
        (with(&|t| t.breaks = vec![long_break]), Some("breaks")),
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
fn what_is_wrong_with_when_and_with_what_is_named_by_field() {
    let edited = |change: &dyn Fn(&mut Job)| {
        let mut job = given().job().clone();
        change(&mut job);
        given().when(Command::Edit(JOB.into(), job.into()))
    };
    let backwards = Span { start: at("24 12:00"), end: at("24 12:00") };
    let field = |change: &dyn Fn(&mut Job)| edited(change).answer.unwrap_err().field().map(str::to_owned);
    assert_eq!(field(&|job| job.offered = vec![backwards]).as_deref(), Some("offered"));
    assert_eq!(field(&|job| job.collect_at = Some(ELM_STREET)).as_deref(), Some("collect_at"));
    assert_eq!(field(&|job| job.collect_minutes = Some(0)).as_deref(), Some("collect_minutes"));
    edited(&|job| job.collect_at = Some(SiteId(9))).refused("there is no site S-9");
    edited(&|job| job.collect_at = Some(PARK_AVENUE)).allowed();
    edited(&|job| job.offered = vec![span("24 09:00", 60)]).allowed();
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
    let began = given().placed().after(Command::Dispatch(VISIT, at("24 08:00")));
    let refusal = began.when(Command::Remove(JOB.into())).refused("J-1 is still used by V-1");
    assert_eq!(refusal.mends()[0].command.as_deref(), Some("job cancel J-1 REASON"));
    began.when(Command::Remove(VISIT.into())).refused("V-1 is dispatched, which stays on record");
    let collected = used.with(|slice| slice.jobs.get_mut(&JOB).unwrap().collect_at = Some(PARK_AVENUE));
    collected.when(Command::Remove(PARK_AVENUE.into())).refused("S-2 is still used by J-1");
    collected.when(Command::Remove(PATEL.into())).refused("S-2 is still used by J-1");
    let wished = given().with(|slice| slice.clients.get_mut(&KERR).unwrap().preferred = vec![RAVI]);
    wished.when(Command::Remove(RAVI.into())).refused("T-2 is still used by C-1");
}

#[test]
fn a_job_with_a_promise_or_an_ending_is_cancelled_and_not_removed() {
    let promised = given().after(Command::Promise(JOB, Term::By(at("26 17:00"))));
    let cancelled = given().after(Command::CancelJob(JOB, "moved".into(), "client".into()));
    let forgotten = |given: Given| given.with(|slice| slice.jobs.get_mut(&JOB).unwrap().promises.clear());
    let completed = forgotten(given().completed());
    let verified = forgotten(given().completed().after(Command::Verify(JOB, VerifiedBy::Client)));
    for (given, what, mend) in [
        (promised, "J-1 has a promise, which stays on record", "cancel it instead"),
        (completed, "J-1 has a completion", "cancel it instead"),
        (verified, "J-1 has a verification", "cancel it instead"),
        (cancelled, "J-1 has a cancellation", "leave it cancelled"),
    ] {
        let refusal = given.because("please").when(Command::Remove(JOB.into())).refused(what);
        assert!(refusal.mends()[0].sentence.contains(mend), "{refusal}");
    }
}

#[test]
fn an_edit_does_not_pull_the_ground_from_under_what_is_on_record() {
    let edit = |given: &Given, change: &dyn Fn(&mut Job)| {
        let mut job = given.job().clone();
        change(&mut job);
        given.when(Command::Edit(JOB.into(), job.into()))
    };
    let patel = |job: &mut Job| (job.client, job.site) = (PATEL, Some(PARK_AVENUE));
    let wish = |job: &mut Job| job.priority = Priority::High;
    edit(&given().placed(), &patel).allowed();
    let refusal = edit(&given().told(), &patel).refused("V-1 has begun for the client it has");
    assert_eq!(refusal.field(), Some("client"));
    edit(&given().told(), &wish).allowed();
    let agreed = |job: &mut Job| job.agreed_at = at("19 10:00");
    assert_eq!(edit(&given(), &agreed).refused("cannot be edited").field(), Some("agreed_at"));
    let cancelled = given().after(Command::CancelJob(JOB, "moved".into(), "client".into()));
    let closed = given().completed().with(|slice| {
        slice.jobs.get_mut(&JOB).unwrap().closed_at = Some(at("24 11:00"));
    });
    for (given, stage) in [(cancelled, "cancelled"), (closed, "closed")] {
        let refusal = edit(&given, &wish).refused(&format!("J-1 is {stage}, so it cannot be edited"));
        assert_eq!(refusal.mends()[0].command.as_deref(), Some("job reopen J-1 REASON"));
    }
    let site = |id, change: &dyn Fn(&mut Site)| {
        let mut site = given().slice.sites[&id].clone();
        change(&mut site);
        given().when(Command::Edit(SiteId::into(id), site.into()))
    };
    let refusal = site(ELM_STREET, &|site| site.client = PATEL).refused("cannot change while J-1 uses S-1");
    assert_eq!(refusal.field(), Some("client"));
    site(ELM_STREET, &|site| site.hazards = "dog".into()).allowed();
    site(PARK_AVENUE, &|site| site.client = KERR).allowed();
}

#[test]
fn names_and_titles_are_one_line() {
    let (decision, after) = given().when(Command::Add(client("Kerr\r\n&\tSons\n"))).allowed();
    assert_eq!(decision.summary, "Added client C-3 Kerr & Sons");
    assert_eq!(after.clients[&ClientId(3)].name, "Kerr & Sons");
    let named = |given: Given| given.slice.clients[&KERR].name.clone();
    assert_eq!(named(given().after(Command::Edit(KERR.into(), client("Mr\nKerr")))), "Mr Kerr");
    let import = Command::Import(vec![brought(KERR, client("Mrs\tKerr"))], "x".into());
    assert_eq!(named(given().after(import)), "Mrs Kerr");
    given().when(Command::Add(client("\n\t"))).refused("name: is missing");
    let mut job = Job::new(KERR, "No\nheat", at("24 08:00"));
    job.description = "line one\nline two".into();
    let (_, after) = given().when(Command::AddJob(Box::new(NewJob { job, placements: vec![] }))).allowed();
    let job = &after.jobs[&JobId(2)];
    assert_eq!((job.title.as_str(), job.description.as_str()), ("No heat", "line one\nline two"));
    let left = given().done(Outcome::Partial { left: "valve\nand pump".into() });
    assert_eq!(left.slice.visits[&VisitId(2)].purpose, "valve and pump");
}

#[test]
fn every_text_has_a_limit() {
    let (most, more) = ("x".repeat(64 * 1024), "x".repeat(64 * 1024 + 1));
    let over = |command: Command, field: &str| {
        let refusal = given().placed().when(command).refused("has 65537 bytes");
        assert_eq!(refusal.field(), Some(field));
    };
    let phones = |label: &String| Client {
        name: "Jones".into(),
        phones: vec![Phone { number: "1".into(), label: label.clone() }],
        ..Client::default()
    };
    given().when(Command::Add(phones(&most).into())).allowed();
    over(Command::Add(phones(&more).into()), "phones");
    let site = Site { client: KERR, name: "a".into(), zone: more.clone(), ..Site::default() };
    over(Command::Add(site.into()), "zone");
    over(Command::Note(JOB.into(), more.clone()), "text");
    over(Command::Answer(JOB, 0, Some(more.clone())), "answer");
    over(Command::CancelVisit(VISIT, more.clone()), "reason");
    over(Command::CancelJob(JOB, "x".into(), more.clone()), "asked_by");
    let hold = |owner: &str, note: &str| Command::Hold {
        job: JOB,
        reason: HoldReason::Parts,
        owner: owner.into(),
        look_again: day(26),
        note: note.into(),
    };
    over(hold(&more, ""), "owner");
    over(hold("Mia", &more), "note");
    over(Command::AddVisit(JOB, Placement::default(), 60, more.clone()), "purpose");
    let ravi = Command::Assign(VISIT, Crew::of(RAVI));
    assert_eq!(given().placed().because(&more).when(ravi).refused("65537").field(), Some("reason"));
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
