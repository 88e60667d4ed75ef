//! Carrying a visit out: confirm, dispatch, en route, on site, done, cancelled.

use super::desk::{Desk, require};
use super::wording::one_line;
use crate::{
    EntityKind, Fact, JobStep, Moment, Outcome, Promise, Refusal, Term, Visit, VisitId, VisitStanding,
    VisitState, VisitStep, check_job_step, check_visit_step, describe_moment,
};

/// What a summary says of a visit that was added beside what was asked for.
pub(super) const IN_TRAY: &str = "; a new visit is in the tray";

/// Clocks of two people may differ by so many minutes before a time counts as in the future.
const CLOCK_SLACK_MINUTES: i64 = 2;

pub(super) fn confirm(desk: &mut Desk<'_>, id: VisitId, at: Moment) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::Confirm)?;
    advance(desk, &mut visit, VisitState::Confirmed, at)?;
    if visit.told_at.is_none() {
        visit.told_at = Some(at);
        tell_window(desk, &visit, at)?;
    }
    desk.put(id, visit);
    Ok((Fact::VisitConfirmed, format!("Confirmed {}", desk.visit_name(id))))
}

/// The client has heard the window: it is a promise, unless it is the one they had.
fn tell_window(desk: &mut Desk<'_>, visit: &Visit, at: Moment) -> Result<(), Refusal> {
    let Some(window) = visit.window else { return Ok(()) };
    let mut job = desk.job(visit.job)?;
    let term = Term::Window(window);
    if job.standing_terms().all(|standing| standing != term) {
        job.promises.push(Promise { term, at, by: desk.actor() });
        desk.put(visit.job, job);
    }
    Ok(())
}

pub(super) fn dispatch(desk: &mut Desk<'_>, id: VisitId, at: Moment) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::Dispatch)?;
    check_job_step(visit.job, desk.stage(visit.job)?, JobStep::Dispatch)?;
    advance(desk, &mut visit, VisitState::Dispatched, at)?;
    desk.put(id, visit);
    Ok((Fact::VisitDispatched, format!("Dispatched {}", desk.visit_name(id))))
}

pub(super) fn en_route(desk: &mut Desk<'_>, id: VisitId, at: Moment) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::EnRoute)?;
    check_job_step(visit.job, desk.stage(visit.job)?, JobStep::Start)?;
    advance(desk, &mut visit, VisitState::EnRoute, at)?;
    desk.put(id, visit);
    Ok((Fact::VisitEnRoute, format!("En route to {}", desk.visit_name(id))))
}

pub(super) fn arrive(desk: &mut Desk<'_>, id: VisitId, at: Moment) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::Arrive)?;
    advance(desk, &mut visit, VisitState::OnSite, at)?;
    desk.put(id, visit);
    Ok((Fact::VisitOnSite, format!("On site at {}", desk.visit_name(id))))
}

pub(super) fn finish(
    desk: &mut Desk<'_>,
    id: VisitId,
    at: Moment,
    outcome: &Outcome,
) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::Finish)?;
    check_outcome(outcome)?;
    advance(desk, &mut visit, VisitState::Done(outcome.clone()), at)?;
    if let Outcome::Partial { left } = outcome {
        let mut rest = Visit::new(visit.job, visit.minutes);
        rest.purpose = one_line(left.trim()).into_owned();
        let rest_id = VisitId(desk.new_id(EntityKind::Visit));
        desk.put(rest_id, rest);
    }
    desk.put(id, visit);
    Ok((Fact::VisitDone, format!("Done: {}, {}", desk.visit_name(id), outcome.word())))
}

pub(super) fn cancel(desk: &mut Desk<'_>, id: VisitId, reason: &str) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    let reason = require(reason, "reason", "say why the visit is called off")?;
    let now = desk.not_before(&visit);
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::Cancel)?;
    advance(desk, &mut visit, VisitState::Cancelled(reason.clone()), now)?;
    desk.put(id, visit.clone());
    let more = if desk.lacks_visit(visit.job)? { put_rest(desk, &visit) } else { "" };
    Ok((Fact::VisitCancelled, format!("Cancelled {}: {reason}{more}", desk.visit_name(id))))
}

/// Puts a new visit in the tray for one that was called off, so that the job is not forgotten. What was
/// called off out of the tray itself is not wanted as such: the new one stands for the whole job.
fn put_rest(desk: &mut Desk<'_>, was: &Visit) -> &'static str {
    let length = was.span().and_then(|span| u32::try_from(span.minutes()).ok());
    let mut rest = Visit::new(was.job, length.unwrap_or(was.minutes));
    if !was.is_in_tray() {
        rest.purpose.clone_from(&was.purpose);
    }
    let id = VisitId(desk.new_id(EntityKind::Visit));
    desk.put(id, rest);
    IN_TRAY
}

pub(super) fn pin(desk: &mut Desk<'_>, id: VisitId, pinned: bool) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    let standing = VisitStanding { pinned: !pinned, ..VisitStanding::of(id, &visit) };
    check_visit_step(&standing, VisitStep::Pin)?;
    if visit.pinned == pinned {
        let what = if pinned { "is pinned already" } else { "is not pinned" };
        return Err(Refusal::NothingToDo { what: format!("{id} {what}") });
    }
    visit.pinned = pinned;
    desk.put(id, visit);
    let verb = if pinned { "Pinned" } else { "Unpinned" };
    Ok((Fact::VisitPinned, format!("{verb} {}", desk.visit_name(id))))
}

/// Enters a later state at a moment, which may lie behind but never before the state it leaves.
fn advance(desk: &Desk<'_>, visit: &mut Visit, state: VisitState, at: Moment) -> Result<(), Refusal> {
    let latest = visit.history.last().map(|change| change.at);
    check_time(desk, at, latest)?;
    desk.enter(visit, state, at);
    Ok(())
}

/// Refuses a time in the future or before the one it follows.
pub(super) fn check_time(desk: &Desk<'_>, at: Moment, after: Option<Moment>) -> Result<(), Refusal> {
    let say = |moment| describe_moment(moment, desk.zone(), desk.now());
    if (at - desk.now()).num_minutes() > CLOCK_SLACK_MINUTES {
        let message = format!("{} is still to come (it is {})", say(at), say(desk.now()));
        return Err(Refusal::invalid("at", message, "give a time that has passed"));
    }
    if let Some(after) = after.filter(|after| at < *after) {
        let message = format!("{} is before the change it follows ({})", say(at), say(after));
        return Err(Refusal::invalid("at", message, "give a later time"));
    }
    Ok(())
}

fn check_outcome(outcome: &Outcome) -> Result<(), Refusal> {
    match outcome {
        Outcome::Completed | Outcome::NoAccess => Ok(()),
        Outcome::Partial { left } => require(left, "left", "say what is left to do").map(drop),
        Outcome::CannotComplete { reason } => {
            require(reason, "reason", "say why the work could not be done").map(drop)
        }
    }
}
