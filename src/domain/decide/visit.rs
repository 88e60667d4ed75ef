//! Carrying a visit out: confirm, dispatch, en route, on site, done, cancelled.

use super::desk::{Desk, require};
use super::place::{closed_job, over};
use super::wording::one_line;
use crate::{
    EntityKind, Fact, Mend, MendAction, Moment, Outcome, Promise, Refusal, Stage, StateChange, Term, Visit,
    VisitId, VisitState, describe_moment,
};

/// What a summary says of a visit that was added beside what was asked for.
pub(super) const IN_TRAY: &str = "; a new visit is in the tray";

/// Clocks of two people may differ by so many minutes before a time counts as in the future.
const CLOCK_SLACK_MINUTES: i64 = 2;

pub(super) fn confirm(desk: &mut Desk<'_>, id: VisitId, at: Moment) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    require_slot(&visit, id)?;
    advance(desk, id, &mut visit, VisitState::Confirmed, at)?;
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
    require_placed(&visit, id)?;
    require_startable(desk, &visit, "dispatched")?;
    advance(desk, id, &mut visit, VisitState::Dispatched, at)?;
    desk.put(id, visit);
    Ok((Fact::VisitDispatched, format!("Dispatched {}", desk.visit_name(id))))
}

pub(super) fn en_route(desk: &mut Desk<'_>, id: VisitId, at: Moment) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    require_placed(&visit, id)?;
    require_startable(desk, &visit, "started")?;
    advance(desk, id, &mut visit, VisitState::EnRoute, at)?;
    desk.put(id, visit);
    Ok((Fact::VisitEnRoute, format!("En route to {}", desk.visit_name(id))))
}

pub(super) fn arrive(desk: &mut Desk<'_>, id: VisitId, at: Moment) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    require_placed(&visit, id)?;
    let before = [VisitState::Planned, VisitState::Confirmed, VisitState::Dispatched];
    if before.contains(&visit.state) {
        return Err(wrong(id, &visit, "on site", "mark it en route first", MendAction::EnRoute, "en-route"));
    }
    advance(desk, id, &mut visit, VisitState::OnSite, at)?;
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
    if visit.state.is_live() && visit.state != VisitState::OnSite {
        return Err(wrong(id, &visit, "done", "mark it on site first", MendAction::OnSite, "on-site"));
    }
    check_outcome(outcome)?;
    advance(desk, id, &mut visit, VisitState::Done(outcome.clone()), at)?;
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
    advance(desk, id, &mut visit, VisitState::Cancelled(reason.clone()), now)?;
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
    if !visit.state.is_live() {
        return Err(over(id, &visit, "pinned"));
    }
    if pinned {
        require_slot(&visit, id)?;
    }
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
fn advance(
    desk: &Desk<'_>,
    id: VisitId,
    visit: &mut Visit,
    state: VisitState,
    at: Moment,
) -> Result<(), Refusal> {
    if !visit.state.is_live() {
        return Err(over(id, visit, state.word()));
    }
    if state.rank() == visit.state.rank() {
        return Err(Refusal::NothingToDo { what: format!("{id} is {} already", state.word()) });
    }
    if state.rank() < visit.state.rank() {
        let sentence = "nothing goes backwards: undo it, or reschedule the visit";
        return Err(wrong(id, visit, state.word(), sentence, MendAction::Reschedule, "reschedule"));
    }
    let latest = visit.history.last().map(|change| change.at);
    check_time(desk, at, latest)?;
    visit.state = state.clone();
    visit.history.push(StateChange { state, at, by: desk.actor() });
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

fn require_slot(visit: &Visit, id: VisitId) -> Result<(), Refusal> {
    if visit.slot.is_some() || !visit.state.is_live() {
        return Ok(());
    }
    let mend = Mend {
        sentence: "schedule it first".to_owned(),
        action: Some(MendAction::Schedule),
        command: Some(format!("visit schedule {id} WHEN")),
    };
    Err(Refusal::NotPlaced { visit: id, missing: "planned time", mend: Box::new(mend) })
}

fn require_placed(visit: &Visit, id: VisitId) -> Result<(), Refusal> {
    require_slot(visit, id)?;
    if visit.crew.is_some() || !visit.state.is_live() {
        return Ok(());
    }
    let mend = Mend {
        sentence: "assign a technician first".to_owned(),
        action: Some(MendAction::Assign),
        command: Some(format!("visit assign {id} --technician TECHNICIAN")),
    };
    Err(Refusal::NotPlaced { visit: id, missing: "technician", mend: Box::new(mend) })
}

/// Nobody is sent for a job that waits or is over. A return for what is open after completion may go: the
/// job is in follow-up then.
fn require_startable(desk: &Desk<'_>, visit: &Visit, wanted: &'static str) -> Result<(), Refusal> {
    let stage = desk.stage(visit.job)?;
    if stage == Stage::OnHold {
        let mend = Mend {
            sentence: "release it first".to_owned(),
            action: Some(MendAction::Release),
            command: Some(format!("job release {}", visit.job)),
        };
        return Err(Refusal::WrongStage { job: visit.job, stage, wanted, mend: Some(Box::new(mend)) });
    }
    if stage.is_over() {
        return Err(closed_job(visit.job, stage, wanted));
    }
    Ok(())
}

fn wrong(
    id: VisitId,
    visit: &Visit,
    wanted: &'static str,
    sentence: &str,
    action: MendAction,
    verb: &str,
) -> Refusal {
    let mend = Mend {
        sentence: sentence.to_owned(),
        action: Some(action),
        command: Some(format!("visit {verb} {id}")),
    };
    Refusal::WrongState {
        visit: id,
        state: visit.state.word().to_owned(),
        wanted,
        mend: Some(Box::new(mend)),
    }
}
