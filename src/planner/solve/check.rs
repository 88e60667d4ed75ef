//! Checks a solution against its problem, sharing no code with the searches: each broken condition in words.
//!
//! What pinned stops break by themselves is forgiven, as [`Standing::pinned`](super::Standing) says.

use super::problem::{Problem, Stop, Vehicle};
use super::solution::{Call, Purpose, Solution, Terms, Way};

/// Every condition that a solution breaks, and every price that does not add up; empty for a sound one.
pub fn check(problem: &Problem, solution: &Solution) -> Vec<String> {
    let mut faults = Vec::new();
    if solution.ways.len() != problem.vehicles.len() {
        faults.push(format!("{} ways for {} vehicles", solution.ways.len(), problem.vehicles.len()));
        return faults;
    }
    check_presence(problem, solution, &mut faults);
    if !faults.is_empty() {
        return faults;
    }
    check_pairs(problem, solution, &mut faults);
    for (vehicle, way) in solution.ways.iter().enumerate() {
        let mut day =
            Day { problem, index: vehicle, vehicle: &problem.vehicles[vehicle], way, faults: Vec::new() };
        day.check();
        faults.append(&mut day.faults);
    }
    let terms = recount(problem, solution);
    if terms != solution.terms {
        faults.push(format!("the terms are {:?}, but it counts {terms:?}", solution.terms));
    }
    if terms.sum() != solution.price {
        faults.push(format!("the price is {}, but the terms sum to {}", solution.price, terms.sum()));
    }
    faults
}

/// Where each stop is called at: vehicle and start.
fn places(solution: &Solution, stops: usize) -> Vec<Vec<(usize, i32)>> {
    let mut places = vec![Vec::new(); stops];
    for (vehicle, way) in solution.ways.iter().enumerate() {
        for call in &way.calls {
            if let Purpose::Stop(stop) = call.purpose
                && stop < stops
            {
                places[stop].push((vehicle, call.start));
            }
        }
    }
    places
}

fn check_presence(problem: &Problem, solution: &Solution, faults: &mut Vec<String>) {
    let places = places(solution, problem.stops.len());
    for way in &solution.ways {
        for call in &way.calls {
            match call.purpose {
                Purpose::Stop(stop) if stop >= problem.stops.len() => {
                    faults.push(format!("there is no stop {stop}"));
                }
                Purpose::PickUp { place } if place >= problem.time.size() => {
                    faults.push(format!("there is no place {place}"));
                }
                Purpose::Stop(_) | Purpose::PickUp { .. } => {}
            }
        }
    }
    for (stop, at) in places.iter().enumerate() {
        let out = solution.left_out.iter().filter(|left| left.stop == stop).count();
        if at.len() + out != 1 {
            faults.push(format!("stop {stop} is called at {} times and left out {out} times", at.len()));
        }
        let Some(standing) = problem.stops[stop].standing.filter(|standing| standing.pinned) else {
            continue;
        };
        if at[..] != [(standing.vehicle, standing.start)] {
            faults.push(format!("stop {stop} is pinned to {standing:?}, but is called at {at:?}"));
        }
    }
}

fn check_pairs(problem: &Problem, solution: &Solution, faults: &mut Vec<String>) {
    let places = places(solution, problem.stops.len());
    for (stop, need) in problem.stops.iter().enumerate() {
        let Some(pair) = need.pair else { continue };
        let pinned = |stop: usize| is_pinned(&problem.stops[stop]);
        match (&places[stop][..], &places[pair][..]) {
            ([one], [other]) => {
                let apart = one.1 != other.1 || one.0 == other.0;
                if apart && !(pinned(stop) && pinned(pair)) {
                    faults.push(format!("stops {stop} and {pair} do not meet: {one:?} and {other:?}"));
                }
            }
            ([_], []) if !pinned(stop) => faults.push(format!("stop {stop} is called at without {pair}")),
            _ => {}
        }
    }
}

fn is_pinned(stop: &Stop) -> bool {
    stop.standing.is_some_and(|standing| standing.pinned)
}

/// One vehicle's day.
struct Day<'a> {
    problem: &'a Problem,
    index: usize,
    vehicle: &'a Vehicle,
    way: &'a Way,
    faults: Vec<String>,
}

/// A call as it lies in the day.
#[derive(Clone, Copy)]
struct Visit {
    place: usize,
    start: i32,
    end: i32,
    pinned: bool,
}

