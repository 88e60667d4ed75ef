//! Which steps a visit or a job can take from where it stands.
//!
//! [`decide`](crate::decide) asks these rules first, and a screen asks them before it offers a step, so that
//! both give the same reason. What they cannot see (a checklist, another visit) only `decide` can refuse.

use crate::{JobId, Mend, MendAction, Refusal, Stage, Visit, VisitId, VisitState};

/// Where a visit stands, as far as its next step depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct VisitStanding {
    /// Which visit.
    pub id: VisitId,
    /// Its job.
    pub job: JobId,
    /// Its state.
    pub state: VisitState,
    /// Whether it has a planned time.
    pub has_slot: bool,
    /// Whether a technician is on it.
    pub has_crew: bool,
    /// Whether it is pinned.
    pub pinned: bool,
}

impl VisitStanding {
    /// Where a visit stands.
    pub fn of(id: VisitId, visit: &Visit) -> Self {
        VisitStanding {
            id,
            job: visit.job,
            state: visit.state.clone(),
            has_slot: visit.slot.is_some(),
            has_crew: visit.crew.is_some(),
            pinned: visit.pinned,
        }
    }
}

/// A step of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisitStep {
    /// The client agreed.
    Confirm,
    /// It is given to the technician.
    Dispatch,
    /// The technician sets off.
    EnRoute,
    /// The technician is there.
    Arrive,
    /// It is over.
    Finish,
    /// It is called off.
    Cancel,
    /// It gets a time or a technician.
    Place,
    /// It loses its technician.
    Unassign,
    /// It loses both.
    ToTray,
    /// It returns to planned.
    Reschedule,
    /// It is pinned, or its pin lifted.
    Pin,
}

/// Whether a visit can take a step; the refusal says why not.
pub fn check_visit_step(visit: &VisitStanding, step: VisitStep) -> Result<(), Refusal> {
    match step {
        VisitStep::Confirm => {
            require_slot(visit)?;
            require_onward(visit, &VisitState::Confirmed)
        }
        VisitStep::Dispatch => {
            require_placed(visit)?;
            require_onward(visit, &VisitState::Dispatched)
        }
        VisitStep::EnRoute => {
            require_placed(visit)?;
            require_onward(visit, &VisitState::EnRoute)
        }
        VisitStep::Arrive => {
            require_placed(visit)?;
            let before = [VisitState::Planned, VisitState::Confirmed, VisitState::Dispatched];
            if before.contains(&visit.state) {
                return Err(wrong(visit, "on site", "mark it en route first", MendAction::EnRoute));
            }
            require_onward(visit, &VisitState::OnSite)
        }
        VisitStep::Finish => {
            require_live(visit, "done")?;
            if visit.state == VisitState::OnSite {
                return Ok(());
            }
            Err(wrong(visit, "done", "mark it on site first", MendAction::OnSite))
        }
        VisitStep::Cancel => require_live(visit, "cancelled"),
        VisitStep::Place => require_live(visit, "placed"),
        VisitStep::Reschedule => require_live(visit, "rescheduled"),
        VisitStep::Unassign => {
            require_movable(visit, "unassigned")?;
            let what = || format!("{} has no technician", visit.id);
            if visit.has_crew { Ok(()) } else { Err(Refusal::NothingToDo { what: what() }) }
        }
        VisitStep::ToTray => {
            require_movable(visit, "sent to the tray")?;
            let what = || format!("{} is in the tray already", visit.id);
            let placed = visit.has_slot || visit.has_crew;
            if placed { Ok(()) } else { Err(Refusal::NothingToDo { what: what() }) }
        }
        VisitStep::Pin => {
            require_live(visit, "pinned")?;
            if visit.pinned { Ok(()) } else { require_slot(visit) }
        }
    }
}

