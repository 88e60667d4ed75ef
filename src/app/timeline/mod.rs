//! The life of a record, read from the journal.

mod say;
#[cfg(test)]
mod tests;
mod undo_view;

use std::collections::BTreeMap;

use domain::{EntityKind, EntityRef, Refusal};
use store::{LogFilter, LoggedChange, Operation, Reader};

use crate::log::operation_line;
use crate::view::{FieldLine, TimelineLine, TimelineView};
use crate::{App, Result};
use say::Teller;

/// What belongs to a record is followed up to so many records.
const MOST_PARTS: usize = 500;

impl App {
    /// The operations that changed a record or what belongs to it (the visits of a job; the people, sites and
    /// equipment of a client; notes), newest first, at most so many, each with its fields before and after.
    ///
    /// What a record was when it was removed can be looked at too. Access notes are never said.
    pub fn timeline(&self, entity: EntityRef, limit: usize) -> Result<TimelineView> {
        self.timeline_of(entity, &LogFilter { limit: Some(limit), ..LogFilter::default() })
    }

    /// As [`App::timeline`], of the operations that pass a filter; its own record does not matter.
    pub fn timeline_of(&self, entity: EntityRef, filter: &LogFilter) -> Result<TimelineView> {
        self.store.read(|reader| {
            let mut changes: BTreeMap<i64, Vec<LoggedChange>> = BTreeMap::new();
            for part in parts_of(reader, entity)? {
                for change in reader.changes_to(part, 0)? {
                    changes.entry(change.operation).or_default().push(change);
                }
            }
            if changes.is_empty() {
                return Err(Refusal::not_found(entity).into());
            }
            let mut teller = Teller::new(reader)?;
            let total = changes.len() as u64;
            let (mut operations, limit) = (Vec::new(), filter.limit.unwrap_or(usize::MAX));
            for (id, changes) in changes.into_iter().rev() {
                if operations.len() >= limit {
                    break;
                }
                if let Some(operation) = reader.operation(id)?.filter(|operation| passes(operation, filter)) {
                    let fields = lines_of(&mut teller, &changes);
                    let operation = operation_line(reader, teller.zone, operation)?;
                    operations.push(TimelineLine { operation, fields });
                }
            }
            Ok(TimelineView { entity, label: teller.label(entity), operations, total })
        })
    }
}

fn passes(operation: &Operation, filter: &LogFilter) -> bool {
    filter.since.is_none_or(|since| operation.at >= since)
        && filter.after.is_none_or(|after| operation.id > after)
        && filter.actor.as_ref().is_none_or(|actor| operation.actor == *actor)
}

/// The record itself, then what belongs to it, and what did when it was removed.
fn parts_of(reader: &Reader<'_>, entity: EntityRef) -> Result<Vec<EntityRef>> {
    let mut parts = vec![entity];
    let mut next = 0;
    while let Some(&parent) = parts.get(next) {
        next += 1;
        let removed = reader.removed_parts(parent, MOST_PARTS)?;
        for user in reader.users_of(parent)?.into_iter().chain(removed) {
            if parts.len() < MOST_PARTS && belongs(user.kind, parent.kind) && !parts.contains(&user) {
                parts.push(user);
            }
        }
    }
    Ok(parts)
}

/// Whether a record is a part of the one it names, rather than something of its own.
fn belongs(kind: EntityKind, parent: EntityKind) -> bool {
    match kind {
        EntityKind::Contact | EntityKind::Site | EntityKind::Equipment | EntityKind::Note => true,
        EntityKind::Visit => parent == EntityKind::Job,
        EntityKind::Event => parent == EntityKind::Technician,
        EntityKind::Business
        | EntityKind::Client
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Job => false,
    }
}

fn lines_of(teller: &mut Teller<'_>, changes: &[LoggedChange]) -> Vec<FieldLine> {
    changes
        .iter()
        .flat_map(|change| teller.fields(change.entity, change.before.as_ref(), change.after.as_ref()))
        .collect()
}
