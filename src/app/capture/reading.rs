//! A captured line with its names found.

use chrono::NaiveDate;
use domain::{
    Business, Captured, ClientId, Crew, Definitions, EntityKind, EntityRef, Fields, Job, Moment, Promise,
    Record, ServiceId, SiteId, Skill, Span, TechnicianId, Term, WhenContext, capture, describe_span, digits,
};
use store::Reader;

use super::added::{missing_of_client, take_fields};
use super::booking::{Booked, booked, say_term, when_context};
use super::place::{choose_site, split_place};
use crate::Result;
use crate::load::Loader;

/// A captured line with its names found.
pub(crate) struct Reading {
    pub(crate) captured: Captured,
    pub(crate) title: String,
    pub(crate) client: Option<ClientId>,
    pub(crate) client_name: String,
    pub(crate) site: Option<SiteId>,
    pub(crate) site_label: String,
    pub(crate) crew: Option<Crew>,
    pub(crate) crew_names: Vec<String>,
    pub(crate) slot: Option<Span>,
    pub(crate) term: Option<Term>,
    pub(crate) services: Vec<ServiceId>,
    pub(crate) skills: Vec<Skill>,
    pub(crate) tags: Vec<String>,
    pub(crate) fields: Fields,
    pub(crate) minutes: Option<u32>,
    pub(crate) problems: Vec<String>,
    pub(crate) when_text: String,
}

impl Reading {
    /// The job that the line makes; without a client while none is known.
    pub(crate) fn job(&self, now: Moment, actor: &str) -> Job {
        let mut job = Job::new(self.client.unwrap_or_default(), self.title.clone(), now);
        job.site = self.site;
        job.services.clone_from(&self.services);
        job.skills.clone_from(&self.skills);
        job.tags.clone_from(&self.tags);
        job.fields.clone_from(&self.fields);
        job.priority = self.captured.priority.unwrap_or_default();
        job.duration_minutes = self.minutes;
        let told = self.term.into_iter();
        job.promises = told.map(|term| Promise { term, at: now, by: actor.to_owned() }).collect();
        job
    }
}

pub(crate) fn read(
    reader: &Reader<'_>,
    business: &Business,
    definitions: &Definitions,
    line: &str,
    now: Moment,
    day: Option<NaiveDate>,
) -> Result<Reading> {
    let context = when_context(business, now, day);
    let said = take_fields(line, definitions, &context);
    let captured = capture(&said.line, &context);
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
        fields: said.fields,
        problems: said.problems,
        when_text: String::new(),
    };
    if reading.title.is_empty() {
        reading.problems.push("say what is to be done".to_owned());
    }
    read_client(reader, &mut reading)?;
    if reading.client.is_none() && !reading.client_name.is_empty() {
        reading.problems.extend(missing_of_client(definitions));
    }
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
    let mut place = None;
    if candidates.is_empty()
        && let Some((who, at)) = split_place(&text)
    {
        // A client that is not known yet may be called “Hands at Work”.
        candidates = named_or_id(reader, EntityKind::Client, who)?;
        place = Some(at);
    }
    match candidates.len() {
        0 => {
            reading.client_name = text;
            reading.site_label = reading.captured.client_details.line();
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
    if let Some(problem) = unknown_contact(reader, entity, reading)? {
        reading.problems.push(problem);
    }
    let street = reading.captured.client_details.address.first().cloned();
    read_site(reader, reading, id, place.or(street.as_deref()))
}

/// What the line says to reach a known client by, when it is not what is known: a job is no place to change it.
fn unknown_contact(reader: &Reader<'_>, client: EntityRef, reading: &Reading) -> Result<Option<String>> {
    let details = &reading.captured.client_details;
    let Some(Record::Client(known)) = reader.get(client)?.map(|stored| stored.record) else {
        return Ok(None);
    };
    let has_phone = |said: &String| known.phones.iter().any(|phone| digits(&phone.number) == digits(said));
    let has_email = |said: &String| known.emails.iter().any(|email| email.eq_ignore_ascii_case(said));
    let phone = details.phones.iter().find(|said| !has_phone(said));
    let unknown = phone.or_else(|| details.emails.iter().find(|said| !has_email(said)));
    Ok(unknown.map(|said| {
        format!("{} is known already, without {said}: leave it out here and edit the client", known.name)
    }))
}

/// The site that the line names; else the first, and that there are others.
fn read_site(
    reader: &Reader<'_>,
    reading: &mut Reading,
    client: ClientId,
    place: Option<&str>,
) -> Result<()> {
    let sites = reader.sites_of(&[client])?;
    let chosen = match place.map(|place| choose_site(&reading.client_name, &sites, place)) {
        Some(Ok(chosen)) => chosen,
        Some(Err(problem)) => {
            reading.problems.push(problem);
            return Ok(());
        }
        None => 0,
    };
    if let Some((site, stored)) = sites.get(chosen) {
        reading.site = Some(*site);
        let more = match (place, sites.len()) {
            (None, count @ 2..) => format!(", 1 of {count} sites; “at …” names another"),
            (Some(_) | None, _) => String::new(),
        };
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
    let mut names: Vec<String> =
        candidates.iter().take(4).map(|(id, name)| format!("{name} ({id})")).collect();
    if candidates.len() > names.len() {
        names.push(format!("{} more", candidates.len() - names.len()));
    }
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
