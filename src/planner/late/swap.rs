//! Two visits change hands.

use std::collections::BTreeSet;

use domain::{Crew, TechnicianId, VisitId, WindowChoice};

use super::Effects;
use super::cascade::{members, stands};
use super::fit::Wanted;
use super::repair::{Meant, Repair, RepairKind};
use super::search::Search;
use super::trial::Trial;

/// So many of another's visits are tried for one that is let down, the nearest in time.
const MOST_OTHERS: usize = 24;

/// So many swaps of one visit are offered at most, the best of them.
const MOST_SWAPS: usize = 3;

impl Search<'_> {
    /// Swaps of a visit that is let down for one of somebody who could not simply take it; both keep what their
    /// clients were told.
    pub(super) fn swaps(
        &self,
        trial: &mut Trial,
        shift: &Effects,
        refused: &BTreeSet<(VisitId, TechnicianId)>,
    ) -> Vec<Repair> {
        let mut found = Vec::new();
        for visit in self.movable().into_iter().filter(|id| self.is_harmed(*id) && self.is_lates_alone(*id)) {
            let mut swaps: Vec<Repair> = Vec::new();
            for (other, with) in self.partners(visit, refused) {
                let repair = self.swap(trial, visit, other, with);
                swaps.extend(repair.filter(|repair| repair.effects.is_better_than(shift)));
            }
            swaps.sort_by_cached_key(Repair::order);
            swaps.truncate(MOST_SWAPS);
            found.extend(swaps);
        }
        found
    }

    fn swap(&self, trial: &mut Trial, visit: VisitId, other: VisitId, with: TechnicianId) -> Option<Repair> {
        let near = |id: VisitId| self.plan.visits.get(&id)?.span();
        let (theirs, own) = (Crew::of(with), Crew::of(self.ask.technician));
        trial.reset();
        trial.take_off(visit);
        trial.take_off(other);
        self.run(trial);
        let given =
            self.best_place(trial, &Wanted { visit, crew: &theirs, near: near(visit)?, keep_promise: true })?;
        let taken = self.best_place(
            trial,
            &Wanted { visit: other, crew: &own, near: near(other)?, keep_promise: true },
        )?;
        trial.reset();
        trial.set_place(visit, given, theirs);
        trial.set_place(other, taken, own);
        let kind = RepairKind::Swap { visit, other, with };
        self.assess(trial, Meant { kind, broken: WindowChoice::Promise, placed: vec![visit, other] })
    }

    /// The visits to come of those who could not take this one as they are, the nearest in time first.
    fn partners(
        &self,
        visit: VisitId,
        refused: &BTreeSet<(VisitId, TechnicianId)>,
    ) -> Vec<(VisitId, TechnicianId)> {
        let Some(near) = self.plan.visits.get(&visit).and_then(domain::Visit::span) else {
            return Vec::new();
        };
        let others = self.plan.visits.iter().filter_map(|(id, other)| {
            let span =
                other.span().filter(|span| self.day.contains(span.start) && span.start >= self.ask.now)?;
            let mut crew = members(other);
            let (lead, is_alone) = (crew.next()?, crew.next().is_none());
            let may_move = is_alone && other.state.is_live() && !other.state.has_started();
            let could_not = refused.contains(&(visit, lead)) && !self.situation.contains_key(id);
            let offered = may_move && could_not && !stands(self.plan, *id, other);
            offered.then_some(((span.start - near.start).abs(), *id, lead))
        });
        let mut others: Vec<_> = others.collect();
        others.sort_unstable();
        others.truncate(MOST_OTHERS);
        others.into_iter().map(|(_, id, lead)| (id, lead)).collect()
    }

    /// Whether nobody but the late one goes to a visit.
    fn is_lates_alone(&self, id: VisitId) -> bool {
        self.plan.visits.get(&id).is_some_and(|visit| members(visit).eq([self.ask.technician]))
    }
}
