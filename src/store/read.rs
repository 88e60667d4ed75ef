//! What can be read: the records, their lists, the journal.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::{
    Business, BusinessId, Client, ClientId, Contact, ContactId, EntityKind, EntityRef, Equipment,
    EquipmentId, Event, EventId, Job, JobId, NextIds, Note, NoteId, Record, Roads, Service, ServiceId, Site,
    SiteId, Span, Stage, Technician, TechnicianId, Visit, VisitId,
};
use rusqlite::Connection;

use crate::search::{self, Hit};
use crate::{
    JobFilter, LogFilter, LoggedChange, Operation, Rows, Store, StoreError, Stored, VisitOutline, client,
    contact, dump, equipment, event, external, ids, job, journal, note, owner, service, site, standing,
    table, technician, users, visit,
};

/// A view of the records. Inside [`Store::read`] and [`crate::Tx`] everything it gives is of one moment.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub(crate) conn: &'a Connection,
    /// How travel is estimated in slices loaded from here; none as usual.
    pub(crate) roads: Option<&'a Arc<Roads>>,
}

impl Store {
    /// Has every slice loaded from here estimate travel like this. The store itself never asks for it: readers carry
    /// it along to whoever loads.
    pub fn set_roads(&mut self, roads: Arc<Roads>) {
        self.roads = Some(roads);
    }

    /// How travel is estimated in slices loaded from here.
    pub fn roads(&self) -> Arc<Roads> {
        self.roads.clone().unwrap_or_default()
    }

    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader { conn: &self.conn, roads: self.roads.as_ref() }
    }

    /// Reads from one consistent snapshot. Keep it short: a long read holds back the write-ahead log.
    ///
    /// A call inside another reads from the outer one's snapshot.
    ///
    /// The error is the caller's own, so that a use case can refuse from within.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let reader = self.reader();
        if !self.conn.is_autocommit() {
            return f(&reader);
        }
        let snapshot = self.conn.unchecked_transaction().map_err(StoreError::from)?;
        let answer = f(&reader);
        // Nothing was written, so nothing is lost if ending it fails; the next one would say so.
        drop(snapshot);
        answer
    }

    /// Merges the search index into one piece. Searches are faster after it; worth its time after an import.
    pub fn optimise_search(&mut self) -> Result<(), StoreError> {
        search::optimise(&self.conn)
    }
}

/// What is not kept here.
impl Reader<'_> {
    /// How travel is estimated ([`Store::set_roads`]).
    pub fn roads(&self) -> Arc<Roads> {
        self.roads.cloned().unwrap_or_default()
    }
}

/// Records by id.
impl Reader<'_> {
    /// A record of any kind.
    pub fn get(&self, entity: EntityRef) -> Result<Option<Stored<Record>>, StoreError> {
        table::get(self.conn, entity)
    }

    /// Those of the records that there are, each once, by kind and number.
    pub fn many(&self, entities: &[EntityRef]) -> Result<Rows<EntityRef, Record>, StoreError> {
        let mut found = Vec::new();
        self.each(entities, |entity, stored| found.push((entity, stored)))?;
        Ok(found)
    }

    /// Gives the records that [`Reader::many`] answers with one at a time: they are large, and whoever reads hundreds
    /// puts each where it belongs.
    pub fn each(
        &self,
        entities: &[EntityRef],
        mut take: impl FnMut(EntityRef, Stored<Record>),
    ) -> Result<(), StoreError> {
        for &kind in EntityKind::ALL {
            let mut ids =
                entities.iter().filter(|entity| entity.kind == kind).map(|entity| entity.id).peekable();
            if ids.peek().is_some() {
                table::each(self.conn, kind, ids, &mut take)?;
            }
        }
        Ok(())
    }

    /// The business's settings.
    pub fn business(&self) -> Result<Option<Business>, StoreError> {
        Ok(table::get_typed(self.conn, BusinessId(1))?.map(|stored| stored.record))
    }

    /// One client.
    pub fn client(&self, id: ClientId) -> Result<Option<Stored<Client>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One contact.
    pub fn contact(&self, id: ContactId) -> Result<Option<Stored<Contact>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One site.
    pub fn site(&self, id: SiteId) -> Result<Option<Stored<Site>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One equipment.
    pub fn equipment(&self, id: EquipmentId) -> Result<Option<Stored<Equipment>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One technician.
    pub fn technician(&self, id: TechnicianId) -> Result<Option<Stored<Technician>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One service.
    pub fn service(&self, id: ServiceId) -> Result<Option<Stored<Service>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One job.
    pub fn job(&self, id: JobId) -> Result<Option<Stored<Job>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One visit.
    pub fn visit(&self, id: VisitId) -> Result<Option<Stored<Visit>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One event.
    pub fn event(&self, id: EventId) -> Result<Option<Stored<Event>>, StoreError> {
        table::get_typed(self.conn, id)
    }

    /// One note.
    pub fn note(&self, id: NoteId) -> Result<Option<Stored<Note>>, StoreError> {
        table::get_typed(self.conn, id)
    }
}

