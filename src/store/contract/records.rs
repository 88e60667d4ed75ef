//! Every kind of record, put and read back.

use domain::*;

use super::bench::{Bench, at, client, furnish, hours, job, made, refused, site, technician, visit};

/// One record of each kind; together they refer only to each other.
fn one_of_each() -> Vec<(EntityRef, Record)> {
    let equipment = Equipment { site: SiteId(1), name: "combi boiler".into(), ..Equipment::default() };
    let contact = Contact { client: ClientId(1), name: "Mo".into(), ..Contact::default() };
    let service = Service { name: "Boiler service".into(), crew_size: 1, ..Service::default() };
    let about = JobId(1).into();
    let slot = Slot::of_span(hours(12, 13), Tz::Europe__London);
    let event = Event::new(EventKind::Lunch, Some(TechnicianId(1)), slot);
    let note = Note { about, at: at("2026-11-21T10:00:00Z"), by: "ann".into(), text: "rang back".into() };
    vec![
        (BusinessId(1).into(), business("Pipes Ltd").into()),
        (ClientId(1).into(), client("Kerr").into()),
        (ContactId(1).into(), contact.into()),
        (SiteId(1).into(), site(1, "5 High Street").into()),
        (EquipmentId(1).into(), equipment.into()),
        (TechnicianId(1).into(), technician("Dana").into()),
        (ServiceId(1).into(), service.into()),
        (JobId(1).into(), job(1, "Boiler no heat").into()),
        (VisitId(1).into(), visit(1, None, Some(1)).into()),
        (EventId(1).into(), event.into()),
        (NoteId(1).into(), note.into()),
    ]
}

fn business(name: &str) -> Business {
    Business {
        name: name.into(),
        zone: Tz::Europe__London,
        currency: Currency::new("GBP").unwrap(),
        week_starts_monday: true,
        hours: WeekHours::default(),
        exceptions: vec![],
        window_minutes: 120,
        visit_minutes: 60,
        reserve_minutes: 0,
        date_order: None,
    }
}

fn renamed(record: &Record) -> Record {
    let mut record = record.clone();
    let name = "Another name".to_owned();
    match &mut record {
        Record::Business(r) => r.name = name,
        Record::Client(r) => r.name = name,
        Record::Contact(r) => r.name = name,
        Record::Site(r) => r.name = name,
        Record::Equipment(r) => r.name = name,
        Record::Technician(r) => r.name = name,
        Record::Service(r) => r.name = name,
        Record::Job(r) => r.title = name,
        Record::Visit(r) => r.purpose = name,
        Record::Event(r) => r.title = name,
        Record::Note(r) => r.text = name,
    }
    record
}

pub(super) fn every_kind_is_put_read_edited_and_removed(bench: &mut Bench) {
    let all = one_of_each();
    assert_eq!(all.len(), EntityKind::ALL.len());
    let first = bench.apply(&all.iter().map(|(id, record)| made(*id, record.clone())).collect::<Vec<_>>());
    for (id, record) in &all {
        let stored = bench.read(|r| r.get(*id)).unwrap();
        assert_eq!((&stored.record, stored.version), (record, first));
        assert_eq!(bench.read(|r| r.count(id.kind)), 1);
    }
    let asked: Vec<EntityRef> =
        all.iter().rev().flat_map(|(id, _)| [*id, *id, EntityRef { id: 7, ..*id }]).collect();
    let many: Vec<_> = bench.read(|r| r.many(&asked)).into_iter().map(|(id, s)| (id, s.record)).collect();
    assert_eq!(many, all, "each of those that there are once, by kind");
    let owned = |(id, _): &(EntityRef, Record)| {
        let own = [EntityKind::Business, EntityKind::Technician, EntityKind::Service, EntityKind::Event];
        (!own.contains(&id.kind)).then_some((*id, ClientId(1)))
    };
    assert_eq!(bench.read(|r| r.clients_of(&asked)), all.iter().filter_map(owned).collect());
    for (id, record) in &all {
        let version = bench.put(*id, renamed(record));
        let stored = bench.read(|r| r.get(*id)).unwrap();
        assert_eq!((stored.record, stored.version), (renamed(record), version), "{id} edited");
    }
    assert_eq!(bench.read(|r| r.business()).unwrap().name, "Another name");
    assert_eq!(bench.read(|r| r.job(JobId(1))).unwrap().record.title, "Another name");
    for (id, _) in all.iter().rev() {
        bench.remove(*id);
        assert_eq!(bench.read(|r| r.get(*id)), None);
    }
    assert_eq!(bench.dump(), "");
}

/// Numbers that a hasty reader of JSON gets wrong in the last digit.
pub(super) fn positions_come_back_to_the_last_digit(bench: &mut Bench) {
    furnish(bench);
    let hard = [
        (31.245_270_191_439_438, 121.487_919_511_619_45),
        (51.500_000_000_000_014, -0.123_456_789_012_345_67),
    ];
    for (latitude, longitude) in hard {
        let position = Position::new(latitude, longitude);
        bench.put(SiteId(1), Site { position, ..site(1, "5 High Street") });
        let dump = bench.dump();
        let edit = bench.put(SiteId(1), Site { position, ..site(1, "6 High Street") });
        let removed = bench.put(SiteId(1), site(1, "7 High Street"));
        bench.undo(removed);
        bench.undo(edit);
        assert_eq!(bench.dump(), dump);
        assert_eq!(bench.read(|r| r.site(SiteId(1))).unwrap().record.position, position);
    }
}

pub(super) fn numbers_are_never_given_twice(bench: &mut Bench) {
    assert_eq!(bench.writer().begin().unwrap().next_ids().unwrap(), NextIds::default());
    let made = bench.put(ClientId(7), client("Kerr"));
    bench.put(ClientId(3), client("Low"));
    bench.undo(made);
    let mut next = bench.writer().begin().unwrap().next_ids().unwrap();
    assert_eq!(next.take(EntityKind::Client), 8);
    assert_eq!(next.take(EntityKind::Site), 1);
}

pub(super) fn what_no_decision_makes_is_refused(bench: &mut Bench) {
    let twice = [made(ClientId(1), client("A")), made(ClientId(1), client("B"))];
    assert_eq!(refused(bench.try_apply("ann", &twice)), "invalid");
    assert_eq!(refused(bench.try_apply("ann", &[made(ClientId(1), technician("A"))])), "invalid");
    assert_eq!(refused(bench.try_apply("ann", &[made(ClientId(0), client("A"))])), "invalid");
    assert_eq!(refused(bench.try_apply("ann", &[made(ClientId(u64::MAX), client("A"))])), "invalid");
    assert_eq!(bench.dump(), "");
    assert_eq!(bench.read(|r| r.get(ClientId(u64::MAX).into())), None);
}
