//! The life of records, and what undo would meet.

use domain::{
    Client, ClientId, Command, Contact, Crew, Currency, EntityKind, Job, JobId, Moment, NewJob, Outcome,
    Placement, Record, Site, Slot, Span, Technician, TechnicianId, Term, Tz, VisitId, WindowChoice,
};

use crate::view::{FieldLine, TimelineView};
use crate::{App, Clock, usual_business};

const ZONE: Tz = Tz::Europe__London;

fn at(text: &str) -> Moment {
    format!("2026-11-{text}:00Z").parse().unwrap()
}

fn desk() -> App {
    let business = usual_business("Northside", ZONE, Currency::new("GBP").unwrap());
    let hours = business.hours.clone();
    let mut desk = App::in_memory(business, Clock::Fixed(at("24T11:20")), "Mia").unwrap();
    desk.run(Command::Add(Client { name: "Kerr".into(), ..Client::default() }.into())).unwrap();
    let dana = Technician { name: "Dana".into(), hours, ..Technician::default() };
    desk.run(Command::Add(Record::Technician(dana))).unwrap();
    let job = Job::new(ClientId(1), "Boiler no heat", at("20T10:00"));
    desk.run(Command::AddJob(Box::new(NewJob { job, placements: vec![Placement::default()] }))).unwrap();
    desk
}

fn slot(start: &str, minutes: u32) -> Slot {
    Slot::of_span(Span::of_minutes(at(start), minutes).unwrap(), ZONE)
}

/// What the newest operation says of a field: before and after.
fn newest<'v>(view: &'v TimelineView, name: &str) -> (&'v str, &'v str) {
    let fields = &view.operations[0].fields;
    let line: &FieldLine = fields
        .iter()
        .find(|line| line.name == name)
        .unwrap_or_else(|| panic!("no field “{name}” in {fields:?}"));
    (line.before.as_deref().unwrap_or("-"), line.after.as_deref().unwrap_or("-"))
}

#[test]
fn a_job_tells_what_became_of_its_visits_in_words() {
    let mut desk = desk();
    let place = |slot, crew| Placement { slot: Some(slot), crew };
    let crew = Some(Crew::of(TechnicianId(1)));
    desk.run(Command::Schedule(VisitId(1), place(slot("24T12:00", 60), crew), WindowChoice::Ask)).unwrap();
    let view = desk.timeline(JobId(1).into(), 50).unwrap();
    assert_eq!(newest(&view, "slot"), ("-", "Tue 24 Nov 2026 12:00-13:00"));
    assert_eq!(newest(&view, "crew"), ("-", "T-1 Dana"));
    desk.run(Command::Move(VisitId(1), place(slot("25T09:00", 60), None), WindowChoice::Keep)).unwrap();
    let view = desk.timeline(VisitId(1).into(), 50).unwrap();
    assert_eq!(newest(&view, "slot"), ("Tue 24 Nov 2026 12:00-13:00", "Wed 25 Nov 2026 09:00-10:00"));
    desk.run(Command::Promise(JobId(1), Term::By(at("26T17:00")))).unwrap();
    let view = desk.timeline(JobId(1).into(), 50).unwrap();
    assert_eq!(newest(&view, "promises").0, "-");
    assert!(newest(&view, "promises").1.starts_with("by Thu 26 Nov 2026 17:00"), "{view:?}");
    let summaries: Vec<i64> = view.operations.iter().map(|line| line.operation.id).collect();
    assert!(summaries.is_sorted_by(|a, b| a > b), "newest first: {summaries:?}");
    assert_eq!(view.total, 4);
    assert_eq!(desk.timeline(JobId(1).into(), 2).unwrap().operations.len(), 2);
}

#[test]
fn what_is_undone_is_marked_and_what_is_left_in_lists_is_left_out() {
    let mut desk = desk();
    let mut client = Client { name: "Kerr".into(), tags: vec!["contract".into()], ..Client::default() };
    desk.run(Command::Edit(ClientId(1).into(), client.clone().into())).unwrap();
    client.tags.push("slow payer".into());
    let done = desk.run(Command::Edit(ClientId(1).into(), client.into())).unwrap();
    assert_eq!(
        newest(&desk.timeline(ClientId(1).into(), 9).unwrap(), "tags"),
        ("-", "slow payer"),
        "only what is new"
    );
    desk.undo(Some(done.operation)).unwrap();
    let view = desk.timeline(ClientId(1).into(), 9).unwrap();
    assert_eq!(newest(&view, "tags"), ("slow payer", "-"));
    let undone: Vec<bool> = view.operations.iter().map(|line| line.operation.undone).collect();
    assert_eq!(undone, [false, true, false, false]);
}