fn require_live(visit: &VisitStanding, wanted: &'static str) -> Result<(), Refusal> {
    if visit.state.is_live() {
        return Ok(());
    }
    let mend = Mend {
        sentence: "add another visit to its job".to_owned(),
        action: Some(MendAction::AddVisit),
        command: Some(format!("visit add {}", visit.job)),
    };
    Err(in_wrong_state(visit, wanted, mend))
}

/// A visit that has set off keeps its slot and crew.
fn require_movable(visit: &VisitStanding, wanted: &'static str) -> Result<(), Refusal> {
    require_live(visit, wanted)?;
    if visit.state.has_started() { Err(under_way(visit, wanted)) } else { Ok(()) }
}

/// A visit only goes to a later state.
fn require_onward(visit: &VisitStanding, state: &VisitState) -> Result<(), Refusal> {
    require_live(visit, state.word())?;
    if state.rank() == visit.state.rank() {
        return Err(Refusal::NothingToDo { what: format!("{} is {} already", visit.id, state.word()) });
    }
    if state.rank() < visit.state.rank() {
        let sentence = "nothing goes backwards: undo it, or reschedule the visit";
        return Err(wrong(visit, state.word(), sentence, MendAction::Reschedule));
    }
    Ok(())
}

fn require_slot(visit: &VisitStanding) -> Result<(), Refusal> {
    if visit.has_slot || !visit.state.is_live() {
        return Ok(());
    }
    let mend = Mend {
        sentence: "schedule it first".to_owned(),
        action: Some(MendAction::Schedule),
        command: Some(format!("visit schedule {} WHEN", visit.id)),
    };
    Err(Refusal::NotPlaced { visit: visit.id, missing: "planned time", mend: Box::new(mend) })
}

fn require_placed(visit: &VisitStanding) -> Result<(), Refusal> {
    require_slot(visit)?;
    if visit.has_crew || !visit.state.is_live() {
        return Ok(());
    }
    let mend = Mend {
        sentence: "assign a technician first".to_owned(),
        action: Some(MendAction::Assign),
        command: Some(format!("visit assign {} --technician TECHNICIAN", visit.id)),
    };
    Err(Refusal::NotPlaced { visit: visit.id, missing: "technician", mend: Box::new(mend) })
}

/// The refusal to move what is under way.
pub(crate) fn under_way(visit: &VisitStanding, wanted: &'static str) -> Refusal {
    wrong(visit, wanted, "reschedule it: that returns it to planned", MendAction::Reschedule)
}

/// The refusal of a step, mended by another step of the same visit.
fn wrong(visit: &VisitStanding, wanted: &'static str, sentence: &str, action: MendAction) -> Refusal {
    let time = if action == MendAction::Reschedule { " WHEN" } else { "" };
    let mend = Mend {
        sentence: sentence.to_owned(),
        action: Some(action),
        command: Some(format!("visit {} {}{time}", action.id(), visit.id)),
    };
    in_wrong_state(visit, wanted, mend)
}

fn in_wrong_state(visit: &VisitStanding, wanted: &'static str, mend: Mend) -> Refusal {
    let state = visit.state.word().to_owned();
    Refusal::WrongState { visit: visit.id, state, wanted, mend: Some(Box::new(mend)) }
}

/// A step of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobStep {
    /// Its work is declared complete.
    Complete,
    /// Someone confirms that the obligation was met.
    Verify,
    /// It is closed.
    Close,
    /// It is opened again.
    Reopen,
    /// It waits.
    Hold,
    /// It waits no more.
    Release,
    /// It is called off.
    Cancel,
    /// It gets another visit.
    AddVisit,
    /// One of its visits gets a time or a technician.
    Place,
    /// One of its visits is given to the technician.
    Dispatch,
    /// One of its visits sets off.
    Start,
    /// Its client is told a time.
    Promise,
    /// A line of its checklist is answered.
    Answer,
}

