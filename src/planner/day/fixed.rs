//! What nobody may move: work that has begun, pinned visits, large crews, jobs that wait.

use domain::{
    Job, JobStep, TechnicianId, Visit, VisitId, VisitStanding, VisitState, VisitStep, check_job_step,
    check_visit_step, derive_stage, place_of,
};

use super::{Day, Rank, Work};
use crate::solve::{NEVER, Standing, Stop, Window};

/// Longer visits are several days' work and stay where they are, in minutes.
const LONGEST_MOVABLE: i64 = 24 * 60;
/// The problem knows work for one and for two.
const LARGEST_MOVABLE_CREW: usize = 2;

/// A visit that stays, as one technician has it; half-open minutes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stay {
    pub(super) visit: VisitId,
    pub(super) from: i32,
    pub(super) to: i32,
}

impl Day<'_> {
    /// Whether the optimiser may put a visit elsewhere.
    pub(super) fn is_movable(&self, id: VisitId, visit: &Visit) -> bool {
        let Some(job) = self.slice.jobs.get(&visit.job) else { return false };
        let length = visit.span().map_or(i64::from(visit.minutes), |span| span.minutes());
        let visits = self.slice.visits_of(visit.job).map(|(_, visit)| visit);
        let stage = derive_stage(job, visits, &self.slice.surroundings_of(visit.job));
        !visit.pinned
            && !visit.state.has_started()
            && self.slice.people_for(visit, job) <= LARGEST_MOVABLE_CREW
            && self.has_another_time(visit, job)
            && length <= LONGEST_MOVABLE
            && check_visit_step(&VisitStanding::of(id, visit), VisitStep::Place).is_ok()
            && check_job_step(visit.job, stage, JobStep::Place).is_ok()
    }

    /// Whether the client can have us at any time that is left of the day; a visit of the tray is asked elsewhere.
    fn has_another_time(&self, visit: &Visit, job: &Job) -> bool {
        let minutes = visit.span().map(|span| u32::try_from(span.minutes()).unwrap_or(u32::MAX));
        minutes.is_none_or(|minutes| !self.offered(job, minutes).is_empty())
    }

    /// The last visit that a technician has begun or ended on this day: until when it keeps them, and that visit.
    pub(super) fn begun_by(&self, who: TechnicianId) -> Option<(i32, VisitId)> {
        let begun = self.slice.visits.of_technician(who).filter_map(|(id, visit)| {
            let until = self.kept_until(visit)?;
            self.clock.day.contains(self.clock.moment(until)).then_some((until, id))
        });
        begun.max()
    }

    /// Until when a visit that has begun keeps its crew; none for one that is still to come.
    fn kept_until(&self, visit: &Visit) -> Option<i32> {
        let (now, span) = (self.clock.minute_up(self.ask.now), visit.span());
        let planned_end = span.map_or(now, |span| self.clock.minute_up(span.end));
        let length = span.map_or(i64::from(visit.minutes), |span| span.minutes());
        match &visit.state {
            VisitState::Done(_) => Some(self.clock.minute_up(visit.ended_at()?)),
            VisitState::OnSite => Some(planned_end.max(now)),
            VisitState::EnRoute => Some(planned_end.max(now + i32::try_from(length).unwrap_or(0))),
            VisitState::Planned
            | VisitState::Confirmed
            | VisitState::Dispatched
            | VisitState::Cancelled(_) => None,
        }
    }

    /// How many visits a technician has begun on this day.
    pub(super) fn count_begun_by(&self, who: TechnicianId) -> usize {
        let starts_today =
            |visit: &Visit| visit.span().is_some_and(|span| self.clock.day.contains(span.start));
        let theirs = self.slice.visits.of_technician(who);
        theirs.filter(|(_, visit)| self.kept_until(visit).is_some() && starts_today(visit)).count()
    }

    /// The visits to come that stay as they are with a technician, in order of time.
    pub(super) fn stays_of(&self, who: TechnicianId) -> Vec<Stay> {
        let day = self.clock.day;
        let stays = self.slice.visits.live_of_technician(who).filter(|(_, span)| span.overlaps(&day));
        let mut stays: Vec<Stay> = stays
            .filter_map(|(id, span)| {
                let visit = self.slice.visits.get(&id)?;
                let starts_before = span.start < day.start;
                let stays = !visit.state.has_started() && (starts_before || !self.is_movable(id, visit));
                let (from, to) = (self.clock.minute(span.start), self.clock.minute_up(span.end));
                stays.then_some(Stay { visit: id, from, to })
            })
            .collect();
        stays.sort_unstable_by_key(|stay| (stay.from, stay.to, stay.visit));
        stays
    }

    /// Adds a stop for every visit that stays with a technician in working time that is its own; any other takes
    /// their time already (see [`Day::add_vehicles`]).
    pub(super) fn add_fixed_stops(&mut self) {
        for vehicle in 0..self.technicians.len() {
            let mut last = None;
            for stay in self.stops_that_stay(vehicle) {
                let place = self.add_stay(vehicle, stay);
                let (from, left) = last.unwrap_or_else(|| {
                    let shift = &self.problem.vehicles[vehicle];
                    (shift.start.unwrap_or(place), shift.shift.from)
                });
                self.places.give(from, place, stay.from - left);
                last = Some((place, stay.to));
            }
            let stops = self.problem.stops.iter().filter(|stop| stop.prices[vehicle].is_some()).count();
            let most = &mut self.problem.vehicles[vehicle].most_stops;
            *most = (*most).max(stops);
        }
    }

    fn add_stay(&mut self, vehicle: usize, stay: Stay) -> usize {
        let visit = self.slice.visits.get(&stay.visit);
        let place =
            self.places.add(visit.and_then(|visit| place_of(self.slice, visit)).map(|place| place.position));
        let mut prices = vec![None; self.technicians.len()];
        prices[vehicle] = Some(0);
        let leads =
            |visit: &&Visit| visit.crew.as_ref().is_some_and(|crew| crew.lead == self.technicians[vehicle]);
        let pick_up = visit.filter(leads).cloned().and_then(|visit| self.pick_up(&visit));
        self.problem.stops.push(Stop {
            place,
            windows: vec![Window { from: stay.from, to: stay.from, price: 0 }],
            work: stay.to - stay.from,
            demand: 0,
            prices,
            left_out_price: NEVER,
            standing: Some(Standing { vehicle, start: stay.from, change_price: 0, pinned: true }),
            pair: None,
            pick_up,
        });
        let minutes = u32::try_from(stay.to - stay.from).unwrap_or_default();
        self.works.push(Work {
            visit: stay.visit,
            helps: false,
            rank: Rank::Urgent,
            minutes,
            is_broken: false,
        });
        place
    }
}