/// Lists of jobs and visits.
impl Reader<'_> {
    /// The visits of these jobs, by id.
    pub fn visits_of(&self, jobs: &[JobId]) -> Result<Rows<VisitId, Visit>, StoreError> {
        visit::of_jobs(self.conn, jobs)
    }

    /// The jobs of these visits, each once, without reading the visits.
    pub fn jobs_of_visits(&self, visits: &[VisitId]) -> Result<Vec<JobId>, StoreError> {
        visit::jobs_of(self.conn, visits)
    }

    /// The visits, live and done but not cancelled, that overlap the span; of these technicians only, when
    /// given. By start, then id.
    pub fn visits_between(
        &self,
        span: Span,
        crew: Option<&[TechnicianId]>,
    ) -> Result<Rows<VisitId, Visit>, StoreError> {
        visit::between(self.conn, span, crew)
    }

    /// The same visits of many days in outline, for counts and loads; in no order.
    pub fn outlines_between(&self, span: Span) -> Result<Vec<VisitOutline>, StoreError> {
        visit::outline::between(self.conn, span)
    }

    /// The events that overlap any of the spans, each once; of these technicians and of everybody only, when
    /// given. By start, then id.
    pub fn events_between(
        &self,
        spans: &[Span],
        technicians: Option<&[TechnicianId]>,
    ) -> Result<Rows<EventId, Event>, StoreError> {
        event::between(self.conn, spans, technicians)
    }

    /// Live visits without a slot or technician, of jobs that are not over, from an offset, and how many
    /// there are in all. Held jobs come last; else by urgency, promise deadline, agreement, id.
    pub fn tray(&self, limit: usize, offset: usize) -> Result<(Vec<VisitId>, u64), StoreError> {
        standing::tray(self.conn, limit, offset)
    }

    /// How many jobs are in each stage, in the order of the board; empty stages too.
    pub fn stage_counts(&self) -> Result<Vec<(Stage, u64)>, StoreError> {
        job::stage_counts(self.conn)
    }

    /// Jobs of a stage, what needs attention first: by urgency, then the earlier of next slot and promise
    /// deadline, then id. In stages where work is over the latest come first.
    pub fn jobs_in_stage(&self, stage: Stage, limit: usize, offset: usize) -> Result<Vec<JobId>, StoreError> {
        job::in_stage(self.conn, stage, limit, offset)
    }

    /// The stage a job is in and its place there, from 0, in the order of [`Reader::jobs_in_stage`].
    pub fn place_in_stage(&self, id: JobId) -> Result<Option<(Stage, usize)>, StoreError> {
        job::place_in_stage(self.conn, id)
    }

    /// The stage a job is in.
    pub fn stage_of(&self, id: JobId) -> Result<Option<Stage>, StoreError> {
        job::stage_of(self.conn, id)
    }

    /// The jobs that pass a filter, the latest number first, from an offset, and how many there are in all.
    pub fn jobs(
        &self,
        filter: &JobFilter,
        limit: usize,
        offset: usize,
    ) -> Result<(Vec<JobId>, u64), StoreError> {
        job::list(self.conn, filter, limit, offset)
    }

    /// The jobs that pass a filter with their stages, what needs attention first, as the board has them.
    pub fn jobs_in_order(&self, filter: &JobFilter) -> Result<Vec<(JobId, Stage)>, StoreError> {
        job::in_order(self.conn, filter)
    }

    /// The technicians on visits of these jobs that are not cancelled, each once.
    pub fn technicians_of_jobs(&self, jobs: &[JobId]) -> Result<Vec<(JobId, TechnicianId)>, StoreError> {
        job::technicians_of(self.conn, jobs)
    }

    /// The entries of the price book that these jobs take.
    pub fn services_of_jobs(&self, jobs: &[JobId]) -> Result<Vec<(JobId, ServiceId)>, StoreError> {
        job::services_of(self.conn, jobs)
    }

    /// The folded zones of the sites of those of these jobs whose site is in one.
    pub fn zones_of_jobs(&self, jobs: &[JobId]) -> Result<Vec<(JobId, String)>, StoreError> {
        job::zones_of(self.conn, jobs)
    }

    /// Those of the jobs that there are, with the stage each is in, by id.
    pub fn stages_of(&self, jobs: &[JobId]) -> Result<Vec<(JobId, Stage)>, StoreError> {
        job::stages_of(self.conn, jobs)
    }

    /// The zones that sites are in, folded, each once.
    pub fn zones(&self) -> Result<Vec<String>, StoreError> {
        site::zones(self.conn)
    }

    /// The tags that jobs have, folded, each once.
    pub fn job_tags(&self) -> Result<Vec<String>, StoreError> {
        crate::tag::of_jobs(self.conn)
    }

    /// The jobs of a client, latest agreement first.
    pub fn jobs_of(&self, client: ClientId, limit: usize) -> Result<Rows<JobId, Job>, StoreError> {
        job::of_client(self.conn, client, limit)
    }
}

