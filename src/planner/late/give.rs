//! A visit goes to somebody else.

use std::collections::BTreeSet;

use domain::{Crew, Span, TechnicianId, VisitId, WindowChoice};

use super::Effects;
use super::cascade::stands;
use super::fit::Wanted;
use super::repair::{Meant, Repair, RepairKind};
use super::search::Search;
use super::trial::Trial;

/// A visit goes to so many others at most, the best of them.
const MOST_TAKERS: usize = 5;

impl Search<'_> {
    /// Every visit that is held up to everybody who can keep what its client was told, as long as that is better than
    /// to wait; and which visits that are let down nobody of whom could take.
    pub(super) fn gives(
        &self,
        trial: &mut Trial,
        shift: &Effects,
    ) -> (Vec<Repair>, BTreeSet<(VisitId, TechnicianId)>) {
        let (mut found, mut refused) = (Vec::new(), BTreeSet::new());
        for id in self.movable() {
            let is_harmed = self.is_harmed(id);
            let mut takers: Vec<Repair> = Vec::new();
            for to in self.others() {
                match self.give(trial, id, to) {
                    Some(repair) if repair.effects.is_better_than(shift) => takers.push(repair),
                    Some(_) => {}
                    None => drop(refused.insert((id, to))),
                }
            }
            takers.sort_by_cached_key(Repair::order);
            takers.truncate(if is_harmed { MOST_TAKERS } else { 1 });
            found.extend(takers);
        }
        (found, refused)
    }

    fn give(&self, trial: &mut Trial, visit: VisitId, to: TechnicianId) -> Option<Repair> {
        let (near, crew) = self.without_late(visit, to)?;
        trial.reset();
        trial.take_off(visit);
        self.run(trial);
        let wanted = Wanted { visit, crew: &crew, near, keep_promise: true };
        let span = self.best_place(trial, &wanted)?;
        trial.reset();
        trial.set_place(visit, span, crew);
        let kind = RepairKind::Give { visit, to };
        self.assess(trial, Meant { kind, broken: WindowChoice::Promise, placed: vec![visit] })
    }

    /// When a visit was to be, and its crew with somebody else in the late one's place; none when they go already.
    pub(super) fn without_late(&self, visit: VisitId, to: TechnicianId) -> Option<(Span, Crew)> {
        let planned = self.plan.visits.get(&visit)?;
        let crew = planned.crew.as_ref()?;
        let late = if crew.members().any(|who| who == self.ask.technician) {
            self.ask.technician
        } else {
            crew.lead
        };
        if crew.members().any(|who| who == to) {
            return None;
        }
        let other = |who: TechnicianId| if who == late { to } else { who };
        let helpers = crew.helpers.iter().copied().map(other).collect();
        Some((planned.span()?, Crew { lead: other(crew.lead), helpers }))
    }

    /// The visits that are held up and that somebody else could go to.
    pub(super) fn movable(&self) -> Vec<VisitId> {
        let is_free = |id: &VisitId| {
            let visit = self.plan.visits.get(id);
            visit.is_some_and(|visit| !visit.state.has_started() && !stands(self.plan, *id, visit))
        };
        self.situation.keys().copied().filter(is_free).collect()
    }

    /// Everybody else who works here.
    pub(super) fn others(&self) -> Vec<TechnicianId> {
        let others = self
            .plan
            .technicians
            .iter()
            .filter(|(who, technician)| !technician.inactive && **who != self.ask.technician);
        others.map(|(who, _)| *who).collect()
    }

    /// Whether the lateness breaks what its client was told, or leaves nobody to go.
    pub(super) fn is_harmed(&self, id: VisitId) -> bool {
        let is_gone = self.expected.visits.get(&id).is_some_and(|visit| visit.slot.is_none());
        is_gone || self.is_let_down(&self.expected, id)
    }
}
