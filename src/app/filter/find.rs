//! What a filter asks of the store: names become ids.

use domain::{ClientId, EntityKind, EntityRef, JobId, ServiceId, TechnicianId, VisitId};
use store::{JobFilter, Reader, fold};

use super::Filter;
use super::pass::{begins_word, has_name};
use crate::{App, Result};

/// What can be named in a filter, for completion and for its menu.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilterNames {
    /// Technicians by name, those that work here.
    pub technicians: Vec<String>,
    /// Entries of the price book by name.
    pub services: Vec<String>,
    /// Zones of sites.
    pub zones: Vec<String>,
    /// Tags of jobs.
    pub tags: Vec<String>,
}

impl App {
    /// What can be named in a filter.
    pub fn filter_names(&self) -> Result<FilterNames> {
        self.store.read(|reader| {
            let technicians = reader.technicians()?.into_iter().map(|(_, stored)| stored.record);
            let services = reader.services()?.into_iter().map(|(_, stored)| stored.record);
            Ok(FilterNames {
                technicians: technicians.filter(|who| !who.inactive).map(|who| who.name).collect(),
                services: services.filter(|service| !service.inactive).map(|service| service.name).collect(),
                zones: reader.zones()?,
                tags: reader.job_tags()?,
            })
        })
    }
}

/// Names become ids; none when a name is nobody's, so that nothing can pass. Marks are not asked of the store.
pub(crate) fn resolve(reader: &Reader<'_>, filter: &Filter) -> Result<Option<JobFilter>> {
    let mut wanted = JobFilter {
        stages: filter.stages.clone(),
        priorities: filter.priorities.clone(),
        zones: filter.zones.clone(),
        tags: filter.tags.clone(),
        ..JobFilter::default()
    };
    let technicians = if filter.technicians.is_empty() && filter.words.is_empty() {
        Vec::new()
    } else {
        reader.technicians()?.into_iter().map(|(id, stored)| (id, stored.record.name)).collect()
    };
    wanted.technicians = named(&technicians, &filter.technicians);
    if !filter.services.is_empty() {
        let services = reader.services()?.into_iter().map(|(id, stored)| (id, stored.record.name));
        wanted.services = named(&services.collect::<Vec<(ServiceId, String)>>(), &filter.services);
    }
    for client in &filter.clients {
        wanted.clients.extend(clients(reader, client)?);
    }
    take_words(reader, &mut wanted, filter, &technicians)?;
    for term in filter.without.iter().filter(|term| term.marks.is_empty()) {
        // What is nobody's has nothing that could be left out.
        wanted.without.extend(resolve(reader, term)?);
    }
    let is_missing = |asked: bool, found: bool| asked && !found;
    let missing = is_missing(!filter.technicians.is_empty(), !wanted.technicians.is_empty())
        || is_missing(!filter.services.is_empty(), !wanted.services.is_empty())
        || is_missing(!filter.clients.is_empty(), !wanted.clients.is_empty());
    Ok((!missing).then_some(wanted))
}

/// The same for visits: a job stays where only another of its visits has the technician that is not wanted.
pub(crate) fn resolve_for_visits(reader: &Reader<'_>, filter: &Filter) -> Result<Option<JobFilter>> {
    let wanted = resolve(reader, filter)?;
    Ok(wanted.map(|mut wanted| {
        wanted.without.retain(|term| term.technicians.is_empty());
        wanted
    }))
}

fn named<I: Copy + ToString>(all: &[(I, String)], wanted: &[String]) -> Vec<I> {
    let is_one = |(id, name): &&(I, String)| {
        wanted.iter().any(|wanted| id.to_string().eq_ignore_ascii_case(wanted) || has_name(name, wanted))
    };
    all.iter().filter(is_one).map(|(id, _)| *id).collect()
}

fn clients(reader: &Reader<'_>, wanted: &str) -> Result<Vec<ClientId>> {
    if let Some(EntityRef { kind: EntityKind::Client, id }) = id_of(wanted) {
        return Ok(vec![ClientId(id)]);
    }
    let wanted = fold(wanted);
    let held = if wanted.is_empty() { Vec::new() } else { reader.clients_holding(&wanted)? };
    Ok(held.into_iter().filter(|(_, name)| begins_word(name, &wanted)).map(|(id, _)| id).collect())
}

/// A number such as `J-12` is that job, or the job of that visit, or that client; other words are searched for,
/// each also among the names of those who go.
fn take_words(
    reader: &Reader<'_>,
    wanted: &mut JobFilter,
    filter: &Filter,
    technicians: &[(TechnicianId, String)],
) -> Result<()> {
    for word in filter.words.iter().flat_map(|word| word.split_whitespace()) {
        match id_of(word) {
            Some(EntityRef { kind: EntityKind::Job, id }) => wanted.jobs.push(JobId(id)),
            Some(EntityRef { kind: EntityKind::Client, id }) => wanted.clients.push(ClientId(id)),
            Some(EntityRef { kind: EntityKind::Visit, id }) => {
                // No job has the number 0: a visit that is not there finds nothing.
                let job = reader.visit(VisitId(id))?.map_or(JobId(0), |stored| stored.record.job);
                wanted.jobs.push(job);
            }
            Some(_) | None => {
                let people = named(technicians, &[word.to_owned()]);
                wanted.words.push((word.to_owned(), people));
            }
        }
    }
    Ok(())
}

/// The record that a word numbers, with its letter: a bare figure is a word like others.
pub(super) fn id_of(word: &str) -> Option<EntityRef> {
    let id: EntityRef = word.parse().ok()?;
    word.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(id)
}
