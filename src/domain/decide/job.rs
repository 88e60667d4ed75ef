//! Jobs before they are finished: add, add a visit, hold, release, promise, checklist.

use chrono::NaiveDate;

use super::desk::{Desk, require};
use super::field::check_fields;
use super::finish::refuse_over;
use super::place::place;
use super::validate::validate;
use super::wording::{limit, one_line};
use crate::ready::closed_job;
use crate::{
    CheckLine, EntityKind, EntityRef, Fact, Hold, HoldReason, Job, JobId, JobStep, NewJob, Placement,
    Promise, Record, Refusal, Span, Stage, Term, Visit, VisitId, WindowChoice, check_job_step,
};

pub(super) fn add(desk: &mut Desk<'_>, new: &NewJob) -> Result<(Fact, String), Refusal> {
    let mut job = new.job.clone();
    job.title = one_line(&job.title).into_owned();
    refuse_facts(&job)?;
    let record = Record::Job(job.clone());
    validate(desk, &record)?;
    check_fields(desk, None, &record)?;
    refuse_inactive(desk, &job)?;
    if job.checklist.is_empty() {
        job.checklist = checklist_of(desk, &job);
    }
    let minutes = desk.slice.minutes_for(&job);
    let id = JobId(desk.new_id(EntityKind::Job));
    desk.put(id, job);
    let in_tray = [Placement::default()];
    let places = if new.placements.is_empty() { &in_tray[..] } else { &new.placements };
    for placement in places {
        put_visit(desk, id, placement, minutes, "")?;
    }
    Ok((Fact::JobAdded, format!("Added {}", desk.job_name(id))))
}

/// A new job has none of the facts that commands record.
fn refuse_facts(job: &Job) -> Result<(), Refusal> {
    let set = [
        (job.substatus.is_some(), "substatus"),
        (job.hold.is_some(), "hold"),
        (job.completion.is_some(), "completion"),
        (job.verification.is_some(), "verification"),
        (job.closed_at.is_some(), "closed_at"),
        (job.cancellation.is_some(), "cancellation"),
        (!job.overrides.is_empty(), "overrides"),
    ];
    match set.iter().find(|(is_set, _)| *is_set) {
        Some((_, field)) => {
            Err(Refusal::invalid(*field, "is set on a new job", "add the job, then record it"))
        }
        None => Ok(()),
    }
}

/// No new work is taken for an inactive client, nor by a service that is no longer offered.
fn refuse_inactive(desk: &Desk<'_>, job: &Job) -> Result<(), Refusal> {
    if let Some(client) = desk.slice.clients.get(&job.client).filter(|client| client.inactive) {
        let message = format!("{} is inactive, so no new work is taken for it", client.name);
        return Err(Refusal::invalid("client", message, "edit the client to make it active again"));
    }
    let services = job.services.iter().filter_map(|id| desk.slice.services.get(id));
    match services.into_iter().find(|service| service.inactive) {
        Some(service) => {
            let message = format!("{} is no longer offered", service.name);
            Err(Refusal::invalid("services", message, "name another, or edit the service to offer it again"))
        }
        None => Ok(()),
    }
}

fn checklist_of(desk: &Desk<'_>, job: &Job) -> Vec<CheckLine> {
    let services = job.services.iter().filter_map(|id| desk.slice.services.get(id));
    let line = |item: &crate::ChecklistItem| CheckLine {
        text: item.text.clone(),
        required: item.required,
        answer: None,
    };
    services.flat_map(|service| service.checklist.iter().map(line)).collect()
}

pub(super) fn add_visit(
    desk: &mut Desk<'_>,
    job: JobId,
    placement: &Placement,
    minutes: u32,
    purpose: &str,
) -> Result<(Fact, String), Refusal> {
    check_job_step(job, desk.stage(job)?, JobStep::AddVisit)?;
    let id = put_visit(desk, job, placement, minutes, purpose)?;
    Ok((Fact::VisitAdded, format!("Added {}", desk.visit_name(id))))
}

pub(super) fn put_visit(
    desk: &mut Desk<'_>,
    job: JobId,
    placement: &Placement,
    minutes: u32,
    purpose: &str,
) -> Result<VisitId, Refusal> {
    let usual = || desk.slice.jobs.get(&job).map_or(1, |job| desk.slice.minutes_for(job));
    let minutes = if minutes == 0 { usual() } else { minutes };
    let mut visit = Visit::new(job, minutes);
    visit.purpose = one_line(purpose.trim()).into_owned();
    validate(desk, &Record::Visit(visit.clone()))?;
    let id = VisitId(desk.new_id(EntityKind::Visit));
    desk.put(id, visit);
    if *placement != Placement::default() {
        place(desk, id, placement, WindowChoice::Ask)?;
    }
    Ok(id)
}

