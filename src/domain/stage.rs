//! The stage of a job, derived from its visits and its explicit facts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Job, Outcome, Surroundings, Visit, VisitState};

/// The fixed stages of the board, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No live visit has both a slot and a technician, and the work is not complete.
    ToSchedule,
    /// A live visit has a slot and a technician, and none has started.
    Scheduled,
    /// A visit is under way, or one is done and the rest is still to come or to be declared complete.
    InProgress,
    /// Held, with a reason, an owner and a date to look again.
    OnHold,
    /// Work stopped short or left something open.
    FollowUp,
    /// Declared complete.
    Completed,
    /// Someone confirmed that the obligation was met.
    Verified,
    /// Verified, settled and nothing open.
    Closed,
    /// Called off.
    Cancelled,
}

impl Stage {
    /// Every stage in the order of the board.
    pub const ALL: [Stage; 9] = [
        Stage::ToSchedule,
        Stage::Scheduled,
        Stage::InProgress,
        Stage::OnHold,
        Stage::FollowUp,
        Stage::Completed,
        Stage::Verified,
        Stage::Closed,
        Stage::Cancelled,
    ];

    /// Its name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Stage::ToSchedule => "to_schedule",
            Stage::Scheduled => "scheduled",
            Stage::InProgress => "in_progress",
            Stage::OnHold => "on_hold",
            Stage::FollowUp => "follow_up",
            Stage::Completed => "completed",
            Stage::Verified => "verified",
            Stage::Closed => "closed",
            Stage::Cancelled => "cancelled",
        }
    }

    /// Its title for people.
    pub fn title(self) -> &'static str {
        match self {
            Stage::ToSchedule => "To schedule",
            Stage::Scheduled => "Scheduled",
            Stage::InProgress => "In progress",
            Stage::OnHold => "On hold",
            Stage::FollowUp => "Follow-up",
            Stage::Completed => "Completed",
            Stage::Verified => "Verified",
            Stage::Closed => "Closed",
            Stage::Cancelled => "Cancelled",
        }
    }

    /// Reads a name as the command line has it (`to_schedule` or `to-schedule`).
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase().replace(['-', ' '], "_");
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether work on the job is over, well or not.
    pub fn is_over(self) -> bool {
        match self {
            Stage::Completed | Stage::Verified | Stage::Closed | Stage::Cancelled => true,
            Stage::ToSchedule | Stage::Scheduled | Stage::InProgress | Stage::OnHold | Stage::FollowUp => {
                false
            }
        }
    }
}

/// Derives the stage of a job from its visits and what other records say about it.
///
/// The explicit facts come first (cancelled, closed, verified, completed, held); then what the visits
/// show. A job whose visits are all done as planned is in progress until it is declared complete.
pub fn derive_stage<'a>(
    job: &Job,
    visits: impl Iterator<Item = &'a Visit>,
    surroundings: &Surroundings,
) -> Stage {
    if job.cancellation.is_some() {
        return Stage::Cancelled;
    }
    if job.closed_at.is_some() {
        return Stage::Closed;
    }
    let open = surroundings.open_issues > 0 || surroundings.follow_up_is_due;
    if job.completion.is_some() && open {
        return Stage::FollowUp;
    }
    if job.verification.is_some() {
        return Stage::Verified;
    }
    if job.completion.is_some() {
        return Stage::Completed;
    }
    if job.hold.is_some() {
        return Stage::OnHold;
    }
    stage_of_visits(visits, surroundings.open_issues > 0)
}

fn stage_of_visits<'a>(visits: impl Iterator<Item = &'a Visit>, open_issue: bool) -> Stage {
    let (mut started, mut placed, mut last_done) = (false, false, None::<&Visit>);
    for visit in visits {
        started |= visit.state.has_started();
        placed |= visit.state.is_live() && visit.is_placed();
        let later = last_done.is_none_or(|last| visit.ended_at() >= last.ended_at());
        if matches!(visit.state, VisitState::Done(_)) && later {
            last_done = Some(visit);
        }
    }
    if started {
        return Stage::InProgress;
    }
    match last_done.map(|visit| &visit.state) {
        Some(_) if placed => Stage::InProgress,
        None if placed => Stage::Scheduled,
        Some(VisitState::Done(Outcome::Completed)) if !open_issue => Stage::InProgress,
        Some(_) => Stage::FollowUp,
        None if open_issue => Stage::FollowUp,
        None => Stage::ToSchedule,
    }
}

#[cfg(test)]
mod tests;
