//! The field tables without a terminal: what is said reads back, what cannot be read says why.

use std::collections::BTreeMap;

use app::usual_business;
use chrono::NaiveDate;
use domain::{
    Address, Channel, CheckLine, ChecklistItem, Client, ClientId, Command, Contact, Crew, Currency,
    DayException, Definitions, Equipment, Event, EventKind, FieldDefinition, FieldKind, FieldOn, FieldValue,
    Job, JobId, Moment, Money, PartLine, Phone, Placement, Position, Priority, Promise, Record, Service,
    ServiceId, Site, SiteId, Skill, Slot, Span, Technician, TechnicianId, Term, Tz, Visit, VisitId,
    WhenContext, WindowChoice,
};

use super::*;

mod foot;

fn now() -> Moment {
    "2026-11-24T11:20:00Z".parse().unwrap()
}

fn span(start: &str, minutes: u32) -> Span {
    Span::of_minutes(format!("2026-11-{start}:00Z").parse().unwrap(), minutes).unwrap()
}

fn ground() -> Ground {
    let business = usual_business("Kerr & Co", Tz::Europe__London, Currency::new("GBP").unwrap());
    let names = [
        (EntityRef::from(ClientId(1)), "Smith, John"),
        (SiteId(2).into(), "14 Elm St, Leeds"),
        (TechnicianId(1).into(), "Dana Price"),
        (TechnicianId(2).into(), "Shah, Ravi"),
        (SiteId(5).into(), "Counter, Plumb Centre"),
        (ServiceId(3).into(), "Boiler service"),
        (JobId(4).into(), "No heat, Kerr"),
    ];
    let field = |on, id: &str, label: &str, kind| FieldDefinition {
        on,
        id: id.to_owned(),
        label: label.to_owned(),
        kind,
        required: false,
        in_lists: false,
    };
    Ground {
        context: WhenContext::new(now().naive_utc(), Tz::Europe__London),
        business,
        names: names.into_iter().map(|(entity, name)| (entity, name.to_owned())).collect(),
        durations: [(ServiceId(3), 90)].into(),
        now: now(),
        actor: "mia".to_owned(),
        definitions: Definitions {
            fields: vec![
                field(FieldOn::Client, "account", "Account no.", FieldKind::Number),
                field(FieldOn::Client, "tier", "Tier", FieldKind::Choice(vec!["gold".into(), "tin".into()])),
                field(FieldOn::Site, "surveyed", "Surveyed", FieldKind::Date),
                field(FieldOn::Job, "warranty", "Warranty", FieldKind::YesNo),
            ],
            substatuses: BTreeMap::new(),
        },
    }
}

fn address() -> Address {
    Address {
        street: "14 Elm St\nfloor 3".to_owned(),
        city: "Leeds".to_owned(),
        postcode: "LS1 4AB".to_owned(),
        ..Address::default()
    }
}

fn phones() -> Vec<Phone> {
    let phone = |number: &str, label: &str| Phone { number: number.to_owned(), label: label.to_owned() };
    vec![phone("07700 900123", "mobile"), phone("0113 496 0000", "")]
}

fn skills() -> Vec<Skill> {
    vec![Skill { name: "gas".to_owned(), level: 3 }, Skill { name: "plumbing".to_owned(), level: 1 }]
}

