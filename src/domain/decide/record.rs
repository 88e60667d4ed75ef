//! Records of every kind: add, edit, remove, and notes about them.

use super::desk::{Desk, require};
use super::validate::validate;
use crate::{
    ClientId, Contact, EntityKind, EntityRef, Fact, Job, NewClient, Note, NoteId, Record, Refusal, Site, Visit,
};

pub(super) fn add(desk: &mut Desk<'_>, record: &Record) -> Result<(Fact, String), Refusal> {
    let kind = record.kind();
    let mend = match kind {
        EntityKind::Business if desk.slice.business.is_some() => Some("edit the business instead"),
        EntityKind::Job | EntityKind::Visit => Some("use the commands for jobs and visits"),
        EntityKind::Business
        | EntityKind::Client
        | EntityKind::Contact
        | EntityKind::Site
        | EntityKind::Equipment
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Note => None,
    };
    if let Some(mend) = mend {
        return Err(Refusal::invalid(kind.word(), "cannot be added like this", mend));
    }
    validate(desk, record)?;
    let entity = EntityRef { kind, id: desk.new_id(kind) };
    desk.put(entity, record.clone());
    Ok((Fact::RecordAdded, format!("Added {} {entity} {}", kind.word(), record.label())))
}

pub(super) fn add_client(desk: &mut Desk<'_>, new: &NewClient) -> Result<(Fact, String), Refusal> {
    let said = add(desk, &Record::Client(new.client.clone()))?;
    let id = ClientId(desk.last_id(EntityKind::Client));
    for contact in &new.contacts {
        add(desk, &Record::Contact(Contact { client: id, ..contact.clone() }))?;
    }
    for site in &new.sites {
        add(desk, &Record::Site(Site { client: id, ..site.clone() }))?;
    }
    Ok(said)
}

pub(super) fn edit(desk: &mut Desk<'_>, entity: EntityRef, after: &Record) -> Result<(Fact, String), Refusal> {
    let before = desk.slice.get(entity).ok_or(Refusal::NotFound { entity })?;
    if after.kind() != entity.kind {
        let message = format!("is a {}, not a {}", after.kind().word(), entity.kind.word());
        return Err(Refusal::invalid("record", message, "give the fields of the same kind"));
    }
    if let Some(field) = fixed_field(&before, after) {
        let mend = match entity.kind {
            EntityKind::Note => "write another note: what was said stays",
            EntityKind::Business
            | EntityKind::Client
            | EntityKind::Contact
            | EntityKind::Site
            | EntityKind::Equipment
            | EntityKind::Technician
            | EntityKind::Service
            | EntityKind::Job
            | EntityKind::Visit => "it is changed by its own command, so that its rules are kept",
        };
        return Err(Refusal::invalid(field, "cannot be edited", mend));
    }
    validate(desk, after)?;
    desk.put(entity, after.clone());
    Ok((Fact::RecordEdited, format!("Edited {} {entity} {}", entity.kind.word(), after.label())))
}

/// The first field that differs and is a fact of its own command.
pub(super) fn fixed_field(before: &Record, after: &Record) -> Option<&'static str> {
    match (before, after) {
        (Record::Job(before), Record::Job(after)) => fixed_of_job(before, after),
        (Record::Visit(before), Record::Visit(after)) => fixed_of_visit(before, after),
        (Record::Note(before), Record::Note(after)) => (before != after).then_some("note"),
        _ => None,
    }
}

fn fixed_of_job(before: &Job, after: &Job) -> Option<&'static str> {
    let fields = [
        (before.promises != after.promises, "promises"),
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

/// Removes a record with what belongs to it alone (a client's contacts and sites, a site's equipment,
/// notes); refuses while anything else uses it.
pub(super) fn remove(desk: &mut Desk<'_>, entity: EntityRef) -> Result<(Fact, String), Refusal> {
    let record = desk.slice.get(entity).ok_or(Refusal::NotFound { entity })?;
    if entity.kind == EntityKind::Business {
        return Err(Refusal::invalid("business", "cannot be removed", "edit it instead"));
    }
    if let Record::Visit(visit) = &record
        && !visit.history.is_empty()
    {
        let message = format!("{entity} is {}, which stays on record", visit.state.word());
        return Err(Refusal::invalid("visit", message, "cancel it instead, or undo what was recorded"));
    }
    let mut doomed = vec![entity];
    let mut next = 0;
    while let Some(&parent) = doomed.get(next) {
        for (child, owned) in users_of(desk, parent) {
            if doomed.contains(&child) {
                continue;
            }
            if !owned {
                return Err(Refusal::StillUsed { entity: parent, by: child.to_string() });
            }
            doomed.push(child);
        }
        next += 1;
    }
    for entity in doomed {
        desk.remove(entity);
    }
    Ok((Fact::RecordRemoved, format!("Removed {} {entity} {}", entity.kind.word(), record.label())))
}

/// The records of the slice that name this one, and whether they are part of it.
fn users_of(desk: &Desk<'_>, entity: EntityRef) -> Vec<(EntityRef, bool)> {
    let is = |other: EntityRef| other == entity;
    let slice = &desk.slice;
    let mut users: Vec<(EntityRef, bool)> = Vec::new();
    users.extend(slice.contacts.iter().filter(|(_, c)| is(c.client.into())).map(|(id, _)| ((*id).into(), true)));
    users.extend(slice.sites.iter().filter(|(_, s)| is(s.client.into())).map(|(id, _)| ((*id).into(), true)));
    users.extend(slice.equipment.iter().filter(|(_, e)| is(e.site.into())).map(|(id, _)| ((*id).into(), true)));
    users.extend(slice.notes.iter().filter(|(_, n)| is(n.about)).map(|(id, _)| ((*id).into(), true)));
    let job_uses = |job: &Job| {
        is(job.client.into())
            || job.site.is_some_and(|site| is(site.into()))
            || job.services.iter().any(|service| is((*service).into()))
    };
    users.extend(slice.jobs.iter().filter(|(_, j)| job_uses(j)).map(|(id, _)| ((*id).into(), false)));
    let visit_of_job = |visit: &Visit| is(visit.job.into());
    let in_crew = |visit: &Visit| visit.crew.iter().flat_map(crate::Crew::members).any(|who| is(who.into()));
    users.extend(slice.visits.iter().filter(|(_, v)| visit_of_job(v)).map(|(id, v)| {
        ((*id).into(), v.history.is_empty())
    }));
    users.extend(slice.visits.iter().filter(|(_, v)| in_crew(v)).map(|(id, _)| ((*id).into(), false)));
    let wishes = |c: &crate::Client| c.preferred.iter().chain(&c.barred).any(|who| is((*who).into()));
    users.extend(slice.clients.iter().filter(|(_, c)| wishes(c)).map(|(id, _)| ((*id).into(), false)));
    users
}

pub(super) fn note(desk: &mut Desk<'_>, about: EntityRef, text: &str) -> Result<(Fact, String), Refusal> {
    desk.exists(about)?;
    let text = require(text, "text", "write something")?;
    let note = Record::Note(Note { about, at: desk.now(), by: desk.actor(), text });
    validate(desk, &note)?;
    let id = NoteId(desk.new_id(EntityKind::Note));
    desk.put(id, note);
    Ok((Fact::NoteWritten, format!("Noted on {about}")))
}
