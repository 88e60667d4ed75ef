//! What takes a job to the next or the previous stage: one table, forward and back.
//!
//! A stage is derived, so nothing here sets one: a step is the command or the dialog whose result is the
//! other stage. The guards of the command still speak; here is only said what to try.

use domain::{Command, JobId, Moment, Outcome, Stage, VisitId, VisitState};

use crate::action::Action;

/// What of a job decides its step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    /// The job.
    pub(super) job: JobId,
    /// Its stage.
    pub(super) stage: Stage,
    /// The visit that speaks for it, and where that stands.
    pub(super) visit: Option<(VisitId, &'a VisitState)>,
    /// Whether that visit has a time.
    pub(super) has_slot: bool,
    /// Whether someone goes.
    pub(super) has_crew: bool,
}

/// What is to be tried.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum StageStep {
    /// This command.
    Command(Box<Command>),
    /// This action, which asks for something first.
    Dialog(Action),
    /// Nothing: why not, and what there is instead.
    Refuse(&'static str, &'static [Action]),
}

/// Gives the step to the next stage.
pub(super) fn step_on(standing: &Standing<'_>, now: Moment) -> StageStep {
    match standing.stage {
        Stage::ToSchedule => place(standing),
        Stage::Scheduled | Stage::InProgress => carry_out(standing, now),
        Stage::OnHold => run(Command::Release(standing.job)),
        Stage::FollowUp => follow_up(standing),
        Stage::Completed => StageStep::Dialog(Action::Verify),
        Stage::Verified => run(Command::Close(standing.job)),
        Stage::Closed => StageStep::Refuse("closed is the end", &[Action::Reopen]),
        Stage::Cancelled => StageStep::Refuse("cancelled is the end", &[Action::Reopen]),
    }
}

/// Gives the step to the previous stage.
pub(super) fn step_back(standing: &Standing<'_>) -> StageStep {
    match (standing.stage, standing.visit) {
        (Stage::ToSchedule, _) => StageStep::Refuse("to schedule is the first stage", &[Action::Cancel]),
        (Stage::Scheduled, Some((visit, _))) => run(Command::ToTray(visit)),
        (Stage::Scheduled, None) => StageStep::Refuse("it has no visit to take back", &[Action::AddVisit]),
        (Stage::InProgress, _) => {
            StageStep::Refuse("nothing goes backwards", &[Action::Reschedule, Action::Undo])
        }
        (Stage::OnHold, _) => run(Command::Release(standing.job)),
        (Stage::FollowUp, _) => {
            StageStep::Refuse("nothing goes backwards", &[Action::AddVisit, Action::Schedule, Action::Undo])
        }
        (Stage::Completed | Stage::Verified | Stage::Closed | Stage::Cancelled, _) => {
            StageStep::Dialog(Action::Reopen)
        }
    }
}

fn run(command: Command) -> StageStep {
    StageStep::Command(Box::new(command))
}

/// A visit needs a time first, then someone to go.
fn place(standing: &Standing<'_>) -> StageStep {
    match standing.visit {
        Some((_, state)) if state.is_live() => {
            StageStep::Dialog(if standing.has_slot && !standing.has_crew {
                Action::Assign
            } else {
                Action::Schedule
            })
        }
        Some(_) | None => StageStep::Dialog(Action::AddVisit),
    }
}

/// One press goes one state on: en route, on site, done; then the job is declared complete.
fn carry_out(standing: &Standing<'_>, now: Moment) -> StageStep {
    let Some((visit, state)) = standing.visit else {
        return StageStep::Dialog(Action::AddVisit);
    };
    match state {
        VisitState::Planned | VisitState::Confirmed | VisitState::Dispatched => {
            if !(standing.has_slot && standing.has_crew) {
                return place(standing);
            }
            run(Command::EnRoute(visit, now))
        }
        VisitState::EnRoute => run(Command::Arrive(visit, now)),
        VisitState::OnSite => StageStep::Dialog(Action::Done),
        VisitState::Done(_) => StageStep::Dialog(Action::Complete),
        VisitState::Cancelled(_) => StageStep::Dialog(Action::AddVisit),
    }
}

