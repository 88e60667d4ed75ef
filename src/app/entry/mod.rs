//! What somebody needs who fills in a form: the record with the names of what it refers to, what a captured
//! line has said already, and suggestions for what is being typed.

mod captured;
mod suggest;

use std::collections::BTreeMap;

use domain::{
    ClientId, EntityKind, EntityRef, EventTime, JobId, Record, Refusal, ServiceId, Site, WhenContext,
};
use store::{Reader, named_by};

use crate::{App, Result};

pub use captured::CapturedEntry;
pub use suggest::{Suggestion, Wanted};

/// A record as it is kept, with all that a form about it must know.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryView {
    /// Which record; none for a new one.
    pub entity: Option<EntityRef>,
    /// Its version; 0 for a new one.
    pub version: i64,
    /// The record; none for a new one.
    pub record: Option<Record>,
    /// What to call the records it names, and those that were asked for.
    pub names: BTreeMap<EntityRef, String>,
    /// The standard durations of the price book, in minutes.
    pub durations: BTreeMap<ServiceId, u32>,
    /// What times and dates are read against.
    pub context: WhenContext,
}

/// A record to choose from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLine {
    /// Which.
    pub entity: EntityRef,
    /// When it is, of an event.
    pub at: Option<EventTime>,
    /// What to call it.
    pub label: String,
    /// Whether it has left or is no longer offered.
    pub inactive: bool,
}

impl App {
    /// A record for a form, or with none an empty one; `named` are records whose names are wanted as well. Beside a
    /// client that a new record is for, its site is named too if it has just one.
    pub fn entry(&self, entity: Option<EntityRef>, named: &[EntityRef]) -> Result<EntryView> {
        let context = self.when_context(None)?;
        self.store.read(|reader| {
            let stored = match entity {
                Some(entity) => Some(reader.get(entity)?.ok_or(Refusal::NotFound { entity })?),
                None => None,
            };
            let (version, record) = stored.map_or((0, None), |stored| (stored.version, Some(stored.record)));
            let mut wanted = record.as_ref().map_or_else(Vec::new, named_by);
            wanted.extend(named);
            if entity.is_none() {
                wanted.extend(only_sites(reader, named)?);
            }
            let mut names = names_of(reader, &wanted)?;
            if let Some(Record::Visit(visit)) = &record {
                names.insert(visit.job.into(), job_name(reader, visit.job)?);
            }
            Ok(EntryView { entity, version, record, names, durations: durations(reader)?, context })
        })
    }

    /// Every technician, or every service, in order of name, those that have left after the others; or the events that
    /// are not over, by their start. Other kinds have no such book.
    pub fn book(&self, kind: EntityKind) -> Result<Vec<RecordLine>> {
        self.store.read(|reader| {
            let mut lines: Vec<RecordLine> = match kind {
                EntityKind::Technician => {
                    let all = reader.technicians()?.into_iter();
                    all.map(|(id, one)| line(id, one.record.name, one.record.inactive)).collect()
                }
                EntityKind::Service => {
                    let all = reader.services()?.into_iter();
                    all.map(|(id, one)| line(id, one.record.name, one.record.inactive)).collect()
                }
                // By their time, which is what they are looked for by.
                EntityKind::Event => return self.coming_events(reader),
                EntityKind::Business
                | EntityKind::Client
                | EntityKind::Contact
                | EntityKind::Site
                | EntityKind::Equipment
                | EntityKind::Job
                | EntityKind::Visit
                | EntityKind::Note => Vec::new(),
            };
            lines.sort_by_key(|line| (line.inactive, line.label.to_lowercase()));
            Ok(lines)
        })
    }
}

fn line(entity: impl Into<EntityRef>, label: String, inactive: bool) -> RecordLine {
    RecordLine { entity: entity.into(), at: None, label, inactive }
}

/// The standard durations of the price book.
fn durations(reader: &Reader<'_>) -> Result<BTreeMap<ServiceId, u32>> {
    let services = reader.services()?.into_iter();
    Ok(services.map(|(id, stored)| (id, stored.record.duration_minutes)).collect())
}

/// What to call records; those that are not there are left out.
fn names_of(reader: &Reader<'_>, entities: &[EntityRef]) -> Result<BTreeMap<EntityRef, String>> {
    let mut names = BTreeMap::new();
    for &entity in entities {
        if let Some(stored) = reader.get(entity)? {
            let label = match &stored.record {
                Record::Site(site) => place_of(site),
                other => other.label(),
            };
            names.insert(entity, label);
        }
    }
    Ok(names)
}

/// A site by its name and where that is: `Counter, 12 Trade Park, Leeds`.
fn place_of(site: &Site) -> String {
    let (name, address) = (site.name.trim(), site.address.line());
    match (name, address.as_str()) {
        ("", _) => address,
        (_, "") => name.to_owned(),
        _ if address.starts_with(name) => address,
        _ => format!("{name}, {address}"),
    }
}

/// The site of each client that has just one: what is new there stands nowhere else.
fn only_sites(reader: &Reader<'_>, named: &[EntityRef]) -> Result<Vec<EntityRef>> {
    let mut only = Vec::new();
    for client in named.iter().filter(|entity| entity.kind == EntityKind::Client) {
        if let [(site, _)] = reader.sites_of(&[ClientId(client.id)])?[..] {
            only.push(site.into());
        }
    }
    Ok(only)
}

/// A job with its client: `Boiler no heat, Kerr`.
fn job_name(reader: &Reader<'_>, id: JobId) -> Result<String> {
    let Some(job) = reader.job(id)? else { return Ok(String::new()) };
    let client = reader.client(job.record.client)?.map(|client| client.record.name);
    Ok([Some(job.record.title), client].into_iter().flatten().collect::<Vec<_>>().join(", "))
}
