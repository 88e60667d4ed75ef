//! A due-by that is not kept is told anew.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use domain::{JobId, Moment, Term, VisitId};

use super::Held;
use super::ask::step_up;
use super::search::Search;
use super::trial::Trial;

impl Search<'_> {
    /// The new due-by of every job with a changed visit that misses the one its client was told. A window is told anew
    /// with the visit's new place; a due-by is the job's, and no placing of a visit tells one.
    pub(super) fn new_dues(
        &self,
        trial: &Trial,
        held: &[Held],
        changed: &[VisitId],
    ) -> BTreeMap<JobId, Moment> {
        let misses_due = |held: &&Held| held.broken.iter().any(|broken| matches!(broken.term, Term::By(_)));
        let late = held.iter().filter(|held| changed.contains(&held.visit)).filter(misses_due);
        let jobs: BTreeSet<JobId> =
            late.filter_map(|held| Some(self.plan.visits.get(&held.visit)?.job)).collect();
        jobs.into_iter().filter_map(|job| Some((job, self.new_due(trial, held, job)?))).collect()
    }

    /// When all work of a job is done in truth, at the next step; none while some of it has no time.
    fn new_due(&self, trial: &Trial, held: &[Held], job: JobId) -> Option<Moment> {
        let live = trial.visits_of(job).filter(|(_, visit)| visit.state.is_live());
        let ends: Option<Vec<Moment>> = live
            .map(|(id, visit)| {
                let in_truth = held.iter().find(|held| held.visit == id);
                let span = in_truth.map_or_else(|| visit.span(), |held| held.becomes);
                span.map(|span| span.end)
            })
            .collect();
        // Nobody can be told a time that has passed.
        let soonest = self.ask.now + Duration::minutes(1);
        ends?.into_iter().max().map(|end| step_up(end.max(soonest)))
    }
}