fn gbp(minor: i64) -> Money {
    Money { minor, currency: Currency::new("GBP").unwrap() }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn closed() -> DayException {
    DayException { date: date("2026-12-24"), intervals: vec![], reason: "holiday".to_owned() }
}

fn client() -> Client {
    Client {
        name: "Smith, John".to_owned(),
        phones: phones(),
        emails: texts(&["a@example.com", "b@example.com"]),
        channel: Some(Channel::Text),
        preferences: "shoes off\ncall before noon".to_owned(),
        preferred: vec![TechnicianId(2), TechnicianId(1)],
        barred: vec![TechnicianId(1)],
        tags: texts(&["vip", "landlord"]),
        fields: [
            ("account".to_owned(), FieldValue::Number(12.into())),
            ("tier".to_owned(), FieldValue::Text("tin".to_owned())),
        ]
        .into(),
        inactive: true,
        ..Client::default()
    }
}

fn contact() -> Contact {
    Contact {
        client: ClientId(1),
        name: "Ann".to_owned(),
        role: "tenant".to_owned(),
        phones: phones(),
        opt_outs: vec![Channel::Phone, Channel::Email],
        ..Contact::default()
    }
}

fn site() -> Site {
    Site {
        client: ClientId(1),
        name: "Depot".to_owned(),
        address: address(),
        position: Some(Position { latitude: 50.8225, longitude: -0.1372 }),
        zone: "north".to_owned(),
        access_notes: "gate 4711#\nkey safe".to_owned(),
        hazards: "dog".to_owned(),
        fields: [("surveyed".to_owned(), FieldValue::Text("2026-10-01".to_owned()))].into(),
        ..Site::default()
    }
}

fn equipment() -> Equipment {
    Equipment {
        site: SiteId(2),
        name: "combi boiler".to_owned(),
        make: "Worcester".to_owned(),
        serial: "007".to_owned(),
        installed: Some(date("1998-11-30")),
        warranty_until: Some(date("2031-03-04")),
        ..Equipment::default()
    }
}

fn technician() -> Technician {
    Technician {
        name: "Dana Price".to_owned(),
        skills: skills(),
        departments: texts(&["service", "billing"]),
        home: address(),
        hours: ground().business.hours,
        exceptions: vec![closed()],
        breaks: domain::read_breaks("30m 11:30-14:00; 15m 15-16").unwrap(),
        daily_limit: Some(6),
        ..Technician::default()
    }
}

fn service() -> Service {
    let check = |text: &str, required| ChecklistItem { text: text.to_owned(), required };
    Service {
        name: "Boiler service".to_owned(),
        code: "boil".to_owned(),
        scope: "all\nof it".to_owned(),
        duration_minutes: 90,
        skills: skills(),
        crew_size: 2,
        checklist: vec![check("Flue checked", true), check("Photo taken", false)],
        parts: vec![
            PartLine { name: "washer".to_owned(), quantity: 2 },
            PartLine { name: "15mm elbow".to_owned(), quantity: 1 },
        ],
        price: Some(gbp(12_050)),
        ..Service::default()
    }
}

fn visit() -> Visit {
    let mut visit = Visit::new(JobId(4), 90);
    visit.slot = Some(Slot::of_span(span("25T09:00", 90), Tz::Europe__London));
    visit.crew = Some(Crew { lead: TechnicianId(2), helpers: vec![TechnicianId(1)] });
    visit.purpose = "survey".to_owned();
    visit
}

fn event() -> Event {
    let days = (date("2026-12-24"), date("2026-12-31"));
    let event = Event::of_days(EventKind::TimeOff, Some(TechnicianId(1)), days, Tz::Europe__London).unwrap();
    Event { title: "Winter".to_owned(), ..event }
}

/// A record of every kind that has a form, with something in every field.
fn filled() -> Vec<Record> {
    let business = domain::Business { exceptions: vec![closed()], ..ground().business };
    vec![
        business.into(),
        client().into(),
        contact().into(),
        site().into(),
        equipment().into(),
        technician().into(),
        service().into(),
        job().into(),
        event().into(),
        visit().into(),
    ]
}

fn job() -> Job {
    let mut job = Job::new(ClientId(1), "No heat", now());
    job.site = Some(SiteId(2));
    job.services = vec![ServiceId(3)];
    job.priority = Priority::Urgent;
    job.duration_minutes = Some(75);
    job.offered = vec![span("25T09:00", 180), span("26T00:00", 24 * 60)];
    (job.collect_at, job.collect_minutes) = (Some(SiteId(5)), Some(20));
    job.promises =
        vec![Promise { term: Term::Window(span("26T14:00", 120)), at: now(), by: "mia".to_owned() }];
    job.price = Some(gbp(-500));
    job.checklist =
        vec![CheckLine { text: "Test it".to_owned(), required: true, answer: Some("done".to_owned()) }];
    job.fields = [("warranty".to_owned(), FieldValue::YesNo(true))].into();
    job
}

/// A form on a record, opened without a store.
fn open(record: &Record) -> Form {
    let entity = EntityRef { kind: record.kind(), id: 9 };
    let view = EntryView {
        entity: Some(entity),
        version: 7,
        record: Some(record.clone()),
        names: BTreeMap::new(),
        durations: BTreeMap::new(),
        context: ground().context,
    };
    Form::open(About::edit(entity), &view, ground()).unwrap()
}

fn new(kind: EntityKind) -> Form {
    let view = EntryView {
        entity: None,
        version: 0,
        record: None,
        names: BTreeMap::new(),
        durations: BTreeMap::new(),
        context: ground().context,
    };
    Form::open(About::new(kind, None), &view, ground()).unwrap()
}

#[test]
fn every_field_of_every_kind_reads_back_what_it_says() {
    for record in filled() {
        let entry = Entry::of_record(&record).unwrap();
        let said = entry.fields(&ground());
        let texts: Vec<Option<String>> = said.iter().map(|(_, text)| Some(text.clone())).collect();
        let read = entry.read(&texts, &ground());
        assert_eq!(read, Ok(entry), "{said:#?}");
    }
}

#[test]
fn opening_and_saving_changes_nothing() {
    for record in filled() {
        let mut form = open(&record);
        assert_eq!(form.draft(), None, "{record:?}");
        assert_eq!(form.save(now()), None, "{record:?}");
        assert!(form.said.unwrap().0.contains("nothing differs"));
    }
}

#[test]
fn what_is_not_touched_stays_even_if_its_text_would_read_otherwise() {
    let odd = Phone { number: "01273 555, ext 4 = desk".to_owned(), label: String::new() };
    let client = Client { name: "Line\nbreak".to_owned(), phones: vec![odd], ..Client::default() };
    let mut form = open(&client.clone().into());
    form.fill("tags", "vip");
    let request = form.save(now()).unwrap();
    let expected = Client { tags: vec!["vip".to_owned()], ..client };
    assert_eq!(request.command, Command::Edit(ClientId(9).into(), expected.into()));
    assert_eq!(request.seen, [(ClientId(9).into(), 7)]);
}

#[test]
fn every_wrong_field_says_why_and_the_first_is_in_front() {
    let mut form = new(EntityKind::Technician);
    for (name, text) in
        [("skills", "gas:9"), ("hours", "mon 8"), ("exceptions", "someday"), ("home_position", "91,0")]
    {
        form.fill(name, text);
    }
    assert_eq!(form.save(now()), None);
    let wrong: Vec<(&str, &str)> = form
        .fields
        .iter()
        .filter_map(|field| Some((field.spec.name.as_str(), field.message.as_deref()?)))
        .collect();
    let names: Vec<&str> = wrong.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["name", "skills", "hours", "exceptions", "home_position"]);
    assert!(wrong[1].1.contains("gas:3") && wrong[4].1.contains("50.8225"), "{wrong:?}");
    assert_eq!(form.focus, 0);
}

