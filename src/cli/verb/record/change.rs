//! Editing and removing a record.

use domain::{Command, EntityRef, Record};

use crate::args::Change;
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;

/// Reads a record, has it changed, and puts it back unless somebody else changed it in between.
pub(crate) fn edit<R>(
    desk: &mut Desk,
    entity: EntityRef,
    change: &Change,
    apply: impl FnOnce(&Desk, &mut R) -> Result<()>,
) -> Result<Answer>
where
    R: TryFrom<Record> + Into<Record> + Clone + PartialEq,
{
    let stored = desk.app.show(entity)?;
    let wrong_kind = |_| Failure::from(domain::Refusal::NotFound { entity });
    let mut record = R::try_from(stored.record).map_err(wrong_kind)?;
    let before = record.clone();
    apply(desk, &mut record)?;
    if record == before {
        let message = format!("nothing of {entity} would change");
        return Err(Failure::usage("fields", message, "name a field with its new value; --help lists them"));
    }
    let seen = Change { seen: Some(change.seen.unwrap_or(stored.version)), ..change.clone() };
    desk.change(Command::Edit(entity, record.into()), &[entity], &seen)
}

/// Removes a record, after asking.
pub(crate) fn remove(desk: &mut Desk, entity: EntityRef, change: &Change) -> Result<Answer> {
    let label = desk.app.show(entity)?.record.label();
    desk.session.confirm(&format!("Remove {} {entity} {label}?", entity.kind.word()))?;
    desk.change(Command::Remove(entity), &[entity], change)
}
