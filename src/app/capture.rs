//! One-line capture: read, resolved, read back, and only then saved.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    Business, Captured, CapturedPart, Client, ClientId, Command, Crew, EntityKind, EntityRef, Finding, Job,
    JobId, Moment, NewJob, Placement, Priority, Promise, Record, Refusal, ServiceId, SiteId, Skill, Slot,
    Span, TechnicianId, Term, Visit, VisitId, When, WhenContext, WhenTime, capture, describe_span,
    findings_for, place_local, read_when,
};
use serde::Serialize;
use store::Reader;

use crate::load::Loader;
use crate::view::Named;
use crate::{App, AppError, Outcome, Result};

/// What a line of capture would save, read back before it is saved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaptureView {
    /// What each stretch of the line was taken for.
    #[serde(skip)]
    pub parts: Vec<CapturedPart>,
    /// The reading in one line: client, when, who, priority, clash.
    pub read_back: String,
    /// What is missing or has two readings; empty when it can be saved.
    pub problems: Vec<String>,
    /// What the rules find in the visit; a reason overrides them.
    pub findings: Vec<Finding>,
    /// Whether the client would be made new.
    pub new_client: bool,
    /// The job's title.
    pub title: String,
    /// The client, when it is one that exists.
    pub client: Option<Named<ClientId>>,
    /// The job's priority.
    pub priority: Priority,
}

/// A captured line with its names found.
struct Reading {
    captured: Captured,
    title: String,
    client: Option<ClientId>,
    client_name: String,
    site: Option<SiteId>,
    site_label: String,
    crew: Option<Crew>,
    crew_names: Vec<String>,
    slot: Option<Span>,
    term: Option<Term>,
    services: Vec<ServiceId>,
    skills: Vec<Skill>,
    tags: Vec<String>,
    minutes: Option<u32>,
    problems: Vec<String>,
    when_text: String,
}

impl App {
    /// What the time grammar reads against: the business's clock, hours and order of dates.
    pub fn when_context(&self, day: Option<NaiveDate>) -> Result<WhenContext> {
        Ok(when_context(&self.business()?, self.now(), day))
    }

    /// Reads a typed time: what it books for a visit of so many minutes, and how to say it.
    pub fn read_booking(&self, text: &str, day: Option<NaiveDate>, minutes: u32) -> Result<(Booked, String)> {
        let business = self.business()?;
        let context = when_context(&business, self.now(), day);
        let booked = booked(&read_when(text, &context)?, &context, &business, minutes);
        let said = match &booked {
            Booked::Slot(span) => describe_span(span, business.zone),
            Booked::Told(term) => say_term(term, &business),
            Booked::Nothing => return Err(AppError::NoTime { text: text.to_owned() }),
        };
        Ok((booked, said))
    }

    /// Reads a line of capture back, without saving anything.
    pub fn capture(&self, line: &str, day: Option<NaiveDate>) -> Result<CaptureView> {
        let now = self.now();
        self.store.read(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let reading = read(reader, &business, line, now, day)?;
            let findings = preview(reader, &business, &reading, now)?;
            Ok(view(reading, findings))
        })
    }

    /// Saves a line of capture as a job with its visit, making the client when it is new.
    pub fn add_captured(
        &mut self,
        line: &str,
        day: Option<NaiveDate>,
        override_reason: Option<String>,
    ) -> Result<Outcome> {
        let (now, actor) = (self.now(), self.actor.clone());
        self.execute_built(override_reason, |reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let reading = read(reader, &business, line, now, day)?;
            if let Some(problem) = reading.problems.first() {
                let mend = "write it as: boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat";
                return Err(Refusal::invalid("line", problem.clone(), mend).into());
            }
            command(reader, &business, reading, now, &actor)
        })
    }
}