impl<'a> Day<'a> {
    fn fault(&mut self, words: impl std::fmt::Display) {
        self.faults.push(format!("vehicle {}: {words}", self.index));
    }

    fn check(&mut self) {
        if self.way.calls.is_empty() {
            if *self.way != Way::default() {
                self.fault("it goes nowhere, but its way is not empty");
            }
            return;
        }
        self.check_calls();
        self.check_parts();
        self.check_rests();
        self.check_times();
        self.check_limits();
    }

    fn stop(&self, call: &Call) -> Option<&'a Stop> {
        match call.purpose {
            Purpose::Stop(stop) => Some(&self.problem.stops[stop]),
            Purpose::PickUp { .. } => None,
        }
    }

    fn visit(&self, call: &Call) -> Visit {
        let (place, work) = match call.purpose {
            Purpose::Stop(stop) => (self.problem.stops[stop].place, self.problem.stops[stop].work),
            Purpose::PickUp { place } => (place, self.work_at(place)),
        };
        let pinned = self.stop(call).is_some_and(is_pinned);
        Visit { place, start: call.start, end: call.start + work, pinned }
    }

    fn work_at(&self, place: usize) -> i32 {
        let parts = self.problem.stops.iter().filter_map(|stop| stop.pick_up);
        parts.filter(|part| part.place == place).map(|part| part.work).max().unwrap_or(0)
    }

    fn check_calls(&mut self) {
        for call in &self.way.calls {
            let Purpose::Stop(index) = call.purpose else { continue };
            let stop = &self.problem.stops[index];
            if is_pinned(stop) {
                continue;
            }
            if stop.prices[self.index].is_none() {
                self.fault(format_args!("it may not go to stop {index}"));
            }
            let meets_pinned = stop.pair.is_some_and(|pair| is_pinned(&self.problem.stops[pair]));
            let open = |window: &super::Window| window.from <= call.start && call.start <= window.to;
            if !meets_pinned && !stop.windows.iter().any(open) {
                self.fault(format_args!("stop {index} begins at {} outside its windows", call.start));
            }
        }
    }

    fn check_parts(&mut self) {
        let mut called = Vec::new();
        for (index, call) in self.way.calls.iter().enumerate() {
            match call.purpose {
                Purpose::PickUp { place } => {
                    let needs = |later: &Call| {
                        let part = self.stop(later).and_then(|stop| stop.pick_up);
                        part.is_some_and(|part| part.place == place)
                    };
                    if called.contains(&place) || !self.way.calls[index..].iter().any(needs) {
                        self.fault(format_args!("it calls at {place} for parts that it does not need"));
                    }
                    called.push(place);
                }
                Purpose::Stop(stop) => {
                    let need = &self.problem.stops[stop];
                    let missing = need.pick_up.is_some_and(|part| !called.contains(&part.place));
                    if missing && !is_pinned(need) {
                        self.fault(format_args!("stop {stop} comes before its parts"));
                    }
                }
            }
        }
    }

    /// The rests as they lie in the day: start and end.
    fn rests(&self) -> Vec<(i32, i32)> {
        let rest = |rest: &super::Rest| (rest.start, rest.start + self.vehicle.breaks[rest.which].length);
        self.way.rests.iter().map(rest).collect()
    }

    fn check_rests(&mut self) {
        let known = self.vehicle.breaks.len();
        if let Some(rest) = self.way.rests.iter().find(|rest| rest.which >= known) {
            self.fault(format_args!("there is no break {}", rest.which));
            return;
        }
        for rest in &self.way.rests {
            let range = self.vehicle.breaks[rest.which].start;
            if rest.start < range.from || rest.start > range.to {
                self.fault(format_args!("break {} begins at {}, not in {range:?}", rest.which, rest.start));
            }
        }
        if self.way.rests.windows(2).any(|two| two[0].start > two[1].start) {
            self.fault("its breaks are not in order");
        }
        for (which, pause) in self.vehicle.breaks.iter().enumerate() {
            let taken = self.way.rests.iter().any(|rest| rest.which == which);
            let early = pause.start.to < self.vehicle.shift.from;
            if early && self.way.leave < pause.start.from + pause.length && !self.begins_pinned() {
                self.fault(format_args!("it leaves in break {which}"));
            }
            if !taken && !early && pause.start.to < self.way.back && self.could_rest(which) {
                self.fault(format_args!("break {which} is not taken"));
            }
        }
    }

    fn begins_pinned(&self) -> bool {
        self.way.calls.first().is_some_and(|call| self.visit(call).pinned)
    }

    /// Whether pinned stops alone, with the breaks that are taken, leave room for one more. (Where the day may not
    /// last long, that is not looked into.)
    fn could_rest(&self, which: usize) -> bool {
        let pause = self.vehicle.breaks[which];
        let pinned: Vec<Visit> =
            self.way.calls.iter().map(|call| self.visit(call)).filter(|v| v.pinned).collect();
        let Some((_, back)) = self.pinned_span() else { return true };
        if self.vehicle.longest < i32::MAX {
            return false;
        }
        let latest = self.vehicle.shift.to.saturating_add(self.vehicle.overtime).max(back);
        (pause.start.from.max(self.vehicle.shift.from)..=pause.start.to).any(|start| {
            let mut rests = self.rests();
            rests.push((start, start + pause.length));
            rests.sort_unstable();
            let apart = rests.windows(2).all(|two| two[0].1 <= two[1].0);
            let clear = |visit: &Visit| !rests.iter().any(|rest| rest.0 < visit.end && rest.1 > visit.start);
            let drives = |two: &[Visit]| {
                let travel = self.problem.time.get(two[0].place, two[1].place);
                has_gap((two[0].end, two[1].start), &rests, travel)
            };
            let to_first = self.vehicle.start.is_none_or(|place| {
                let travel = self.problem.time.get(place, pinned[0].place);
                has_gap((self.vehicle.shift.from, pinned[0].start), &rests, travel)
            });
            let home = pinned.last().is_none_or(|last| {
                let travel = self.vehicle.end.map_or(0, |place| self.problem.time.get(last.place, place));
                has_gap((last.end, latest), &rests, travel)
            });
            apart && to_first && home && pinned.iter().all(clear) && pinned.windows(2).all(drives)
        })
    }

    fn check_times(&mut self) {
        let rests = self.rests();
        let visits: Vec<Visit> = self.way.calls.iter().map(|call| self.visit(call)).collect();
        for (index, two) in rests.windows(2).enumerate() {
            let fixed = |rest: usize| {
                let range = self.vehicle.breaks[self.way.rests[rest].which].start;
                range.from == range.to
            };
            if two[0].1 > two[1].0 && !(fixed(index) && fixed(index + 1)) {
                self.fault("two of its breaks overlap");
            }
        }
        for visit in &visits {
            if rests.iter().any(|rest| rest.0 < visit.end && rest.1 > visit.start) {
                self.fault(format_args!("the work at {} lies in a break", visit.start));
            }
        }
        for (visit, next) in visits.iter().zip(&visits[1..]) {
            let travel = self.problem.time.get(visit.place, next.place);
            if visit.pinned && next.pinned && next.start >= visit.start {
                continue;
            }
            if !has_gap((visit.end, next.start), &rests, travel) {
                self.fault(format_args!(
                    "from {} there is no time to be at the next by {}",
                    visit.end, next.start
                ));
            }
        }
        self.check_ends(&visits, &rests);
    }

    fn check_ends(&mut self, visits: &[Visit], rests: &[(i32, i32)]) {
        let (Some(first), Some(last)) = (visits.first(), visits.last()) else { return };
        let out = self.vehicle.start.map_or(0, |place| self.problem.time.get(place, first.place));
        let home = self.vehicle.end.map_or(0, |place| self.problem.time.get(last.place, place));
        if self.way.leave < self.vehicle.shift.from && !first.pinned {
            self.fault(format_args!("it leaves at {} before its shift", self.way.leave));
        }
        if !has_gap((self.way.leave, first.start), rests, out) {
            self.fault(format_args!(
                "from {} it cannot be at its first stop by {}",
                self.way.leave, first.start
            ));
        }
        let done = visits.iter().filter(|visit| visit.pinned).map(|visit| visit.end).max();
        let done = done.unwrap_or(last.end).max(last.end);
        if !has_gap((last.end, self.way.back), rests, home) || (last.pinned && self.way.back < done) {
            self.fault(format_args!("it cannot be back at {}", self.way.back));
        }
    }

    fn check_limits(&mut self) {
        let stops: Vec<&Stop> = self.way.calls.iter().filter_map(|call| self.stop(call)).collect();
        let pinned = || stops.iter().filter(|stop| is_pinned(stop));
        let (load, must) =
            (stops.iter().map(|s| s.demand).sum::<i32>(), pinned().map(|s| s.demand).sum::<i32>());
        if load > self.vehicle.capacity.max(must) {
            self.fault(format_args!("it carries {load}"));
        }
        if stops.len() > self.vehicle.most_stops.max(pinned().count()) {
            self.fault(format_args!("it has {} stops", stops.len()));
        }
        let (leave, back) = self.pinned_span().unwrap_or((0, 0));
        let latest = self.vehicle.shift.to.saturating_add(self.vehicle.overtime);
        if self.way.back > latest && self.way.back > back {
            self.fault(format_args!("it is back at {}, after {latest}", self.way.back));
        }
        let lasts = self.way.back - self.way.leave;
        if lasts > self.vehicle.longest.max(back - leave) {
            self.fault(format_args!("it lasts {lasts}"));
        }
    }

    /// When a way with the pinned stops alone leaves and is back.
    fn pinned_span(&self) -> Option<(i32, i32)> {
        let pinned: Vec<Visit> =
            self.way.calls.iter().map(|call| self.visit(call)).filter(|v| v.pinned).collect();
        let (first, last) = (pinned.first()?, pinned.last()?);
        let out = self.vehicle.start.map_or(0, |place| self.problem.time.get(place, first.place));
        let home = self.vehicle.end.map_or(0, |place| self.problem.time.get(last.place, place));
        let done = pinned.iter().map(|visit| visit.end).max()?;
        Some((first.start - out, done + home))
    }
}

