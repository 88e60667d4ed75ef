//! Loading the slice that a decision or a view needs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use domain::{
    ClientId, Command, EntityKind, EntityRef, Job, JobId, Placement, Record, Slice, Span, Stage,
    TechnicianId, Tz, Visit, VisitId, derive_stage, local_day,
};
use store::{Reader, Rows, Stored, named_by};

use crate::Result;
use crate::unplaced::Unplaced;

/// Records with the versions they have in the store.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The records.
    pub slice: Slice,
    versions: BTreeMap<EntityRef, i64>,
    /// The stages of jobs of which not every visit was loaded.
    stages: BTreeMap<JobId, Stage>,
}

impl Loaded {
    /// The version of a record that was loaded; 0 for others.
    pub fn version(&self, entity: EntityRef) -> i64 {
        self.versions.get(&entity).copied().unwrap_or_default()
    }

    /// Whether a draft is laid over a visit: its version is then the number of a step, negative.
    pub fn is_drafted(&self, visit: VisitId) -> bool {
        self.version(visit.into()) < 0
    }

    /// The stage of a job: as it is kept, else as the visits at hand have it.
    pub fn stage(&self, id: JobId, job: &Job) -> Stage {
        let derived = || {
            let visits = self.slice.visits_of(id).map(|(_, visit)| visit);
            derive_stage(job, visits, &self.slice.surroundings_of(id))
        };
        self.stages.get(&id).copied().unwrap_or_else(derived)
    }

    /// The business's zone.
    pub fn zone(&self) -> Tz {
        self.slice.business.as_ref().map_or(Tz::UTC, |business| business.zone)
    }
}

/// Fills a slice, each record once.
pub(crate) struct Loader<'r> {
    reader: &'r Reader<'r>,
    loaded: Loaded,
    /// Jobs whose visits are all there.
    whole_jobs: BTreeSet<JobId>,
    unplaced: Unplaced,
}

impl<'r> Loader<'r> {
    /// Begins with the business alone.
    pub(crate) fn new(reader: &'r Reader<'r>) -> Result<Self> {
        let mut loader = Loader {
            reader,
            loaded: Loaded::default(),
            whole_jobs: BTreeSet::new(),
            unplaced: Unplaced::default(),
        };
        loader.loaded.slice.roads = reader.roads();
        loader.one(EntityRef { kind: domain::EntityKind::Business, id: 1 })?;
        Ok(loader)
    }

    pub(crate) fn finish(self) -> Loaded {
        self.loaded
    }

    fn put(&mut self, entity: EntityRef, stored: Stored<impl Into<Record>>) {
        self.loaded.versions.insert(entity, stored.version);
        let record = stored.record.into();
        self.unplaced.note(&record);
        self.loaded.slice.put(entity.id, record);
    }

    /// Loads one record, when it exists and is not there yet.
    pub(crate) fn one(&mut self, entity: impl Into<EntityRef>) -> Result<()> {
        self.many(&[entity.into()])
    }

    /// Loads records, those that exist and are not there yet.
    pub(crate) fn many(&mut self, entities: &[EntityRef]) -> Result<()> {
        let fresh = entities.iter().copied().filter(|entity| !self.loaded.versions.contains_key(entity));
        let fresh: Vec<EntityRef> = fresh.collect();
        self.reader.each(&fresh, |entity, stored| self.put(entity, stored))?;
        self.unplaced.look_up(self.reader, &mut self.loaded.slice)
    }

    /// Loads jobs with everything their lines and guards need: visits, client, site, services, crews.
    pub(crate) fn jobs(&mut self, ids: &[JobId]) -> Result<()> {
        let fresh: Vec<JobId> = ids.iter().copied().filter(|id| self.whole_jobs.insert(*id)).collect();
        self.many(&refs(&fresh))?;
        let mut wanted: Vec<EntityRef> = Vec::new();
        for id in &fresh {
            if let Some(job) = self.loaded.slice.jobs.get(id) {
                wanted.extend(parents_of(job));
            }
        }
        for (id, stored) in self.reader.visits_of(&fresh)? {
            wanted.extend(crew_of(&stored.record));
            self.put(id.into(), stored);
        }
        self.many(&wanted)
    }

