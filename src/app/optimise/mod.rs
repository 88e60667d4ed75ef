//! The best plan for a day, found in a draft: the records of the day go to the planner, its places into the draft.

mod ask;
mod search;
mod threads;
mod watch;

use std::time::Instant;

use chrono::NaiveDate;
use domain::{Refusal, VisitId, local_day};
use planner::day::{DayAsk, DayPlan, DayProblem, Wishes};

use crate::load::Loader;
use crate::{App, AppError, Loaded, Outcome, Result};

pub use ask::{CallLine, LeftLine, OptimiseAsk, OptimiseReport, OptimiseStep, PlanFigures};
pub use search::{Found, Search};
pub use threads::Threads;

/// Why work may run over the hours in a plan that was asked for so.
const OVERTIME_REASON: &str = "overtime was allowed for this plan";

impl App {
    /// Looks for the best plan of a day in a draft, telling on the way how it goes; `goes_on` stops it by answering
    /// false, and the draft keeps the best plan until then.
    ///
    /// It begins with the plan as it stands in the draft and the visits of the tray, moves nothing that is pinned or
    /// has begun, and breaks no hard rule. The plan is one step of the draft.
    ///
    /// # Errors
    /// A day that is over; a draft that is not there.
    pub fn optimise(
        &mut self,
        ask: &OptimiseAsk,
        goes_on: &mut dyn FnMut(&OptimiseStep) -> bool,
    ) -> Result<OptimiseReport> {
        let search = self.search_for(ask)?;
        let found = search.run(&mut |step, _| goes_on(step));
        let outcome = self.keep_plan(&search, &found.plan, None)?;
        Ok(search.report(found, outcome))
    }

    /// Gathers what a search needs; it can then run anywhere, without the store.
    ///
    /// # Errors
    /// As [`App::optimise`].
    pub fn search_for(&self, ask: &OptimiseAsk) -> Result<Search> {
        let begun = Instant::now();
        let (loaded, tray, total) = self.day_for_optimiser(ask)?;
        self.require_to_come(ask.date, &loaded)?;
        let not_looked_at = total.saturating_sub(tray.len() as u64);
        let day = DayProblem::of(&loaded.slice, &self.day_ask(ask, tray));
        let threads = ask.threads.unwrap_or(self.threads);
        Ok(Search { ask: ask.clone(), threads, begun, loaded, day, not_looked_at })
    }

    /// Puts the plan of a search in its draft, in place of the step with the plan that it has put there before (unless
    /// somebody has changed the draft since: then the plan comes on top); none when the plan as it stands is as good.
    pub fn keep_plan(
        &mut self,
        search: &Search,
        plan: &DayPlan,
        replaces: Option<i64>,
    ) -> Result<Option<Outcome>> {
        let ask = &search.ask;
        let steps = self.store.read(|reader| Ok::<_, AppError>(reader.draft_steps(ask.draft)?))?;
        if replaces.is_some() && steps.last().map(|step| step.step) == replaces {
            self.step_back_in(ask.draft)?;
        }
        let what = format!("Optimised {}", ask.date.format("%a %-d %b"));
        let reason = (ask.overtime_minutes > 0).then(|| OVERTIME_REASON.to_owned());
        match self.put_in_draft(ask.draft, plan.arrangements.clone(), what, reason) {
            Ok(outcome) => Ok(Some(outcome)),
            Err(AppError::Refused(Refusal::NothingToDo { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Everything that a day's plan is made of, with the visits of the tray that are to find a place, and how many the
    /// tray has.
    fn day_for_optimiser(&self, ask: &OptimiseAsk) -> Result<(Loaded, Vec<VisitId>, u64)> {
        self.store.read_in_draft(ask.draft, |reader| {
            let zone = reader.business()?.ok_or(AppError::NoBusiness)?.zone;
            let mut loader = Loader::new(reader)?;
            loader.technicians()?;
            loader.between(local_day(ask.date, zone))?;
            let whole: Vec<VisitId> = loader.slice().visits.keys().copied().collect();
            loader.visits(&whole)?;
            let (tray, total) = reader.tray(ask.most_of_tray, 0)?;
            loader.tray(&tray)?;
            Ok((loader.finish(), tray, total))
        })
    }

    fn require_to_come(&self, date: NaiveDate, loaded: &Loaded) -> Result<()> {
        if local_day(date, loaded.zone()).end > self.now() {
            return Ok(());
        }
        let message = format!("{} is over", date.format("%a %-d %b %Y"));
        Err(Refusal::invalid("date", message, "name today or a day to come").into())
    }

    fn day_ask(&self, ask: &OptimiseAsk, tray: Vec<VisitId>) -> DayAsk {
        let wishes = Wishes { overtime: ask.overtime_minutes, ..Wishes::default() };
        DayAsk { date: ask.date, now: self.now(), tray, wishes, delays: std::collections::BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests;