/// Whether a drive fits between two moments, in one piece, with the rests that lie there.
fn has_gap((from, to): (i32, i32), rests: &[(i32, i32)], travel: i32) -> bool {
    let mut free = from;
    for rest in rests.iter().filter(|rest| rest.1 > from && rest.0 < to) {
        if rest.0 - free >= travel {
            return true;
        }
        free = free.max(rest.1);
    }
    to - free >= travel
}

fn recount(problem: &Problem, solution: &Solution) -> Terms {
    let mut terms = Terms::default();
    for (index, (vehicle, way)) in problem.vehicles.iter().zip(&solution.ways).enumerate() {
        recount_way(problem, (index, vehicle), way, &mut terms);
    }
    terms.left_out = solution.left_out.iter().map(|left| problem.stops[left.stop].left_out_price).sum();
    terms
}

fn recount_way(problem: &Problem, (index, vehicle): (usize, &Vehicle), way: &Way, terms: &mut Terms) {
    if way.calls.is_empty() {
        return;
    }
    let mut route: Vec<usize> = vehicle.start.into_iter().collect();
    let mut busy = 0_i64;
    for call in &way.calls {
        match call.purpose {
            Purpose::Stop(stop) => {
                let need = &problem.stops[stop];
                route.push(need.place);
                busy += i64::from(need.work);
                terms.going += need.prices[index].unwrap_or(0);
                recount_start(need, index, call.start, terms);
            }
            Purpose::PickUp { place } => {
                route.push(place);
                let parts = problem.stops.iter().filter_map(|stop| stop.pick_up);
                busy += i64::from(parts.filter(|p| p.place == place).map(|p| p.work).max().unwrap_or(0));
            }
        }
    }
    route.extend(vehicle.end);
    for leg in route.windows(2) {
        terms.travel += i64::from(problem.price.get(leg[0], leg[1]));
        busy += i64::from(problem.time.get(leg[0], leg[1]));
    }
    terms.balance += problem.balance_price * (busy * busy / 1000);
    terms.overtime += i64::from((way.back - vehicle.shift.to).max(0)) * vehicle.overtime_price;
}

fn recount_start(need: &Stop, vehicle: usize, start: i32, terms: &mut Terms) {
    if is_pinned(need) {
        return;
    }
    let around = need.windows.iter().filter(|window| window.from <= start && start <= window.to);
    terms.windows += around.map(|window| window.price).min().unwrap_or(0);
    if let Some(standing) = need.standing
        && (standing.vehicle != vehicle || standing.start != start)
    {
        terms.changes += standing.change_price;
    }
}