    /// Loads the clients at whose sites the parts of jobs wait.
    pub(crate) fn merchants_of(&mut self, ids: &[JobId]) -> Result<()> {
        let sites = self.held(ids).filter_map(|job| self.loaded.slice.sites.get(&job.collect_at?));
        let clients: Vec<EntityRef> = sites.map(|site| site.client.into()).collect();
        self.many(&clients)
    }

    /// Loads the jobs of visits, wholly; so the visits too.
    pub(crate) fn visits(&mut self, ids: &[VisitId]) -> Result<()> {
        let jobs = self.reader.jobs_of_visits(ids)?;
        self.jobs(&jobs)
    }

    /// Loads the jobs of visits in the tray, and the neighbours of those of their visits that are placed.
    pub(crate) fn tray(&mut self, ids: &[VisitId]) -> Result<()> {
        self.visits(ids)?;
        let visits = ids.iter().filter_map(|id| self.loaded.slice.visits.get(id));
        let jobs: Vec<JobId> = visits.map(|visit| visit.job).collect();
        self.neighbours_of_jobs(&jobs)
    }

    /// Loads the visits that overlap a span wholly: with jobs, places, services, clients and crews.
    pub(crate) fn between(&mut self, span: Span) -> Result<()> {
        let found = self.reader.visits_between(span, None)?;
        let crews: Vec<EntityRef> = found.iter().flat_map(|(_, stored)| crew_of(&stored.record)).collect();
        let jobs = self.put_visits(found)?;
        self.loaded.stages.extend(self.reader.stages_of(&jobs)?);
        let parents: Vec<EntityRef> = self.held(&jobs).flat_map(parents_of).collect();
        self.events(&[span], None)?;
        self.many(&crews)?;
        self.many(&parents)
    }

    /// Loads the events that overlap any of the spans; of these technicians and of everybody only, when given.
    pub(crate) fn events(&mut self, spans: &[Span], technicians: Option<&[TechnicianId]>) -> Result<()> {
        for (id, stored) in self.reader.events_between(spans, technicians)? {
            self.put(id.into(), stored);
        }
        Ok(())
    }

    /// Loads the visits that overlap a span as the rules see them from others: with title and place.
    pub(crate) fn outlines_between(
        &mut self,
        span: Span,
        technicians: Option<&[TechnicianId]>,
    ) -> Result<()> {
        self.events(&[span], technicians)?;
        self.put_outlines(self.reader.visits_between(span, technicians)?)
    }

    /// Puts visits as the rules see them from others.
    fn put_outlines(&mut self, found: Rows<VisitId, Visit>) -> Result<()> {
        let jobs = self.put_visits(found)?;
        let sites: Vec<EntityRef> =
            self.held(&jobs).filter_map(|job| job.site).map(EntityRef::from).collect();
        self.many(&sites)
    }

    /// Loads the outlines of the other visits of technicians on the local days that a span touches.
    pub(crate) fn neighbours(&mut self, technicians: &[TechnicianId], span: Span) -> Result<()> {
        if technicians.is_empty() {
            return Ok(());
        }
        self.outlines_between(days_around(span, self.loaded.zone()), Some(technicians))
    }

    /// Loads the neighbours of every placed live visit of these jobs, so that their marks are true.
    pub(crate) fn neighbours_of_jobs(&mut self, ids: &[JobId]) -> Result<()> {
        let visits: Vec<VisitId> =
            ids.iter().flat_map(|id| self.slice().visits_of(*id)).map(|(id, _)| id).collect();
        self.neighbours_of(&visits)
    }

