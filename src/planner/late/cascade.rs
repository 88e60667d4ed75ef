//! The run of a lateness through the rest of the day.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Crew, JobStep, Moment, Slice, Span, TechnicianId, Visit, VisitId, VisitStanding, VisitStep,
    check_job_step, check_visit_step, derive_stage, place_of,
};

use super::anchor::Ready;
use super::ask::step_up;
use super::obstacle::{InTheWay, Taken, standing_times};
use super::trial::Trial;
use super::{Anchor, Broken, LateAsk};

/// A visit that is held up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which visit.
    pub visit: VisitId,
    /// When it was to be.
    pub was: Span,
    /// When it will be; none when nobody of its crew can come any more today.
    pub becomes: Option<Span>,
    /// Who goes then; nobody when nobody can.
    pub crew: Vec<TechnicianId>,
    /// Whether it stands where it is in the plan (pinned, or its job waits) and is late in truth only.
    pub stands: bool,
    /// What it had to go around.
    pub in_the_way: Vec<InTheWay>,
    /// What its client was told and is not kept any more.
    pub broken: Vec<Broken>,
}

/// Somebody who is held up because they meet somebody who is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldUp {
    /// Who.
    pub technician: TechnicianId,
    /// The visit at which they meet whom they wait for.
    pub visit: VisitId,
    /// For how many minutes they wait.
    pub minutes: i64,
}

/// What becomes of the rest of the day when nobody does anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cascade {
    /// Where the technician is or goes to; none when there is nothing more to do today.
    pub anchor: Option<Anchor>,
    /// The visits that are held up, by when they will be; the anchor first.
    pub held: Vec<Held>,
    /// Who else is held up, by name of the visit at which they wait.
    pub held_up: Vec<HeldUp>,
    /// Minutes of work outside of free time that the lateness causes.
    pub overtime: i64,
    /// Visits that ended by the plan, and that nobody has begun: what became of them is not said.
    pub unsaid: Vec<VisitId>,
}

/// One run through a plan that is tried out.
pub(super) struct Run<'a> {
    pub(super) ask: &'a LateAsk,
    pub(super) anchor: Option<&'a Anchor>,
    /// When and where the late one is free when they do not go to the anchor.
    pub(super) ready: Option<Ready>,
}

/// A visit that was held up in a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pushed {
    pub(super) stands: bool,
    pub(super) in_the_way: Vec<InTheWay>,
}

/// A visit with its planned time.
type Planned = (VisitId, Span);

/// The state of a run: who is late with what, so far.
struct Running<'a> {
    run: &'a Run<'a>,
    day: Span,
    /// What late technicians are at and when, as far as it was moved.
    late: BTreeMap<TechnicianId, Vec<Taken>>,
    /// The visits that take their time already; those still to be looked at give way.
    settled: BTreeSet<VisitId>,
    pushed: BTreeMap<VisitId, Pushed>,
}

impl Run<'_> {
    /// Puts every visit of the day in the trial where the lateness leaves it, and says which were pushed.
    pub(super) fn through(&self, trial: &mut Trial) -> BTreeMap<VisitId, Pushed> {
        let day = self.ask.day(trial);
        let mut running = Running {
            run: self,
            day,
            late: BTreeMap::new(),
            settled: BTreeSet::new(),
            pushed: BTreeMap::new(),
        };
        running.begin(trial);
        let (standing, movable) = running.sort_visits(trial);
        for (id, span) in standing {
            running.look_at_standing(trial, id, span);
        }
        for (id, span) in movable {
            running.look_at(trial, id, span);
        }
        running.pushed
    }
}

