//! The field tables: one for each kind of record, and what a filled-in form comes to.

mod business;
mod client;
mod contact;
mod custom;
mod equipment;
mod event;
mod job;
mod service;
mod site;
mod technician;
mod visit;

use domain::{
    Business, ClientId, Command, Contact, EntityKind, EntityRef, Equipment, Job, JobId, Record, Service,
    Site, SiteId, Technician, TechnicianId,
};

use super::row::{Row, Wrong, read_all, say_all};
use super::spec::{Ground, Spec};

pub use client::ClientEntry;
pub(super) use event::EventEntry;
pub use job::JobEntry;
pub use visit::VisitEntry;

/// What a form fills in: a record, with what belongs to its making.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each variant is the record of its name")]
pub enum Entry {
    Business(Box<Business>),
    Client(Box<ClientEntry>),
    Contact(Box<Contact>),
    Site(Box<Site>),
    Equipment(Box<Equipment>),
    Technician(Box<Technician>),
    Service(Box<Service>),
    Job(Box<JobEntry>),
    Visit(Box<VisitEntry>),
    Event(Box<EventEntry>),
}

/// Does the same with the rows and the record of whatever kind it is.
macro_rules! with_rows {
    ($entry:expr, $ground:expr, |$rows:ident, $record:ident, $wrap:ident| $body:expr) => {
        match $entry {
            Entry::Business($record) => {
                let ($rows, $wrap) = (business::rows(), Entry::Business);
                $body
            }
            Entry::Client($record) => {
                let ($rows, $wrap) = (client::rows($record, $ground), Entry::Client);
                $body
            }
            Entry::Contact($record) => {
                let ($rows, $wrap) = (contact::rows(), Entry::Contact);
                $body
            }
            Entry::Site($record) => {
                let ($rows, $wrap) = (site::rows($ground), Entry::Site);
                $body
            }
            Entry::Equipment($record) => {
                let ($rows, $wrap) = (equipment::rows($ground), Entry::Equipment);
                $body
            }
            Entry::Technician($record) => {
                let ($rows, $wrap) = (technician::rows(), Entry::Technician);
                $body
            }
            Entry::Service($record) => {
                let ($rows, $wrap) = (service::rows(), Entry::Service);
                $body
            }
            Entry::Job($record) => {
                let ($rows, $wrap) = (job::rows($record, $ground), Entry::Job);
                $body
            }
            Entry::Visit($record) => {
                let ($rows, $wrap) = (visit::rows($record), Entry::Visit);
                $body
            }
            Entry::Event($record) => {
                let ($rows, $wrap) = (event::rows($record), Entry::Event);
                $body
            }
        }
    };
}

impl Entry {
    /// An empty record of a kind; what it belongs to is filled in. None for notes, which have no form.
    pub fn new(kind: EntityKind, of: Option<EntityRef>, ground: &Ground) -> Option<Self> {
        let parent = |kind| of.filter(|entity| entity.kind == kind).map_or(0, |entity| entity.id);
        let client = ClientId(parent(EntityKind::Client));
        Some(match kind {
            EntityKind::Business | EntityKind::Note => return None,
            EntityKind::Client => Entry::Client(Box::default()),
            EntityKind::Contact => Entry::Contact(Box::new(Contact { client, ..Contact::default() })),
            EntityKind::Site => Entry::Site(Box::new(Site { client, ..Site::default() })),
            EntityKind::Equipment => {
                // Without a site it is for a client, whose only site is named.
                let mut sites = ground.names.keys().filter(|entity| entity.kind == EntityKind::Site);
                let only = sites.next().filter(|_| sites.next().is_none()).map_or(0, |entity| entity.id);
                let site = SiteId(if parent(EntityKind::Site) > 0 { parent(EntityKind::Site) } else { only });
                Entry::Equipment(Box::new(Equipment { site, ..Equipment::default() }))
            }
            EntityKind::Technician => {
                let hours = ground.business.hours.clone();
                Entry::Technician(Box::new(Technician { hours, ..Technician::default() }))
            }
            EntityKind::Service => Entry::Service(Box::new(Service { crew_size: 1, ..Service::default() })),
            EntityKind::Job => Entry::Job(Box::new(JobEntry::new(Job::new(client, "", ground.now)))),
            EntityKind::Visit => Entry::Visit(Box::new(VisitEntry::new(JobId(parent(EntityKind::Job))))),
            EntityKind::Event => {
                let technician = Some(parent(EntityKind::Technician)).filter(|id| *id > 0);
                Entry::Event(Box::new(EventEntry::new(technician.map(TechnicianId))))
            }
        })
    }

    /// A new client as far as something was said of it.
    pub fn of_new_client(new: domain::NewClient) -> Self {
        Entry::Client(Box::new(ClientEntry::said(new)))
    }

