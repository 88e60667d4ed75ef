//! The ground of the search for repairs: the plan, the situation when nobody does anything, and trials beside them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Case, Rule, Severity, Slice, Span, TechnicianId, Visit, VisitId};

use super::anchor::{self, Ready, ready_without};
use super::broken::broken_terms;
use super::cascade::{Pushed, Run, members, stands, unsaid};
use super::figures::{Figures, figures_of};
use super::trial::Trial;
use super::{Anchor, Cascade, Held, HeldUp, LateAsk};

/// What becomes of the rest of the day when nobody does anything. The slice must hold every technician with their
/// visits and events of the day, with jobs, clients, sites and services.
pub fn situation(slice: &Slice, ask: &LateAsk) -> Cascade {
    Search::new(slice, ask).cascade()
}

/// What every repair is held against.
pub(super) struct Search<'a> {
    pub(super) plan: &'a Slice,
    pub(super) ask: &'a LateAsk,
    pub(super) day: Span,
    pub(super) anchor: Option<Anchor>,
    pub(super) ready: Option<Ready>,
    /// The visits that are held up when nobody does anything, and the plan with them where they will be.
    pub(super) situation: BTreeMap<VisitId, Pushed>,
    pub(super) expected: Trial,
    pub(super) broken_before: u32,
    pub(super) overtime_before: i64,
    /// The hard rules that the situation breaks itself.
    broken_rules: BTreeSet<(VisitId, Rule)>,
    figures: BTreeMap<TechnicianId, Figures>,
}

impl<'a> Search<'a> {
    pub(super) fn new(plan: &'a Slice, ask: &'a LateAsk) -> Self {
        let anchor = anchor::find(plan, ask);
        let ready = anchor.as_ref().map(|anchor| ready_without(plan, ask, anchor));
        let mut expected = Trial::new(plan);
        let situation = Run { ask, anchor: anchor.as_ref(), ready }.through(&mut expected);
        let mut search = Search {
            plan,
            ask,
            day: ask.day(plan),
            anchor,
            ready,
            situation,
            expected,
            broken_before: 0,
            overtime_before: 0,
            broken_rules: BTreeSet::new(),
            figures: BTreeMap::new(),
        };
        search.measure();
        search
    }

    fn measure(&mut self) {
        let let_down = self.situation.keys().filter(|id| self.is_let_down(&self.expected, **id)).count();
        self.broken_before = u32::try_from(let_down).unwrap_or(u32::MAX);
        let (date, zone) = (self.ask.date(self.plan), LateAsk::zone(self.plan));
        for who in self.plan.technicians.keys() {
            self.figures.insert(*who, figures_of(&self.expected, *who, date, zone));
        }
        let held_up: BTreeSet<TechnicianId> =
            self.situation.keys().filter_map(|id| self.plan.visits.get(id)).flat_map(members).collect();
        let more = |who: &TechnicianId| {
            self.figures_in_situation(*who).overtime - self.figures(self.plan, *who).overtime
        };
        self.overtime_before = held_up.iter().map(more).sum();
        let mut stands = self.expected.clone();
        self.as_planned(&mut stands);
        let ids: Vec<VisitId> = self.plan.visits.keys().copied().collect();
        self.broken_rules = [self.plan, &stands]
            .iter()
            .flat_map(|slice| {
                ids.iter().flat_map(|id| hard_rules(slice, *id).into_iter().map(|rule| (*id, rule)))
            })
            .collect();
    }

    pub(super) fn figures(&self, slice: &Slice, who: TechnicianId) -> Figures {
        figures_of(slice, who, self.ask.date(self.plan), LateAsk::zone(self.plan))
    }

    pub(super) fn figures_in_situation(&self, who: TechnicianId) -> Figures {
        self.figures.get(&who).copied().unwrap_or_default()
    }

    /// Lets the lateness run through a trial.
    pub(super) fn run(&self, trial: &mut Trial) -> BTreeMap<VisitId, Pushed> {
        Run { ask: self.ask, anchor: self.anchor.as_ref(), ready: self.ready }.through(trial)
    }

    /// Puts what is late in truth only back to where the plan will have it: what stands, and the start of a visit
    /// that somebody is on the way to.
    pub(super) fn as_planned(&self, trial: &mut Trial) {
        for id in trial.touched() {
            let Some((planned, now)) = trial.planned(id).cloned().zip(trial.visits.get(&id).cloned()) else {
                continue;
            };
            let Some((was, then)) = planned.span().zip(now.span()) else { continue };
            if stands(self.plan, id, &planned) {
                trial.set_span(id, was);
            } else if planned.state.has_started() {
                trial.set_span(id, Span { start: was.start, end: then.end });
            }
        }
    }