    /// Loads the neighbours of those of the visits that are placed and live: once for each technician and
    /// stretch of days, however many of the visits share it.
    pub(crate) fn neighbours_of(&mut self, visits: &[VisitId]) -> Result<()> {
        let zone = self.loaded.zone();
        let mut days: BTreeMap<TechnicianId, Vec<Span>> = BTreeMap::new();
        for visit in visits.iter().filter_map(|id| self.loaded.slice.visits.get(id)) {
            let Some(span) = visit.span().filter(|_| visit.state.is_live()) else { continue };
            for who in visit.crew.iter().flat_map(domain::Crew::members) {
                days.entry(who).or_default().push(days_around(span, zone));
            }
        }
        let who: Vec<TechnicianId> = days.keys().copied().collect();
        let mut all: Vec<Span> = days.values().flatten().copied().collect();
        all.sort_unstable();
        self.events(&domain::joined(&all), Some(&who))?;
        let mut found = Vec::new();
        for (who, mut spans) in days {
            spans.sort_unstable();
            for span in domain::joined(&spans) {
                found.extend(self.reader.visits_between(span, Some(&[who]))?);
            }
        }
        self.put_outlines(found)
    }

    /// Puts visits that are not there yet and loads their jobs; answers with the jobs of all.
    fn put_visits(&mut self, found: Rows<VisitId, Visit>) -> Result<Vec<JobId>> {
        let jobs: Vec<JobId> = found.iter().map(|(_, stored)| stored.record.job).collect();
        for (id, stored) in found {
            if !self.loaded.versions.contains_key(&id.into()) {
                self.put(id.into(), stored);
            }
        }
        self.many(&refs(&jobs))?;
        Ok(jobs)
    }

    fn held<'s>(&'s self, jobs: &'s [JobId]) -> impl Iterator<Item = &'s Job> {
        jobs.iter().filter_map(|id| self.loaded.slice.jobs.get(id))
    }

    /// Loads everything that belongs to a client: contacts, sites, equipment, notes.
    pub(crate) fn client(&mut self, id: ClientId) -> Result<()> {
        self.one(id)?;
        for (contact, stored) in self.reader.contacts_of(id)? {
            self.put(contact.into(), stored);
        }
        let mut about: Vec<EntityRef> = vec![id.into()];
        for (site, stored) in self.reader.sites_of(&[id])? {
            about.push(site.into());
            self.put(site.into(), stored);
            for (equipment, stored) in self.reader.equipment_of(site)? {
                self.put(equipment.into(), stored);
            }
        }
        self.notes_about(&about)
    }

    /// Loads the notes about records.
    pub(crate) fn notes_about(&mut self, about: &[EntityRef]) -> Result<()> {
        for (id, stored) in self.reader.notes_about(about)? {
            self.put(id.into(), stored);
        }
        Ok(())
    }

    /// Loads every technician.
    pub(crate) fn technicians(&mut self) -> Result<()> {
        for (id, stored) in self.reader.technicians()? {
            self.put(id.into(), stored);
        }
        self.unplaced.look_up(self.reader, &mut self.loaded.slice)
    }

    /// The business's zone.
    pub(crate) fn zone(&self) -> Tz {
        self.loaded.zone()
    }

    /// The slice so far.
    pub(crate) fn slice(&self) -> &Slice {
        &self.loaded.slice
    }

