//! A small business for tests, and steps that read like a table: given, when, then.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::*;

pub(crate) const DANA: TechnicianId = TechnicianId(1);
pub(crate) const RAVI: TechnicianId = TechnicianId(2);
pub(crate) const TOM: TechnicianId = TechnicianId(3);
pub(crate) const KERR: ClientId = ClientId(1);
pub(crate) const PATEL: ClientId = ClientId(2);
pub(crate) const ELM_STREET: SiteId = SiteId(1);
pub(crate) const PARK_AVENUE: SiteId = SiteId(2);
/// Two hours, gas at level 2, one required and one optional checklist item.
pub(crate) const BOILER: ServiceId = ServiceId(1);
/// A day for two people.
pub(crate) const INSTALL: ServiceId = ServiceId(2);
/// Kerr's boiler, in every world.
pub(crate) const JOB: JobId = JobId(1);
/// Its first visit, two hours, in the tray of every world.
pub(crate) const VISIT: VisitId = VisitId(1);

/// A moment of November 2026, written "24 09:30"; London is on UTC then, and the 24th is a Tuesday.
pub(crate) fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    format!("2026-11-{day}T{time}:00Z").parse().unwrap()
}

pub(crate) fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
}

pub(crate) fn span(start: &str, minutes: u32) -> Span {
    Span::of_minutes(at(start), minutes).unwrap()
}

pub(crate) fn slot(start: &str, minutes: u32) -> Slot {
    Slot::of_span(span(start, minutes), Tz::Europe__London)
}

/// A placement: when and who.
pub(crate) fn to(start: &str, minutes: u32, who: TechnicianId) -> Placement {
    Placement { slot: Some(slot(start, minutes)), crew: Some(Crew::of(who)) }
}

/// A placement that changes the time alone.
pub(crate) fn until(start: &str, minutes: u32) -> Placement {
    Placement { slot: Some(slot(start, minutes)), crew: None }
}

pub(crate) fn hours(from: u32, to: u32) -> Interval {
    let time = |hour| NaiveTime::from_hms_opt(hour % 24, 0, 0).unwrap();
    Interval::new(time(from), time(to)).unwrap()
}

pub(crate) fn skill(name: &str, level: u8) -> Skill {
    Skill { name: name.into(), level }
}

/// What has happened so far, and the circumstances of the next command.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) slice: Slice,
    pub(crate) context: Context,
}

/// What became of a command.
pub(crate) struct Then {
    pub(crate) before: Slice,
    pub(crate) answer: Result<Decision, Refusal>,
}

/// Monday to Friday 8 to 17 in London; it is Tuesday 24 November, 08:00; Kerr's boiler waits in the tray.
pub(crate) fn given() -> Given {
    let mut slice = Slice { business: Some(business()), ..Slice::default() };
    for (id, name) in [(KERR, "Kerr"), (PATEL, "Patel")] {
        slice.clients.insert(id, Client { name: name.into(), ..Client::default() });
    }
    for (id, client, name, latitude) in
        [(ELM_STREET, KERR, "14 Elm St", 51.50), (PARK_AVENUE, PATEL, "40 Park Ave", 51.60)]
    {
        let position = Position::new(latitude, -0.1);
        slice.sites.insert(id, Site { client, name: name.into(), position, ..Site::default() });
    }
    let people = [
        (DANA, "Dana", vec![skill("gas", 3), skill("bath", 2)]),
        (RAVI, "Ravi", vec![skill("electric", 4)]),
        (TOM, "Tom", vec![skill("Gas", 2)]),
    ];
    for (id, name, skills) in people {
        let hours = WeekHours::weekdays(hours(8, 17));
        slice
            .technicians
            .insert(id, Technician { name: name.into(), skills, hours, ..Technician::default() });
    }
    services(&mut slice);
    let mut job = Job::new(KERR, "Boiler no heat", at("20 10:00"));
    (job.site, job.services) = (Some(ELM_STREET), vec![BOILER]);
    let line =
        |item: &ChecklistItem| CheckLine { text: item.text.clone(), required: item.required, answer: None };
    job.checklist = slice.services[&BOILER].checklist.iter().map(line).collect();
    slice.jobs.insert(JOB, job);
    slice.visits.insert(VISIT, Visit::new(JOB, 120));
    let context = Context {
        now: at("24 08:00"),
        actor: "Mia".into(),
        ids: NextIds(BTreeMap::new()),
        override_reason: None,
        definitions: std::sync::Arc::default(),
    };
    Given { slice, context }
}