pub(super) fn hold(
    desk: &mut Desk<'_>,
    id: JobId,
    reason: HoldReason,
    owner: &str,
    look_again: NaiveDate,
    note: &str,
) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    refuse_over(desk, id, "held")?;
    if let Some(visit) = desk.slice.visits_of(id).find(|(_, visit)| visit.state.has_started()) {
        return Err(Refusal::VisitsOpen { job: id, visits: visit.0.to_string() });
    }
    let owner = require(owner, "owner", "say who looks after it")?;
    let today = desk.now().with_timezone(&desk.zone()).date_naive();
    if look_again < today {
        let message = format!("{} has passed", look_again.format("%a %-d %b %Y"));
        return Err(Refusal::invalid("look_again", message, "give today or a later date"));
    }
    limit("note", note)?;
    let (note, at) = (note.trim().to_owned(), desk.now());
    job.hold = Some(Hold { reason, owner, look_again, note, at });
    desk.put(id, job);
    let until = look_again.format("%a %-d %b");
    Ok((Fact::JobHeld, format!("Held {} for {} until {until}", desk.job_name(id), reason.word())))
}

pub(super) fn release(desk: &mut Desk<'_>, id: JobId) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    if job.hold.take().is_none() {
        return Err(Refusal::NothingToDo { what: format!("{id} is not on hold") });
    }
    desk.put(id, job);
    Ok((Fact::JobReleased, format!("Released {}", desk.job_name(id))))
}

pub(super) fn promise(desk: &mut Desk<'_>, id: JobId, term: Term) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    check_job_step(id, desk.stage(id)?, JobStep::Promise)?;
    if let Term::Window(window) = term
        && window.end <= window.start
    {
        return Err(Refusal::invalid("promise", "ends before it begins", "give an end after the start"));
    }
    if term.deadline() <= desk.now() {
        return Err(Refusal::invalid("promise", "has passed already", "give a time that is still to come"));
    }
    if job.current_term() == Some(&term) {
        return Err(Refusal::NothingToDo { what: format!("{id} has that promise already") });
    }
    let again = if job.promises.is_empty() { "Promised" } else { "Re-promised" };
    job.promises.push(Promise { term, at: desk.now(), by: desk.actor() });
    desk.put(id, job);
    if let Term::Window(window) = term {
        tell_visit(desk, id, window);
    }
    Ok((Fact::JobPromised, format!("{again} {}", desk.job_name(id))))
}

/// The one visit that starts in a window the client was told is the visit they were told of.
fn tell_visit(desk: &mut Desk<'_>, job: JobId, window: Span) {
    let starts_inside = |visit: &Visit| visit.span().is_some_and(|span| window.contains(span.start));
    let mut inside =
        desk.slice.visits_of(job).filter(|(_, visit)| visit.state.is_live() && starts_inside(visit));
    let (Some((id, visit)), None) = (inside.next(), inside.next()) else { return };
    let told = Visit { window: Some(window), told_at: Some(desk.now()), ..visit.clone() };
    drop(inside);
    desk.put(id, told);
}

pub(super) fn answer(
    desk: &mut Desk<'_>,
    id: JobId,
    line: usize,
    answer: Option<&str>,
) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    check_job_step(id, desk.stage(id)?, JobStep::Answer)?;
    let count = job.checklist.len();
    let Some(item) = job.checklist.get_mut(line) else {
        let message = format!("{id} has {count} checklist items, so there is no item {}", line + 1);
        return Err(Refusal::invalid("item", message, format!("see `job show {id}`")));
    };
    let answer = answer.map(str::trim).filter(|text| !text.is_empty());
    limit("answer", answer.unwrap_or_default())?;
    if answer.is_none() && item.required && job.completion.is_some() {
        return Err(closed_job(id, Stage::Completed, "left without that answer"));
    }
    item.answer = answer.map(str::to_owned);
    let verb = if answer.is_some() { "Answered" } else { "Took back the answer to" };
    let summary = format!("{verb} “{}” on {id}", item.text);
    desk.put(id, job);
    Ok((Fact::ChecklistAnswered, summary))
}

/// The record a job belongs to, for the check that a site is the client's own.
pub(super) fn owner_of_site(desk: &Desk<'_>, job: &Job) -> Result<(), Refusal> {
    desk.exists(EntityRef::from(job.client))?;
    let Some(site) = job.site else { return Ok(()) };
    let owner = desk.slice.sites.get(&site).map(|site| site.client);
    match owner {
        None => Err(Refusal::not_found(site)),
        Some(owner) if owner == job.client => Ok(()),
        Some(owner) => {
            let message = format!("{site} belongs to {owner}, not to {}", job.client);
            Err(Refusal::invalid("site", message, "name a site of the job's client"))
        }
    }
}
