//! Records brought in from elsewhere, as one operation.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::validate::validate;
use crate::{Brought, EntityKind, Fact, Refusal};

pub(super) fn import(
    desk: &mut Desk<'_>,
    records: &[Brought],
    what: &str,
) -> Result<(Fact, String), Refusal> {
    let mut counts: BTreeMap<EntityKind, usize> = BTreeMap::new();
    for brought in records {
        if desk.slice.get(brought.entity).is_none() {
            *counts.entry(brought.entity.kind).or_default() += 1;
        }
        desk.put(brought.entity, brought.record.clone());
    }
    // Parents may stand behind their children in the file, so looking comes after putting.
    for brought in records {
        validate(desk, &brought.record)?;
    }
    let counted: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{count} {}", if *count == 1 { kind.word() } else { kind.plural() }))
        .collect();
    let new = if counted.is_empty() { "nothing new".to_owned() } else { counted.join(", ") };
    Ok((Fact::Imported, format!("Imported {what}: {new}")))
}