    /// Whether a trial, as it would stand in the plan, breaks a hard rule that the situation does not, in any visit of
    /// anybody whose visits it changes.
    pub(super) fn breaks_more(&self, trial: &Slice, changed: &[VisitId]) -> bool {
        let mut concerned: BTreeSet<VisitId> = BTreeSet::new();
        for id in changed {
            let crews =
                [self.plan, trial].into_iter().filter_map(|slice| slice.visits.get(id)).flat_map(members);
            concerned.extend(crews.flat_map(|who| trial.visits.of_technician(who)).map(|(id, _)| id));
        }
        let is_new = |id: VisitId| {
            hard_rules(trial, id).into_iter().any(|rule| !self.broken_rules.contains(&(id, rule)))
        };
        concerned.into_iter().any(is_new)
    }

    fn cascade(&self) -> Cascade {
        let held = self.held_in(&self.expected, &self.situation);
        Cascade {
            anchor: self.anchor,
            held_up: self.held_up(&held),
            held,
            overtime: self.overtime_before,
            unsaid: unsaid(self.plan, self.ask, self.anchor.as_ref()),
        }
    }

    /// Every visit that a trial or the lateness itself touches, where it would be in truth: the anchor first, then by
    /// time, those that nobody goes to last.
    pub(super) fn held_in(&self, trial: &Trial, pushed: &BTreeMap<VisitId, Pushed>) -> Vec<Held> {
        let held = self.touched(trial).into_iter().filter_map(|id| self.held(trial, id, pushed.get(&id)));
        let mut held: Vec<Held> = held.collect();
        let anchor = self.anchor.map(|anchor| anchor.visit);
        held.sort_by_key(|held| {
            let gone = held.becomes.is_none();
            (
                Some(held.visit) != anchor,
                gone,
                held.becomes.map_or(held.was.start, |span| span.start),
                held.visit,
            )
        });
        held
    }

    fn held(&self, trial: &Trial, id: VisitId, pushed: Option<&Pushed>) -> Option<Held> {
        let (planned, now) = (self.plan.visits.get(&id)?, trial.visits.get(&id)?);
        let becomes = now.span();
        Some(Held {
            visit: id,
            was: planned.span()?,
            becomes,
            crew: members(now).collect(),
            stands: pushed.is_some_and(|pushed| pushed.stands),
            in_the_way: pushed.map_or_else(Vec::new, |pushed| pushed.in_the_way.clone()),
            broken: broken_terms(self.plan, id, planned, becomes, self.day),
        })
    }

    /// Everybody but the late one at the first visit at which they wait for somebody.
    fn held_up(&self, held: &[Held]) -> Vec<HeldUp> {
        let mut seen = BTreeSet::from([self.ask.technician]);
        let mut waiting = Vec::new();
        for held in held {
            let crew = self.plan.visits.get(&held.visit).into_iter().flat_map(members);
            let minutes = held.becomes.map_or(0, |becomes| (becomes.start - held.was.start).num_minutes());
            for technician in crew.filter(|who| seen.insert(*who)) {
                waiting.push(HeldUp { technician, visit: held.visit, minutes });
            }
        }
        waiting
    }
}

/// The hard rules that a live visit with a time breaks, but for promises: those are weighed, not forbidden.
pub(super) fn hard_rules(slice: &Slice, id: VisitId) -> BTreeSet<Rule> {
    let live = slice.visits.get(&id).filter(|visit| visit.state.is_live() && visit.slot.is_some());
    live.map_or_else(BTreeSet::new, |visit| hard_rules_of(slice, id, visit, false).collect())
}

/// The hard rules that a visit breaks where it is meant to be. The pin is asked about by itself.
pub(super) fn hard_rules_of<'a>(
    slice: &'a Slice,
    id: VisitId,
    visit: &'a Visit,
    with_promise: bool,
) -> impl Iterator<Item = Rule> + use<'a> {
    let case = Case::new(slice, id, visit);
    let matters = move |rule: &Rule| match rule {
        Rule::Pinned => false,
        Rule::Promise => with_promise,
        other => other.row().severity == Severity::Hard,
    };
    let is_broken = move |rule: &Rule| case.as_ref().is_some_and(|case| !(rule.row().check)(case).is_empty());
    Rule::ALL.into_iter().filter(matters).filter(is_broken)
}
