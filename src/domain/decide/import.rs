//! Records brought in from elsewhere, as one operation.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::edit::fixed_field;
use super::record::remove;
use super::validate::validate;
use super::wording::tidy;
use crate::{Brought, EntityKind, EntityRef, Fact, Record, Refusal, Synced};

pub(super) fn import(
    desk: &mut Desk<'_>,
    records: Vec<Brought>,
    what: &str,
) -> Result<(Fact, String), Refusal> {
    let mut counts: BTreeMap<EntityKind, usize> = BTreeMap::new();
    let entities: Vec<EntityRef> = records.iter().map(|brought| brought.entity).collect();
    for Brought { entity, record } in records {
        let kind = record.kind();
        if entity.kind != kind || (kind == EntityKind::Business && entity.id != 1) {
            let message = format!("{entity} cannot be a {}", kind.word());
            return Err(Refusal::invalid("id", message, "give the record an id of its own kind"));
        }
        let record = tidy(record);
        match desk.slice.get(entity) {
            None => *counts.entry(kind).or_default() += 1,
            Some(before) => refuse_other_facts(entity, &before, &record)?,
        }
        desk.reserve(entity);
        desk.put(entity, record);
    }
    // Parents may stand behind their children in the file, so looking comes after putting.
    for entity in entities {
        let Some(record) = desk.slice.remove(entity) else { continue };
        validate(desk, &record)?;
        desk.slice.put(entity.id, record);
    }
    let counted: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{count} {}", if *count == 1 { kind.word() } else { kind.plural() }))
        .collect();
    let new = if counted.is_empty() { "nothing new".to_owned() } else { counted.join(", ") };
    Ok((Fact::Imported, format!("Imported {what}: {new}")))
}

/// Makes the records of a source what it says now: what it no longer has is removed.
pub(super) fn sync(desk: &mut Desk<'_>, synced: &Synced) -> Result<(Fact, String), Refusal> {
    import(desk, synced.brought.clone(), &synced.what)?;
    for entity in &synced.gone {
        remove(desk, *entity)?;
    }
    Ok((Fact::Imported, format!("Imported {}", synced.what)))
}

/// Facts have commands of their own: an import makes them, but never rewrites those on record (the first
/// promise, a visit's history, a completion).
fn refuse_other_facts(entity: EntityRef, before: &Record, after: &Record) -> Result<(), Refusal> {
    let Some(field) = fixed_field(before, after) else { return Ok(()) };
    let message = format!("of {entity} is on record already and cannot be imported over");
    Err(Refusal::invalid(field, message, "leave that record out, or change it by its own command"))
}
