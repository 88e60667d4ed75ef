//! Starts on round moments, where there is time to spare.

use super::problem::{Problem, Standing, Stop, Vehicle};
use super::solution::{Call, Purpose, Solution, Way};

/// The solution with starts put off to the next full step wherever that costs nothing. Every price stays as it is,
/// and so do breaks, what stands where it was told, and what two begin together.
pub fn tidy(problem: &Problem, solution: &Solution, step: i32) -> Solution {
    let mut tidied = solution.clone();
    for (index, way) in tidied.ways.iter_mut().enumerate() {
        if !way.calls.is_empty() {
            Day::of(problem, index, way).put_off(way, step);
        }
    }
    tidied
}

/// A call as it lies in the day.
struct Visit {
    start: i32,
    work: i32,
    /// The last start that costs the same as this one, whatever comes after.
    last: i32,
    /// Whether its start is for people to read.
    is_told: bool,
    /// What lies between it and the next one, or the end.
    on: Gap,
}

/// A drive and the breaks around it.
struct Gap {
    travel: i32,
    /// Start and end of each, in order.
    rests: Vec<(i32, i32)>,
}

/// One vehicle's day.
struct Day {
    visits: Vec<Visit>,
    /// The last return that costs the same.
    latest: i32,
}

impl Day {
    fn of(problem: &Problem, index: usize, way: &Way) -> Self {
        let vehicle = &problem.vehicles[index];
        let places: Vec<usize> = way.calls.iter().map(|call| place_of(problem, call)).collect();
        let next = places.iter().skip(1).map(|place| Some(*place)).chain([vehicle.end]);
        let until = way.calls.iter().skip(1).map(|call| call.start).chain([way.back]);
        let visits =
            way.calls.iter().zip(&places).zip(next.zip(until)).map(|((call, place), (to, until))| {
                let work = work_of(problem, call);
                let travel = to.map_or(0, |to| problem.time.get(*place, to));
                let on = Gap { travel, rests: rests_in(vehicle, way, (call.start + work, until)) };
                let (last, is_told) = match call.purpose {
                    Purpose::Stop(stop) => (last_start(&problem.stops[stop], index, call.start), true),
                    Purpose::PickUp { .. } => (i32::MAX, false),
                };
                Visit { start: call.start, work, last, is_told, on }
            });
        Day { visits: visits.collect(), latest: latest_back(vehicle, way) }
    }

    fn put_off(&self, way: &mut Way, step: i32) {
        let latest = self.latest_starts();
        let mut arrival = i32::MIN;
        for ((call, visit), latest) in way.calls.iter_mut().zip(&self.visits).zip(latest) {
            let earliest = arrival.max(visit.start);
            let round = earliest + (-earliest).rem_euclid(step);
            call.start = if visit.is_told && round <= latest { round } else { earliest };
            // Who begins as before is there as before, even where what is pinned leaves too little time.
            let moved = call.start > visit.start;
            arrival = if moved { visit.on.arrival(call.start + visit.work) } else { i32::MIN };
        }
        way.back = way.back.max(arrival);
        let later = way.calls[0].start - self.visits[0].start;
        if way.rests.iter().all(|rest| rest.start >= self.visits[0].start) {
            way.leave += later;
        }
    }

    /// The last start of each call with which everything after it can be kept at the same price.
    fn latest_starts(&self) -> Vec<i32> {
        let mut latest = Vec::with_capacity(self.visits.len());
        let mut until = self.latest;
        for visit in self.visits.iter().rev() {
            until = visit.last.min(visit.on.latest_leave(until) - visit.work).max(visit.start);
            latest.push(until);
        }
        latest.reverse();
        latest
    }
}

impl Gap {
    /// When one has arrived that leaves then, with all breaks taken.
    fn arrival(&self, leave: i32) -> i32 {
        let mut free = leave;
        let mut driven = None;
        for (start, end) in &self.rests {
            if driven.is_none() && start - free >= self.travel {
                driven = Some(free + self.travel);
            }
            free = free.max(*end);
        }
        driven.map_or(free + self.travel, |driven| driven.max(free))
    }

    /// The last moment to leave before the breaks, so as to arrive by another.
    fn latest_leave(&self, by: i32) -> i32 {
        let Some((first, _)) = self.rests.first() else { return by - self.travel };
        // As good as leaving when the first break begins: the drive comes after it.
        if self.arrival(*first) <= by { *first } else { first - self.travel }
    }
}

fn place_of(problem: &Problem, call: &Call) -> usize {
    match call.purpose {
        Purpose::Stop(stop) => problem.stops[stop].place,
        Purpose::PickUp { place } => place,
    }
}

fn work_of(problem: &Problem, call: &Call) -> i32 {
    match call.purpose {
        Purpose::Stop(stop) => problem.stops[stop].work,
        Purpose::PickUp { place } => {
            let parts = problem.stops.iter().filter_map(|stop| stop.pick_up);
            parts.filter(|part| part.place == place).map(|part| part.work).max().unwrap_or(0)
        }
    }
}

/// The breaks that lie between two moments, or reach there.
fn rests_in(vehicle: &Vehicle, way: &Way, (from, to): (i32, i32)) -> Vec<(i32, i32)> {
    let rests = way.rests.iter().map(|rest| (rest.start, rest.start + vehicle.breaks[rest.which].length));
    rests.filter(|(start, end)| *end > from && *start < to).collect()
}

/// The last start of a stop up to which each costs what this one does.
fn last_start(stop: &Stop, vehicle: usize, start: i32) -> i32 {
    let is_held =
        |standing: &Standing| standing.pinned || (standing.vehicle == vehicle && standing.start == start);
    if stop.pair.is_some() || stop.standing.as_ref().is_some_and(is_held) {
        return start;
    }
    let around = stop.windows.iter().filter(|window| window.from <= start && start <= window.to);
    let Some(price) = around.clone().map(|window| window.price).min() else { return start };
    let last = around.filter(|window| window.price == price).map(|window| window.to).max().unwrap_or(start);
    let cheaper = stop.windows.iter().filter(|window| window.price < price && window.from > start);
    let told = stop.standing.filter(|standing| standing.vehicle == vehicle && standing.start > start);
    let other = cheaper.map(|window| window.from).chain(told.map(|standing| standing.start)).min();
    other.map_or(last, |other| last.min(other - 1))
}

/// The last return that costs what the present one does and makes no other break due.
fn latest_back(vehicle: &Vehicle, way: &Way) -> i32 {
    if way.back >= vehicle.shift.to || vehicle.longest < i32::MAX {
        return way.back;
    }
    let due = vehicle.breaks.iter().map(|pause| pause.start.to).filter(|last| *last >= way.back);
    due.min().map_or(vehicle.shift.to, |last| last.min(vehicle.shift.to))
}
