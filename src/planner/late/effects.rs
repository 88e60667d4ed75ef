//! What a repair comes to, beside doing nothing.

use std::collections::BTreeSet;

use domain::{ClientId, Priority, Slice, TechnicianId, Visit, VisitId, VisitState};

use super::broken::broken_terms;
use super::cascade::members;
use super::search::Search;
use super::trial::Trial;

/// What a repair comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effects {
    /// Visits whose clients were told something that is not kept when nobody does anything.
    pub broken_before: u32,
    /// The same, with the repair; what was told first counts, not what is told anew.
    pub broken_after: u32,
    /// Visits that nobody goes to today any more.
    pub unserved: u32,
    /// Of those, urgent ones.
    pub unserved_urgent: u32,
    /// Minutes of work outside of free time that the lateness causes when nobody does anything.
    pub overtime_before: i64,
    /// The same, with the repair; less than nothing when it spares more.
    pub overtime_after: i64,
    /// Minutes of travel that it adds, or spares when below nothing.
    pub travel: i64,
    /// Visits whose time or crew it changes.
    pub changed: u32,
    /// Of those, the ones of which somebody was told something else: a client of a window or due-by that is not kept
    /// or of somebody else who comes, or a technician beside the late one. Whether it is said does not matter: a
    /// client who is not told finds out.
    pub told_anew: u32,
    /// The clients to tell: of a new window, or that somebody else comes, or nobody.
    pub clients: Vec<ClientId>,
    /// The technicians to tell, the late one only when their visits are no longer the same.
    pub technicians: Vec<TechnicianId>,
}

impl Effects {
    /// What is worth looking for more than a shift, in the business's order: urgent work that is not done, broken
    /// promises, work that is not done, overtime.
    fn harm(&self) -> (u32, u32, u32, i64) {
        (self.unserved_urgent, self.broken_after, self.unserved, self.overtime_after.max(0))
    }

    /// Whether anything more than a shift is worth looking for.
    pub(super) fn does_harm(&self) -> bool {
        self.harm() > (0, 0, 0, 0)
    }

    /// Whether it does less harm than another, and is worth offering beside it; which of them comes first is another
    /// question ([`cost_of`](super::cost_of)).
    pub(super) fn is_better_than(&self, other: &Effects) -> bool {
        self.harm() < other.harm()
    }
}