#[test]
fn the_life_of_a_client_holds_its_people_and_sites_but_no_codes() {
    let mut desk = desk();
    let contact = Contact { client: ClientId(1), name: "Mrs Kerr".into(), ..Contact::default() };
    desk.run(Command::Add(contact.into())).unwrap();
    let mut site = Site { client: ClientId(1), access_notes: "gate 4711".into(), ..Site::default() };
    site.address.street = "14 Elm St".into();
    desk.run(Command::Add(site.clone().into())).unwrap();
    site.access_notes = "gate 0815".into();
    desk.run(Command::Edit(domain::SiteId(1).into(), site.into())).unwrap();
    let view = desk.timeline(ClientId(1).into(), 50).unwrap();
    assert_eq!(view.total, 4);
    let said = format!("{view:?}");
    assert!(said.contains("Mrs Kerr") && said.contains("14 Elm St"), "{said}");
    assert!(!said.contains("4711") && !said.contains("0815"), "{said}");
    assert_eq!(newest(&view, "access notes"), ("(hidden)", "(another text, hidden)"));
    assert!(!said.contains("Boiler"), "a job has a life of its own");
}

#[test]
fn nobody_has_a_life_who_never_was() {
    assert!(desk().timeline(ClientId(99).into(), 9).is_err());
}

#[test]
fn undo_says_what_would_go_back_and_what_stands_in_the_way() {
    let mut desk = desk();
    let place = |slot| Placement { slot: Some(slot), crew: Some(Crew::of(TechnicianId(1))) };
    let first = Command::Schedule(VisitId(1), place(slot("24T12:00", 60)), WindowChoice::Ask);
    let first = desk.run(first).unwrap().operation;
    let view = desk.undo_view(first).unwrap();
    assert_eq!(view.conflict, None);
    let back = view.fields.iter().find(|line| line.name == "slot").unwrap();
    assert_eq!(back.before.as_deref(), Some("Tue 24 Nov 2026 12:00-13:00"));
    assert_eq!(back.after, None);
    let other = desk.run(Command::Pin(VisitId(1), true)).unwrap().operation;
    assert_eq!(desk.undo_view(first).unwrap().conflict, None, "another field does not matter");
    desk.run(Command::Pin(VisitId(1), false)).unwrap();
    let second = Command::Move(VisitId(1), place(slot("25T09:00", 60)), WindowChoice::Keep);
    let second = desk.run(second).unwrap().operation;
    let conflict = desk.undo_view(first).unwrap().conflict.unwrap();
    assert_eq!(conflict.entity.kind, EntityKind::Visit);
    assert!(conflict.fields.contains(&"slot".to_owned()), "{conflict:?}");
    let later: Vec<i64> = conflict.later.iter().map(|line| line.id).collect();
    assert_eq!(later, [second], "not {other}, which pinned it");
    desk.undo(Some(second)).unwrap();
    assert_eq!(desk.undo_view(first).unwrap().conflict, None);
    assert!(desk.undo_view(second).is_err(), "it is undone already");
    assert!(desk.undo_view(999).is_err());
}

#[test]
fn states_are_said_with_what_came_of_them() {
    let mut desk = desk();
    let placement = Placement { slot: Some(slot("24T10:00", 60)), crew: Some(Crew::of(TechnicianId(1))) };
    desk.run(Command::Schedule(VisitId(1), placement, WindowChoice::Ask)).unwrap();
    desk.run(Command::EnRoute(VisitId(1), at("24T09:50"))).unwrap();
    desk.run(Command::Arrive(VisitId(1), at("24T10:05"))).unwrap();
    let left = "fit the valve".to_owned();
    desk.run(Command::Finish(VisitId(1), at("24T10:50"), Outcome::Partial { left })).unwrap();
    let view = desk.timeline(VisitId(1).into(), 9).unwrap();
    let (before, after) = newest(&view, "state");
    assert_eq!(before, "on site");
    assert!(after.contains("partial") && after.contains("fit the valve"), "{after}");
}

#[test]
fn what_belonged_to_a_record_is_told_of_after_it_was_removed() {
    let mut desk = desk();
    let site = Site { client: ClientId(1), name: "Depot".into(), ..Site::default() };
    let site = desk.run(Command::Add(Record::Site(site))).unwrap().first(EntityKind::Site).unwrap();
    desk.run(Command::Note(site, "gate sticks".to_owned())).unwrap();
    let removed = desk.run(Command::Remove(site)).unwrap().operation;
    let view = desk.timeline(ClientId(1).into(), 50).unwrap();
    let told: Vec<&str> = view.operations.iter().map(|line| line.operation.summary.as_str()).collect();
    assert_eq!(view.operations[0].operation.id, removed, "{told:?}");
    assert_eq!(newest(&view, "name"), ("Depot", "-"));
    let says = |text: &str| {
        let fields = view.operations.iter().flat_map(|line| &line.fields);
        fields.filter(|field| field.after.as_deref() == Some(text)).count()
    };
    assert_eq!((says("Depot"), says("gate sticks")), (1, 1), "{told:?}");
    // A part that was never there for long: made, and taken back.
    let contact = Contact { client: ClientId(1), name: "Jo".into(), ..Contact::default() };
    let added = desk.run(Command::Add(contact.into())).unwrap().operation;
    desk.undo(Some(added)).unwrap();
    let view = desk.timeline(ClientId(1).into(), 50).unwrap();
    assert_eq!(newest(&view, "name"), ("Jo", "-"));
    let others = desk.timeline(JobId(1).into(), 50).unwrap();
    assert_eq!(others.total, 1, "what belonged to its client is not the job's");
}