    /// Loads what a command needs to be decided.
    pub(crate) fn for_command(&mut self, command: &Command) -> Result<()> {
        match command {
            Command::Add(record) => self.for_record(record),
            Command::Edit(entity, record) => {
                self.one(*entity)?;
                self.for_edit(*entity)?;
                self.for_record(record)
            }
            Command::Remove(entity) => self.for_removal(*entity),
            Command::Note(about, _) => self.one(*about),
            Command::Retag(about, ..) => self.for_tags(*about),
            Command::AddClient(new) => self.for_record(&Record::Client(new.client.clone())),
            Command::MergeClients { keep, gone, .. } => self.for_merge(*keep, *gone),
            Command::AddJob(new) => {
                self.many(&parents_of(&new.job))?;
                new.placements.iter().try_for_each(|placement| self.for_placement(None, placement))
            }
            Command::AddVisit(job, placement, _, _) => {
                self.jobs(&[*job])?;
                self.for_placement(None, placement)
            }
            Command::Schedule(id, placement, _) | Command::Move(id, placement, _) => {
                self.visits(&[*id])?;
                self.for_placement(Some(*id), placement)
            }
            Command::Arrange(arrangements, _) => self.for_arrangements(arrangements),
            Command::Assign(id, crew) => {
                self.visits(&[*id])?;
                self.for_placement(Some(*id), &Placement { slot: None, crew: Some(crew.clone()) })
            }
            Command::Reschedule(id, slot) => {
                self.visits(&[*id])?;
                self.for_placement(Some(*id), &Placement { slot: *slot, crew: None })
            }
            Command::Unassign(id)
            | Command::ToTray(id)
            | Command::Confirm(id, _)
            | Command::Dispatch(id, _)
            | Command::EnRoute(id, _)
            | Command::Arrive(id, _)
            | Command::Finish(id, _, _)
            | Command::CancelVisit(id, _)
            | Command::Pin(id, _) => self.visits(&[*id]),
            Command::Hold { job, .. } | Command::Complete { job, .. } => self.jobs(&[*job]),
            Command::Release(id)
            | Command::Promise(id, _)
            | Command::Answer(id, _, _)
            | Command::Verify(id, _)
            | Command::MarkInvoice(id, _)
            | Command::Close(id)
            | Command::Reopen(id, _)
            | Command::SetSubstatus(id, _)
            | Command::CancelJob(id, _, _) => self.jobs(&[*id]),
            Command::Import(records, _) => self.for_import(records),
            Command::Sync(synced) => {
                synced.gone.iter().try_for_each(|entity| self.for_removal(*entity))?;
                self.for_import(&synced.brought)
            }
            Command::CommitDraft(plan) => self.for_draft(&plan.changes),
            Command::Batch(commands) => commands.iter().try_for_each(|command| self.for_command(command)),
        }
    }

    fn for_placement(&mut self, visit: Option<VisitId>, placement: &Placement) -> Result<()> {
        let before = visit.and_then(|id| self.loaded.slice.visits.get(&id)).cloned();
        let crew = placement.crew.clone().or_else(|| before.as_ref().and_then(|visit| visit.crew.clone()));
        let slot = placement.slot.map(|slot| slot.span).or_else(|| before.as_ref().and_then(Visit::span));
        let members: Vec<TechnicianId> = crew.iter().flat_map(domain::Crew::members).collect();
        self.many(&refs(&members))?;
        match slot {
            Some(span) => self.neighbours(&members, span),
            None => Ok(()),
        }
    }

    fn for_arrangements(&mut self, arrangements: &[domain::Arrangement]) -> Result<()> {
        let visits: Vec<VisitId> = arrangements.iter().map(|arrangement| arrangement.visit).collect();
        self.visits(&visits)?;
        arrangements
            .iter()
            .filter_map(|arrangement| Some((arrangement.visit, arrangement.placement.as_ref()?)))
            .try_for_each(|(visit, placement)| self.for_placement(Some(visit), placement))
    }

    fn for_record(&mut self, record: &Record) -> Result<()> {
        if let Record::Visit(visit) = record {
            self.jobs(&[visit.job])?;
        }
        self.many(&all_named_by(record))
    }

    /// Loads a record with what is looked at when it is validated again.
    fn for_tags(&mut self, about: EntityRef) -> Result<()> {
        self.one(about)?;
        match self.loaded.slice.get(about) {
            Some(record) => self.for_record(&record),
            None => Ok(()),
        }
    }

