//! A trial as places for visits.

use domain::{
    Arrangement, Finding, Override, Placement, Rule, Term, Visit, VisitId, WindowChoice, findings_for,
    terms_of_visit,
};

use super::search::Search;
use super::trial::Trial;

impl Search<'_> {
    /// The visits whose time or crew is another in a trial as it would stand in the plan, with what becomes of the
    /// windows that they leave.
    pub(super) fn arrangements(&self, trial: &Trial, broken: WindowChoice) -> Vec<Arrangement> {
        let changed = trial.touched().into_iter().filter_map(|id| {
            let (planned, now) = (self.plan.visits.get(&id)?, trial.visits.get(&id)?);
            if planned.span() == now.span() && planned.crew == now.crew {
                return None;
            }
            if now.slot.is_none() {
                return Some(Arrangement { visit: id, placement: None, choice: WindowChoice::Ask });
            }
            let slot = now.slot.filter(|_| planned.span() != now.span());
            let crew = now.crew.clone().filter(|_| planned.crew != now.crew);
            let choice = self.choice(id, planned, now, broken);
            Some(Arrangement { visit: id, placement: Some(Placement { slot, crew }), choice })
        });
        changed.collect()
    }

    /// What becomes of what the client was told: what is kept needs no answer; a window can be told anew with the
    /// place, a due-by is told anew by itself or is missed.
    fn choice(&self, id: VisitId, planned: &Visit, now: &Visit, broken: WindowChoice) -> WindowChoice {
        let Some(span) = now.span() else { return WindowChoice::Ask };
        let missed =
            terms_of_visit(self.plan, id, planned).into_iter().filter(|term| !term.is_kept_by(&span));
        let missed: Vec<Term> = missed.collect();
        let misses_window = missed.iter().any(|term| matches!(term, Term::Window(_)));
        match (misses_window, missed.is_empty()) {
            (true, _) => broken,
            (false, false) => WindowChoice::Keep,
            (false, true) => WindowChoice::Ask,
        }
    }

    /// What the guards find in the visits that are arranged, and a person is asked a reason for.
    pub(super) fn asks(&self, trial: &Trial, arrangements: &[Arrangement]) -> Vec<(VisitId, Finding)> {
        let mut asks = Vec::new();
        for arrangement in arrangements {
            let Some(visit) = trial.visits.get(&arrangement.visit).filter(|visit| visit.slot.is_some())
            else {
                continue;
            };
            let same_time = self.plan.visits.get(&arrangement.visit).is_some_and(|v| v.slot == visit.slot);
            let is_answered = |finding: &Finding| {
                let promise = finding.rule == Rule::Promise;
                let given = |given: &Override| {
                    let same = given.rule == finding.rule.id() && given.sentence == finding.sentence;
                    same && given.is_given_for(visit)
                };
                (promise && (same_time || arrangement.choice != WindowChoice::Ask))
                    || visit.overrides.iter().any(given)
            };
            let found = findings_for(trial, arrangement.visit, visit).into_iter();
            asks.extend(
                found.filter(|finding| !is_answered(finding)).map(|finding| (arrangement.visit, finding)),
            );
        }
        asks
    }
}
