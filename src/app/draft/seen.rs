//! Whether what a person saw in a draft is still so.

use domain::{DraftId, EntityRef, Record, Refusal, fields_that_differ};
use store::{DraftStep, Tx};

use crate::execute::check_seen;
use crate::{AppError, Result};

/// Refuses when a record, the draft laid over it, is no longer as it was seen. The version of a record as the draft
/// has it is the number of its step, negative.
pub(super) fn check_seen_in(tx: &Tx<'_>, id: DraftId, seen: &[(EntityRef, i64)]) -> Result<()> {
    let mut steps: Option<Vec<DraftStep>> = None;
    for &(entity, version) in seen {
        let stored = tx.get(entity)?.ok_or(Refusal::NotFound { entity })?;
        if stored.version == version {
            continue;
        }
        if version >= 0 && stored.version >= 0 {
            check_seen(tx, &[(entity, version)])?;
            continue;
        }
        if steps.is_none() {
            steps = Some(tx.draft_steps(id)?);
        }
        let fields = match seen_as(steps.as_deref().unwrap_or_default(), entity, version) {
            Some(record) => fields_that_differ(&record, &stored.record).map_err(store::StoreError::from)?,
            None => vec!["taken back".to_owned()],
        };
        if !fields.is_empty() {
            return Err(AppError::from(Refusal::ChangedSince { entity, fields }));
        }
    }
    Ok(())
}

/// The record as it was seen: after a step of the draft, or before the first that changes it. None when the step was
/// taken back.
fn seen_as(steps: &[DraftStep], entity: EntityRef, version: i64) -> Option<Record> {
    let mut of = steps.iter().flat_map(|step| step.changes.iter().map(move |change| (step.step, change)));
    let (_, change) =
        of.find(|(step, change)| change.entity == entity && (version >= 0 || *step == -version))?;
    if version >= 0 { change.before.clone() } else { change.after.clone() }
}