    /// Loads what an edit must not pull the ground from under: a job's visits, the jobs at a site.
    fn for_edit(&mut self, entity: EntityRef) -> Result<()> {
        match entity.kind {
            EntityKind::Job => self.jobs(&[JobId(entity.id)]),
            EntityKind::Site => {
                let users = self.reader.users_of(entity)?;
                self.many(&users)
            }
            EntityKind::Business
            | EntityKind::Client
            | EntityKind::Contact
            | EntityKind::Equipment
            | EntityKind::Technician
            | EntityKind::Service
            | EntityKind::Visit
            | EntityKind::Event
            | EntityKind::Note => Ok(()),
        }
    }

    fn for_removal(&mut self, entity: EntityRef) -> Result<()> {
        self.one(entity)?;
        if let Some(Record::Visit(visit)) = self.loaded.slice.get(entity) {
            // Whether the job keeps another visit is asked of all of it.
            self.jobs(&[visit.job])?;
        }
        let mut parents = vec![entity];
        let mut next = 0;
        while let Some(&parent) = parents.get(next) {
            let users = self.reader.users_of(parent)?;
            self.many(&users)?;
            let fresh: Vec<EntityRef> = users.into_iter().filter(|user| !parents.contains(user)).collect();
            parents.extend(fresh);
            next += 1;
        }
        Ok(())
    }

    /// Loads all of the client that goes, and of the one that stays what may be the same.
    fn for_merge(&mut self, keep: ClientId, gone: ClientId) -> Result<()> {
        self.for_removal(gone.into())?;
        self.one(keep)?;
        let users = self.reader.users_of(keep.into())?;
        let kinds = [EntityKind::Contact, EntityKind::Site];
        self.many(&users.into_iter().filter(|user| kinds.contains(&user.kind)).collect::<Vec<_>>())?;
        let wished: Vec<TechnicianId> =
            self.loaded.slice.clients.values().flat_map(domain::Client::wished).collect();
        self.many(&refs(&wished))
    }

    fn for_import(&mut self, records: &[domain::Brought]) -> Result<()> {
        let own: BTreeSet<EntityRef> = records.iter().map(|brought| brought.entity).collect();
        self.many(&own.iter().copied().collect::<Vec<_>>())?;
        let named: BTreeSet<EntityRef> =
            records.iter().flat_map(|brought| all_named_by(&brought.record)).collect();
        self.many(&named.difference(&own).copied().collect::<Vec<_>>())
    }
}

/// The local days that a span touches, and what ends at the first midnight: daily limits and travel count by
/// local day, and the rules look no further.
fn days_around(span: Span, zone: Tz) -> Span {
    let date = |at: domain::Moment| -> NaiveDate { at.with_timezone(&zone).date_naive() };
    let (first, last) = (local_day(date(span.start), zone), local_day(date(span.end), zone));
    let start = first.start.checked_sub_signed(Duration::minutes(1));
    Span { start: start.unwrap_or(first.start), end: last.end }
}

/// The records that a record names, what a note is about among them.
fn all_named_by(record: &Record) -> Vec<EntityRef> {
    match record {
        Record::Note(note) => vec![note.about],
        other => named_by(other),
    }
}

fn refs<I: Copy + Into<EntityRef>>(ids: &[I]) -> Vec<EntityRef> {
    ids.iter().map(|id| (*id).into()).collect()
}

fn parents_of(job: &Job) -> Vec<EntityRef> {
    let services = job.services.iter().map(|id| (*id).into());
    let sites = job.site.into_iter().chain(job.collect_at).map(EntityRef::from);
    std::iter::once(job.client.into()).chain(sites).chain(services).collect()
}

fn crew_of(visit: &Visit) -> Vec<EntityRef> {
    visit.crew.iter().flat_map(domain::Crew::members).map(EntityRef::from).collect()
}