/// What the time grammar reads against.
pub(crate) fn when_context(business: &Business, now: Moment, day: Option<NaiveDate>) -> WhenContext {
    let local = now.with_timezone(&business.zone).naive_local();
    let intervals = || business.hours.0.iter().flatten();
    let mut context = WhenContext::new(local, business.zone);
    context.day = day;
    context.order = business.date_order;
    context.day_from = intervals().map(|interval| interval.from).min().unwrap_or(context.day_from);
    let is_midnight = |at: NaiveTime| at == NaiveTime::MIN;
    let last = intervals().map(|interval| interval.to).filter(|to| !is_midnight(*to)).max();
    context.day_to = last.unwrap_or(context.day_to);
    context
}

fn read(
    reader: &Reader<'_>,
    business: &Business,
    line: &str,
    now: Moment,
    day: Option<NaiveDate>,
) -> Result<Reading> {
    let context = when_context(business, now, day);
    let captured = capture(line, &context);
    let mut reading = Reading {
        title: captured.title.trim().to_owned(),
        minutes: captured.minutes,
        captured,
        client: None,
        client_name: String::new(),
        site: None,
        site_label: String::new(),
        crew: None,
        crew_names: Vec::new(),
        slot: None,
        term: None,
        services: Vec::new(),
        skills: Vec::new(),
        tags: Vec::new(),
        problems: Vec::new(),
        when_text: String::new(),
    };
    if reading.title.is_empty() {
        reading.problems.push("say what is to be done".to_owned());
    }
    read_client(reader, &mut reading)?;
    read_crew(reader, &mut reading)?;
    read_tags(reader, &mut reading)?;
    read_time(reader, business, &context, &mut reading)?;
    Ok(reading)
}

fn read_client(reader: &Reader<'_>, reading: &mut Reading) -> Result<()> {
    let Some(text) = reading.captured.client.clone() else {
        reading.problems.push("name the client after a comma".to_owned());
        return Ok(());
    };
    let mut candidates = named_or_id(reader, EntityKind::Client, &text)?;
    match candidates.len() {
        0 => {
            reading.client_name = text;
            return Ok(());
        }
        1 => {}
        _ => {
            reading.problems.push(ambiguous("client", &text, &candidates));
            return Ok(());
        }
    }
    let (entity, name) = candidates.remove(0);
    let id = ClientId(entity.id);
    (reading.client, reading.client_name) = (Some(id), name);
    let sites = reader.sites_of(id)?;
    if let Some((site, stored)) = sites.first() {
        reading.site = Some(*site);
        let more = if sites.len() > 1 { format!(", 1 of {} sites", sites.len()) } else { String::new() };
        let address = stored.record.address.line();
        reading.site_label = if address.is_empty() { stored.record.label() } else { address } + &more;
    }
    Ok(())
}

fn named_or_id(reader: &Reader<'_>, kind: EntityKind, text: &str) -> Result<Vec<(EntityRef, String)>> {
    if let Ok(entity) = text.parse::<EntityRef>()
        && entity.kind == kind
        && let Some(stored) = reader.get(entity)?
    {
        return Ok(vec![(entity, stored.record.label())]);
    }
    Ok(reader.named(kind, text)?)
}

fn ambiguous(what: &str, text: &str, candidates: &[(EntityRef, String)]) -> String {
    let names: Vec<String> = candidates.iter().take(4).map(|(id, name)| format!("{name} ({id})")).collect();
    format!("{what} “{text}” could be {}", names.join(" or "))
}

fn read_crew(reader: &Reader<'_>, reading: &mut Reading) -> Result<()> {
    let mut members: Vec<TechnicianId> = Vec::new();
    for text in &reading.captured.technicians {
        let candidates = named_or_id(reader, EntityKind::Technician, text)?;
        match candidates.as_slice() {
            [(entity, name)] => {
                members.push(TechnicianId(entity.id));
                reading.crew_names.push(name.clone());
            }
            [] => reading.problems.push(format!("there is no technician “{text}”")),
            several => reading.problems.push(ambiguous("technician", text, several)),
        }
    }
    if let Some((lead, helpers)) = members.split_first() {
        reading.crew = Some(Crew { lead: *lead, helpers: helpers.to_vec() });
    }
    Ok(())
}

