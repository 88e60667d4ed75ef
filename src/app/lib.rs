//! Use cases of the service desk: load, decide, commit; and the views that screens and commands show.
//!
//! One gate commits: [`App::execute`] begins an immediate transaction, loads the slice that the command
//! needs, asks [`domain::decide`], stores the changes with their journal and commits. Nothing else writes,
//! but for undo and redo, which go through the same commit.
//!
//! This crate must not know of terminals, arguments or JSON envelopes.

mod candidate;
mod capture;
mod clock;
pub mod demo;
mod error;
mod execute;
pub mod import;
mod load;
mod log;
mod query;
mod request;
mod resolve;
mod setup;
mod undo;
pub mod view;
mod watch;

pub use candidate::{Candidate, RuleLine};
pub use capture::{Booked, CaptureView};
pub use clock::Clock;
pub use error::{AppError, Result};
pub use load::Loaded;
pub use query::{BoardQuery, JobQuery, Listed};
pub use request::{Outcome, Request, Touched};
pub use setup::usual_business;
pub use store::{Backup, Health, JobFilter, LogFilter, OpenOptions, Store, StoreError, Stored};
pub use watch::Change;

/// The desk at work: a store, a clock and the person acting.
pub struct App {
    store: Store,
    clock: Clock,
    actor: String,
}

impl App {
    /// Takes an open store to work.
    pub fn new(store: Store, clock: Clock, actor: impl Into<String>) -> Self {
        App { store, clock, actor: actor.into() }
    }

    /// Opens an existing store at a path.
    pub fn open(path: &std::path::Path, clock: Clock, actor: impl Into<String>) -> Result<Self> {
        Ok(App::new(Store::open_existing(path, &OpenOptions::at(clock.now()))?, clock, actor))
    }

    /// The present moment by this desk's clock.
    pub fn now(&self) -> domain::Moment {
        self.clock.now()
    }

    /// Who is acting.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The store, for its care: backup and health.
    pub fn store(&self) -> &Store {
        &self.store
    }
}
