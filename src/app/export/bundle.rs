//! One record with everything that is written beside it.

use domain::{ClientId, EntityKind, EntityRef, Job, JobId, Record, SiteId, TechnicianId, Term, Visit};
use serde_json::Value;
use store::{Reader, named_by};

use super::kind::ExportKind;
use super::shape::{Fields, Names};
use crate::Result;

/// A record and its parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bundle {
    /// The record.
    pub(super) main: (EntityRef, Record),
    /// What belongs to it, in the order of the sheet's parts.
    pub(super) parts: Vec<Vec<(EntityRef, Record)>>,
    /// What is said of it for reading only, by the columns' names.
    pub(super) derived: Fields,
    /// What the records that it names are called.
    pub(super) names: Names,
}

/// Gathers bundles, remembering the names that come again and again.
pub(super) struct Gatherer<'r> {
    reader: Reader<'r>,
    with_access_notes: bool,
    staff: Names,
}

impl<'r> Gatherer<'r> {
    pub(super) fn new(reader: Reader<'r>, with_access_notes: bool) -> Result<Self> {
        let mut staff = Names::new();
        for (id, stored) in reader.technicians()? {
            staff.insert(id.into(), stored.record.name);
        }
        for (id, stored) in reader.services()? {
            staff.insert(id.into(), stored.record.name);
        }
        Ok(Gatherer { reader, with_access_notes, staff })
    }

    /// Gathers a record with its parts.
    pub(super) fn gather(&self, kind: ExportKind, entity: EntityRef, record: Record) -> Result<Bundle> {
        let notes = self.notes(entity)?;
        let parts = match (kind, entity.kind) {
            (ExportKind::Clients, _) => {
                let client = ClientId(entity.id);
                vec![records(self.reader.contacts_of(client)?), self.sites(client)?, notes]
            }
            (ExportKind::Jobs, _) => vec![records(self.reader.visits_of(&[JobId(entity.id)])?), notes],
            (
                ExportKind::Visits
                | ExportKind::Equipment
                | ExportKind::Technicians
                | ExportKind::Services
                | ExportKind::Everything,
                _,
            ) => vec![notes],
        };
        let (mut derived, mut names) = (Fields::new(), Names::new());
        let own = std::iter::once(&record).chain(parts.iter().flatten().map(|(_, record)| record));
        for named in own.flat_map(named_by) {
            if let Some(name) = self.staff.get(&named) {
                names.insert(named, name.clone());
            }
        }
        self.describe(entity, &record, &mut derived, &mut names)?;
        Ok(Bundle { main: (entity, record), parts, derived, names })
    }

    fn notes(&self, entity: EntityRef) -> Result<Vec<(EntityRef, Record)>> {
        Ok(records(self.reader.notes_about(&[entity])?))
    }

    fn sites(&self, client: ClientId) -> Result<Vec<(EntityRef, Record)>> {
        let mut sites = self.reader.sites_of(client)?;
        if !self.with_access_notes {
            for (_, stored) in &mut sites {
                stored.record.access_notes.clear();
            }
        }
        Ok(records(sites))
    }

    /// Says whose the record is and where, in words.
    fn describe(
        &self,
        entity: EntityRef,
        record: &Record,
        derived: &mut Fields,
        names: &mut Names,
    ) -> Result<()> {
        match record {
            Record::Job(job) => self.describe_job(JobId(entity.id), job, derived, names),
            Record::Visit(visit) => self.describe_visit(visit, derived, names),
            Record::Equipment(equipment) => {
                if let Some(site) = self.describe_site(equipment.site, derived, names)? {
                    derived.insert("client_id".to_owned(), Value::from(site.to_string()));
                    self.describe_client(site, derived, names)?;
                }
                Ok(())
            }
            Record::Business(_)
            | Record::Client(_)
            | Record::Contact(_)
            | Record::Site(_)
            | Record::Technician(_)
            | Record::Service(_)
            | Record::Note(_) => Ok(()),
        }
    }

    fn describe_visit(&self, visit: &Visit, derived: &mut Fields, names: &mut Names) -> Result<()> {
        let Some(stored) = self.reader.job(visit.job)? else { return Ok(()) };
        let job = stored.record;
        derived.insert("job".to_owned(), Value::from(job.title.clone()));
        names.insert(visit.job.into(), job.title.clone());
        derived.insert("client_id".to_owned(), Value::from(job.client.to_string()));
        self.describe_client(job.client, derived, names)?;
        if let Some(site) = job.site {
            derived.insert("site_id".to_owned(), Value::from(site.to_string()));
            self.describe_site(site, derived, names)?;
        }
        Ok(())
    }

    fn describe_job(&self, id: JobId, job: &Job, derived: &mut Fields, names: &mut Names) -> Result<()> {
        self.describe_client(job.client, derived, names)?;
        if let Some(site) = job.site {
            self.describe_site(site, derived, names)?;
        }
        if let Some(stage) = self.reader.stage_of(id)? {
            derived.insert("stage".to_owned(), Value::from(stage.name()));
        }
        for term in job.standing_terms() {
            let said = match term {
                Term::Window(window) => vec![("promised_from", window.start), ("promised_to", window.end)],
                Term::By(due) => vec![("due", due)],
            };
            derived
                .extend(said.into_iter().map(|(name, at)| (name.to_owned(), Value::from(at.to_rfc3339()))));
        }
        Ok(())
    }

    fn describe_client(&self, id: ClientId, derived: &mut Fields, names: &mut Names) -> Result<()> {
        if let Some(stored) = self.reader.client(id)? {
            derived.insert("client".to_owned(), Value::from(stored.record.name.clone()));
            names.insert(id.into(), stored.record.name);
        }
        Ok(())
    }

    fn describe_site(&self, id: SiteId, derived: &mut Fields, names: &mut Names) -> Result<Option<ClientId>> {
        let Some(stored) = self.reader.site(id)? else { return Ok(None) };
        let site = stored.record;
        derived.insert("site".to_owned(), Value::from(site.label()));
        derived.insert("address".to_owned(), Value::from(site.address.line()));
        names.insert(id.into(), site.label());
        Ok(Some(site.client))
    }
}

fn records<Id: Into<EntityRef>, T: Into<Record>>(rows: store::Rows<Id, T>) -> Vec<(EntityRef, Record)> {
    rows.into_iter().map(|(id, stored)| (id.into(), stored.record.into())).collect()
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

/// The name that the parts of a kind go by in JSON.
pub(super) fn list_name(kind: EntityKind) -> &'static str {
    kind.plural()
}
