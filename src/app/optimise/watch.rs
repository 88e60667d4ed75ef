//! The optimiser's clock.

use std::time::{Duration, Instant};

use planner::day::DayPlan;
use planner::solve::{Solution, Watch};

use super::{OptimiseStep, Search};

/// Better plans are told at most so often.
const TELL_EVERY: Duration = Duration::from_millis(250);

/// Stops the search in time or when somebody says so, and passes better plans on.
pub(super) struct Clockwork<'a> {
    search: &'a Search,
    /// Is told how it goes, and says whether to go on.
    tell: &'a mut dyn FnMut(&OptimiseStep, Option<&DayPlan>) -> bool,
    steps: Vec<OptimiseStep>,
    best: Option<Solution>,
    /// Whether the best is not told yet.
    is_news: bool,
    told: Option<Instant>,
    stopped: bool,
}

impl<'a> Clockwork<'a> {
    pub(super) fn begin(
        search: &'a Search,
        tell: &'a mut dyn FnMut(&OptimiseStep, Option<&DayPlan>) -> bool,
    ) -> Self {
        Clockwork { search, tell, steps: Vec::new(), best: None, is_news: false, told: None, stopped: false }
    }

    /// The better plans on the way with the last one, and whether the search was stopped before its time.
    pub(super) fn end(mut self, last: &Solution) -> (Vec<OptimiseStep>, bool) {
        let plan = self.search.day.plan(&self.search.loaded.slice, last);
        self.note(&plan);
        (self.steps, self.stopped)
    }

    /// Tells the best plan if it is news, or that there is none.
    fn tell(&mut self) {
        let news = self.best.as_ref().filter(|_| self.is_news);
        let plan = news.map(|best| self.search.day.plan(&self.search.loaded.slice, best));
        if let Some(plan) = &plan {
            self.note(plan);
        }
        let figures = self.steps.last().map(|step| step.figures).unwrap_or_default();
        let step = OptimiseStep { elapsed_ms: self.elapsed_ms(), figures };
        self.stopped = !(self.tell)(&step, plan.as_ref());
        (self.is_news, self.told) = (false, Some(Instant::now()));
    }

    fn note(&mut self, plan: &DayPlan) {
        let figures = plan.figures.into();
        if self.steps.last().is_none_or(|step| step.figures != figures) {
            self.steps.push(OptimiseStep { elapsed_ms: self.elapsed_ms(), figures });
        }
    }

    fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.search.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Watch for Clockwork<'_> {
    fn goes_on(&mut self) -> bool {
        if self.told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
            self.tell();
        }
        !self.stopped && self.search.begun.elapsed() < self.search.ask.limit
    }

    fn better(&mut self, solution: &Solution) {
        (self.best, self.is_news) = (Some(solution.clone()), true);
    }
}