#[test]
fn values_that_cannot_be_are_refused_in_words() {
    let cases = [
        (EntityKind::Client, "emails", "nobody", "is not an e-mail address"),
        (EntityKind::Client, "phones", "call me", "is not a telephone number"),
        (EntityKind::Client, "preferred", "Dana", "take one of the list"),
        (EntityKind::Client, "preferred", "C-1 Smith, John", "not a technician"),
        (EntityKind::Client, "account", "twelve", "is not a number"),
        (EntityKind::Contact, "opt_outs", "fax", "none of phone, text, email"),
        (EntityKind::Service, "price", "1.2.3", "is not an amount in GBP"),
        (EntityKind::Service, "crew_size", "two", "is not a whole number"),
        (EntityKind::Service, "duration_minutes", "long", "lengths look like"),
        (EntityKind::Equipment, "installed", "someday", "someday"),
        (EntityKind::Job, "slot", "fri", "names no time of day"),
        (EntityKind::Job, "promises", "2h", "names no day or time"),
        (EntityKind::Job, "offered", "tue 9am", "how long"),
        (EntityKind::Job, "offered", "25 nov 9-12 or someday", "tue 9-12 or wed pm"),
        (EntityKind::Job, "collect_at", "C-1 Smith, John", "not a site"),
        (EntityKind::Technician, "breaks", "30m", "30m 11:30-14:00"),
    ];
    for (kind, name, text, why) in cases {
        let mut form = new(kind);
        form.fill(name, text);
        assert_eq!(form.save(now()), None, "{name}");
        let field = form.fields.iter().find(|field| field.spec.name == name).unwrap();
        assert!(
            field.message.as_deref().is_some_and(|said| said.contains(why)),
            "{name}: {:?}",
            field.message
        );
    }
}