/// What stopped short needs another trip; what is complete and still open is settled elsewhere.
fn follow_up(standing: &Standing<'_>) -> StageStep {
    match standing.visit {
        Some((_, VisitState::Done(Outcome::Completed))) => {
            StageStep::Refuse("an issue or a follow-up is still open: settle it first", &[Action::Open])
        }
        Some(_) | None => place(standing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOB: JobId = JobId(7);
    const VISIT: VisitId = VisitId(9);

    fn now() -> Moment {
        "2026-11-24T11:20:00Z".parse().unwrap()
    }

    fn on(stage: Stage, visit: Option<&VisitState>, has_slot: bool, has_crew: bool) -> StageStep {
        let visit = visit.map(|visit| (VISIT, visit));
        step_on(&Standing { job: JOB, stage, visit, has_slot, has_crew }, now())
    }

    fn back(stage: Stage) -> StageStep {
        let visit = Some((VISIT, &VisitState::Planned));
        step_back(&Standing { job: JOB, stage, visit, has_slot: true, has_crew: true })
    }

    #[test]
    fn a_job_goes_on_one_press_at_a_time() {
        use VisitState::{Confirmed, Done, EnRoute, OnSite, Planned};
        let ask = StageStep::Dialog;
        let (done, partial) = (Done(Outcome::Completed), Done(Outcome::Partial { left: "valve".into() }));
        let table = vec![
            (on(Stage::ToSchedule, Some(&Planned), false, false), ask(Action::Schedule)),
            (on(Stage::ToSchedule, Some(&Planned), false, true), ask(Action::Schedule)),
            (on(Stage::ToSchedule, Some(&Planned), true, false), ask(Action::Assign)),
            (on(Stage::ToSchedule, None, false, false), ask(Action::AddVisit)),
            (on(Stage::Scheduled, Some(&Confirmed), true, true), run(Command::EnRoute(VISIT, now()))),
            (on(Stage::InProgress, Some(&EnRoute), true, true), run(Command::Arrive(VISIT, now()))),
            (on(Stage::InProgress, Some(&OnSite), true, true), ask(Action::Done)),
            (on(Stage::InProgress, Some(&done), true, true), ask(Action::Complete)),
            (on(Stage::FollowUp, Some(&Planned), false, false), ask(Action::Schedule)),
            (on(Stage::FollowUp, Some(&partial), true, true), ask(Action::AddVisit)),
            (on(Stage::OnHold, Some(&Planned), true, true), run(Command::Release(JOB))),
            (on(Stage::Completed, Some(&done), true, true), ask(Action::Verify)),
            (on(Stage::Verified, Some(&done), true, true), run(Command::Close(JOB))),
        ];
        for (place, (got, wanted)) in table.into_iter().enumerate() {
            assert_eq!(got, wanted, "row {place}");
        }
        for stage in [Stage::Closed, Stage::Cancelled] {
            assert!(matches!(on(stage, None, false, false), StageStep::Refuse(..)), "{stage:?}");
        }
    }

    #[test]
    fn nothing_goes_backwards_but_by_a_command_that_says_so() {
        assert_eq!(back(Stage::Scheduled), run(Command::ToTray(VISIT)));
        assert_eq!(back(Stage::OnHold), run(Command::Release(JOB)));
        for stage in [Stage::ToSchedule, Stage::InProgress, Stage::FollowUp] {
            assert!(matches!(back(stage), StageStep::Refuse(..)), "{stage:?}");
        }
        for stage in [Stage::Completed, Stage::Verified, Stage::Closed, Stage::Cancelled] {
            assert_eq!(back(stage), StageStep::Dialog(Action::Reopen), "{stage:?}");
        }
    }
}
