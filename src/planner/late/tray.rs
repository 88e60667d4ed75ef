//! A visit goes to the tray, so that the others are kept.

use domain::{Priority, VisitId, WindowChoice};

use super::Effects;
use super::effects::{priority_of, was_told};
use super::repair::{Meant, Repair, RepairKind};
use super::search::Search;
use super::trial::Trial;

/// So many visits are offered for the tray at most.
const MOST: usize = 2;

impl Search<'_> {
    /// The least valuable visits whose absence makes the rest better; no urgent one and none that somebody was told
    /// of while another would do.
    pub(super) fn trays(&self, trial: &mut Trial, shift: &Effects) -> Vec<Repair> {
        let mut visits = self.movable();
        visits.sort_by_key(|id| (self.value(*id), *id));
        let mut found: Vec<((bool, bool), Repair)> = Vec::new();
        for visit in visits {
            let (is_urgent, is_told, _) = self.value(visit);
            let is_worse = |(kept, _): &((bool, bool), Repair)| *kept < (is_urgent, is_told);
            if found.len() == MOST || found.iter().any(is_worse) {
                break;
            }
            trial.reset();
            trial.take_off(visit);
            let kind = RepairKind::Tray { visit };
            let repair =
                self.assess(trial, Meant { kind, broken: WindowChoice::Promise, placed: Vec::new() });
            let better = repair.filter(|repair| repair.effects.is_better_than(shift));
            found.extend(better.map(|repair| ((is_urgent, is_told), repair)));
        }
        found.into_iter().map(|(_, repair)| repair).collect()
    }

    /// How much is lost with a visit, the least first.
    fn value(&self, id: VisitId) -> (bool, bool, Priority) {
        let priority = priority_of(self.plan, id).unwrap_or_default();
        let visit = self.plan.visits.get(&id);
        let has_promise = visit
            .is_some_and(|visit| was_told(visit) || !domain::terms_of_visit(self.plan, id, visit).is_empty());
        (priority == Priority::Urgent, has_promise, priority)
    }
}
