//! One record with everything that is written beside it.

use std::collections::BTreeMap;

use domain::{EntityKind, EntityRef, Job, JobId, Record, TechnicianId};
use store::{Reader, named_by};

use super::around::{Around, Said};
use super::kind::ExportKind;
use super::page::Page;
use super::shape::{Names, Place};
use crate::Result;

/// A record and its parts.
#[derive(Debug)]
pub(super) struct Bundle<'p> {
    /// The record.
    pub(super) main: (EntityRef, &'p Record),
    /// What belongs to it, in the order of the sheet's parts.
    pub(super) parts: Vec<&'p [(EntityRef, Record)]>,
    /// What is said of it for reading only.
    pub(super) around: Around<'p>,
}

impl<'p> Bundle<'p> {
    /// What the records that it names are called.
    pub(super) fn names(&self) -> BTreeMap<EntityRef, &'p str> {
        let parts = self.parts.iter().flat_map(|records| records.iter().map(|(_, record)| record));
        let named = std::iter::once(self.main.1).chain(parts).flat_map(named_by);
        let staff = self.around.staff;
        let mut names: BTreeMap<EntityRef, &'p str> =
            named.filter_map(|named| Some((named, staff.get(&named)?.as_str()))).collect();
        names.extend(self.around.said.names());
        names
    }
}

/// Gathers bundles, a page of records at a time.
pub(super) struct Gatherer<'r> {
    place: Place,
    staff: Names,
    page: Page<'r>,
}

impl<'r> Gatherer<'r> {
    pub(super) fn new(reader: Reader<'r>, place: Place, with_access_notes: bool) -> Result<Self> {
        let mut staff = Names::new();
        for (id, stored) in reader.technicians()? {
            staff.insert(id.into(), stored.record.name);
        }
        for (id, stored) in reader.services()? {
            staff.insert(id.into(), stored.record.name);
        }
        Ok(Gatherer { place, staff, page: Page::new(reader, with_access_notes) })
    }

    /// Reads what stands beside the records that are gathered next: all of one kind, in the order of their numbers.
    pub(super) fn turn_page(&mut self, kind: ExportKind, records: &[(EntityRef, Record)]) -> Result<()> {
        self.page.turn(kind, records)
    }

    /// Gathers a record of the page with its parts.
    pub(super) fn gather<'p>(
        &'p self,
        kind: ExportKind,
        entity: EntityRef,
        record: &'p Record,
    ) -> Bundle<'p> {
        let parts: &[EntityKind] = match kind {
            ExportKind::Clients => &[EntityKind::Contact, EntityKind::Site, EntityKind::Note],
            ExportKind::Jobs => &[EntityKind::Visit, EntityKind::Note],
            ExportKind::Visits
            | ExportKind::Equipment
            | ExportKind::Technicians
            | ExportKind::Services
            | ExportKind::Everything => &[EntityKind::Note],
        };
        let parts = parts.iter().map(|part| self.page.parts(entity, *part)).collect();
        let around = Around { place: self.place, staff: &self.staff, said: self.said(entity, record) };
        Bundle { main: (entity, record), parts, around }
    }

    /// Whose the record is and where, in words.
    fn said(&self, entity: EntityRef, record: &Record) -> Said<'_> {
        match record {
            Record::Job(job) => {
                let mut said = self.said_of(job);
                said.stage = self.page.stage(JobId(entity.id));
                said.add_terms(job);
                said
            }
            Record::Visit(visit) => {
                let Some(job) = self.page.job(visit.job) else { return Said::default() };
                let (client_id, site_id) = (Some(job.client), job.site);
                Said { job: Some((visit.job, job)), client_id, site_id, ..self.said_of(job) }
            }
            Record::Equipment(equipment) => {
                let site = self.page.site(equipment.site).map(|site| (equipment.site, site));
                let client_id = site.map(|(_, site)| site.client);
                let client = client_id.and_then(|id| Some((id, self.page.client(id)?.as_str())));
                Said { client_id, client, site, ..Said::default() }
            }
            Record::Business(_)
            | Record::Client(_)
            | Record::Contact(_)
            | Record::Site(_)
            | Record::Technician(_)
            | Record::Service(_)
            | Record::Event(_)
            | Record::Note(_) => Said::default(),
        }
    }

    /// What a job's client and site are called.
    fn said_of(&self, job: &Job) -> Said<'_> {
        let client = self.page.client(job.client).map(|name| (job.client, name.as_str()));
        let site = job.site.and_then(|id| Some((id, self.page.site(id)?)));
        Said { client, site, ..Said::default() }
    }
}

/// Whether a visit is one that is asked for.
pub(super) fn is_wanted(record: &Record, filter: &store::JobFilter) -> bool {
    let Record::Visit(visit) = record else { return true };
    let goes = |who: TechnicianId| visit.crew.as_ref().is_some_and(|crew| crew.members().any(|id| id == who));
    let span = visit.span();
    (filter.technicians.is_empty() || filter.technicians.iter().any(|who| goes(*who)))
        && filter.from.is_none_or(|from| span.is_some_and(|span| span.end > from))
        && filter.to.is_none_or(|to| span.is_some_and(|span| span.start < to))
}
