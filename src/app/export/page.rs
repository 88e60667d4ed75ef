//! What stands beside the records of a page, read for all of them at once.

use std::collections::HashMap;

use domain::{ClientId, EntityKind, EntityRef, Job, JobId, Record, SiteId, Stage};
use store::Reader;

use super::kind::ExportKind;
use crate::Result;

/// So many clients and sites are remembered from page to page before all are forgotten.
const REMEMBERED: usize = 50_000;

/// Records with their ids.
pub(super) type Records = Vec<(EntityRef, Record)>;

/// What belongs to the records of a page, and what is said of whom they name.
pub(super) struct Page<'r> {
    reader: Reader<'r>,
    with_access_notes: bool,
    /// The parts of each record, by their kind.
    parts: HashMap<(EntityRef, EntityKind), Records>,
    /// The stages of the page's jobs.
    stages: HashMap<JobId, Stage>,
    /// The jobs of the page's visits.
    jobs: HashMap<JobId, Job>,
    /// What clients are called, of this page and earlier ones.
    clients: HashMap<ClientId, String>,
    sites: HashMap<SiteId, SiteSaid>,
}

/// What is said of a site beside a record.
#[derive(Debug)]
pub(super) struct SiteSaid {
    /// What it is called.
    pub(super) label: String,
    /// Its address in one line.
    pub(super) address: String,
    /// Whose it is.
    pub(super) client: ClientId,
}

impl<'r> Page<'r> {
    pub(super) fn new(reader: Reader<'r>, with_access_notes: bool) -> Self {
        Page {
            reader,
            with_access_notes,
            parts: HashMap::new(),
            stages: HashMap::new(),
            jobs: HashMap::new(),
            clients: HashMap::new(),
            sites: HashMap::new(),
        }
    }

    /// Takes the next records, all of one kind and in the order of their numbers.
    pub(super) fn turn(&mut self, kind: ExportKind, records: &[(EntityRef, Record)]) -> Result<()> {
        (self.parts, self.stages, self.jobs) = (HashMap::new(), HashMap::new(), HashMap::new());
        self.read_notes(records)?;
        match kind {
            ExportKind::Clients => self.read_of_clients(records)?,
            ExportKind::Jobs => self.read_of_jobs(records)?,
            ExportKind::Visits
            | ExportKind::Equipment
            | ExportKind::Technicians
            | ExportKind::Services
            | ExportKind::Everything => {}
        }
        self.read_named(records)
    }

    /// The parts of a kind that a record has.
    pub(super) fn parts(&self, of: EntityRef, kind: EntityKind) -> &[(EntityRef, Record)] {
        self.parts.get(&(of, kind)).map_or(&[], Vec::as_slice)
    }

    /// The stage of one of the page's jobs.
    pub(super) fn stage(&self, id: JobId) -> Option<Stage> {
        self.stages.get(&id).copied()
    }

    /// The job of one of the page's visits.
    pub(super) fn job(&self, id: JobId) -> Option<&Job> {
        self.jobs.get(&id)
    }

    /// What a client that the page names is called.
    pub(super) fn client(&self, id: ClientId) -> Option<&String> {
        self.clients.get(&id)
    }

    /// What is said of a site that the page names.
    pub(super) fn site(&self, id: SiteId) -> Option<&SiteSaid> {
        self.sites.get(&id)
    }

    fn put<Id: Into<EntityRef>>(&mut self, of: impl Into<EntityRef>, id: Id, record: impl Into<Record>) {
        let (id, record) = (id.into(), record.into());
        self.parts.entry((of.into(), id.kind)).or_default().push((id, record));
    }

