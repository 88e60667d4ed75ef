//! Taking operations back, and what has changed since.

use std::collections::BTreeMap;

use domain::{Change, EntityRef, Record, Refusal};
use rusqlite::Connection;

use super::fields::{Fields, differing, moved_on, rewind};
use super::log::{LoggedChange, changes_of, changes_since, operation};
use crate::{StoreError, table};

/// The changes that take an operation back, newest first. An older operation can be taken back as long as
/// nothing later touched the same fields; otherwise [`Refusal::UndoConflict`] names them.
pub(crate) fn inverse_of(conn: &Connection, id: i64) -> Result<Vec<Change>, StoreError> {
    let Some(done) = operation(conn, id)? else {
        let mend = "see `log` for the operations there are";
        return Err(Refusal::invalid("operation", format!("there is no O-{id}"), mend).into());
    };
    if !done.is_live {
        return Err(Refusal::NothingToDo { what: format!("O-{id} is undone already") }.into());
    }
    let mut states: BTreeMap<EntityRef, Option<Fields>> = BTreeMap::new();
    let mut inverse = Vec::new();
    for change in changes_of(conn, id)?.into_iter().rev() {
        let entity = change.entity;
        let state = match states.remove(&entity) {
            Some(state) => state,
            None => stored_fields(conn, entity)?,
        };
        let fields = moved_on(state.as_ref(), change.before.as_ref(), change.after.as_ref());
        if !fields.is_empty() {
            return Err(Refusal::UndoConflict { operation: id, entity, fields }.into());
        }
        let taken_back = rewind(state.clone(), change.before.as_ref(), change.after.as_ref());
        inverse.push(Change {
            entity,
            before: to_record(entity, state)?,
            after: to_record(entity, taken_back.clone())?,
        });
        states.insert(entity, taken_back);
    }
    Ok(inverse)
}

/// The fields of a record that differ between a version and now; `removed` when it is gone, `added` when it
/// was not there. Empty when what changed was changed back.
pub(crate) fn fields_changed_since(
    conn: &Connection,
    entity: EntityRef,
    version: i64,
) -> Result<Vec<String>, StoreError> {
    let now = stored_fields(conn, entity)?;
    let then = changes_since(conn, entity, version)?
        .into_iter()
        .fold(now.clone(), |state, LoggedChange { before, after, .. }| {
            rewind(state, before.as_ref(), after.as_ref())
        });
    Ok(differing(then.as_ref(), now.as_ref()))
}

/// The fields of a record as it is stored.
pub(crate) fn stored_fields(conn: &Connection, entity: EntityRef) -> Result<Option<Fields>, StoreError> {
    let stored = table::get(conn, entity)?;
    Ok(stored.map(|stored| stored.record.to_fields()).transpose()?)
}

/// The record of a kind that has these fields.
pub(crate) fn to_record(entity: EntityRef, fields: Option<Fields>) -> Result<Option<Record>, StoreError> {
    Ok(fields.map(|fields| Record::from_fields(entity.kind, fields)).transpose()?)
}
