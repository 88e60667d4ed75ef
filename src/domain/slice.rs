//! The part of the records that one decision needs.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{
    Business, Client, ClientId, Contact, ContactId, EntityKind, EntityRef, Equipment, EquipmentId, EventId,
    Events, Job, JobId, Moment, Note, NoteId, Places, Record, Roads, Service, ServiceId, Site, SiteId, Skill,
    Technician, TechnicianId, Visit, VisitId, Visits,
};

/// What other records say about a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// Issues of the job that are open.
    pub open_issues: u32,
    /// Follow-ups of the job that are open.
    pub open_follow_ups: u32,
    /// Whether one of those is due by now.
    pub follow_up_is_due: bool,
    /// When the first running issue clock ends.
    pub issue_due: Option<Moment>,
    /// Whether a part it needs is not there.
    pub parts_short: bool,
}

/// Records by id: enough for the command at hand, not the whole store.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "a map of each kind")]
pub struct Slice {
    pub business: Option<Business>,
    pub clients: BTreeMap<ClientId, Client>,
    pub contacts: BTreeMap<ContactId, Contact>,
    pub sites: BTreeMap<SiteId, Site>,
    pub equipment: BTreeMap<EquipmentId, Equipment>,
    pub technicians: BTreeMap<TechnicianId, Technician>,
    pub services: BTreeMap<ServiceId, Service>,
    pub jobs: BTreeMap<JobId, Job>,
    pub visits: Visits,
    pub events: Events,
    pub notes: BTreeMap<NoteId, Note>,
    pub surroundings: BTreeMap<JobId, Surroundings>,
    /// How travel is estimated.
    pub roads: Arc<Roads>,
    /// Positions of the postcodes and zones of sites that have none of their own.
    pub places: Places,
}

impl Slice {
    /// The record of that name, if it is in the slice.
    pub fn get(&self, entity: EntityRef) -> Option<Record> {
        let id = entity.id;
        match entity.kind {
            EntityKind::Business => self.business.clone().filter(|_| id == 1).map(Record::from),
            EntityKind::Client => self.clients.get(&ClientId(id)).cloned().map(Record::from),
            EntityKind::Contact => self.contacts.get(&ContactId(id)).cloned().map(Record::from),
            EntityKind::Site => self.sites.get(&SiteId(id)).cloned().map(Record::from),
            EntityKind::Equipment => self.equipment.get(&EquipmentId(id)).cloned().map(Record::from),
            EntityKind::Technician => self.technicians.get(&TechnicianId(id)).cloned().map(Record::from),
            EntityKind::Service => self.services.get(&ServiceId(id)).cloned().map(Record::from),
            EntityKind::Job => self.jobs.get(&JobId(id)).cloned().map(Record::from),
            EntityKind::Visit => self.visits.get(&VisitId(id)).cloned().map(Record::from),
            EntityKind::Event => self.events.get(&EventId(id)).cloned().map(Record::from),
            EntityKind::Note => self.notes.get(&NoteId(id)).cloned().map(Record::from),
        }
    }

    /// Puts a record in its place, over the one that was there.
    pub fn put(&mut self, id: u64, record: Record) {
        match record {
            Record::Business(r) => self.business = Some(r),
            Record::Client(r) => drop(self.clients.insert(ClientId(id), r)),
            Record::Contact(r) => drop(self.contacts.insert(ContactId(id), r)),
            Record::Site(r) => drop(self.sites.insert(SiteId(id), r)),
            Record::Equipment(r) => drop(self.equipment.insert(EquipmentId(id), r)),
            Record::Technician(r) => drop(self.technicians.insert(TechnicianId(id), r)),
            Record::Service(r) => drop(self.services.insert(ServiceId(id), r)),
            Record::Job(r) => drop(self.jobs.insert(JobId(id), r)),
            Record::Visit(r) => self.visits.insert(VisitId(id), r),
            Record::Event(r) => self.events.insert(EventId(id), r),
            Record::Note(r) => drop(self.notes.insert(NoteId(id), r)),
        }
    }

    /// Takes a record out and gives it, if it was there.
    pub fn remove(&mut self, entity: EntityRef) -> Option<Record> {
        let id = entity.id;
        match entity.kind {
            EntityKind::Business => self.business.take_if(|_| id == 1).map(Record::from),
            EntityKind::Client => self.clients.remove(&ClientId(id)).map(Record::from),
            EntityKind::Contact => self.contacts.remove(&ContactId(id)).map(Record::from),
            EntityKind::Site => self.sites.remove(&SiteId(id)).map(Record::from),
            EntityKind::Equipment => self.equipment.remove(&EquipmentId(id)).map(Record::from),
            EntityKind::Technician => self.technicians.remove(&TechnicianId(id)).map(Record::from),
            EntityKind::Service => self.services.remove(&ServiceId(id)).map(Record::from),
            EntityKind::Job => self.jobs.remove(&JobId(id)).map(Record::from),
            EntityKind::Visit => self.visits.remove(VisitId(id)).map(Record::from),
            EntityKind::Event => self.events.remove(EventId(id)).map(Record::from),
            EntityKind::Note => self.notes.remove(&NoteId(id)).map(Record::from),
        }
    }

    /// The visits of a job, in order of id.
    pub fn visits_of(&self, job: JobId) -> impl Iterator<Item = (VisitId, &Visit)> {
        self.visits.of_job(job)
    }

    /// What other records say about a job.
    pub fn surroundings_of(&self, job: JobId) -> Surroundings {
        self.surroundings.get(&job).copied().unwrap_or_default()
    }

    /// The skills a job asks for: those of its services and its own; the highest level of each.
    pub fn skills_needed(&self, job: &Job) -> Vec<Skill> {
        let of_services = job.services.iter().filter_map(|id| self.services.get(id)).flat_map(|s| &s.skills);
        let mut highest: BTreeMap<String, Skill> = BTreeMap::new();
        for skill in of_services.chain(&job.skills) {
            let kept = highest.entry(skill.name.to_lowercase()).or_insert_with(|| skill.clone());
            kept.level = kept.level.max(skill.level);
        }
        highest.into_values().collect()
    }

    /// The length of a job's work in minutes: its own, else the sum of its services', else the business's.
    pub fn minutes_for(&self, job: &Job) -> u32 {
        let lengths = job.services.iter().filter_map(|id| self.services.get(id)).map(|s| s.duration_minutes);
        let of_services: u32 = lengths.fold(0, u32::saturating_add);
        let usual = self.business.as_ref().map_or(60, |business| business.visit_minutes);
        job.duration_minutes.unwrap_or(if of_services > 0 { of_services } else { usual })
    }

    /// How many people a job takes: the largest crew of its services, at least one.
    pub fn crew_size_for(&self, job: &Job) -> usize {
        let largest = job.services.iter().filter_map(|id| self.services.get(id)).map(|s| s.crew_size).max();
        largest.unwrap_or(1).max(1) as usize
    }

    /// How many people are to go to a visit of a job: as many as it takes, and no fewer than go now.
    pub fn people_for(&self, visit: &Visit, job: &Job) -> usize {
        let now = visit.crew.as_ref().map_or(0, |crew| crew.members().count());
        self.crew_size_for(job).max(now)
    }
}