    /// Few records have notes: those that have are found first.
    fn read_notes(&mut self, records: &[(EntityRef, Record)]) -> Result<()> {
        let (Some((first, _)), Some((last, _))) = (records.first(), records.last()) else { return Ok(()) };
        let noted = self.reader.noted_between(first.kind, first.id, last.id)?;
        let about = records.iter().map(|(entity, _)| *entity);
        let about: Vec<EntityRef> = about.filter(|entity| noted.binary_search(&entity.id).is_ok()).collect();
        for (id, stored) in self.reader.notes_about(&about)? {
            self.put(stored.record.about, id, stored.record);
        }
        Ok(())
    }

    fn read_of_clients(&mut self, records: &[(EntityRef, Record)]) -> Result<()> {
        let clients: Vec<ClientId> = records.iter().map(|(entity, _)| ClientId(entity.id)).collect();
        for &client in &clients {
            for (id, stored) in self.reader.contacts_of(client)? {
                self.put(client, id, stored.record);
            }
        }
        for (id, mut stored) in self.reader.sites_of(&clients)? {
            if !self.with_access_notes {
                stored.record.access_notes.clear();
            }
            self.put(stored.record.client, id, stored.record);
        }
        Ok(())
    }

    fn read_of_jobs(&mut self, records: &[(EntityRef, Record)]) -> Result<()> {
        let jobs: Vec<JobId> = records.iter().map(|(entity, _)| JobId(entity.id)).collect();
        for (id, stored) in self.reader.visits_of(&jobs)? {
            self.put(stored.record.job, id, stored.record);
        }
        self.stages = self.reader.stages_of(&jobs)?.into_iter().collect();
        Ok(())
    }

    /// Reads the jobs, sites and clients that the records name, unless they are known from an earlier page.
    fn read_named(&mut self, records: &[(EntityRef, Record)]) -> Result<()> {
        if self.clients.len() + self.sites.len() > REMEMBERED {
            self.clients.clear();
            self.sites.clear();
        }
        let (mut jobs, mut sites, mut clients) = (Vec::new(), Vec::new(), Vec::new());
        for (_, record) in records {
            match record {
                Record::Visit(visit) => jobs.push(visit.job.into()),
                Record::Equipment(equipment) => sites.push(equipment.site),
                Record::Job(job) => {
                    clients.push(job.client);
                    sites.extend(job.site);
                }
                Record::Business(_)
                | Record::Client(_)
                | Record::Contact(_)
                | Record::Site(_)
                | Record::Technician(_)
                | Record::Service(_)
                | Record::Event(_)
                | Record::Note(_) => {}
            }
        }
        for (entity, stored) in self.reader.many(&jobs)? {
            if let Record::Job(job) = stored.record {
                clients.push(job.client);
                sites.extend(job.site);
                self.jobs.insert(JobId(entity.id), job);
            }
        }
        self.read_sites(&sites, &mut clients)?;
        self.read_clients(&clients)
    }

    /// Reads sites, and adds whose they are.
    fn read_sites(&mut self, sites: &[SiteId], clients: &mut Vec<ClientId>) -> Result<()> {
        let fresh = sites.iter().filter(|id| !self.sites.contains_key(id));
        let fresh: Vec<EntityRef> = fresh.map(|id| EntityRef::from(*id)).collect();
        for (entity, stored) in self.reader.many(&fresh)? {
            if let Record::Site(site) = stored.record {
                let said =
                    SiteSaid { label: site.label(), address: site.address.line(), client: site.client };
                self.sites.insert(SiteId(entity.id), said);
            }
        }
        clients.extend(sites.iter().filter_map(|id| self.sites.get(id)).map(|site| site.client));
        Ok(())
    }

    fn read_clients(&mut self, clients: &[ClientId]) -> Result<()> {
        let fresh = clients.iter().filter(|id| !self.clients.contains_key(id));
        let fresh: Vec<EntityRef> = fresh.map(|id| EntityRef::from(*id)).collect();
        for (entity, stored) in self.reader.many(&fresh)? {
            if let Record::Client(client) = stored.record {
                self.clients.insert(ClientId(entity.id), client.name);
            }
        }
        Ok(())
    }
}
