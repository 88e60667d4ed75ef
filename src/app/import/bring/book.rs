//! The records that rows may mean, and what the file makes of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    Brought, Business, Client, Contact, EntityKind, EntityRef, Equipment, Job, Moment, NextIds, Note, Record,
    Service, Site, Technician, Visit,
};
use store::{Reader, Stored};

use super::report::Counts;
use super::shelf::Shelf;
use crate::Result;

/// Everything that an import reads and writes; nothing reaches the store before all rows are through.
pub(super) struct Book<'r> {
    reader: Reader<'r>,
    /// Whose ids the file has.
    pub(super) source: String,
    pub(super) business: Business,
    pub(super) now: Moment,
    pub(super) actor: String,
    ids: NextIds,
    pub(super) clients: Shelf<Client>,
    pub(super) contacts: Shelf<Contact>,
    pub(super) sites: Shelf<Site>,
    pub(super) technicians: Shelf<Technician>,
    pub(super) services: Shelf<Service>,
    pub(super) equipment: Shelf<Equipment>,
    pub(super) jobs: Shelf<Job>,
    pub(super) visits: Shelf<Visit>,
    notes: Shelf<Note>,
    noted: BTreeSet<EntityRef>,
    /// Clients by exact name.
    pub(super) clients_named: HashMap<String, Vec<u64>>,
    /// Contacts by client and exact name.
    pub(super) contacts_named: HashMap<(u64, String), u64>,
    /// Sites by client and what they are found by.
    pub(super) sites_at: HashMap<(u64, String), Vec<u64>>,
    /// Equipment by site.
    pub(super) equipment_at: HashMap<u64, Vec<u64>>,
    /// What the row at hand has touched.
    touched: Vec<EntityRef>,
    /// Whether the row at hand has made a record.
    made: bool,
}

/// What a name is compared by: letter case and runs of white space do not count.
pub(super) fn exact(name: &str) -> String {
    super::cells::one_line(name).to_lowercase()
}

impl<'r> Book<'r> {
    pub(super) fn open(
        reader: Reader<'r>,
        source: String,
        business: Business,
        now: Moment,
        actor: String,
    ) -> Result<Self> {
        let keys = |kind| reader.external_ids(kind, &source);
        let mut book = Book {
            reader,
            business,
            now,
            actor,
            ids: reader.next_ids()?,
            clients: Shelf::new(keys(EntityKind::Client)?),
            contacts: Shelf::new(keys(EntityKind::Contact)?),
            sites: Shelf::new(keys(EntityKind::Site)?),
            technicians: Shelf::new(keys(EntityKind::Technician)?),
            services: Shelf::new(keys(EntityKind::Service)?),
            equipment: Shelf::new(keys(EntityKind::Equipment)?),
            jobs: Shelf::new(keys(EntityKind::Job)?),
            visits: Shelf::new(keys(EntityKind::Visit)?),
            notes: Shelf::new(HashMap::new()),
            noted: BTreeSet::new(),
            clients_named: HashMap::new(),
            contacts_named: HashMap::new(),
            sites_at: HashMap::new(),
            equipment_at: HashMap::new(),
            touched: Vec::new(),
            made: false,
            source,
        };
        book.load()?;
        Ok(book)
    }

    /// Loads what rows may mean by name; jobs, visits and notes are looked up one by one.
    fn load(&mut self) -> Result<()> {
        for (id, stored) in self.reader.clients(usize::MAX, 0)? {
            self.clients_named.entry(exact(&stored.record.name)).or_default().push(id.0);
            self.clients.load(id.0, stored.record);
        }
        for (entity, stored) in self.all(EntityKind::Contact)? {
            if let Record::Contact(contact) = stored.record {
                let name = (contact.client.0, exact(&contact.name));
                self.contacts_named.entry(name).or_insert(entity.id);
                self.contacts.load(entity.id, contact);
            }
        }
        for (entity, stored) in self.all(EntityKind::Site)? {
            if let Record::Site(site) = stored.record {
                self.index_site(entity.id, &site);
                self.sites.load(entity.id, site);
            }
        }
        for (entity, stored) in self.all(EntityKind::Equipment)? {
            if let Record::Equipment(equipment) = stored.record {
                self.equipment_at.entry(equipment.site.0).or_default().push(entity.id);
                self.equipment.load(entity.id, equipment);
            }
        }
        for (id, stored) in self.reader.technicians()? {
            self.technicians.load(id.0, stored.record);
        }
        for (id, stored) in self.reader.services()? {
            self.services.load(id.0, stored.record);
        }
        Ok(())
    }

