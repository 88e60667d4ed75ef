//! The one gate to the store's records: a transaction that records whole operations.

use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;
use std::time::Instant;

use domain::{Change, EntityKind, EntityRef, Fact, JobId, Record, Refusal, Visit, VisitId};

use crate::connection::has_moved;
use crate::read::Reader;
use crate::{NewOperation, Store, StoreError, journal, users};

/// A write transaction, begun with the write lock taken. Reads through it see what it wrote; dropped
/// without [`Tx::commit`], it leaves nothing.
#[derive(Debug)]
pub struct Tx<'a> {
    reader: Reader<'a>,
    touched: BTreeSet<EntityRef>,
    recorded: Vec<(i64, Fact, usize)>,
    begun: Instant,
    is_open: bool,
}

impl Store {
    /// Begins a write transaction (`BEGIN IMMEDIATE`): no other writer until it ends.
    pub fn begin(&mut self) -> Result<Tx<'_>, StoreError> {
        if self.is_past {
            let mend = "leave --as-of out to change the desk as it is";
            return Err(Refusal::invalid("as_of", "the desk as it was cannot be changed", mend).into());
        }
        if let Some(path) = self.path()
            && has_moved(&self.conn)?
        {
            return Err(StoreError::Moved { path: path.to_owned() });
        }
        Tx::begin(self.reader())
    }
}

impl<'a> Tx<'a> {
    pub(crate) fn begin(reader: Reader<'a>) -> Result<Self, StoreError> {
        let conn = reader.conn;
        conn.execute_batch("begin immediate")?;
        let tx = Tx {
            reader,
            touched: BTreeSet::new(),
            recorded: Vec::new(),
            begun: Instant::now(),
            is_open: true,
        };
        // A newer program may have migrated the file since this connection was opened.
        crate::migration::require_current(conn)?;
        Ok(tx)
    }

    /// Stores one operation: its changes, what is derived from them, and the journal. Gives its id.
    ///
    /// Refused with [`Refusal::ChangedSince`] when a record is no longer as a change's `before` has it.
    /// After any error the whole transaction is undone and can only be dropped.
    pub fn record(&mut self, operation: &NewOperation<'_>, changes: &[Change]) -> Result<i64, StoreError> {
        self.record_watched(operation, changes, &mut |_| true)
    }