impl Running<'_> {
    /// Where the late one is.
    fn begin(&mut self, trial: &mut Trial) {
        let Some(anchor) = self.run.anchor else { return };
        let late = self.run.ask.technician;
        let is_there = trial
            .visits
            .get(&anchor.visit)
            .is_some_and(|visit| visit.span() == Some(anchor.was) && members(visit).any(|who| who == late));
        if is_there {
            trial.set_span(anchor.visit, anchor.becomes);
            self.settled.insert(anchor.visit);
            let stands =
                trial.visits.get(&anchor.visit).is_some_and(|visit| stands(trial, anchor.visit, visit));
            let now = anchor.waits_for_now(self.run.ask).then_some(InTheWay::Now(self.run.ask.now));
            self.pushed.insert(anchor.visit, Pushed { stands, in_the_way: now.into_iter().collect() });
            self.note_late(trial, anchor.visit);
            // Whatever keeps the late one has kept them from everything until then.
            let place = trial.visits.get(&anchor.visit).and_then(|visit| place_of(trial, visit));
            self.late.insert(late, vec![Taken::until(self.day, anchor.becomes.end, place)]);
        } else if let Some(ready) = self.run.ready {
            let taken = Taken::until(self.day, ready.at, ready.from);
            self.late.entry(late).or_default().push(taken);
        }
    }

    /// The visits of the day in order of their planned times: those that stand, and those that may be moved.
    fn sort_visits(&mut self, trial: &Trial) -> (Vec<Planned>, Vec<Planned>) {
        let anchor = self.run.anchor.map(|anchor| anchor.visit).filter(|id| self.settled.contains(id));
        let from = self.run.anchor.map_or(self.run.ask.now, |anchor| anchor.was.start);
        let to_come = trial.visits.iter().filter_map(|(id, visit)| {
            let span = visit.span().filter(|span| self.day.contains(span.start) && span.start >= from)?;
            let is_open = visit.state.is_live() && visit.crew.is_some() && Some(*id) != anchor;
            is_open.then(|| (*id, span, visit.state.has_started() || stands(trial, *id, visit)))
        });
        let mut to_come: Vec<(VisitId, Span, bool)> = to_come.collect();
        to_come.sort_unstable_by_key(|(id, span, _)| (span.start, *id));
        let (standing, movable): (Vec<_>, Vec<_>) = to_come.into_iter().partition(|(_, _, stands)| *stands);
        let gives_way = |id: &VisitId| movable.iter().any(|(other, ..)| other == id);
        let of_day =
            trial.visits.iter().filter(|(_, visit)| visit.span().is_some_and(|s| s.overlaps(&self.day)));
        self.settled.extend(of_day.map(|(id, _)| *id).filter(|id| !gives_way(id)));
        let plain =
            |list: Vec<(VisitId, Span, bool)>| list.into_iter().map(|(id, span, _)| (id, span)).collect();
        (plain(standing), plain(movable))
    }

    /// A visit that stands keeps its place in the plan; whoever is late comes late to it.
    fn look_at_standing(&mut self, trial: &mut Trial, id: VisitId, span: Span) {
        let Some(visit) = trial.visits.get(&id).cloned() else { return };
        if visit.state.has_started() {
            return;
        }
        let place = place_of(trial, &visit);
        let mut then = span;
        for taken in members(&visit).filter_map(|who| self.late.get(&who)).flatten() {
            if let Some(next) = taken.next_start(trial, then, place) {
                then = then.moved_to(next.max(then.start)).unwrap_or(then);
            }
        }
        if then != span {
            trial.set_span(id, then);
            self.pushed.insert(id, Pushed { stands: true, ..Pushed::default() });
            self.note_late(trial, id);
        }
    }

    /// A visit that may be moved goes to the first moment at which whoever is late can be there, with everybody who
    /// goes.
    fn look_at(&mut self, trial: &mut Trial, id: VisitId, span: Span) {
        let Some(visit) = trial.visits.get(&id).cloned() else { return };
        let place = place_of(trial, &visit);
        let late = || members(&visit).filter_map(|who| self.late.get(&who)).flatten();
        if late().any(|taken| taken.next_start(trial, span, place).is_some()) {
            let mut taken: Vec<Taken> = late().copied().collect();
            for who in members(&visit) {
                taken.extend(self.taken_of(trial, who, id, span));
            }
            self.push(trial, id, &visit, &taken);
        }
        self.settled.insert(id);
    }

    fn push(&mut self, trial: &mut Trial, id: VisitId, visit: &Visit, taken: &[Taken]) {
        let Some(span) = visit.span() else { return };
        let (then, in_the_way) = earliest(trial, span, place_of(trial, visit), taken);
        self.pushed.insert(id, Pushed { stands: false, in_the_way });
        match then.filter(|then| self.day.contains(then.start)) {
            Some(then) => {
                trial.set_span(id, then);
                self.note_late(trial, id);
            }
            None => trial.take_off(id),
        }
    }

    /// What takes a technician's time beside a visit that is looked at and was to be at a time. What the visit
    /// overlapped in the plan already is not held against it now.
    fn taken_of(&self, trial: &Trial, who: TechnicianId, id: VisitId, was: Span) -> Vec<Taken> {
        let date = self.run.ask.date(trial);
        let times = standing_times(trial, who, date, self.day).into_iter();
        let times = times.filter(|taken| !taken.span.overlaps(&was));
        let others = trial
            .visits
            .live_of_technician(who)
            .filter(|(other, span)| *other != id && self.settled.contains(other) && span.overlaps(&self.day));
        let others = others.filter_map(|(other, span)| {
            let visit = trial.visits.get(&other)?;
            let is_firm = visit.state.has_started() || stands(trial, other, visit);
            Some(Taken::visit(trial, visit, span, is_firm.then_some(InTheWay::Visit(other))))
        });
        times.chain(others).collect()
    }

    /// Everybody who goes to a visit that was moved is late after it.
    fn note_late(&mut self, trial: &Trial, id: VisitId) {
        let Some((visit, span)) = trial.visits.get(&id).and_then(|visit| Some((visit, visit.span()?))) else {
            return;
        };
        let taken = Taken::visit(trial, visit, span, None);
        for who in members(visit) {
            self.late.entry(who).or_default().push(taken);
        }
    }
}