/// Lists of everything else.
impl Reader<'_> {
    /// Clients by name, from an offset; inactive ones too.
    pub fn clients(&self, limit: usize, offset: usize) -> Result<Rows<ClientId, Client>, StoreError> {
        client::list(self.conn, limit, offset)
    }

    /// The clients whose folded name holds a folded text, with that name.
    pub fn clients_holding(&self, text: &str) -> Result<Vec<(ClientId, String)>, StoreError> {
        client::holding(self.conn, text)
    }

    /// Every technician, by name; inactive ones too.
    pub fn technicians(&self) -> Result<Rows<TechnicianId, Technician>, StoreError> {
        technician::list(self.conn)
    }

    /// Every entry of the price book, by name; inactive ones too.
    pub fn services(&self) -> Result<Rows<ServiceId, Service>, StoreError> {
        service::list(self.conn)
    }

    /// The sites of these clients, by id.
    pub fn sites_of(&self, clients: &[ClientId]) -> Result<Rows<SiteId, Site>, StoreError> {
        site::of_clients(self.conn, clients)
    }

    /// The contacts of a client, by id.
    pub fn contacts_of(&self, client: ClientId) -> Result<Rows<ContactId, Contact>, StoreError> {
        contact::of_client(self.conn, client)
    }

    /// The equipment at a site, by id.
    pub fn equipment_of(&self, site: SiteId) -> Result<Rows<EquipmentId, Equipment>, StoreError> {
        equipment::of_site(self.conn, site)
    }

    /// The notes about these records, by record as given and then oldest first.
    pub fn notes_about(&self, entities: &[EntityRef]) -> Result<Rows<NoteId, Note>, StoreError> {
        let mut found = Vec::new();
        for &entity in entities {
            found.extend(note::about(self.conn, entity)?);
        }
        Ok(found)
    }

    /// The numbers of the records of a kind, from one number to another, that notes are about; in order.
    pub fn noted_between(&self, kind: EntityKind, first: u64, last: u64) -> Result<Vec<u64>, StoreError> {
        note::noted_between(self.conn, kind, first, last)
    }

    /// A page of the records of a kind, by id, and how many there are.
    pub fn list(
        &self,
        kind: EntityKind,
        limit: usize,
        offset: usize,
    ) -> Result<(Rows<EntityRef, Record>, u64), StoreError> {
        Ok((table::page(self.conn, kind, limit, offset)?, self.count(kind)?))
    }

    /// The next records of a kind after a number, by id, as the JSON text in which they are kept.
    ///
    /// Going on from the last id reads a whole kind without holding it, and without counting past what was read.
    pub fn bodies_after(
        &self,
        kind: EntityKind,
        after: u64,
        limit: usize,
    ) -> Result<Vec<(EntityRef, String)>, StoreError> {
        table::bodies_after(self.conn, kind, after, limit)
    }

    /// The jobs of a client that are not over, latest agreement first.
    pub fn open_jobs_page(&self, client: ClientId, limit: usize) -> Result<Vec<JobId>, StoreError> {
        job::open_of_client(self.conn, client, limit)
    }

    /// How many jobs are not over, of those of these clients that have any.
    pub fn open_jobs_of(&self, clients: &[ClientId]) -> Result<BTreeMap<ClientId, u64>, StoreError> {
        job::count_open(self.conn, clients)
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: EntityKind) -> Result<u64, StoreError> {
        crate::row::select_count(self.conn, &format!("select count(*) from {}", kind.word()), [])
    }

    /// The records that name this one: what stands in the way of removing it, or goes with it.
    pub fn users_of(&self, entity: EntityRef) -> Result<Vec<EntityRef>, StoreError> {
        users::of(self.conn, entity)
    }

    /// Every id that records of a kind have in another system, with the record's number.
    pub fn external_ids(&self, kind: EntityKind, source: &str) -> Result<HashMap<String, u64>, StoreError> {
        external::of_source(self.conn, kind, source)
    }
}

