//! A store to try things on, and short ways to say them.

use std::cell::Cell;
use std::path::PathBuf;

use domain::{
    Change, Client, ClientId, Crew, EntityRef, Fact, Job, JobId, Moment, Record, Site, SiteId, Slot, Span,
    Technician, TechnicianId, Visit, VisitId,
};

use crate::{NewOperation, OpenOptions, Reader, Store, StoreError};

/// A store, and where its file is.
pub(super) struct Bench {
    writer: Option<Store>,
    watcher: Option<Store>,
    file: Option<(tempfile::TempDir, PathBuf)>,
    keys: Cell<u32>,
    minutes: Cell<i64>,
}

impl Bench {
    pub(super) fn memory() -> Self {
        Bench {
            writer: Some(Store::memory().unwrap()),
            watcher: None,
            file: None,
            keys: Cell::new(0),
            minutes: Cell::new(0),
        }
    }

    pub(super) fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let writer = Some(Store::open(&path, &options()).unwrap());
        Bench { writer, watcher: None, file: Some((folder, path)), keys: Cell::new(0), minutes: Cell::new(0) }
    }

    pub(super) fn two_connections() -> Self {
        let mut bench = Bench::file();
        bench.watcher = bench.another();
        bench
    }

    /// An empty store of the same kind.
    pub(super) fn fresh(&self) -> Self {
        match (&self.file, &self.watcher) {
            (None, _) => Bench::memory(),
            (Some(_), None) => Bench::file(),
            (Some(_), Some(_)) => Bench::two_connections(),
        }
    }

    /// The store that writes.
    pub(super) fn writer(&mut self) -> &mut Store {
        self.writer.as_mut().unwrap()
    }

    /// The store that reads: another connection, when there are two.
    pub(super) fn store(&self) -> &Store {
        self.watcher.as_ref().or(self.writer.as_ref()).unwrap()
    }

    /// One more connection to the file; none in memory.
    pub(super) fn another(&self) -> Option<Store> {
        self.file.as_ref().map(|(_, path)| Store::open_existing(path, &options()).unwrap())
    }

    /// Closes the file and opens it again, as after a restart.
    pub(super) fn restart(&mut self) {
        if let Some((_, path)) = &self.file {
            drop((self.writer.take(), self.watcher.take()));
            self.writer = Some(Store::open_existing(path, &options()).unwrap());
        }
    }

    pub(super) fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>) -> T {
        self.store().read(f).unwrap()
    }

    pub(super) fn dump(&self) -> String {
        self.read(|reader| reader.canonical_dump())
    }

    /// Commits one operation with these changes.
    pub(super) fn try_apply(&mut self, actor: &str, changes: &[Change]) -> Result<i64, StoreError> {
        self.operate(actor, Fact::Batched, None, changes)
    }

    pub(super) fn apply(&mut self, changes: &[Change]) -> i64 {
        self.try_apply("ann", changes).unwrap()
    }

    /// Puts a record as it is to be, whatever it was.
    pub(super) fn put(&mut self, entity: impl Into<EntityRef>, record: impl Into<Record>) -> i64 {
        let entity = entity.into();
        let before = self.read(|reader| reader.get(entity)).map(|stored| stored.record);
        self.apply(&[Change { entity, before, after: Some(record.into()) }])
    }

    pub(super) fn remove(&mut self, entity: impl Into<EntityRef>) -> i64 {
        let entity = entity.into();
        let before = self.read(|reader| reader.get(entity)).map(|stored| stored.record);
        self.apply(&[Change { entity, before, after: None }])
    }

    /// When the next operation is done: 09:00, until time is let pass.
    pub(super) fn now(&self) -> Moment {
        at("2026-11-22T09:00:00Z") + chrono::Duration::minutes(self.minutes.get())
    }

    /// Lets a minute pass.
    pub(super) fn wait_a_minute(&self) {
        self.minutes.set(self.minutes.get() + 1);
    }

    /// Takes an operation back, as undo or redo.
    pub(super) fn try_undo(&mut self, actor: &str, id: i64) -> Result<i64, StoreError> {
        let changes = self.store().read(|reader| reader.inverse_of(id))?;
        let fact = self.read(|reader| reader.operation(id)).unwrap().inverse_fact();
        self.operate(actor, fact, Some(id), &changes)
    }

    pub(super) fn undo(&mut self, id: i64) -> i64 {
        self.try_undo("ann", id).unwrap()
    }

    fn operate(
        &mut self,
        actor: &str,
        fact: Fact,
        undoes: Option<i64>,
        changes: &[Change],
    ) -> Result<i64, StoreError> {
        self.keys.set(self.keys.get() + 1);
        let key = format!("key-{}", self.keys.get());
        let operation = NewOperation { key: &key, at: self.now(), actor, fact, summary: "Tried", undoes };
        let mut tx = self.writer().begin()?;
        let id = tx.record(&operation, changes)?;
        tx.commit()?;
        Ok(id)
    }
}

fn options() -> OpenOptions {
    OpenOptions::at(at("2026-11-22T08:00:00Z"))
}

pub(super) fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

/// A span of 24 November 2026, from hour to hour.
pub(super) fn hours(from: u32, to: u32) -> Span {
    let start = at("2026-11-24T00:00:00Z");
    let after = |hours: u32| start + chrono::Duration::hours(i64::from(hours));
    Span::new(after(from), after(to)).unwrap()
}

pub(super) fn made(entity: impl Into<EntityRef>, record: impl Into<Record>) -> Change {
    Change { entity: entity.into(), before: None, after: Some(record.into()) }
}

pub(super) fn client(name: &str) -> Client {
    Client { name: name.to_owned(), ..Client::default() }
}

pub(super) fn site(client: u64, street: &str) -> Site {
    let address = domain::Address { street: street.to_owned(), ..domain::Address::default() };
    Site { client: ClientId(client), address, ..Site::default() }
}

pub(super) fn technician(name: &str) -> Technician {
    Technician { name: name.to_owned(), ..Technician::default() }
}

pub(super) fn job(client: u64, title: &str) -> Job {
    Job::new(ClientId(client), title, at("2026-11-20T10:00:00Z"))
}

/// A visit of a job, placed when a span and a technician are given.
pub(super) fn visit(job: u64, span: Option<Span>, lead: Option<u64>) -> Visit {
    let mut visit = Visit::new(JobId(job), 60);
    visit.slot = span.map(|span| Slot::of_span(span, domain::Tz::UTC));
    visit.crew = lead.map(|lead| Crew::of(TechnicianId(lead)));
    visit
}

/// Client 1, site 1, technicians 1 and 2, job 1 and its visit 1 in the tray.
pub(super) fn furnish(bench: &mut Bench) {
    let mut agreed = job(1, "Boiler no heat");
    agreed.site = Some(SiteId(1));
    bench.apply(&[
        made(ClientId(1), client("Kerr & Sons")),
        made(SiteId(1), site(1, "5 High Street")),
        made(TechnicianId(1), technician("Dana")),
        made(TechnicianId(2), technician("Élodie")),
        made(JobId(1), agreed),
        made(VisitId(1), visit(1, None, None)),
    ]);
}

/// The refusal's name in an error; panics when it is none.
pub(super) fn refused<T: std::fmt::Debug>(answer: Result<T, StoreError>) -> &'static str {
    answer.unwrap_err().kind()
}