    fn all(&self, kind: EntityKind) -> Result<Vec<(EntityRef, Stored<Record>)>> {
        Ok(self.reader.list(kind, usize::MAX, 0)?.0)
    }

    /// The number of a record that the row at hand makes.
    pub(super) fn take(&mut self, kind: EntityKind) -> u64 {
        self.made = true;
        self.ids.take(kind)
    }

    /// Remembers that the row at hand means a record.
    pub(super) fn touch(&mut self, entity: impl Into<EntityRef>) {
        self.touched.push(entity.into());
    }

    /// Whether the row at hand has made a record, and what it has touched; the next row begins.
    pub(super) fn end_row(&mut self) -> (bool, Vec<EntityRef>) {
        (std::mem::take(&mut self.made), std::mem::take(&mut self.touched))
    }

    /// Finds the job with an id of the source.
    pub(super) fn find_job(&mut self, key: &str) -> Result<Option<u64>> {
        let Some(id) = self.jobs.by_key(key) else { return Ok(None) };
        if !self.jobs.has(id)
            && let Some(stored) = self.reader.job(domain::JobId(id))?
        {
            self.jobs.load(id, stored.record);
        }
        Ok(self.jobs.has(id).then_some(id))
    }

    /// The stored visits of a job.
    pub(super) fn visits_of(&self, job: u64) -> Result<Vec<Visit>> {
        let stored = self.reader.visits_of(&[domain::JobId(job)])?;
        Ok(stored.into_iter().map(|(_, stored)| stored.record).collect())
    }

    /// Writes a note about a record, unless it says so already.
    pub(super) fn note(&mut self, about: impl Into<EntityRef>, text: &str) -> Result<()> {
        let about = about.into();
        if self.noted.insert(about) {
            for (id, stored) in self.reader.notes_about(&[about])? {
                self.notes.load(id.0, stored.record);
            }
        }
        if self.notes.iter().any(|(_, note)| note.about == about && note.text == text) {
            return Ok(());
        }
        let id = self.take(EntityKind::Note);
        let note = Note { about, at: self.now, by: self.actor.clone(), text: text.to_owned() };
        self.notes.make(id, note);
        self.touch(domain::NoteId(id));
        Ok(())
    }

    /// Whether the file changes a record that was there.
    pub(super) fn is_changed(&self, entity: EntityRef) -> bool {
        match entity.kind {
            EntityKind::Client => self.clients.is_changed(entity.id),
            EntityKind::Contact => self.contacts.is_changed(entity.id),
            EntityKind::Site => self.sites.is_changed(entity.id),
            EntityKind::Technician => self.technicians.is_changed(entity.id),
            EntityKind::Service => self.services.is_changed(entity.id),
            EntityKind::Job => self.jobs.is_changed(entity.id),
            EntityKind::Visit => self.visits.is_changed(entity.id),
            EntityKind::Equipment => self.equipment.is_changed(entity.id),
            EntityKind::Business | EntityKind::Event | EntityKind::Note => false,
        }
    }

    /// What is to be stored, parents before children, and how many of each kind.
    pub(super) fn into_brought(self) -> (Vec<Brought>, BTreeMap<EntityKind, Counts>) {
        let mut counts: BTreeMap<EntityKind, Counts> = BTreeMap::new();
        let mut brought = Vec::new();
        let mut add = |id: u64, record: Record, is_new: bool| {
            let kind = record.kind();
            let count = counts.entry(kind).or_default();
            if is_new {
                count.created += 1;
            } else {
                count.updated += 1;
            }
            brought.push(Brought { entity: EntityRef { kind, id }, record });
        };
        self.technicians.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.services.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.clients.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.contacts.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.sites.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.equipment.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.jobs.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.visits.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        self.notes.into_brought().for_each(|(id, record, is_new)| add(id, record.into(), is_new));
        (brought, counts)
    }
}