pub(crate) fn business() -> Business {
    Business {
        name: "Northside Heating".into(),
        zone: Tz::Europe__London,
        currency: Currency::new("GBP").unwrap(),
        week_starts_monday: true,
        hours: WeekHours::weekdays(hours(8, 17)),
        exceptions: Vec::new(),
        window_minutes: 120,
        visit_minutes: 60,
        reserve_minutes: 0,
        date_order: None,
    }
}

fn services(slice: &mut Slice) {
    let item = |text: &str, required| ChecklistItem { text: text.into(), required };
    let boiler = Service {
        name: "Boiler repair".into(),
        duration_minutes: 120,
        skills: vec![skill("gas", 2)],
        crew_size: 1,
        checklist: vec![item("Flue checked", true), item("Photo taken", false)],
        ..Service::default()
    };
    let install =
        Service { name: "Install".into(), duration_minutes: 480, crew_size: 2, ..Service::default() };
    slice.services.extend([(BOILER, boiler), (INSTALL, install)]);
}

impl Given {
    /// Sets the clock.
    pub(crate) fn now(mut self, text: &str) -> Self {
        self.context.now = at(text);
        self
    }

    /// Gives the written reason that overrides soft guards.
    pub(crate) fn because(mut self, reason: &str) -> Self {
        self.context.override_reason = Some(reason.into());
        self
    }

    /// Takes the reason back.
    pub(crate) fn without_reason(mut self) -> Self {
        self.context.override_reason = None;
        self
    }

    /// Changes the records directly.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Slice)) -> Self {
        change(&mut self.slice);
        self
    }

    /// Changes the visit directly.
    pub(crate) fn with_visit(self, change: impl FnOnce(&mut Visit)) -> Self {
        let mut visit = self.slice.visits[&VISIT].clone();
        change(&mut visit);
        self.with(|slice| slice.visits.insert(VISIT, visit))
    }

    /// Adds a job of Patel's at Park Avenue with no services, and a visit of it that is placed.
    pub(crate) fn other_visit(self, id: u64, start: &str, minutes: u32, who: TechnicianId) -> Self {
        self.with(|slice| {
            let mut job = Job::new(PATEL, format!("Other {id}"), at("20 10:00"));
            job.site = Some(PARK_AVENUE);
            slice.jobs.insert(JobId(id), job);
            let mut visit = Visit::new(JobId(id), minutes);
            (visit.slot, visit.crew) = (Some(slot(start, minutes)), Some(Crew::of(who)));
            slice.visits.insert(VisitId(id), visit);
        })
    }

    /// Carries out a command that must be allowed.
    pub(crate) fn after(mut self, command: Command) -> Self {
        let said = format!("{command:?}");
        let decision = self.when(command).answer.unwrap_or_else(|refusal| panic!("{said}: {refusal}"));
        apply(&mut self.slice, &decision.changes);
        self
    }

    /// Carries out several commands that must be allowed.
    pub(crate) fn after_all(self, commands: impl IntoIterator<Item = Command>) -> Self {
        commands.into_iter().fold(self, Given::after)
    }

    /// Tries a command.
    pub(crate) fn when(&self, command: Command) -> Then {
        let mut context = self.context.clone();
        context.ids = next_ids(&self.slice);
        Then { before: self.slice.clone(), answer: decide(&self.slice, command, &context) }
    }

    /// Kerr's visit on Tuesday 9 to 11 with Dana.
    pub(crate) fn placed(self) -> Self {
        self.after(Command::Schedule(VISIT, to("24 09:00", 120, DANA), WindowChoice::Ask))
    }

    /// The same, with the window of 9 to 11 told to the client.
    pub(crate) fn told(self) -> Self {
        self.placed().after(Command::Confirm(VISIT, at("24 08:00")))
    }

    /// The same visit, on site since 09:05; it is 10:00.
    pub(crate) fn on_site(self) -> Self {
        self.told()
            .now("24 10:00")
            .after_all([Command::EnRoute(VISIT, at("24 08:40")), Command::Arrive(VISIT, at("24 09:05"))])
    }

    /// The same visit, done at 10:30; it is 11:00.
    pub(crate) fn done(self, outcome: Outcome) -> Self {
        self.on_site().now("24 11:00").after(Command::Finish(VISIT, at("24 10:30"), outcome))
    }

    /// The job, declared complete.
    pub(crate) fn completed(self) -> Self {
        self.done(Outcome::Completed).after_all([
            Command::Answer(JOB, 0, Some("yes".into())),
            Command::Answer(JOB, 1, Some("two".into())),
            complete(),
        ])
    }

    pub(crate) fn stage(&self) -> Stage {
        let visits = self.slice.visits_of(JOB).map(|(_, visit)| visit);
        derive_stage(&self.slice.jobs[&JOB], visits, &self.slice.surroundings_of(JOB))
    }

    pub(crate) fn job(&self) -> &Job {
        &self.slice.jobs[&JOB]
    }

    pub(crate) fn visit(&self) -> &Visit {
        &self.slice.visits[&VISIT]
    }

    pub(crate) fn marks(&self) -> Vec<Mark> {
        marks_of_visit(&self.slice, VISIT, self.context.now)
    }
}

