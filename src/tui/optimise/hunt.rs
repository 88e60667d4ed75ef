//! A search under way on a thread of its own; the worker keeps its plans in the draft and answers keys meanwhile.

use std::sync::Arc;
use std::thread;

use app::{App, DayPlan, Found, OptimiseStep, Search};

use super::{Asked, Told};

/// What the searching thread says.
#[derive(Debug)]
pub(crate) enum Sign {
    /// How it goes.
    Step(OptimiseStep),
    /// A better plan.
    Better(OptimiseStep, Box<DayPlan>),
    /// It has ended.
    Ended(Box<Found>),
}

/// The worker's side of a search.
#[derive(Debug)]
pub(crate) struct Hunt {
    search: Arc<Search>,
    asked: Asked,
    /// The place of its ask in the order of asking.
    sequence: u64,
    /// The step of the draft that has the best plan so far.
    step: Option<i64>,
}

impl Hunt {
    /// Gathers what the search needs and starts its thread. Where no thread can be had, it runs here.
    pub(crate) fn begin(
        app: &App,
        sequence: u64,
        asked: &Asked,
        sign: impl Fn(Sign) + Send + Sync + 'static,
    ) -> app::Result<Self> {
        let search = Arc::new(app.search_for(&asked.ask)?);
        let (running, stop) = (Arc::clone(&search), asked.stop.clone());
        let run = Arc::new(move || {
            let found = running.run(&mut |step, plan| {
                sign(match plan {
                    Some(plan) => Sign::Better(*step, Box::new(plan.clone())),
                    None => Sign::Step(*step),
                });
                !stop.is_stopped()
            });
            sign(Sign::Ended(Box::new(found)));
        });
        let own = Arc::clone(&run);
        if thread::Builder::new().name("optimise".to_owned()).spawn(move || own()).is_err() {
            run();
        }
        Ok(Hunt { search, asked: asked.clone(), sequence, step: None })
    }

    /// What was asked.
    pub(crate) fn asked(&self) -> &Asked {
        &self.asked
    }

    /// The place of its ask in the order of asking.
    pub(crate) fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Keeps what was found and gives what is told of it. What cannot be kept ends the search.
    pub(crate) fn take(&mut self, app: &mut App, sign: Sign) -> app::Result<Told> {
        let told = self.keep(app, sign);
        if told.is_err() {
            self.asked.stop.stop();
        }
        told
    }

    fn keep(&mut self, app: &mut App, sign: Sign) -> app::Result<Told> {
        match sign {
            Sign::Step(step) => Ok(Told::Step(step, false)),
            Sign::Better(step, plan) => {
                self.put(app, &plan)?;
                Ok(Told::Step(step, true))
            }
            Sign::Ended(found) => {
                let outcome = self.put(app, &found.plan)?;
                Ok(Told::Ended(Box::new(self.search.report(*found, outcome))))
            }
        }
    }

    fn put(&mut self, app: &mut App, plan: &DayPlan) -> app::Result<Option<app::Outcome>> {
        let outcome = app.keep_plan(&self.search, plan, self.step.take())?;
        self.step = outcome.as_ref().and_then(|outcome| outcome.draft).map(|draft| draft.step);
        Ok(outcome)
    }
}