/// Whether a job in a stage can take a step; the refusal says why not.
pub fn check_job_step(job: JobId, stage: Stage, step: JobStep) -> Result<(), Refusal> {
    let unless_over = |wanted| if stage.is_over() { Err(closed_job(job, stage, wanted)) } else { Ok(()) };
    let unless_held = |wanted| if stage == Stage::OnHold { Err(held(job, stage, wanted)) } else { Ok(()) };
    match step {
        JobStep::Complete => unless_over("completed").and_then(|()| unless_held("completed")),
        JobStep::Dispatch => unless_held("dispatched").and_then(|()| unless_over("dispatched")),
        JobStep::Start => unless_held("started").and_then(|()| unless_over("started")),
        JobStep::Place => unless_over("scheduled"),
        JobStep::AddVisit => unless_over("visited again"),
        JobStep::Hold => unless_over("held"),
        JobStep::Cancel => unless_over("cancelled"),
        JobStep::Promise if stage == Stage::Completed => Ok(()),
        JobStep::Promise => unless_over("promised"),
        JobStep::Answer if matches!(stage, Stage::Completed | Stage::Verified) => Ok(()),
        JobStep::Answer => unless_over("changed"),
        JobStep::Release if stage.is_over() || matches!(stage, Stage::OnHold | Stage::FollowUp) => Ok(()),
        JobStep::Release => Err(Refusal::NothingToDo { what: format!("{job} is not on hold") }),
        JobStep::Verify => check_verify(job, stage),
        JobStep::Close => check_close(job, stage),
        JobStep::Reopen if stage.is_over() || stage == Stage::FollowUp => Ok(()),
        JobStep::Reopen => Err(Refusal::NothingToDo { what: format!("{job} is open") }),
    }
}

/// A job in follow-up may have been declared complete or not: that only its facts tell.
fn check_verify(job: JobId, stage: Stage) -> Result<(), Refusal> {
    match stage {
        Stage::Completed | Stage::FollowUp => Ok(()),
        Stage::Verified => Err(Refusal::NothingToDo { what: format!("{job} is verified already") }),
        Stage::Closed | Stage::Cancelled => Err(closed_job(job, stage, "verified")),
        Stage::ToSchedule | Stage::Scheduled | Stage::InProgress | Stage::OnHold => {
            Err(not_verifiable(job, stage))
        }
    }
}

/// The refusal of verifying what was never declared complete.
pub(crate) fn not_verifiable(job: JobId, stage: Stage) -> Refusal {
    let command = format!("job complete {job} OUTCOME --no-parts");
    let mend = mend("declare it complete first", MendAction::Complete, command);
    Refusal::WrongStage { job, stage, wanted: "verified", mend }
}

fn check_close(job: JobId, stage: Stage) -> Result<(), Refusal> {
    let mend = match stage {
        Stage::Verified => return Ok(()),
        Stage::Closed => {
            return Err(Refusal::NothingToDo { what: format!("{job} is closed already") });
        }
        Stage::Completed => {
            mend("verify it first", MendAction::Verify, format!("job verify {job} --by-client"))
        }
        Stage::Cancelled => mend("reopen it first", MendAction::Reopen, format!("job reopen {job} REASON")),
        Stage::ToSchedule | Stage::Scheduled | Stage::InProgress | Stage::OnHold | Stage::FollowUp => {
            let command = format!("job complete {job} OUTCOME --no-parts");
            mend("complete and verify it first", MendAction::Complete, command)
        }
    };
    Err(Refusal::WrongStage { job, stage, wanted: "closed", mend })
}

/// The refusal of work on a job that is over.
pub(crate) fn closed_job(job: JobId, stage: Stage, wanted: &'static str) -> Refusal {
    let mend = mend("reopen it first", MendAction::Reopen, format!("job reopen {job} REASON"));
    Refusal::WrongStage { job, stage, wanted, mend }
}

fn held(job: JobId, stage: Stage, wanted: &'static str) -> Refusal {
    let mend = mend("release it first", MendAction::Release, format!("job release {job}"));
    Refusal::WrongStage { job, stage, wanted, mend }
}

