//! The rest of the day is planned anew by the optimiser, which keeps visits where they are when little speaks against.

use std::collections::BTreeMap;

use domain::{Crew, Slice, Span, TechnicianId, VisitId, WindowChoice};

use super::Effects;
use super::fit::Wanted;
use super::repair::{Meant, Repair, RepairKind};
use super::search::Search;
use super::trial::Trial;
use crate::day::{DayAsk, DayPlan, DayProblem, Wishes};
use crate::solve::{Steps, solve};

/// The same problem always gives the same plan.
const SEED: u64 = 1;

impl Search<'_> {
    /// The best plan of the rest of the day that the optimiser finds, when it is better than to wait.
    pub(super) fn replan(&self, trial: &mut Trial, shift: &Effects) -> Option<Repair> {
        if self.ask.steps == 0 {
            return None;
        }
        trial.reset();
        let plan = self.optimised();
        for arrangement in &plan.arrangements {
            let Some(visit) = self.plan.visits.get(&arrangement.visit) else { continue };
            let Some(placement) = &arrangement.placement else {
                trial.take_off(arrangement.visit);
                continue;
            };
            let span = placement.slot.map(|slot| slot.span).or(visit.span());
            let crew = placement.crew.clone().or_else(|| visit.crew.clone());
            if let Some((span, crew)) = span.zip(crew) {
                trial.set_place(arrangement.visit, span, crew);
            }
        }
        self.put_back(trial);
        let placed =
            trial.touched().into_iter().filter(|id| trial.visits.get(id).is_some_and(|v| v.slot.is_some()));
        let placed = placed.collect();
        let meant = Meant { kind: RepairKind::Replan, broken: WindowChoice::Promise, placed };
        self.assess(trial, meant).filter(|repair| repair.effects.is_better_than(shift))
    }

    /// The optimiser's plan for the day from now on, with the late one free when they will be.
    fn optimised(&self) -> DayPlan {
        let slice = self.to_optimise();
        let late = self.anchor.filter(|anchor| !anchor.begun).map(|anchor| anchor.becomes.start);
        let delays: BTreeMap<TechnicianId, domain::Moment> =
            late.into_iter().map(|at| (self.ask.technician, at)).collect();
        let ask = DayAsk {
            date: self.ask.date(self.plan),
            now: self.ask.now,
            tray: Vec::new(),
            wishes: Wishes::default(),
            delays,
        };
        let day = DayProblem::of(&slice, &ask);
        let solution = solve(&day.problem, SEED, &mut Steps { left: self.ask.steps });
        day.plan(&slice, &solution)
    }

    /// The records as the optimiser is to see them: what has begun lasts as long as it will; what others should have
    /// begun by now is theirs to say, and stays.
    fn to_optimise(&self) -> Slice {
        let mut slice = self.plan.clone();
        for (id, visit) in self.plan.visits.iter().filter(|(_, visit)| visit.state.is_live()) {
            let Some(slot) = visit.slot.filter(|slot| self.day.contains(slot.span.start)) else { continue };
            let mut changed = visit.clone();
            let anchor = self.anchor.filter(|anchor| anchor.visit == *id);
            match anchor {
                Some(anchor) if anchor.begun => {
                    let span = Span { start: slot.span.start, end: anchor.becomes.end.max(slot.span.end) };
                    changed.slot = Some(domain::Slot { span, ..slot });
                }
                None if slot.span.end <= self.ask.now && !visit.state.has_started() => {
                    (changed.slot, changed.crew) = (None, None);
                }
                None if slot.span.start < self.ask.now => changed.pinned = true,
                Some(_) | None => continue,
            }
            slice.visits.insert(*id, changed);
        }
        slice
    }

    /// Finds a place for what the optimiser left out, though it be late: better somebody comes than nobody.
    fn put_back(&self, trial: &mut Trial) {
        let gone: Vec<VisitId> = trial
            .touched()
            .into_iter()
            .filter(|id| trial.visits.get(id).is_some_and(|v| v.slot.is_none()))
            .collect();
        for visit in gone {
            let Some(near) = self.plan.visits.get(&visit).and_then(domain::Visit::span) else { continue };
            let crews = self.crews_for(visit);
            let places = crews.iter().filter_map(|crew| {
                let wanted = Wanted { visit, crew, near, keep_promise: false };
                Some((self.best_place(trial, &wanted)?, crew))
            });
            let nearest = places.min_by_key(|(span, _)| (span.start - near.start).abs());
            if let Some((span, crew)) = nearest.map(|(span, crew)| (span, crew.clone())) {
                trial.set_place(visit, span, crew);
            }
        }
    }

    /// The crew of a visit as it is, and with each other in the late one's place.
    fn crews_for(&self, visit: VisitId) -> Vec<Crew> {
        let own = self.plan.visits.get(&visit).and_then(|visit| visit.crew.clone());
        let others =
            self.others().into_iter().filter_map(|to| self.without_late(visit, to)).map(|(_, crew)| crew);
        let is_lates = |crew: &Crew| crew.members().any(|who| who == self.ask.technician);
        let mut crews: Vec<Crew> = own.into_iter().collect();
        if crews.first().is_some_and(is_lates) {
            crews.extend(others);
        }
        crews
    }
}