/// Finding.
impl Reader<'_> {
    /// The records of a kind with this name, at most ten; if there is none, those whose name begins with it; if
    /// there is none, those with a word that does. Letter case and accents do not matter.
    pub fn named(&self, kind: EntityKind, text: &str) -> Result<Vec<(EntityRef, String)>, StoreError> {
        search::named(self.conn, kind, text)
    }

    /// Records that hold every word of a text, at most so many, grouped by kind, the latest of a kind first;
    /// each kind gets a fair share. Three letters or more are found anywhere in a word, fewer at its start.
    /// Access notes are not searched.
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        search::search(self.conn, None, text, limit)
    }

    /// As [`Reader::search`], without reading what was found; a text that is an id may be nobody's.
    pub fn search_entities(&self, text: &str, limit: usize) -> Result<Vec<EntityRef>, StoreError> {
        search::entities(self.conn, None, text, limit)
    }

    /// The clients to whom these records belong, or whom they are about; none for what is the business's own, and for
    /// what is not there.
    pub fn clients_of(&self, entities: &[EntityRef]) -> Result<BTreeMap<EntityRef, ClientId>, StoreError> {
        owner::clients_of(self.conn, entities)
    }

    /// As [`Reader::search`], among these kinds only.
    pub fn search_kinds(
        &self,
        kinds: &[EntityKind],
        text: &str,
        limit: usize,
    ) -> Result<Vec<Hit>, StoreError> {
        search::search(self.conn, Some(kinds), text, limit)
    }
}

/// The journal.
impl Reader<'_> {
    /// The operations that pass a filter, newest first.
    pub fn operations(&self, filter: &LogFilter) -> Result<Vec<Operation>, StoreError> {
        journal::operations(self.conn, filter)
    }

    /// One operation.
    pub fn operation(&self, id: i64) -> Result<Option<Operation>, StoreError> {
        journal::operation(self.conn, id)
    }

    /// The changes of an operation, in the order they were made.
    pub fn changes_of(&self, operation: i64) -> Result<Vec<LoggedChange>, StoreError> {
        journal::changes_of(self.conn, operation)
    }

    /// The changes of a record after an operation (0 for all there are), newest first.
    pub fn changes_to(&self, entity: EntityRef, operation: i64) -> Result<Vec<LoggedChange>, StoreError> {
        journal::changes_since(self.conn, entity, operation)
    }

    /// The records that an operation changed, at most so many, in the order they were changed.
    pub fn changed_by(&self, operation: i64, limit: usize) -> Result<Vec<EntityRef>, StoreError> {
        journal::changed_by(self.conn, operation, limit)
    }

    /// The records that named another one when they were removed, the latest first, at most so many.
    pub fn removed_parts(&self, of: EntityRef, limit: usize) -> Result<Vec<EntityRef>, StoreError> {
        journal::removed_parts(self.conn, of, limit)
    }

    /// The next free number of each kind.
    pub fn next_ids(&self) -> Result<NextIds, StoreError> {
        ids::next(self.conn)
    }

    /// The operation with an idempotency key.
    pub fn find_key(&self, key: &str) -> Result<Option<i64>, StoreError> {
        journal::find_key(self.conn, key)
    }

    /// The number of the newest operation; 0 before the first.
    pub fn last_operation(&self) -> Result<i64, StoreError> {
        journal::last_operation(self.conn)
    }

    /// The fields of a record that differ between a version and now; `removed` when it is gone, `added` when
    /// it was not there. Empty when what changed was changed back.
    pub fn fields_changed_since(&self, entity: EntityRef, version: i64) -> Result<Vec<String>, StoreError> {
        journal::fields_changed_since(self.conn, entity, version)
    }

    /// The changes that take an operation back, to be recorded with `undoes` set to it.
    ///
    /// Refused with `UndoConflict` when a later operation touched the same fields, with `NothingToDo` when
    /// it is undone already.
    pub fn inverse_of(&self, operation: i64) -> Result<Vec<domain::Change>, StoreError> {
        journal::inverse_of(self.conn, operation)
    }

    /// What undo would take back: the newest live operation, of one actor or of any, that is neither undo nor
    /// redo.
    pub fn undo_target(&self, actor: Option<&str>) -> Result<Option<i64>, StoreError> {
        journal::undo_target(self.conn, actor)
    }

    /// What redo would take back: the newest live undo, of one actor or of any, after which they did nothing
    /// new.
    pub fn redo_target(&self, actor: Option<&str>) -> Result<Option<i64>, StoreError> {
        journal::redo_target(self.conn, actor)
    }

    /// The text of every record, the same bytes for the same records.
    pub fn canonical_dump(&self) -> Result<String, StoreError> {
        dump::canonical(self.conn)
    }
}
