//! The gate: load, decide, store, commit.

use std::sync::Arc;

use std::sync::atomic::Ordering;

use domain::{Change, Command, Context, Decision, Definitions, EntityRef, Moment, Refusal, decide};
use store::{NewOperation, Reader, StoreError, Tx};
use uuid::Uuid;

use crate::load::Loader;
use crate::{App, Outcome, Request, Result, Touched};

/// An operation of so many changes is worth tidying up after.
const LARGE_OPERATION: usize = 2_000;
/// An outcome names the versions that it replaced when it changed at most so many records.
const MOST_REPLACED: usize = 200;

impl App {
    /// Carries out a command as one operation: all of it is stored, or nothing is.
    ///
    /// In a draft it is a step of that.
    pub fn execute(&mut self, request: &Request) -> Result<Outcome> {
        if let Some(draft) = self.draft {
            return self.step_in(draft, request);
        }
        let (now, actor) = (self.clock.now(), self.actor.clone());
        let mut tx = self.store.begin()?;
        check_seen(&tx, &request.seen)?;
        let reason = request.override_reason.clone();
        let decision = decide_in(&tx, request.command.clone(), now, &actor, reason, &self.definitions)?;
        let outcome = commit(&mut tx, &decision, now, &actor, None)?;
        let committed = tx.commit();
        self.confirm(committed, outcome)
    }

    /// As [`App::execute`], with a command that is built from what the store holds in the same transaction.
    pub(crate) fn execute_built(
        &mut self,
        override_reason: Option<String>,
        build: impl FnOnce(&Reader<'_>) -> Result<Command>,
    ) -> Result<Outcome> {
        self.require_live()?;
        let (now, actor) = (self.clock.now(), self.actor.clone());
        let mut tx = self.store.begin()?;
        let command = build(&tx)?;
        let decision = decide_in(&tx, command, now, &actor, override_reason, &self.definitions)?;
        let outcome = commit(&mut tx, &decision, now, &actor, None)?;
        let committed = tx.commit();
        self.confirm(committed, outcome)
    }

    /// Decides a command without storing anything: what it would change, or why it would be refused.
    pub fn rehearse(&self, request: &Request) -> Result<Decision> {
        let (now, actor) = (self.clock.now(), self.actor.clone());
        let reason = request.override_reason.clone();
        let command = request.command.clone();
        self.read_plan(|reader| decide_in(reader, command, now, &actor, reason, &self.definitions))
    }

    /// Answers with the outcome once it is certain: a commit that could not be confirmed may have taken
    /// effect all the same, so its operation is looked up by its key.
    pub(crate) fn confirm(
        &self,
        committed: std::result::Result<(), StoreError>,
        outcome: Outcome,
    ) -> Result<Outcome> {
        match committed {
            Ok(()) => {
                self.note_written();
                Ok(outcome)
            }
            Err(StoreError::Uncertain { place, source }) => {
                let found = self.store.read(|reader| reader.find_key(&outcome.key));
                log::error!("commit uncertain; its operation is stored: {}", matches!(found, Ok(Some(_))));
                match found {
                    Ok(Some(_)) => Ok(outcome),
                    // A store that cannot be read now tells no more than the commit did.
                    Ok(None) | Err(_) => Err(StoreError::Uncertain { place, source }.into()),
                }
            }
            Err(error) => Err(error.into()),
        }
    }

    /// After a large operation: puts the search index in order and takes the log back into the file.
    ///
    /// Nothing depends on either, so their failing is no failure of what has been stored.
    pub(crate) fn tidy_after(&mut self, changes: usize) {
        if changes >= LARGE_OPERATION {
            let _searches_stay_slower = self.store.optimise_search();
            let _the_log_stays_longer = self.store.checkpoint();
        }
    }

    /// Notes that something was committed, which a backup is to hold.
    pub(crate) fn note_written(&self) {
        self.written.store(true, Ordering::Relaxed);
    }

    /// Carries out one command without versions or override.
    pub fn run(&mut self, command: Command) -> Result<Outcome> {
        self.execute(&Request::new(command))
    }
}

/// Loads what a command needs and decides it.
pub(crate) fn decide_in(
    reader: &Reader<'_>,
    command: Command,
    now: Moment,
    actor: &str,
    override_reason: Option<String>,
    definitions: &Arc<Definitions>,
) -> Result<Decision> {
    let mut loader = Loader::new(reader)?;
    loader.for_command(&command)?;
    let ids = reader.next_ids()?;
    let definitions = Arc::clone(definitions);
    let context = Context { now, actor: actor.to_owned(), ids, override_reason, definitions };
    Ok(decide(loader.slice(), command, &context)?)
}

/// Stores a decision with its journal entry.
pub(crate) fn commit(
    tx: &mut Tx<'_>,
    decision: &Decision,
    now: Moment,
    actor: &str,
    undoes: Option<i64>,
) -> Result<Outcome> {
    commit_watched(tx, decision, now, actor, undoes, &mut |_| true)
}

/// As [`commit`], telling how many changes are written; `false` stops it, and the transaction can only be
/// dropped.
pub(crate) fn commit_watched(
    tx: &mut Tx<'_>,
    decision: &Decision,
    now: Moment,
    actor: &str,
    undoes: Option<i64>,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Outcome> {
    let key = Uuid::now_v7().to_string();
    let operation =
        NewOperation { key: &key, at: now, actor, fact: decision.fact, summary: &decision.summary, undoes };
    let replaced = versions_of(tx, &decision.changes)?;
    let id = tx.record_watched(&operation, &decision.changes, goes_on)?;
    Ok(outcome_of(decision, id, replaced, key))
}

/// What is said of a decision that was stored.
pub(crate) fn outcome_of(
    decision: &Decision,
    operation: i64,
    replaced: Vec<(EntityRef, i64)>,
    key: String,
) -> Outcome {
    let touched = |change: &Change| Touched { entity: change.entity.kind.word(), id: change.entity };
    Outcome {
        operation,
        draft: None,
        kind: decision.fact,
        summary: decision.summary.clone(),
        changed: decision.changes.iter().map(touched).collect(),
        replaced,
        key,
    }
}

/// The versions that changes replace; a large operation is not worth the look.
pub(crate) fn versions_of(reader: &Reader<'_>, changes: &[Change]) -> Result<Vec<(EntityRef, i64)>> {
    if changes.len() > MOST_REPLACED {
        return Ok(Vec::new());
    }
    let version =
        |change: &Change| Ok(reader.get(change.entity)?.map(|stored| (change.entity, stored.version)));
    changes.iter().map(version).filter_map(Result::transpose).collect()
}

pub(crate) fn check_seen(reader: &Reader<'_>, seen: &[(EntityRef, i64)]) -> Result<()> {
    for (entity, version) in seen {
        let stored = reader.get(*entity)?.ok_or(Refusal::NotFound { entity: *entity })?;
        if stored.version == *version {
            continue;
        }
        let fields = reader.fields_changed_since(*entity, *version)?;
        if !fields.is_empty() {
            return Err(Refusal::ChangedSince { entity: *entity, fields }.into());
        }
    }
    Ok(())
}