#[test]
fn a_new_job_is_placed_as_long_as_its_services_and_promised_by_who_types() {
    let mut form = new(EntityKind::Job);
    for (name, text) in [
        ("client", "C-1 Smith, John"),
        ("title", "No heat"),
        ("services", "SV-3 Boiler service, "),
        ("slot", "fri 9am"),
        ("crew", "T-2 Shah, Ravi, T-1 Dana Price"),
        ("promises", "by fri 17:00"),
    ] {
        form.fill(name, text);
    }
    let Some(Command::AddJob(new)) = form.save(now()).map(|request| request.command) else {
        panic!("{:?}", form.fields)
    };
    assert_eq!(new.placements[0].slot.unwrap().span, span("27T09:00", 90));
    let crew = Crew { lead: TechnicianId(2), helpers: vec![TechnicianId(1)] };
    assert_eq!(new.placements[0].crew, Some(crew));
    let due = Term::By("2026-11-27T17:00:00Z".parse().unwrap());
    assert_eq!(new.job.promises, [Promise { term: due, at: now(), by: "mia".to_owned() }]);
}

#[test]
fn whole_names_stand_for_their_numbers_and_spare_commas_for_nothing() {
    let mut form = new(EntityKind::Job);
    for (name, text) in [
        ("client", "C-1 Smith, John"),
        ("title", "No heat"),
        ("services", "boiler service"),
        ("slot", "fri 9am"),
        ("crew", "dana price, , T-2 Shah, Ravi,"),
    ] {
        form.fill(name, text);
    }
    let Some(Command::AddJob(new)) = form.save(now()).map(|request| request.command) else {
        panic!("{:?}", form.fields)
    };
    assert_eq!(new.job.services, [ServiceId(3)]);
    let crew = Crew { lead: TechnicianId(1), helpers: vec![TechnicianId(2)] };
    assert_eq!(new.placements[0].crew, Some(crew));
}

#[test]
fn what_is_told_later_is_a_promise_of_its_own() {
    let mut form = open(&job().into());
    form.fill("promises", "by fri 17:00");
    form.fill("tags", "leak");
    let Some(Command::Batch(commands)) = form.save(now()).map(|request| request.command) else {
        panic!("not two commands")
    };
    assert!(matches!(&commands[0], Command::Edit(_, Record::Job(after)) if after.promises == job().promises));
    assert!(matches!(commands[1], Command::Promise(JobId(9), Term::By(_))));
}