impl Search<'_> {
    /// What the trial, with every visit where it would be in truth, comes to beside the situation; what it changes in
    /// the plan is still to be noted.
    pub(super) fn effects(&self, trial: &Trial) -> Effects {
        let touched = self.touched(trial);
        let broken = touched.iter().filter(|id| self.is_let_down(trial, **id)).count();
        let is_gone = |id: &&VisitId| trial.visits.get(id).is_some_and(|visit| visit.slot.is_none());
        let unserved: Vec<VisitId> = touched.iter().filter(is_gone).copied().collect();
        let is_urgent = |id: &&VisitId| priority_of(trial, **id) == Some(Priority::Urgent);
        let (travel, overtime) = self.figures_beside(trial, &touched);
        Effects {
            broken_before: self.broken_before,
            broken_after: count(broken),
            unserved: count(unserved.len()),
            unserved_urgent: count(unserved.iter().filter(is_urgent).count()),
            overtime_before: self.overtime_before,
            overtime_after: self.overtime_before + overtime,
            travel,
            clients: self.clients_to_tell(trial, &touched),
            ..Effects::default()
        }
    }

    /// Notes which visits a trial changes in the plan.
    pub(super) fn note_changes(&self, effects: &mut Effects, trial: &Trial, changed: &[VisitId]) {
        effects.changed = count(changed.len());
        effects.told_anew = count(changed.iter().filter(|id| self.is_told_anew(trial, **id)).count());
        effects.technicians = self.technicians_to_tell(trial, changed);
    }

    /// The visits that a trial or the lateness itself touches.
    pub(super) fn touched(&self, trial: &Trial) -> BTreeSet<VisitId> {
        trial.touched().into_iter().chain(self.situation.keys().copied()).collect()
    }

    /// Whether a client was told something that the trial does not keep. What nobody kept before the lateness, and
    /// the lateness does not touch, is not its doing.
    pub(super) fn is_let_down(&self, trial: &Slice, id: VisitId) -> bool {
        let Some((planned, now)) = self.plan.visits.get(&id).zip(trial.visits.get(&id)) else { return false };
        let broken = broken_terms(self.plan, id, planned, now.span(), self.day);
        broken.iter().any(|broken| !broken.was_broken || self.situation.contains_key(&id))
    }

    /// Minutes of travel and of overtime beside the situation, over everybody whose day is another.
    fn figures_beside(&self, trial: &Slice, touched: &BTreeSet<VisitId>) -> (i64, i64) {
        let mut everybody: BTreeSet<TechnicianId> = BTreeSet::new();
        for id in touched {
            for slice in [self.plan, trial] {
                everybody.extend(slice.visits.get(id).into_iter().flat_map(members));
            }
        }
        let (mut travel, mut overtime) = (0, 0);
        for who in everybody {
            let (before, after) = (self.figures_in_situation(who), self.figures(trial, who));
            travel += after.travel - before.travel;
            overtime += after.overtime - before.overtime;
        }
        (travel, overtime)
    }

    /// The clients who hear of something else than they were told: another window, somebody else, nobody.
    fn clients_to_tell(&self, trial: &Slice, touched: &BTreeSet<VisitId>) -> Vec<ClientId> {
        let client = |id: &VisitId| Some(self.plan.jobs.get(&self.plan.visits.get(id)?.job)?.client);
        let hear = touched.iter().filter(|id| self.client_hears(trial, **id));
        let clients: BTreeSet<ClientId> = hear.filter_map(client).collect();
        clients.into_iter().collect()
    }

    /// Whether the client of a visit hears of something else than they were told.
    fn client_hears(&self, trial: &Slice, id: VisitId) -> bool {
        let Some((planned, now)) = self.plan.visits.get(&id).zip(trial.visits.get(&id)) else { return false };
        let is_another = members(planned).ne(members(now)) || now.slot.is_none();
        self.is_let_down(trial, id) || (was_told(planned) && is_another)
    }

    /// Whether anybody but the late one, who says so themselves, was told something else of a visit that is changed.
    fn is_told_anew(&self, trial: &Slice, id: VisitId) -> bool {
        let Some(planned) = self.plan.visits.get(&id) else { return false };
        let goes_with = members(planned).any(|who| who != self.ask.technician);
        self.client_hears(trial, id) || (was_told(planned) && goes_with)
    }

    /// The clients who were told of a visit that nobody goes to any more.
    pub(super) fn clients_without(&self, trial: &Trial) -> Vec<ClientId> {
        let gone = self
            .touched(trial)
            .into_iter()
            .filter(|id| trial.visits.get(id).is_some_and(|v| v.slot.is_none()));
        self.clients_to_tell(trial, &gone.collect())
    }

    fn technicians_to_tell(&self, trial: &Slice, changed: &[VisitId]) -> Vec<TechnicianId> {
        let mut tell: BTreeSet<TechnicianId> = BTreeSet::new();
        for id in changed {
            let Some((planned, now)) = self.plan.visits.get(id).zip(trial.visits.get(id)) else { continue };
            let before: BTreeSet<TechnicianId> = members(planned).collect();
            let after: BTreeSet<TechnicianId> = members(now).collect();
            tell.extend(before.symmetric_difference(&after));
            tell.extend(before.union(&after).filter(|who| **who != self.ask.technician));
        }
        tell.into_iter().collect()
    }
}

/// Whether the client or the technician was told of it.
pub(super) fn was_told(visit: &Visit) -> bool {
    visit.told_at.is_some() || visit.state.rank() > VisitState::Planned.rank()
}

pub(super) fn priority_of(slice: &Slice, id: VisitId) -> Option<Priority> {
    Some(slice.jobs.get(&slice.visits.get(&id)?.job)?.priority)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
