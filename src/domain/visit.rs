//! Visits: one trip each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ExternalId, JobId, Moment, Override, Slot, Span, TechnicianId};

/// What came of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The work of this visit was done.
    Completed,
    /// A return is needed for what is left.
    Partial {
        /// What is left; never empty.
        left: String,
    },
    /// Nobody could get in.
    NoAccess,
    /// The work could not be done.
    CannotComplete {
        /// Why; never empty.
        reason: String,
    },
}

impl Outcome {
    /// The word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Outcome::Completed => "completed",
            Outcome::Partial { .. } => "partial",
            Outcome::NoAccess => "no access",
            Outcome::CannotComplete { .. } => "cannot complete",
        }
    }
}

/// Where a visit stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// Intended.
    Planned,
    /// Agreed with the client.
    Confirmed,
    /// Given to the technician.
    Dispatched,
    /// On the way.
    EnRoute,
    /// There.
    OnSite,
    /// Over.
    Done(Outcome),
    /// Called off, with the reason.
    Cancelled(String),
}

impl VisitState {
    /// The word for it.
    pub fn word(&self) -> &'static str {
        match self {
            VisitState::Planned => "planned",
            VisitState::Confirmed => "confirmed",
            VisitState::Dispatched => "dispatched",
            VisitState::EnRoute => "en route",
            VisitState::OnSite => "on site",
            VisitState::Done(_) => "done",
            VisitState::Cancelled(_) => "cancelled",
        }
    }

    /// The word for it, with what came of it: `done, partial; left to do: fit the valve`.
    pub fn describe(&self) -> String {
        match self {
            VisitState::Done(Outcome::Partial { left }) => format!("done, partial; left to do: {left}"),
            VisitState::Done(Outcome::CannotComplete { reason }) => {
                format!("done, cannot complete: {reason}")
            }
            VisitState::Done(outcome) => format!("done, {}", outcome.word()),
            VisitState::Cancelled(reason) => format!("cancelled: {reason}"),
            VisitState::Planned
            | VisitState::Confirmed
            | VisitState::Dispatched
            | VisitState::EnRoute
            | VisitState::OnSite => self.word().to_owned(),
        }
    }

    /// Neither done nor cancelled.
    pub fn is_live(&self) -> bool {
        match self {
            VisitState::Done(_) | VisitState::Cancelled(_) => false,
            VisitState::Planned
            | VisitState::Confirmed
            | VisitState::Dispatched
            | VisitState::EnRoute
            | VisitState::OnSite => true,
        }
    }

    /// En route or on site.
    pub fn has_started(&self) -> bool {
        matches!(self, VisitState::EnRoute | VisitState::OnSite)
    }

    /// Place in the lifecycle; a visit only goes to a higher one.
    pub fn rank(&self) -> u8 {
        match self {
            VisitState::Planned => 0,
            VisitState::Confirmed => 1,
            VisitState::Dispatched => 2,
            VisitState::EnRoute => 3,
            VisitState::OnSite => 4,
            VisitState::Done(_) | VisitState::Cancelled(_) => 5,
        }
    }
}

/// Who goes: a lead and helpers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Crew {
    /// Who answers for the visit.
    pub lead: TechnicianId,
    /// Who goes with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub helpers: Vec<TechnicianId>,
}

impl Crew {
    /// A crew of one.
    pub fn of(lead: TechnicianId) -> Self {
        Crew { lead, helpers: Vec::new() }
    }

    /// The crew that goes now, if any does, with somebody in the lead's place. A helper who leads changes places with
    /// who led.
    #[must_use]
    pub fn led_by(lead: TechnicianId, now: Option<&Crew>) -> Self {
        let Some(now) = now else { return Crew::of(lead) };
        let other = |who: TechnicianId| if who == lead { now.lead } else { who };
        Crew { lead, helpers: now.helpers.iter().copied().map(other).collect() }
    }

    /// The lead, then the helpers.
    pub fn members(&self) -> impl Iterator<Item = TechnicianId> + '_ {
        std::iter::once(self.lead).chain(self.helpers.iter().copied())
    }
}

/// One change of a visit's state: when it happened and who said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateChange {
    /// The state entered.
    pub state: VisitState,
    /// When it happened.
    #[serde(deserialize_with = "crate::moment::read")]
    pub at: Moment,
    /// Who said so.
    pub by: String,
}

/// One trip for a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Visit {
    /// Which job.
    pub job: JobId,
    /// Planned start and end, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
    /// Who goes, once someone does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crew: Option<Crew>,
    /// The arrival window meant for the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Span>,
    /// When the client was told the window; unset, nobody has.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::moment::read_option"
    )]
    pub told_at: Option<Moment>,
    /// Expected length in minutes while there is no slot.
    pub minutes: u32,
    /// Where it stands.
    pub state: VisitState,
    /// How it got there, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<StateChange>,
    /// What this trip is for, when it is not the whole job.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Set when neither person nor planner may move it without saying so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// Soft guards that were overridden, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Where the record came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
}

impl Visit {
    /// A planned visit with neither slot nor crew.
    pub fn new(job: JobId, minutes: u32) -> Self {
        Visit {
            job,
            slot: None,
            crew: None,
            window: None,
            told_at: None,
            minutes,
            state: VisitState::Planned,
            history: Vec::new(),
            purpose: String::new(),
            pinned: false,
            overrides: Vec::new(),
            external: Vec::new(),
        }
    }

    /// The planned moments.
    pub fn span(&self) -> Option<Span> {
        self.slot.map(|slot| slot.span)
    }

    /// Whether it has both a slot and a technician.
    pub fn is_placed(&self) -> bool {
        self.slot.is_some() && self.crew.is_some()
    }

    /// Whether it has neither a slot nor a technician.
    pub fn is_in_tray(&self) -> bool {
        self.slot.is_none() && self.crew.is_none()
    }

    /// When it last entered a state of the same rank, counted since it last went back (was rescheduled,
    /// or given to someone else).
    pub fn entered(&self, state: &VisitState) -> Option<Moment> {
        let mut reached = u8::MAX;
        let onward = |change: &&StateChange| {
            let goes_on = change.state.rank() <= reached;
            reached = change.state.rank();
            goes_on
        };
        let mut since = self.history.iter().rev().take_while(onward);
        since.find(|change| change.state.rank() == state.rank()).map(|change| change.at)
    }

    /// When someone came on site, if anyone has.
    pub fn arrived_at(&self) -> Option<Moment> {
        self.entered(&VisitState::OnSite)
    }

    /// When it was over, if it is.
    pub fn ended_at(&self) -> Option<Moment> {
        match self.state {
            VisitState::Done(_) | VisitState::Cancelled(_) => self.history.last().map(|change| change.at),
            VisitState::Planned
            | VisitState::Confirmed
            | VisitState::Dispatched
            | VisitState::EnRoute
            | VisitState::OnSite => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_says_what_came_of_it() {
        let partial = Outcome::Partial { left: "fit the valve".to_owned() };
        let cannot = Outcome::CannotComplete { reason: "asbestos".to_owned() };
        for (state, said) in [
            (VisitState::OnSite, "on site"),
            (VisitState::Done(Outcome::NoAccess), "done, no access"),
            (VisitState::Done(partial), "done, partial; left to do: fit the valve"),
            (VisitState::Done(cannot), "done, cannot complete: asbestos"),
            (VisitState::Cancelled("moved out".to_owned()), "cancelled: moved out"),
        ] {
            assert_eq!(state.describe(), said);
        }
    }
}