#[test]
fn a_checklist_line_that_stays_keeps_its_answer() {
    let mut form = open(&job().into());
    form.fill("checklist", "Clean up\n! Test it");
    let Some(Command::Edit(_, Record::Job(after))) = form.save(now()).map(|request| request.command) else {
        panic!("not edited")
    };
    let answers: Vec<Option<&str>> = after.checklist.iter().map(|line| line.answer.as_deref()).collect();
    assert_eq!(answers, [None, Some("done")]);
}

#[test]
fn a_visit_is_moved_and_given_away_by_its_own_commands() {
    let visit = filled().pop().unwrap();
    let saved = |name: &str, text: &str| {
        let mut form = open(&visit);
        form.fill(name, text);
        form.save(now()).map(|request| request.command)
    };
    let id = VisitId(9);
    let slot = Slot::of_span(span("25T09:00", 120), Tz::Europe__London);
    let longer = Placement { slot: Some(slot), crew: None };
    assert_eq!(saved("minutes", "2h"), Some(Command::Move(id, longer, WindowChoice::Ask)));
    assert_eq!(saved("crew", "T-1 Dana Price"), Some(Command::Assign(id, Crew::of(TechnicianId(1)))));
    assert_eq!(saved("crew", ""), Some(Command::Unassign(id)));
    assert!(matches!(saved("purpose", "repair"), Some(Command::Edit(_, Record::Visit(_)))));
}

#[test]
fn a_draft_comes_back_and_can_be_thrown_away() {
    let record = filled().remove(1);
    let mut form = open(&record);
    form.fill("name", "Smythe");
    let draft = form.draft().unwrap();
    let mut again = open(&record);
    again.restore(&draft);
    assert_eq!((again.text("name"), again.restored), ("Smythe".to_owned(), true));
    again.discard();
    assert_eq!((again.text("name"), again.draft()), ("Smith, John".to_owned(), None));
}

#[test]
fn what_others_changed_is_taken_or_told() {
    let Record::Client(client) = filled().remove(1) else { panic!("no client") };
    let mut form = open(&client.clone().into());
    form.fill("name", "Smythe");
    form.fill("tags", "vip");
    assert!(form.save(now()).is_some());
    let refusal = domain::Refusal::ChangedSince { entity: ClientId(9).into(), fields: vec![] };
    assert!(form.refused(Some(&refusal), "changed"));
    let fresh = Client { name: "Smithson".to_owned(), preferences: "none".to_owned(), ..client };
    form.merge(EntryView {
        entity: Some(ClientId(9).into()),
        version: 8,
        record: Some(fresh.clone().into()),
        names: BTreeMap::new(),
        durations: BTreeMap::new(),
        context: ground().context,
    });
    assert_eq!((form.text("name"), form.text("preferences")), ("Smythe".to_owned(), "none".to_owned()));
    let news = |name: &str| form.fields.iter().find(|field| field.spec.name == name).unwrap().news.clone();
    assert!(news("name").unwrap().contains("“Smithson”"));
    assert!(news("preferences").unwrap().contains("shoes off"));
    assert_eq!(news("tags"), None);
    let request = form.save(now()).unwrap();
    let after = Client { name: "Smythe".to_owned(), tags: vec!["vip".to_owned()], ..fresh };
    assert_eq!(request.command, Command::Edit(ClientId(9).into(), after.into()));
    assert_eq!(request.seen, [(ClientId(9).into(), 8)]);
}

#[test]
fn a_text_longer_than_a_field_takes_is_shown_and_kept() {
    let client = Client { name: "x".repeat(5_000), preferences: "y".repeat(5_000), ..Client::default() };
    let mut form = open(&client.clone().into());
    form.focus = 0;
    form.press("z".parse::<crate::key::Sequence>().unwrap().chords()[0]);
    form.fill("tags", "vip");
    let Some(Command::Edit(_, Record::Client(after))) = form.save(now()).map(|request| request.command)
    else {
        panic!("not edited")
    };
    assert_eq!((after.name, after.preferences), (client.name, client.preferences));
}
