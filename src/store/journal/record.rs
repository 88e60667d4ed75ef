//! Recording one operation: rows, what is derived from them, and the journal, together.

use std::collections::{BTreeMap, HashSet};

use domain::{Change, EntityKind, EntityRef, Record, Refusal};
use rusqlite::Connection;

use super::{NewOperation, fields, undone};
use crate::many::ManyRows;
use crate::row::{MAX_NUMBER, run, sql_id, sql_moment};
use crate::transaction::Written;
use crate::{StoreError, ids, search, standing, table};

/// Records an operation and gives its id. The caller rolls back when it fails, and when `goes_on`, asked
/// before each change, had it stopped.
pub(crate) fn record(
    conn: &Connection,
    operation: &NewOperation<'_>,
    changes: &[Change],
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<i64, StoreError> {
    check_shape(changes)?;
    let mut highest = Highest { conn, ids: BTreeMap::new() };
    for change in changes {
        if change.before.is_some() || !highest.is_under(change.entity)? {
            check_before(conn, change)?;
        }
    }
    let id = write_operation(conn, operation)?;
    // What is unique across records (ids of other systems) is taken from all before it is given to any.
    for change in changes {
        if let Some(before) = &change.before {
            table::clear(conn, change.entity, before)?;
        }
    }
    let mut writing = Writing { operation: id, rows: ManyRows::new(conn), changes: ManyRows::new(conn) };
    for (seq, change) in changes.iter().enumerate() {
        if !goes_on(seq) {
            return Err(Refusal::NothingToDo { what: "it was stopped".to_owned() }.into());
        }
        writing.change(seq, change)?;
    }
    writing.finish()?;
    let written = Written::new(changes);
    standing::refresh(conn, &written)?;
    search::refresh(conn, &written)?;
    ids::raise(conn, changes)?;
    if let Some(undoes) = operation.undoes {
        undone::mark(conn, undoes)?;
    }
    Ok(id)
}

/// Refuses what no decision makes: a record twice, a record of another kind, a number out of range.
fn check_shape(changes: &[Change]) -> Result<(), StoreError> {
    let mut seen = HashSet::with_capacity(changes.len());
    for change in changes {
        let entity = change.entity;
        let fits = |record: &Option<Record>| record.as_ref().is_none_or(|r| r.kind() == entity.kind);
        let wrong = if !seen.insert(entity) {
            "is changed twice in one operation"
        } else if !fits(&change.before) || !fits(&change.after) {
            "is of another kind than the record given for it"
        } else if entity.id == 0 || entity.id > MAX_NUMBER {
            "has a number that cannot be stored"
        } else if change.before.is_none() && change.after.is_none() {
            "is neither made, changed nor removed"
        } else {
            continue;
        };
        let mend = "this is a mistake in the program: report it";
        return Err(Refusal::invalid("change", format!("{entity} {wrong}"), mend).into());
    }
    Ok(())
}

/// The highest number stored of each kind, asked for once: a record with a higher one is nowhere yet, so an
/// import of thousands need not be looked up one by one.
struct Highest<'a> {
    conn: &'a Connection,
    ids: BTreeMap<EntityKind, i64>,
}

impl Highest<'_> {
    /// Whether all records of its kind have lower numbers.
    fn is_under(&mut self, entity: EntityRef) -> Result<bool, StoreError> {
        let highest = if let Some(highest) = self.ids.get(&entity.kind) {
            *highest
        } else {
            let highest = table::highest(self.conn, entity.kind)?;
            self.ids.insert(entity.kind, highest);
            highest
        };
        Ok(sql_id(entity.id) > highest)
    }
}

/// Refuses to write over what somebody else has written: the stored record must be as `before` has it.
fn check_before(conn: &Connection, change: &Change) -> Result<(), StoreError> {
    let stored = table::body(conn, change.entity)?.map(|(_, body)| body);
    let expected = change.before.as_ref().map(Record::to_json).transpose()?;
    if stored == expected {
        return Ok(());
    }
    // An older program may have written the same record in other words.
    let read = |body: String| Record::from_json(change.entity.kind, &body);
    let stored = stored.map(read).transpose()?;
    if stored == change.before {
        return Ok(());
    }
    let fields = |record: &Option<Record>| record.as_ref().map(Record::to_fields).transpose();
    let (expected, stored) = (fields(&change.before)?, fields(&stored)?);
    Err(fields::changed_since(change.entity, expected.as_ref(), stored.as_ref()).into())
}

fn write_operation(conn: &Connection, operation: &NewOperation<'_>) -> Result<i64, StoreError> {
    let row = (
        operation.key,
        sql_moment(operation.at),
        operation.actor,
        operation.fact.word(),
        operation.summary,
        operation.undoes,
    );
    run(conn, include_str!("put_operation.sql"), row)?;
    Ok(conn.last_insert_rowid())
}

/// The changes of an operation being written: the rows of the records, and those of the journal.
struct Writing<'c> {
    operation: i64,
    rows: ManyRows<'c>,
    changes: ManyRows<'c>,
}

impl Writing<'_> {
    fn change(&mut self, seq: usize, change: &Change) -> Result<(), StoreError> {
        let entity = change.entity;
        let after = change.after.as_ref().map(|record| Ok::<_, StoreError>((record, record.to_json()?)));
        let after = after.transpose()?;
        match &after {
            Some((record, body)) => table::put(&mut self.rows, entity, self.operation, body, record)?,
            None => table::delete(self.rows.conn(), entity)?,
        }
        let sides = match (&change.before, after) {
            (Some(before), Some((after, _))) => {
                let (was, is) = fields::difference(&before.to_fields()?, &after.to_fields()?);
                (Some(serde_json::to_string(&was)?), Some(serde_json::to_string(&is)?))
            }
            (Some(before), None) => (Some(before.to_json()?), None),
            (None, after) => (None, after.map(|(_, body)| body)),
        };
        self.sides(seq, entity, sides)
    }

    fn sides(
        &mut self,
        seq: usize,
        entity: EntityRef,
        (before, after): (Option<String>, Option<String>),
    ) -> Result<(), StoreError> {
        let row = [
            self.operation.into(),
            crate::row::sql_count(seq).into(),
            entity.kind.word().to_owned().into(),
            sql_id(entity.id).into(),
            before.into(),
            after.into(),
        ];
        self.changes.add(include_str!("put_change.sql"), row)
    }

    fn finish(mut self) -> Result<(), StoreError> {
        self.rows.write()?;
        self.changes.write()
    }
}