    /// As [`Tx::record`], telling before each change how many are written. Told to stop, by `false`, it fails
    /// with [`Refusal::NothingToDo`].
    pub fn record_watched(
        &mut self,
        operation: &NewOperation<'_>,
        changes: &[Change],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<i64, StoreError> {
        if !self.is_open {
            return Err(Refusal::NothingToDo { what: "an earlier operation failed".to_owned() }.into());
        }
        let recorded = journal::record(self.conn, operation, changes, goes_on);
        match &recorded {
            Ok(id) => {
                self.recorded.push((*id, operation.fact, changes.len()));
                self.touched.extend(changes.iter().map(|change| change.entity));
            }
            Err(_) => self.roll_back(),
        }
        recorded
    }

    /// Makes everything recorded last.
    ///
    /// Refused with [`Refusal::StillUsed`] when something refers to what was removed, and with
    /// [`Refusal::NotFound`] when what was written refers to something that is not there; then nothing is
    /// changed. [`StoreError::Uncertain`] when the commit itself failed: look the key up again.
    pub fn commit(mut self) -> Result<(), StoreError> {
        if !self.is_open {
            return Err(Refusal::NothingToDo { what: "an earlier operation failed".to_owned() }.into());
        }
        let Err(error) = self.conn.execute_batch("commit") else {
            self.is_open = false;
            self.log_recorded();
            return Ok(());
        };
        let error = self.why_not(error);
        log::error!("commit failed: {}", error.kind());
        self.roll_back();
        Err(error)
    }

    fn log_recorded(&self) {
        let took = self.begun.elapsed().as_millis();
        for (id, fact, changes) in &self.recorded {
            log::info!("operation O-{id} {}, {changes} changes, {took} ms", fact.word());
        }
    }

    /// What a failed commit means. The foreign keys are checked last, so the transaction can still be read.
    fn why_not(&self, error: rusqlite::Error) -> StoreError {
        match StoreError::from(error) {
            StoreError::StillUsed => self.broken_reference().unwrap_or(StoreError::StillUsed),
            StoreError::Failed { source, what } => match source.downcast::<rusqlite::Error>() {
                Ok(source) => StoreError::Uncertain { place: "the store".to_owned(), source: *source },
                Err(source) => StoreError::Failed { what, source },
            },
            other => other,
        }
    }

    /// What refers to something that is not there: a record to a missing one, or others to one removed here.
    fn broken_reference(&self) -> Option<StoreError> {
        self.touched.iter().find_map(|&entity| {
            if let Some(stored) = self.get(entity).ok()? {
                let missing = |named: &EntityRef| matches!(self.get(*named), Ok(None));
                let entity = users::named_by(&stored.record).into_iter().find(missing)?;
                return Some(Refusal::NotFound { entity }.into());
            }
            let by = self.users_of(entity).ok()?.first()?.to_string();
            Some(Refusal::StillUsed { entity, by }.into())
        })
    }

    fn roll_back(&mut self) {
        // A rollback fails only when SQLite has rolled back already, as it does on a full disk.
        if self.is_open && !self.conn.is_autocommit() {
            drop(self.conn.execute_batch("rollback"));
        }
        self.is_open = false;
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        self.roll_back();
    }
}

impl<'a> Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

/// The changes of one operation, at hand by record, so that what is derived need not be read back.
pub(crate) struct Written<'a> {
    changes: &'a [Change],
    by_entity: HashMap<EntityRef, &'a Change>,
    visits_by_job: HashMap<JobId, Vec<(VisitId, &'a Visit)>>,
}

impl<'a> Written<'a> {
    pub(crate) fn new(changes: &'a [Change]) -> Self {
        let mut visits_by_job: HashMap<JobId, Vec<(VisitId, &Visit)>> = HashMap::new();
        for change in changes {
            if let Some(Record::Visit(visit)) = &change.after {
                visits_by_job.entry(visit.job).or_default().push((VisitId(change.entity.id), visit));
            }
        }
        let by_entity = changes.iter().map(|change| (change.entity, change)).collect();
        Written { changes, by_entity, visits_by_job }
    }

    pub(crate) fn changes(&self) -> &'a [Change] {
        self.changes
    }

    pub(crate) fn has(&self, entity: EntityRef) -> bool {
        self.by_entity.contains_key(&entity)
    }

    /// Whether this operation makes it.
    pub(crate) fn is_new(&self, entity: EntityRef) -> bool {
        self.by_entity.get(&entity).is_some_and(|change| change.before.is_none())
    }

    /// The change of a record, when this operation changes it.
    pub(crate) fn change(&self, entity: EntityRef) -> Option<&'a Change> {
        self.by_entity.get(&entity).copied()
    }

    /// The visits of a job that this operation writes.
    pub(crate) fn visits_of(&self, job: JobId) -> impl Iterator<Item = (VisitId, &'a Visit)> + '_ {
        self.visits_by_job.get(&job).into_iter().flatten().copied()
    }

    /// The jobs that were written or had a visit written, taken away or brought in.
    pub(crate) fn jobs_touched(&self) -> BTreeSet<JobId> {
        let mut jobs = BTreeSet::new();
        for change in self.changes {
            if change.entity.kind == EntityKind::Job {
                jobs.insert(JobId(change.entity.id));
            }
            for record in [&change.before, &change.after].into_iter().flatten() {
                if let Record::Visit(visit) = record {
                    jobs.insert(visit.job);
                }
            }
        }
        jobs
    }
}
