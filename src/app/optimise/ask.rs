//! What the optimiser is asked, what it tells on the way and what it answers.

use std::time::Duration;

use chrono::NaiveDate;
use domain::{DraftId, JobId, Rule, SiteId, TechnicianId, VisitId};
use planner::day::DayFigures;
use schemars::JsonSchema;
use serde::Serialize;

use super::Threads;
use crate::Outcome;
use crate::view::{LocalSpan, Named};

/// Which day of which draft is to be optimised, and for how long.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimiseAsk {
    /// The draft that takes the plan.
    pub draft: DraftId,
    /// The local date.
    pub date: NaiveDate,
    /// How long to look.
    pub limit: Duration,
    /// Most overtime of each technician, in minutes; with any, work may run over the hours.
    pub overtime_minutes: u32,
    /// How many visits of the tray are to find a place, the most pressing first.
    pub most_of_tray: usize,
    /// Begins the row of chances; on one thread the same seed and steps give the same plan.
    pub seed: u64,
    /// On how many threads; as many as the desk usually takes when it does not say.
    pub threads: Option<Threads>,
}

impl OptimiseAsk {
    /// The usual ask: ten seconds, no overtime, the first hundred visits of the tray.
    pub fn new(draft: DraftId, date: NaiveDate) -> Self {
        OptimiseAsk {
            draft,
            date,
            limit: Duration::from_secs(10),
            overtime_minutes: 0,
            most_of_tray: 100,
            seed: 1,
            threads: None,
        }
    }
}

/// How good a day's plan is, in the order in which it counts; times in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct PlanFigures {
    /// Urgent visits without a place.
    pub unserved_urgent: u32,
    /// Promises of the day that are not kept.
    pub broken_promises: u32,
    /// Visits without a place.
    pub unserved: u32,
    /// Work after the end of the hours.
    pub overtime_minutes: u32,
    /// Travel, from home and back too.
    pub travel_minutes: u32,
    /// Visits that change their place.
    pub changes: u32,
}

impl From<DayFigures> for PlanFigures {
    fn from(figures: DayFigures) -> Self {
        PlanFigures {
            unserved_urgent: figures.unserved_urgent,
            broken_promises: figures.broken_promises,
            unserved: figures.unserved,
            overtime_minutes: figures.overtime,
            travel_minutes: figures.travel,
            changes: figures.changes,
        }
    }
}

/// What is told on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OptimiseStep {
    /// Milliseconds since the start.
    pub elapsed_ms: u64,
    /// The plan as it is by then.
    pub figures: PlanFigures,
}

/// A visit that found no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftLine {
    /// The visit.
    pub visit: VisitId,
    /// Its job.
    pub job: JobId,
    /// What the job is.
    pub title: String,
    /// Whose it is.
    pub client: String,
    /// The rule that kept it out.
    pub rule: Rule,
    /// What it says.
    pub sentence: String,
}

/// A call for parts on the way.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CallLine {
    /// Who calls.
    pub technician: Named<TechnicianId>,
    /// Where the parts wait.
    pub site: SiteId,
    /// From coming there to going on.
    pub when: LocalSpan,
    /// The visits that the parts are for.
    pub visits: Vec<VisitId>,
    /// It for people.
    pub sentence: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OptimiseReport {
    /// The draft.
    pub draft: DraftId,
    /// The local date.
    pub date: NaiveDate,
    /// How long it looked, in milliseconds.
    pub elapsed_ms: u64,
    /// Whether it was stopped before its time; the draft has the best plan until then.
    pub stopped: bool,
    /// The plan that the draft has now.
    pub figures: PlanFigures,
    /// The better plans on the way, the first one among them.
    pub steps: Vec<OptimiseStep>,
    /// The visits without a place, each with the rule that kept it out.
    pub left: Vec<LeftLine>,
    /// Where parts are called for on the way.
    pub calls: Vec<CallLine>,
    /// Visits for whose parts nobody has time to call, since they stand where nobody may move them.
    pub without_parts: Vec<VisitId>,
    /// Visits of the tray that were not looked at, since there are so many.
    pub not_looked_at: u64,
    /// What was done in the draft; none when nothing is better than the plan that stood.
    pub outcome: Option<Outcome>,
}