/// A tag that is the code of a service books it; one that is a skill of someone asks for it.
fn read_tags(reader: &Reader<'_>, reading: &mut Reading) -> Result<()> {
    if reading.captured.tags.is_empty() {
        return Ok(());
    }
    let services = reader.services()?;
    let technicians = reader.technicians()?;
    for tag in reading.captured.tags.clone() {
        let is = |name: &str| name.to_lowercase() == tag.to_lowercase();
        let service =
            services.iter().find(|(_, s)| !s.record.inactive && (is(&s.record.code) || is(&s.record.name)));
        let skill = technicians.iter().flat_map(|(_, t)| &t.record.skills).find(|skill| is(&skill.name));
        match (service, skill) {
            (Some((id, _)), _) => reading.services.push(*id),
            (None, Some(skill)) => reading.skills.push(Skill { name: skill.name.clone(), level: 1 }),
            (None, None) => reading.tags.push(tag),
        }
    }
    Ok(())
}

fn read_time(
    reader: &Reader<'_>,
    business: &Business,
    context: &WhenContext,
    reading: &mut Reading,
) -> Result<()> {
    let when = match reading.captured.when.take() {
        None => return Ok(()),
        Some(Err(error)) => {
            reading.problems.push(error.to_string());
            return Ok(());
        }
        Some(Ok(when)) => when,
    };
    let mut sample = Job::new(ClientId(0), "", Moment::UNIX_EPOCH);
    sample.services.clone_from(&reading.services);
    let mut loader = Loader::new(reader)?;
    loader.many(&reading.services.iter().map(|id| (*id).into()).collect::<Vec<_>>())?;
    let usual = loader.slice().minutes_for(&sample);
    match booked(&when, context, business, reading.minutes.unwrap_or(usual)) {
        Booked::Slot(span) => {
            reading.when_text = describe_span(&span, business.zone);
            reading.slot = Some(span);
        }
        Booked::Told(term) => {
            reading.when_text = format!("promised {}", say_term(&term, business));
            reading.term = Some(term);
        }
        Booked::Nothing => {}
    }
    Ok(())
}

/// What a phrase books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booked {
    /// Planned start and end.
    Slot(Span),
    /// A day or part of one: what the client was told, to be scheduled later.
    Told(Term),
    /// A length alone.
    Nothing,
}

/// Decides what a phrase books: a time of day gives a slot; a part of the day the arrival window that was
/// told; a day alone the promise to be done by its end.
fn booked(when: &When, context: &WhenContext, business: &Business, minutes: u32) -> Booked {
    let moment = |local| place_local(local, business.zone).moment();
    let Some(date) = when.date else { return Booked::Nothing };
    match when.time {
        WhenTime::At(_) | WhenTime::Between(..) => {
            let start = when.start(context).map(moment);
            let end = when.length().unwrap_or(minutes);
            match start.and_then(|start| Span::of_minutes(start, end)) {
                Some(span) => Booked::Slot(span),
                None => Booked::Nothing,
            }
        }
        WhenTime::Part(_) => {
            let ends = when.start(context).map(moment).zip(when.end(context).map(moment));
            match ends.and_then(|(start, end)| Span::new(start, end)) {
                Some(span) => Booked::Told(Term::Window(span)),
                None => Booked::Nothing,
            }
        }
        WhenTime::None => Booked::Told(Term::By(moment(date.and_time(context.day_to)))),
    }
}

fn say_term(term: &Term, business: &Business) -> String {
    match term {
        Term::Window(window) => describe_span(window, business.zone),
        Term::By(due) => format!("by {}", due.with_timezone(&business.zone).format("%a %-d %b %H:%M")),
    }
}

