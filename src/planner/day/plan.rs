//! A solution as places for visits.

use domain::{Arrangement, Crew, Placement, Slice, Slot, Span, TechnicianId, Visit, VisitId, WindowChoice};

use super::clock::STEP;
use super::{DayProblem, LeftOut, PartsCall, Rank, Work};
use crate::solve::{Purpose, Solution, tidy};

/// What becomes of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayPlan {
    /// The visits that change their place; none at all when the plan is as good as it gets.
    pub arrangements: Vec<Arrangement>,
    /// The visits that found no place, with the rule that kept each out.
    pub left: Vec<LeftOut>,
    /// Where parts are called for on the way, by technician and time.
    pub calls: Vec<PartsCall>,
    /// Visits for whose parts nobody has time to call: they stand where nobody may move them.
    pub without_parts: Vec<VisitId>,
    /// How good it is.
    pub figures: DayFigures,
}

/// How good a day's plan is, in the order in which it counts; times in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct DayFigures {
    /// Urgent visits without a place.
    pub unserved_urgent: u32,
    /// Promises of this day that are not kept.
    pub broken_promises: u32,
    /// Visits without a place.
    pub unserved: u32,
    /// Work after the end of the hours.
    pub overtime: u32,
    /// Travel, from home and back too.
    pub travel: u32,
    /// Visits that change their place.
    pub changes: u32,
}

/// Where the parts of a visit are in a solution.
#[derive(Debug, Clone, Copy)]
struct Parts {
    start: i32,
    lead: TechnicianId,
    helper: Option<TechnicianId>,
}

impl DayProblem {
    /// The places that a solution gives to the visits of the day.
    pub fn plan(&self, slice: &Slice, solution: &Solution) -> DayPlan {
        let solution = &tidy(&self.problem, solution, STEP);
        let places = self.parts(solution);
        let mut plan = DayPlan::default();
        for (stop, work) in self.works.iter().enumerate() {
            let is_pinned = self.problem.stops[stop].standing.is_some_and(|standing| standing.pinned);
            let Some(visit) = slice.visits.get(&work.visit).filter(|_| !work.helps && !is_pinned) else {
                continue;
            };
            plan.arrangements.extend(self.arrangement(work, visit, places[stop]));
        }
        plan.left.clone_from(&self.left);
        for unserved in solution.left_out.iter().filter(|unserved| !self.works[unserved.stop].helps) {
            plan.left.push(self.why_left(slice, unserved));
        }
        super::hard::keep_hard_rules(slice, &mut plan, self.may_run_over());
        (plan.calls, plan.without_parts) = self.calls(slice, solution, &plan);
        plan.figures = self.figures(slice, solution, &plan);
        plan
    }

    /// For each stop of a lead, where it is.
    fn parts(&self, solution: &Solution) -> Vec<Option<Parts>> {
        let mut parts: Vec<Option<Parts>> = vec![None; self.works.len()];
        for (vehicle, way) in solution.ways.iter().enumerate() {
            for call in &way.calls {
                if let Purpose::Stop(stop) = call.purpose {
                    parts[stop] =
                        Some(Parts { start: call.start, lead: self.technicians[vehicle], helper: None });
                }
            }
        }
        for stop in 0..parts.len() {
            let pair = self.problem.stops[stop].pair.filter(|_| !self.works[stop].helps);
            let helper = pair.and_then(|pair| parts[pair]).map(|helper| helper.lead);
            if let Some(lead) = &mut parts[stop] {
                lead.helper = helper;
            }
        }
        parts
    }

    /// The change of a visit's place; none when it stays.
    fn arrangement(&self, work: &Work, visit: &Visit, parts: Option<Parts>) -> Option<Arrangement> {
        let choice = if work.is_broken { WindowChoice::Keep } else { WindowChoice::Ask };
        let placement = match parts {
            Some(parts) => Some(self.placement(work, visit, parts)?),
            None if visit.slot.is_none() => return None,
            None => None,
        };
        Some(Arrangement { visit: work.visit, placement, choice })
    }

    fn placement(&self, work: &Work, visit: &Visit, parts: Parts) -> Option<Placement> {
        let crew = Crew { lead: parts.lead, helpers: parts.helper.into_iter().collect() };
        let span = Span::of_minutes(self.clock.moment(parts.start), work.minutes)?;
        let stands = visit.span().is_some_and(|span| self.clock.minute(span.start) == parts.start);
        let slot = (!stands).then(|| Slot::of_span(span, self.zone));
        let crew = (visit.crew.as_ref() != Some(&crew)).then_some(crew);
        (slot.is_some() || crew.is_some()).then_some(Placement { slot, crew })
    }

    fn figures(&self, slice: &Slice, solution: &Solution, plan: &DayPlan) -> DayFigures {
        let ranks: Vec<Rank> = plan.left.iter().map(|left| self.rank(slice, left.visit)).collect();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let broken = self.works.iter().filter(|work| work.is_broken && !work.helps).count();
        DayFigures {
            unserved_urgent: count(ranks.iter().filter(|rank| **rank == Rank::Urgent).count()),
            broken_promises: count(broken + ranks.iter().filter(|rank| **rank == Rank::Promised).count()),
            unserved: count(ranks.len()),
            overtime: self.overtime(solution),
            travel: self.travel(solution),
            changes: count(plan.arrangements.len()),
        }
    }

    /// Whether work may go on after the hours.
    fn may_run_over(&self) -> bool {
        self.problem.vehicles.iter().any(|vehicle| vehicle.overtime > 0)
    }

    fn rank(&self, slice: &Slice, id: VisitId) -> Rank {
        let of_stop = self.works.iter().find(|work| work.visit == id).map(|work| work.rank);
        let job = slice.visits.get(&id).and_then(|visit| slice.jobs.get(&visit.job));
        of_stop.or_else(|| job.map(|job| super::stop::rank_of(job, false))).unwrap_or(Rank::Ordinary)
    }

    fn overtime(&self, solution: &Solution) -> u32 {
        let over = |(vehicle, way): (usize, &crate::solve::Way)| {
            let end = self.problem.vehicles[vehicle].shift.to;
            if way.calls.is_empty() { 0 } else { u32::try_from(way.back - end).unwrap_or(0) }
        };
        solution.ways.iter().enumerate().map(over).sum()
    }

    fn travel(&self, solution: &Solution) -> u32 {
        let ways = solution.ways.iter().zip(&self.problem.vehicles);
        let minutes = ways.filter(|(way, _)| !way.calls.is_empty()).map(|(way, vehicle)| {
            let calls = way.calls.iter().map(|call| match call.purpose {
                Purpose::Stop(stop) => self.problem.stops[stop].place,
                Purpose::PickUp { place } => place,
            });
            let places: Vec<usize> = vehicle.start.into_iter().chain(calls).chain(vehicle.end).collect();
            places.windows(2).map(|pair| self.problem.price.get(pair[0], pair[1])).sum::<i32>()
        });
        u32::try_from(minutes.sum::<i32>() / super::place::TRAVEL_PRICE).unwrap_or_default()
    }
}