/// The command that declares the boiler job complete, at 11:00.
pub(crate) fn complete() -> Command {
    Command::Complete {
        job: JOB,
        outcome: "Pump replaced".into(),
        parts: Some(Vec::new()),
        at: at("24 11:00"),
    }
}

impl Then {
    /// It was allowed: what was decided, and the records after it.
    pub(crate) fn allowed(self) -> (Decision, Slice) {
        let decision = self.answer.unwrap_or_else(|refusal| panic!("refused: {refusal}"));
        let mut after = self.before;
        apply(&mut after, &decision.changes);
        (decision, after)
    }

    /// It was refused: the refusal, whose sentence holds this text.
    pub(crate) fn refused(self, text: &str) -> Refusal {
        let refusal = match self.answer {
            Ok(decision) => panic!("allowed: {}", decision.summary),
            Err(refusal) => refusal,
        };
        assert!(refusal.to_string().contains(text), "“{refusal}” does not say “{text}”");
        refusal
    }
}

/// Puts changes into the records as a store would.
pub(crate) fn apply(slice: &mut Slice, changes: &[Change]) {
    for change in changes {
        match &change.after {
            Some(record) => slice.put(change.entity.id, record.clone()),
            None => drop(slice.remove(change.entity)),
        }
    }
}

/// The next free numbers, as a store would give them.
pub(crate) fn next_ids(slice: &Slice) -> NextIds {
    let mut next = NextIds::default();
    for &kind in EntityKind::ALL {
        let last = (1..100).rev().find(|&id| slice.get(EntityRef { kind, id }).is_some());
        next.0.insert(kind, last.unwrap_or(0) + 1);
    }
    next
}

/// A record of each kind that can have fields of the business's own, with every part of it filled in.
pub(crate) fn full_records() -> [(FieldOn, Record); 4] {
    let (text, texts) = (|| "a".to_owned(), || vec!["a".to_owned()]);
    let external = || vec![ExternalId { source: text(), key: text() }];
    let fields = || Fields::from([("own".to_owned(), FieldValue::YesNo(true))]);
    let client = Client {
        name: text(),
        phones: vec![Phone::default()],
        emails: texts(),
        channel: Some(Channel::Text),
        preferences: text(),
        preferred: vec![DANA],
        required: vec![RAVI],
        barred: vec![TOM],
        tags: texts(),
        external: external(),
        fields: fields(),
        inactive: true,
    };
    let site = Site {
        client: KERR,
        name: text(),
        address: Address { city: text(), ..Address::default() },
        position: Position::new(51.0, 0.0),
        zone: text(),
        access_notes: text(),
        hazards: text(),
        parking: text(),
        tags: texts(),
        external: external(),
        fields: fields(),
    };
    let equipment = Equipment {
        site: ELM_STREET,
        name: text(),
        make: text(),
        model: text(),
        serial: text(),
        installed: Some(day(1)),
        warranty_until: Some(day(2)),
        external: external(),
        fields: fields(),
    };
    let job = given().completed().job().clone();
    let more = Job {
        description: text(),
        skills: vec![skill("gas", 1)],
        duration_minutes: Some(60),
        offered: vec![span("24 09:00", 180)],
        collect_at: Some(PARK_AVENUE),
        collect_minutes: Some(20),
        price: Some(Money { minor: 1, currency: business().currency }),
        tags: texts(),
        external: external(),
        fields: fields(),
        substatus: Some(Substatus { stage: Stage::OnHold, label: text() }),
        hold: Some(Hold {
            reason: HoldReason::Parts,
            owner: text(),
            look_again: day(3),
            note: text(),
            at: at("24 10:00"),
        }),
        closed_at: Some(at("24 12:00")),
        ..job
    };
    [
        (FieldOn::Client, client.into()),
        (FieldOn::Site, site.into()),
        (FieldOn::Equipment, equipment.into()),
        (FieldOn::Job, more.into()),
    ]
}
