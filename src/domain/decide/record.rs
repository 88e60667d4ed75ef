//! Records of every kind: add, remove, and notes about them.

use super::desk::{Desk, require};
use super::field::check_fields;
use super::validate::validate;
use super::wording::tidy;
use crate::{
    ClientId, Contact, EntityKind, EntityRef, Fact, Job, NewClient, Note, NoteId, Record, Refusal, Site,
    Visit,
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
        | EntityKind::Event
        | EntityKind::Note => None,
    };
    if let Some(mend) = mend {
        return Err(Refusal::invalid(kind.word(), "cannot be added like this", mend));
    }
    let record = tidy(record.clone());
    validate(desk, &record)?;
    check_fields(desk, None, &record)?;
    let entity = EntityRef { kind, id: desk.new_id(kind) };
    let said = format!("Added {} {entity} {}", kind.word(), record.label());
    desk.put(entity, record);
    Ok((Fact::RecordAdded, said))
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

/// Removes a record with what belongs to it alone (a client's contacts and sites, a site's equipment,
/// notes); refuses while anything else uses it.
pub(super) fn remove(desk: &mut Desk<'_>, entity: EntityRef) -> Result<(Fact, String), Refusal> {
    let record = desk.slice.get(entity).ok_or(Refusal::NotFound { entity })?;
    if entity.kind == EntityKind::Business {
        return Err(Refusal::invalid("business", "cannot be removed", "edit it instead"));
    }
    refuse_on_record(entity, &record)?;
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
    if let Record::Visit(visit) = &record
        && visit.state.is_live()
        && desk.lacks_visit(visit.job)?
    {
        let message = format!("{entity} is all that keeps {} in the plan", visit.job);
        return Err(Refusal::invalid(
            "visit",
            message,
            "add another visit first, or cancel or remove the job",
        ));
    }
    Ok((Fact::RecordRemoved, format!("Removed {} {entity} {}", entity.kind.word(), record.label())))
}

/// Refuses to remove what was said to a client or has happened.
fn refuse_on_record(entity: EntityRef, record: &Record) -> Result<(), Refusal> {
    let kept = match record {
        Record::Job(job) => kept_of_job(job).map(|(what, mend)| (format!("has {what}"), mend)),
        Record::Visit(visit) if visit.history.is_empty() => None,
        Record::Visit(visit) => {
            Some((format!("is {}", visit.state.word()), "cancel it instead, or undo what was recorded"))
        }
        Record::Business(_)
        | Record::Client(_)
        | Record::Contact(_)
        | Record::Site(_)
        | Record::Equipment(_)
        | Record::Technician(_)
        | Record::Service(_)
        | Record::Event(_)
        | Record::Note(_) => None,
    };
    let Some((what, mend)) = kept else { return Ok(()) };
    Err(Refusal::invalid(entity.kind.word(), format!("{entity} {what}, which stays on record"), mend))
}

/// What a job has that must not be lost, and what to do instead of removing it.
fn kept_of_job(job: &Job) -> Option<(&'static str, &'static str)> {
    let reopen = "leave it, or reopen it and cancel it instead";
    let kept = [
        (job.cancellation.is_some(), "a cancellation", "leave it cancelled"),
        (job.closed_at.is_some(), "been closed", reopen),
        (job.verification.is_some(), "a verification", reopen),
        (job.completion.is_some(), "a completion", reopen),
        (!job.promises.is_empty(), "a promise", "cancel it instead, or undo what was recorded"),
    ];
    kept.iter().find(|(is_set, _, _)| *is_set).map(|(_, what, mend)| (*what, *mend))
}

/// The records of the slice that name this one, and whether they are part of it.
fn users_of(desk: &Desk<'_>, entity: EntityRef) -> Vec<(EntityRef, bool)> {
    let is = |other: EntityRef| other == entity;
    let slice = &desk.slice;
    let mut users: Vec<(EntityRef, bool)> = Vec::new();
    users.extend(
        slice.contacts.iter().filter(|(_, c)| is(c.client.into())).map(|(id, _)| ((*id).into(), true)),
    );
    users.extend(slice.sites.iter().filter(|(_, s)| is(s.client.into())).map(|(id, _)| ((*id).into(), true)));
    users.extend(
        slice.equipment.iter().filter(|(_, e)| is(e.site.into())).map(|(id, _)| ((*id).into(), true)),
    );
    users.extend(slice.notes.iter().filter(|(_, n)| is(n.about)).map(|(id, _)| ((*id).into(), true)));
    let of_theirs = |event: &crate::Event| event.technician.is_some_and(|who| is(who.into()));
    users.extend(slice.events.iter().filter(|(_, e)| of_theirs(e)).map(|(id, _)| ((*id).into(), true)));
    let job_uses = |job: &Job| {
        is(job.client.into())
            || job.site.into_iter().chain(job.collect_at).any(|site| is(site.into()))
            || job.services.iter().any(|service| is((*service).into()))
    };
    users.extend(slice.jobs.iter().filter(|(_, j)| job_uses(j)).map(|(id, _)| ((*id).into(), false)));
    let visit_of_job = |visit: &Visit| is(visit.job.into());
    let in_crew = |visit: &Visit| visit.crew.iter().flat_map(crate::Crew::members).any(|who| is(who.into()));
    users.extend(
        slice
            .visits
            .iter()
            .filter(|(_, v)| visit_of_job(v))
            .map(|(id, v)| ((*id).into(), v.history.is_empty())),
    );
    users.extend(slice.visits.iter().filter(|(_, v)| in_crew(v)).map(|(id, _)| ((*id).into(), false)));
    let wishes = |c: &crate::Client| c.wished().any(|who| is(who.into()));
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
