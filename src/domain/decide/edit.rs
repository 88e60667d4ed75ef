//! Editing records: what may be replaced, and what stays as it was recorded.

use super::desk::Desk;
use super::field::check_fields;
use super::validate::validate;
use super::wording::tidy;
use crate::ready::closed_job;
use crate::{EntityKind, EntityRef, Fact, Job, JobId, Record, Refusal, SiteId, Visit};

pub(super) fn edit(
    desk: &mut Desk<'_>,
    entity: EntityRef,
    after: &Record,
) -> Result<(Fact, String), Refusal> {
    let after = &tidy(after.clone());
    let before = desk.slice.get(entity).ok_or(Refusal::NotFound { entity })?;
    if after.kind() != entity.kind {
        let message = format!("is a {}, not a {}", after.kind().word(), entity.kind.word());
        return Err(Refusal::invalid("record", message, "give the fields of the same kind"));
    }
    if let Some(field) = fixed_field(&before, after) {
        let mend = if entity.kind == EntityKind::Note {
            "write another note: what was said stays"
        } else {
            "it is changed by its own command, so that its rules are kept"
        };
        return Err(Refusal::invalid(field, "cannot be edited", mend));
    }
    refuse_unsettling(desk, entity, &before, after)?;
    validate(desk, after)?;
    check_fields(desk, Some(&before), after)?;
    desk.put(entity, after.clone());
    Ok((Fact::RecordEdited, format!("Edited {} {entity} {}", entity.kind.word(), after.label())))
}

/// Refuses an edit that would pull the ground from under what is on record.
fn refuse_unsettling(
    desk: &Desk<'_>,
    entity: EntityRef,
    before: &Record,
    after: &Record,
) -> Result<(), Refusal> {
    if let (Record::Job(before), Record::Job(after)) = (before, after) {
        return refuse_unsettling_job(desk, JobId(entity.id), before, after);
    }
    if let (Record::Site(before), Record::Site(after)) = (before, after)
        && before.client != after.client
        && let Some((job, _)) = desk.slice.jobs.iter().find(|(_, job)| job.site == Some(SiteId(entity.id)))
    {
        let message = format!("cannot change while {job} uses {entity}");
        return Err(Refusal::invalid("client", message, "add the site again for the other client"));
    }
    Ok(())
}

fn refuse_unsettling_job(desk: &Desk<'_>, id: JobId, before: &Job, after: &Job) -> Result<(), Refusal> {
    if before.closed_at.is_some() || before.cancellation.is_some() {
        return Err(closed_job(id, desk.stage(id)?, "edited"));
    }
    if before.agreed_at != after.agreed_at {
        let mend = "it stays: write a note about what was agreed when";
        return Err(Refusal::invalid("agreed_at", "cannot be edited", mend));
    }
    let begun = desk.slice.visits_of(id).find(|(_, visit)| !visit.history.is_empty());
    if let Some((visit, _)) = begun.filter(|_| before.client != after.client) {
        let message = format!("cannot change any more: {visit} has begun for the client it has");
        return Err(Refusal::invalid("client", message, "cancel the job, and add one for the other client"));
    }
    Ok(())
}

/// The first field that differs and is a fact of its own command.
pub(super) fn fixed_field(before: &Record, after: &Record) -> Option<&'static str> {
    if let (Record::Job(before), Record::Job(after)) = (before, after) {
        return fixed_of_job(before, after);
    }
    if let (Record::Visit(before), Record::Visit(after)) = (before, after) {
        return fixed_of_visit(before, after);
    }
    (before.kind() == EntityKind::Note && before != after).then_some("note")
}

fn fixed_of_job(before: &Job, after: &Job) -> Option<&'static str> {
    let fields = [
        (before.promises != after.promises, "promises"),
        (before.substatus != after.substatus, "substatus"),
        (before.invoice != after.invoice, "invoice"),
        (before.hold != after.hold, "hold"),
        (before.completion != after.completion, "completion"),
        (before.verification != after.verification, "verification"),
        (before.closed_at != after.closed_at, "closed_at"),
        (before.cancellation != after.cancellation, "cancellation"),
        (before.overrides != after.overrides, "overrides"),
        (before.completion.is_some() && before.checklist != after.checklist, "checklist"),
    ];
    fields.iter().find(|(differs, _)| *differs).map(|(_, field)| *field)
}

fn fixed_of_visit(before: &Visit, after: &Visit) -> Option<&'static str> {
    let fields = [
        (before.job != after.job, "job"),
        (before.slot != after.slot, "slot"),
        (before.crew != after.crew, "crew"),
        (before.window != after.window, "window"),
        (before.told_at != after.told_at, "told_at"),
        (before.state != after.state, "state"),
        (before.history != after.history, "history"),
        (before.pinned != after.pinned, "pinned"),
        (before.overrides != after.overrides, "overrides"),
    ];
    fields.iter().find(|(differs, _)| *differs).map(|(_, field)| *field)
}