/// What the rules would find in the visit.
fn preview(reader: &Reader<'_>, business: &Business, reading: &Reading, now: Moment) -> Result<Vec<Finding>> {
    let (Some(span), Some(crew), Some(client)) = (reading.slot, &reading.crew, reading.client) else {
        return Ok(Vec::new());
    };
    let mut loader = Loader::new(reader)?;
    let members: Vec<TechnicianId> = crew.members().collect();
    loader.many(&members.iter().map(|id| (*id).into()).collect::<Vec<_>>())?;
    loader.many(&reading.services.iter().map(|id| (*id).into()).collect::<Vec<_>>())?;
    loader.one(client)?;
    loader.neighbours(&members, span)?;
    let mut slice = loader.finish().slice;
    let (job_id, visit_id) = (JobId(u64::MAX), VisitId(u64::MAX));
    let mut job = Job::new(client, reading.title.clone(), now);
    job.services.clone_from(&reading.services);
    job.skills.clone_from(&reading.skills);
    slice.jobs.insert(job_id, job);
    let mut visit = Visit::new(job_id, 1);
    visit.slot = Some(Slot::of_span(span, business.zone));
    visit.crew = Some(crew.clone());
    Ok(findings_for(&slice, visit_id, &visit))
}

fn command(
    reader: &Reader<'_>,
    business: &Business,
    reading: Reading,
    now: Moment,
    actor: &str,
) -> Result<Command> {
    let mut ids = reader.next_ids()?;
    let mut commands = Vec::new();
    let client = reading.client.unwrap_or_else(|| {
        let client = Client { name: reading.client_name.clone(), ..Client::default() };
        commands.push(Command::Add(Record::Client(client)));
        ClientId(ids.take(EntityKind::Client))
    });
    let mut job = Job::new(client, reading.title, now);
    job.site = reading.site;
    job.services = reading.services;
    job.skills = reading.skills;
    job.tags = reading.tags;
    job.priority = reading.captured.priority.unwrap_or_default();
    job.duration_minutes = reading.minutes;
    job.promises =
        reading.term.into_iter().map(|term| Promise { term, at: now, by: actor.to_owned() }).collect();
    let slot = reading.slot.map(|span| Slot::of_span(span, business.zone));
    let placement = Placement { slot, crew: reading.crew };
    commands.push(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] })));
    if let Some(note) = reading.captured.note {
        let job = EntityRef { kind: EntityKind::Job, id: ids.take(EntityKind::Job) };
        commands.push(Command::Note(job, note));
    }
    Ok(if commands.len() == 1 { commands.remove(0) } else { Command::Batch(commands) })
}

fn view(reading: Reading, findings: Vec<Finding>) -> CaptureView {
    let mut said: Vec<String> = Vec::new();
    if !reading.client_name.is_empty() {
        let new = if reading.client.is_none() { "New client" } else { "Client" };
        let site =
            if reading.site_label.is_empty() { String::new() } else { format!(" ({})", reading.site_label) };
        said.push(format!("{new} {}{site}", reading.client_name));
    }
    said.push(if reading.when_text.is_empty() { "no time yet".to_owned() } else { reading.when_text });
    said.push(if reading.crew_names.is_empty() {
        "nobody yet".to_owned()
    } else {
        reading.crew_names.join(" + ")
    });
    let priority = reading.captured.priority.unwrap_or_default();
    if priority != Priority::Normal {
        said.push(priority.word().to_owned());
    }
    let labels = reading.skills.iter().map(|s| &s.name).chain(&reading.tags).map(|name| format!("#{name}"));
    let labels: Vec<String> = labels.collect();
    if !labels.is_empty() {
        said.push(labels.join(" "));
    }
    let sentences: Vec<&str> = findings.iter().map(|finding| finding.sentence.as_str()).collect();
    said.push(if sentences.is_empty() { "no clash".to_owned() } else { sentences.join("; ") });
    CaptureView {
        parts: reading.captured.parts,
        read_back: said.join(" · "),
        new_client: reading.client.is_none() && !reading.client_name.is_empty(),
        client: reading.client.map(|id| Named { id, name: reading.client_name }),
        problems: reading.problems,
        findings,
        title: reading.title,
        priority,
    }
}
