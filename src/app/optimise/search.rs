//! A search for the best plan of a day: it holds all it needs and runs anywhere.

use std::time::Instant;

use planner::day::{DayPlan, DayProblem, LeftOut, PartsCall};
use planner::solve::solve_side_by_side;

use super::watch::Clockwork;
use super::{CallLine, LeftLine, OptimiseAsk, OptimiseReport, OptimiseStep, Threads};
use crate::view::{LocalSpan, name_technician};
use crate::{Loaded, Outcome};

/// A day as it was when the search was asked for.
#[derive(Debug)]
pub struct Search {
    pub(super) ask: OptimiseAsk,
    pub(super) threads: Threads,
    pub(super) begun: Instant,
    pub(super) loaded: Loaded,
    pub(super) day: DayProblem,
    pub(super) not_looked_at: u64,
}

/// What a search came to.
#[derive(Debug, Clone)]
pub struct Found {
    /// The best plan.
    pub plan: DayPlan,
    steps: Vec<OptimiseStep>,
    stopped: bool,
}

impl Search {
    /// What was asked.
    pub fn ask(&self) -> &OptimiseAsk {
        &self.ask
    }

    /// Looks until the time is over or `tell` answers false. `tell` is told several times a second how the search goes,
    /// with the best plan when it is another than before.
    pub fn run(&self, tell: &mut dyn FnMut(&OptimiseStep, Option<&DayPlan>) -> bool) -> Found {
        let mut watch = Clockwork::begin(self, tell);
        let solution = solve_side_by_side(&self.day.problem, self.ask.seed, self.threads.into(), &mut watch);
        let (steps, stopped) = watch.end(&solution);
        Found { plan: self.day.plan(&self.loaded.slice, &solution), steps, stopped }
    }

    /// What is said of it in the end.
    pub fn report(&self, found: Found, outcome: Option<Outcome>) -> OptimiseReport {
        OptimiseReport {
            draft: self.ask.draft,
            date: self.ask.date,
            elapsed_ms: u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            stopped: found.stopped,
            figures: found.plan.figures.into(),
            steps: found.steps,
            left: found.plan.left.iter().filter_map(|left| left_line(&self.loaded, left)).collect(),
            calls: found.plan.calls.iter().map(|call| call_line(&self.loaded, call)).collect(),
            without_parts: found.plan.without_parts.clone(),
            not_looked_at: self.not_looked_at,
            outcome,
        }
    }
}

fn call_line(loaded: &Loaded, call: &PartsCall) -> CallLine {
    CallLine {
        technician: name_technician(&loaded.slice, call.technician),
        site: call.site,
        when: LocalSpan::of(call.span, loaded.zone()),
        visits: call.visits.clone(),
        sentence: call.describe(&loaded.slice, loaded.zone()),
    }
}

fn left_line(loaded: &Loaded, left: &LeftOut) -> Option<LeftLine> {
    let visit = loaded.slice.visits.get(&left.visit)?;
    let job = loaded.slice.jobs.get(&visit.job)?;
    let client = loaded.slice.clients.get(&job.client);
    Some(LeftLine {
        visit: left.visit,
        job: visit.job,
        title: job.title.clone(),
        client: client.map_or_else(String::new, |client| client.name.clone()),
        rule: left.finding.rule,
        sentence: left.finding.sentence.clone(),
    })
}