    /// A record as it is kept; none for a note.
    pub fn of_record(record: &Record) -> Option<Self> {
        Some(match record.clone() {
            Record::Business(r) => Entry::Business(Box::new(r)),
            Record::Client(r) => Entry::Client(Box::new(ClientEntry::kept(r))),
            Record::Contact(r) => Entry::Contact(Box::new(r)),
            Record::Site(r) => Entry::Site(Box::new(r)),
            Record::Equipment(r) => Entry::Equipment(Box::new(r)),
            Record::Technician(r) => Entry::Technician(Box::new(r)),
            Record::Service(r) => Entry::Service(Box::new(r)),
            Record::Job(r) => Entry::Job(Box::new(JobEntry::kept(r))),
            Record::Visit(r) => Entry::Visit(Box::new(VisitEntry::kept(r))),
            Record::Event(r) => Entry::Event(Box::new(EventEntry::kept(r))),
            Record::Note(_) => return None,
        })
    }

    /// Its kind.
    pub fn kind(&self) -> EntityKind {
        match self {
            Entry::Business(_) => EntityKind::Business,
            Entry::Client(_) => EntityKind::Client,
            Entry::Contact(_) => EntityKind::Contact,
            Entry::Site(_) => EntityKind::Site,
            Entry::Equipment(_) => EntityKind::Equipment,
            Entry::Technician(_) => EntityKind::Technician,
            Entry::Service(_) => EntityKind::Service,
            Entry::Job(_) => EntityKind::Job,
            Entry::Visit(_) => EntityKind::Visit,
            Entry::Event(_) => EntityKind::Event,
        }
    }

    /// Its fields, and what stands in each.
    pub fn fields(&self, ground: &Ground) -> Vec<(Spec, String)> {
        with_rows!(self, ground, |rows, record, _wrap| {
            let said = say_all(&rows, &**record, ground);
            rows.into_iter().map(|row: Row<_>| row.spec).zip(said).collect()
        })
    }

    /// The same with the texts that were changed put in; none for a field that was not touched.
    pub fn read(&self, texts: &[Option<String>], ground: &Ground) -> Result<Self, Vec<Wrong>> {
        with_rows!(self, ground, |rows, record, wrap| {
            read_all(&rows, &**record, texts, ground).map(|read| wrap(Box::new(read)))
        })
    }

    /// The command that adds it.
    pub fn adds(self, ground: &Ground) -> Command {
        match self {
            Entry::Business(r) => Command::Add(Record::Business(*r)),
            Entry::Client(r) => r.adds(),
            Entry::Contact(r) => Command::Add(Record::Contact(*r)),
            Entry::Site(r) => Command::Add(Record::Site(*r)),
            Entry::Equipment(r) => Command::Add(Record::Equipment(*r)),
            Entry::Technician(r) => Command::Add(Record::Technician(*r)),
            Entry::Service(r) => Command::Add(Record::Service(*r)),
            Entry::Job(r) => r.adds(ground),
            Entry::Visit(r) => r.adds(),
            Entry::Event(r) => r.adds(),
        }
    }

    /// The command that makes this of what it was before; none when nothing differs.
    pub fn changes(self, entity: EntityRef, before: &Entry) -> Option<Command> {
        if self == *before {
            return None;
        }
        let edit = |record: Record| Some(Command::Edit(entity, record));
        match (self, before) {
            (Entry::Business(r), _) => edit(Record::Business(*r)),
            (Entry::Client(r), _) => edit(Record::Client(r.client)),
            (Entry::Contact(r), _) => edit(Record::Contact(*r)),
            (Entry::Site(r), _) => edit(Record::Site(*r)),
            (Entry::Equipment(r), _) => edit(Record::Equipment(*r)),
            (Entry::Technician(r), _) => edit(Record::Technician(*r)),
            (Entry::Service(r), _) => edit(Record::Service(*r)),
            (Entry::Job(r), Entry::Job(before)) => r.changes(JobId(entity.id), before),
            (Entry::Job(r), _) => edit(Record::Job(r.job)),
            (Entry::Visit(r), Entry::Visit(before)) => r.changes(domain::VisitId(entity.id), before),
            (Entry::Visit(r), _) => edit(Record::Visit(r.visit)),
            (Entry::Event(r), _) => r.record().and_then(edit),
        }
    }

    /// The client it belongs to, as far as that is known: its sites are suggested.
    pub fn client(&self) -> Option<ClientId> {
        let client = match self {
            Entry::Contact(r) => r.client,
            Entry::Site(r) => r.client,
            Entry::Job(r) => r.job.client,
            Entry::Business(_)
            | Entry::Client(_)
            | Entry::Equipment(_)
            | Entry::Technician(_)
            | Entry::Service(_)
            | Entry::Visit(_)
            | Entry::Event(_) => return None,
        };
        Some(client).filter(|client| client.0 > 0)
    }
}

/// Several commands as one, one as itself, none as none.
fn together(commands: Vec<Command>) -> Option<Command> {
    (!commands.is_empty()).then(|| Command::all(commands))
}

/// The rows of an address.
fn address<R: Clone + 'static>(parts: [fn(&mut R) -> &mut String; 5]) -> impl Iterator<Item = Row<R>> {
    let [street, city, region, postcode, country] = parts;
    let rows = [
        Row::new("street", "Street", super::codec::lines(), street).such_as("14 Elm Street"),
        Row::new("city", "Town", super::codec::line(), city),
        Row::new("region", "Region", super::codec::line(), region),
        Row::new("postcode", "Postcode", super::codec::line(), postcode),
        Row::new("country", "Country", super::codec::line(), country),
    ];
    rows.into_iter()
}
