//! A plan that is tried out: the records with some visits in other places, which can be put back.

use std::collections::BTreeMap;
use std::ops::Deref;

use domain::{Crew, Slice, Slot, Span, Visit, VisitId};

use super::LateAsk;

/// The records with some visits elsewhere. One copy of the records serves every trial.
#[derive(Debug, Clone)]
pub(super) struct Trial {
    slice: Slice,
    /// The visits that were touched, as they are in the plan.
    plan: BTreeMap<VisitId, Visit>,
}

impl Deref for Trial {
    type Target = Slice;

    fn deref(&self) -> &Slice {
        &self.slice
    }
}

impl Trial {
    /// Begins with the plan as it is.
    pub(super) fn new(slice: &Slice) -> Self {
        Trial { slice: slice.clone(), plan: BTreeMap::new() }
    }

    /// Puts every visit back where the plan has it.
    pub(super) fn reset(&mut self) {
        for (id, visit) in std::mem::take(&mut self.plan) {
            self.slice.visits.insert(id, visit);
        }
    }

    /// A visit as the plan has it.
    pub(super) fn planned(&self, id: VisitId) -> Option<&Visit> {
        self.plan.get(&id).or_else(|| self.slice.visits.get(&id))
    }

    /// The visits that were touched.
    pub(super) fn touched(&self) -> Vec<VisitId> {
        self.plan.keys().copied().collect()
    }

    /// Gives a visit another time; nothing happens when it is not there.
    pub(super) fn set_span(&mut self, id: VisitId, span: Span) {
        let slot = Slot::of_span(span, LateAsk::zone(&self.slice));
        self.change(id, |visit| visit.slot = Some(slot));
    }

    /// Gives a visit another time and crew.
    pub(super) fn set_place(&mut self, id: VisitId, span: Span, crew: Crew) {
        let slot = Slot::of_span(span, LateAsk::zone(&self.slice));
        self.change(id, |visit| (visit.slot, visit.crew) = (Some(slot), Some(crew)));
    }

    /// Takes a visit out of the plan.
    pub(super) fn take_off(&mut self, id: VisitId) {
        self.change(id, |visit| (visit.slot, visit.crew) = (None, None));
    }

    fn change(&mut self, id: VisitId, with: impl FnOnce(&mut Visit)) {
        let Some(visit) = self.slice.visits.get(&id) else { return };
        let mut changed = visit.clone();
        self.plan.entry(id).or_insert_with(|| visit.clone());
        with(&mut changed);
        self.slice.visits.insert(id, changed);
    }
}