#[expect(clippy::unnecessary_wraps, reason = "refusals take their mend so")]
fn mend(sentence: &str, action: MendAction, command: String) -> Option<Box<Mend>> {
    Some(Box::new(Mend { sentence: sentence.to_owned(), action: Some(action), command: Some(command) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outcome;

    fn standing(state: VisitState, has_slot: bool, has_crew: bool) -> VisitStanding {
        VisitStanding { id: VisitId(7), job: JobId(3), state, has_slot, has_crew, pinned: false }
    }

    fn said(visit: &VisitStanding, step: VisitStep) -> String {
        check_visit_step(visit, step).err().map_or_else(|| "yes".to_owned(), |refusal| refusal.to_string())
    }

    #[test]
    fn a_visit_takes_the_steps_of_its_state() {
        let planned = standing(VisitState::Planned, true, true);
        let tray = standing(VisitState::Planned, false, false);
        let on_site = standing(VisitState::OnSite, true, true);
        let done = standing(VisitState::Done(Outcome::Completed), true, true);
        for (visit, step, expected) in [
            (&planned, VisitStep::EnRoute, "yes"),
            (&planned, VisitStep::Arrive, "V-7 is planned, so it cannot be on site"),
            (&planned, VisitStep::Finish, "V-7 is planned, so it cannot be done"),
            (&tray, VisitStep::Confirm, "V-7 has no planned time"),
            (&tray, VisitStep::Place, "yes"),
            (&tray, VisitStep::ToTray, "V-7 is in the tray already"),
            (&tray, VisitStep::Pin, "V-7 has no planned time"),
            (&standing(VisitState::Planned, true, false), VisitStep::Dispatch, "V-7 has no technician"),
            (&on_site, VisitStep::Finish, "yes"),
            (&on_site, VisitStep::Arrive, "V-7 is on site already"),
            (&on_site, VisitStep::Confirm, "V-7 is on site, so it cannot be confirmed"),
            (&on_site, VisitStep::ToTray, "V-7 is on site, so it cannot be sent to the tray"),
            (&done, VisitStep::Place, "V-7 is done, so it cannot be placed"),
            (&done, VisitStep::Cancel, "V-7 is done, so it cannot be cancelled"),
        ] {
            assert_eq!(said(visit, step), expected, "{visit:?} {step:?}");
        }
    }

    #[test]
    fn a_job_takes_the_steps_of_its_stage() {
        let said = |stage, step| {
            check_job_step(JobId(3), stage, step)
                .err()
                .map_or("yes".to_owned(), |refusal| refusal.to_string())
        };
        for (stage, step, expected) in [
            (Stage::InProgress, JobStep::Complete, "yes"),
            (Stage::OnHold, JobStep::Complete, "J-3 is on hold, so it cannot be completed"),
            (Stage::Closed, JobStep::Complete, "J-3 is closed, so it cannot be completed"),
            (Stage::Scheduled, JobStep::Verify, "J-3 is scheduled, so it cannot be verified"),
            (Stage::Completed, JobStep::Verify, "yes"),
            (Stage::Verified, JobStep::Verify, "J-3 is verified already"),
            (Stage::Completed, JobStep::Close, "J-3 is completed, so it cannot be closed"),
            (Stage::Verified, JobStep::Close, "yes"),
            (Stage::Scheduled, JobStep::Reopen, "J-3 is open"),
            (Stage::Cancelled, JobStep::Reopen, "yes"),
            (Stage::Scheduled, JobStep::Release, "J-3 is not on hold"),
            (Stage::Completed, JobStep::Promise, "yes"),
            (Stage::Verified, JobStep::Promise, "J-3 is verified, so it cannot be promised"),
        ] {
            assert_eq!(said(stage, step), expected, "{stage:?} {step:?}");
        }
    }
}
