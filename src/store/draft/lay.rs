//! A draft laid over the tables: every reading method then answers as if it had been committed.
//!
//! It is laid inside a write transaction that is always rolled back. So nothing of it reaches the file, and every
//! list, count and filter of the store holds in a draft without knowing of drafts.

use domain::{Change, DraftId, Laid, Record, lay, net_changes};
use rusqlite::Connection;

use crate::many::ManyRows;
use crate::transaction::Written;
use crate::{Reader, Store, StoreError, Tx, standing, table};

impl Store {
    /// Reads from one consistent snapshot with a draft laid over it. What has moved underneath is as it is now.
    ///
    /// Keep it short: unless the draft is empty, no other program can write meanwhile. A call inside another
    /// reads from the outer one's snapshot.
    ///
    /// # Errors
    /// [`domain::Refusal::NoDraft`] when the draft was committed or discarded.
    pub fn read_in_draft<T, E: From<StoreError>>(
        &self,
        id: DraftId,
        f: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let reader = self.reader();
        if !self.conn.is_autocommit() {
            return f(&reader);
        }
        let changes = self.read(|reader| {
            reader.draft(id)?;
            reader.draft_changes(id)
        })?;
        if changes.is_empty() {
            return self.read(f);
        }
        // What is laid over stays in memory however much is read beside it.
        let _kept = InMemory::begin(&self.conn)?;
        let tx = Tx::begin(self.reader())?;
        tx.lay_draft(id)?;
        f(&tx)
        // The transaction is dropped, and so rolled back.
    }
}

impl Store {
    /// Reads the same twice, without a draft and with it laid over; both are of one moment.
    ///
    /// # Errors
    /// [`domain::Refusal::NoDraft`] when the draft was committed or discarded.
    pub fn read_beside_draft<T, E: From<StoreError>>(
        &self,
        id: DraftId,
        f: impl Fn(&Reader<'_>) -> Result<T, E>,
    ) -> Result<(T, T), E> {
        let _kept = InMemory::begin(&self.conn)?;
        let tx = Tx::begin(self.reader())?;
        tx.draft(id)?;
        let without = f(&tx)?;
        tx.lay_draft(id)?;
        Ok((without, f(&tx)?))
    }
}

impl Reader<'_> {
    /// The records that a draft changes, each once: as they were when it changed them last, and as it has them; with the
    /// number of that step.
    pub fn draft_changes(&self, id: DraftId) -> Result<Vec<(i64, Change)>, StoreError> {
        Ok(net_changes(super::changes_of(self.conn, id, super::Kept::Done)?))
    }
}

impl Tx<'_> {
    /// Lays a draft over the tables, without the journal and the search index. Committed, it would be lost to the
    /// journal: roll it back, by dropping the transaction or with [`Tx::aside`].
    ///
    /// The version of a record that is as the draft has it is the number of the step, negative.
    pub fn lay_draft(&self, id: DraftId) -> Result<(), StoreError> {
        let mut laid = Vec::new();
        for (step, change) in self.draft_changes(id)? {
            let live = self.get(change.entity)?.map(|stored| stored.record);
            if let Laid::Over(record) = lay(live.as_ref(), &change) {
                laid.push((-step, Change { entity: change.entity, before: live, after: Some(record) }));
            }
        }
        write(self.conn, laid)
    }

    /// Does something and rolls back what it wrote, and nothing that was written before. After an error the whole
    /// transaction can only be dropped.
    pub fn aside<T, E: From<StoreError>>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.conn.execute_batch("savepoint aside").map_err(StoreError::from)?;
        let answer = f(self)?;
        self.conn.execute_batch("rollback to aside; release aside").map_err(StoreError::from)?;
        Ok(answer)
    }
}

fn write(conn: &Connection, laid: Vec<(i64, Change)>) -> Result<(), StoreError> {
    let mut rows = ManyRows::new(conn);
    for (version, change) in &laid {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
        table::clear(conn, change.entity, before)?;
        table::put(&mut rows, change.entity, *version, &body(after)?, after)?;
    }
    rows.write()?;
    let changes: Vec<Change> = laid.into_iter().map(|(_, change)| change).collect();
    standing::refresh(conn, &Written::new(&changes))
}

fn body(record: &Record) -> Result<String, StoreError> {
    Ok(record.to_json()?)
}

/// Has a connection keep what it has not committed in memory, until this is dropped.
struct InMemory<'c>(&'c Connection);

impl<'c> InMemory<'c> {
    fn begin(conn: &'c Connection) -> Result<Self, StoreError> {
        conn.pragma_update(None, "cache_spill", false)?;
        Ok(InMemory(conn))
    }
}

impl Drop for InMemory<'_> {
    fn drop(&mut self) {
        // It fails only on a connection that nothing more is done with.
        drop(self.0.pragma_update(None, "cache_spill", true));
    }
}