/// The first place at or after a planned one that nothing takes, and what stood in the way to it. None when somebody
/// has time off from then to the end of the day.
fn earliest(
    slice: &Slice,
    planned: Span,
    place: Option<domain::Located>,
    taken: &[Taken],
) -> (Option<Span>, Vec<InTheWay>) {
    let (mut span, mut in_the_way) = (planned, Vec::new());
    // Every round ends behind one more thing that is taken, for good.
    for _ in 0..=2 * taken.len() {
        let hit = taken.iter().find_map(|taken| Some((taken, taken.next_start(slice, span, place)?)));
        let Some((hit, next)) = hit else { return (Some(span), in_the_way) };
        in_the_way.extend(hit.what.filter(|what| !in_the_way.contains(what)));
        let Some(then) = planned.moved_to(step_up(next.max(span.start))) else { break };
        if hit.ends_the_day {
            break;
        }
        span = then;
    }
    (None, in_the_way)
}

/// Whether a visit stays where the plan has it whatever happens: it is pinned, or its job waits.
pub(super) fn stands(slice: &Slice, id: VisitId, visit: &Visit) -> bool {
    let Some(job) = slice.jobs.get(&visit.job) else { return true };
    let visits = slice.visits_of(visit.job).map(|(_, visit)| visit);
    let stage = derive_stage(job, visits, &slice.surroundings_of(visit.job));
    let may_be_placed = check_visit_step(&VisitStanding::of(id, visit), VisitStep::Place).is_ok()
        && check_job_step(visit.job, stage, JobStep::Place).is_ok();
    visit.pinned || !may_be_placed
}

/// The crew of a visit.
pub(super) fn members(visit: &Visit) -> impl Iterator<Item = TechnicianId> + '_ {
    visit.crew.iter().flat_map(Crew::members)
}

/// The visits of a technician that ended by the plan before a moment of the same day, and that nobody has begun.
pub(super) fn unsaid(slice: &Slice, ask: &LateAsk, anchor: Option<&Anchor>) -> Vec<VisitId> {
    let day = ask.day(slice);
    let until: Moment = anchor.map_or(ask.now, |anchor| anchor.was.start.min(ask.now));
    let theirs = slice.visits.of_technician(ask.technician).filter(|(_, visit)| {
        let is_over = visit.span().is_some_and(|span| day.contains(span.start) && span.end <= until);
        is_over && visit.state.is_live() && !visit.state.has_started()
    });
    theirs.map(|(id, _)| id).collect()
}
