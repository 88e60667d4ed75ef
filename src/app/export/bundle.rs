//! One record with everything that is written beside it.

use domain::{ClientId, EntityKind, EntityRef, Job, JobId, Record, SiteId, TechnicianId, Term, Visit};
use serde_json::Value;
use store::{Reader, named_by};

use super::kind::ExportKind;
use super::page::{Page, Records};
use super::shape::{Fields, Names};
use crate::Result;

/// A record and its parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bundle {
    /// The record.
    pub(super) main: (EntityRef, Record),
    /// What belongs to it, in the order of the sheet's parts.
    pub(super) parts: Vec<Records>,
    /// What is said of it for reading only, by the columns' names.
    pub(super) derived: Fields,
    /// What the records that it names are called.
    pub(super) names: Names,
}

/// Gathers bundles, a page of records at a time.
pub(super) struct Gatherer<'r> {
    with_access_notes: bool,
    staff: Names,
    page: Page<'r>,
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
        Ok(Gatherer { with_access_notes, staff, page: Page::new(reader) })
    }

    /// Reads what stands beside the records that are gathered next: all of one kind, in the order of their numbers.
    pub(super) fn turn_page(&mut self, kind: ExportKind, records: &[(EntityRef, Record)]) -> Result<()> {
        self.page.turn(kind, records)
    }

    /// Gathers a record of the page with its parts.
    pub(super) fn gather(&mut self, kind: ExportKind, entity: EntityRef, record: Record) -> Bundle {
        let notes = self.page.take(entity, EntityKind::Note);
        let parts = match kind {
            ExportKind::Clients => {
                vec![self.page.take(entity, EntityKind::Contact), self.sites(entity), notes]
            }
            ExportKind::Jobs => vec![self.page.take(entity, EntityKind::Visit), notes],
            ExportKind::Visits
            | ExportKind::Equipment
            | ExportKind::Technicians
            | ExportKind::Services
            | ExportKind::Everything => vec![notes],
        };
        let (mut derived, mut names) = (Fields::new(), Names::new());
        let own = std::iter::once(&record).chain(parts.iter().flatten().map(|(_, record)| record));
        for named in own.flat_map(named_by) {
            if let Some(name) = self.staff.get(&named) {
                names.insert(named, name.clone());
            }
        }
        self.describe(entity, &record, &mut derived, &mut names);
        Bundle { main: (entity, record), parts, derived, names }
    }

    fn sites(&mut self, client: EntityRef) -> Records {
        let mut sites = self.page.take(client, EntityKind::Site);
        if !self.with_access_notes {
            for (_, record) in &mut sites {
                if let Record::Site(site) = record {
                    site.access_notes.clear();
                }
            }
        }
        sites
    }

    /// Says whose the record is and where, in words.
    fn describe(&self, entity: EntityRef, record: &Record, derived: &mut Fields, names: &mut Names) {
        match record {
            Record::Job(job) => self.describe_job(JobId(entity.id), job, derived, names),
            Record::Visit(visit) => self.describe_visit(visit, derived, names),
            Record::Equipment(equipment) => {
                if let Some(client) = self.describe_site(equipment.site, derived, names) {
                    derived.insert("client_id".to_owned(), Value::from(client.to_string()));
                    self.describe_client(client, derived, names);
                }
            }
            Record::Business(_)
            | Record::Client(_)
            | Record::Contact(_)
            | Record::Site(_)
            | Record::Technician(_)
            | Record::Service(_)
            | Record::Note(_) => {}
        }
    }

    fn describe_visit(&self, visit: &Visit, derived: &mut Fields, names: &mut Names) {
        let Some(job) = self.page.job(visit.job) else { return };
        derived.insert("job".to_owned(), Value::from(job.title.clone()));
        names.insert(visit.job.into(), job.title.clone());
        derived.insert("client_id".to_owned(), Value::from(job.client.to_string()));
        self.describe_client(job.client, derived, names);
        if let Some(site) = job.site {
            derived.insert("site_id".to_owned(), Value::from(site.to_string()));
            self.describe_site(site, derived, names);
        }
    }

    fn describe_job(&self, id: JobId, job: &Job, derived: &mut Fields, names: &mut Names) {
        self.describe_client(job.client, derived, names);
        if let Some(site) = job.site {
            self.describe_site(site, derived, names);
        }
        if let Some(stage) = self.page.stage(id) {
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
    }

    fn describe_client(&self, id: ClientId, derived: &mut Fields, names: &mut Names) {
        if let Some(name) = self.page.client(id) {
            derived.insert("client".to_owned(), Value::from(name.clone()));
            names.insert(id.into(), name.clone());
        }
    }

    fn describe_site(&self, id: SiteId, derived: &mut Fields, names: &mut Names) -> Option<ClientId> {
        let site = self.page.site(id)?;
        derived.insert("site".to_owned(), Value::from(site.label.clone()));
        derived.insert("address".to_owned(), Value::from(site.address.clone()));
        names.insert(id.into(), site.label.clone());
        Some(site.client)
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

/// The name that the parts of a kind go by in JSON.
pub(super) fn list_name(kind: EntityKind) -> &'static str {
    kind.plural()
}
