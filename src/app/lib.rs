//! Use cases of the service desk: load, decide, commit; and the views that screens and commands show.
//!
//! One gate commits: [`App::execute`] begins an immediate transaction, loads the slice that the command
//! needs, asks [`domain::decide`], stores the changes with their journal and commits. Nothing else writes,
//! but for undo and redo, which go through the same commit.
//!
//! This crate must not know of terminals, arguments or JSON envelopes.

mod board;
mod calendar;
mod candidate;
mod capture;
mod care;
mod clock;
pub mod demo;
mod draft;
mod duplicate;
mod entry;
mod error;
mod events;
mod execute;
pub mod export;
mod filter;
#[cfg(test)]
mod fixture;
mod found_by;
pub mod import;
mod late;
mod load;
mod locate;
mod log;
mod optimise;
mod past;
mod phone_key;
mod private;
mod query;
mod request;
mod resolve;
mod roads;
mod setup;
mod shift;
mod sift;
mod slots;
mod timeline;
mod undo;
mod unplaced;
pub mod view;
mod visits;
mod watch;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use domain::Definitions;

pub use board::{BoardQuery, ColumnKey, GroupBy, MOST_OF_COLUMN};
pub use candidate::{Candidate, RuleLine};
pub use capture::{Booked, CaptureView, booked};
pub use care::BackupJob;
pub use clock::Clock;
pub use draft::{
    Beside, DayFigures, DiffTotals, DraftDiff, DraftFinding, DraftLine, DraftView, DraftedVisit, LoadDiff,
    MessageDiff, MessageKind, PlaceLine, PromiseDiff, StepLine, Underneath, VisitChange, VisitDiff,
};
pub use duplicate::{DuplicatePair, MergeRow, MergeView};
pub use entry::{CapturedEntry, EntryView, RecordLine, Suggestion, Wanted};
pub use error::{AppError, Result};
pub use filter::{FIELDS, Filter, FilterError, FilterNames, SavedFilters};
pub use late::{LateAnchor, LateEffects, LateKind, LateLine, LateRepair, LateText, LateView, read_lateness};
pub use load::Loaded;
pub use locate::Place;
pub use optimise::{
    CallLine, Found, LeftLine, OptimiseAsk, OptimiseReport, OptimiseStep, PlanFigures, Search, Threads,
};
pub use planner::day::DayPlan;
pub use planner::rank::Weights;
pub use private::write_private;
pub use query::{JobQuery, Listed};
pub use request::{InDraft, Outcome, Request, Touched};
pub use roads::{HAS_HTTPS, MatrixError, RoadServer, RoadStanding, RoadsFrom, TravelSettings, read_matrix};
pub use setup::usual_business;
pub use shift::Shift;
pub use sift::Sifted;
pub use slots::{RefusedLine, ScoreLine, SlotLine, SlotList, SlotQuery, SlotsFor};
pub use store::{
    Alarm, Backup, BackupFile, Health, JobFilter, LogFilter, OpenOptions, Problem, Restored, SchemaStanding,
    Store, StoreError, Stored, backups_of, latest_good_backup, mend, restore, schema_standing, shell_path,
    verify_backup,
};
pub use visits::VisitQuery;
pub use watch::Change;

/// The desk at work: a store, a clock and the person acting.
pub struct App {
    store: Store,
    clock: Clock,
    actor: String,
    /// Set once something was committed: whoever opened the desk makes a backup then.
    written: Arc<AtomicBool>,
    definitions: Arc<Definitions>,
    /// What the terms of the ranking weigh.
    weights: Weights,
    /// On how many threads a day is optimised.
    threads: Threads,
    /// The draft that it is in.
    draft: Option<domain::DraftId>,
    /// The road server, when one is configured.
    warming: Option<roads::Warming>,
}

impl App {
    /// Takes an open store to work.
    pub fn new(store: Store, clock: Clock, actor: impl Into<String>) -> Self {
        App {
            store,
            clock,
            actor: actor.into(),
            written: Arc::default(),
            definitions: Arc::default(),
            weights: Weights::default(),
            threads: Threads::default(),
            draft: None,
            warming: None,
        }
    }

    /// Opens an existing store at a path.
    pub fn open(path: &std::path::Path, clock: Clock, actor: impl Into<String>) -> Result<Self> {
        Ok(App::new(Store::open_existing(path, &OpenOptions::at(clock.now()))?, clock, actor))
    }

    /// The same desk with the fields and substatus labels that the business added; without, it has none.
    #[must_use]
    pub fn with_definitions(mut self, definitions: Arc<Definitions>) -> Self {
        self.definitions = definitions;
        self
    }

    /// The fields and substatus labels that the business added.
    pub fn definitions(&self) -> &Arc<Definitions> {
        &self.definitions
    }

    /// The same desk with what the terms of the ranking weigh; without, as is usual.
    #[must_use]
    pub fn with_weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    /// The same desk with so many threads to optimise a day on; without, with one.
    #[must_use]
    pub fn with_threads(mut self, threads: Threads) -> Self {
        self.threads = threads;
        self
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
