//! The problem laid out flat for the search: one table of legs, one row a stop.
//!
//! Nodes are the stops, followed by a first and a last node for each vehicle (where it leaves and returns).

use super::super::problem::{Problem, Vehicle};
use super::segment::Segment;

/// No node, no route.
pub(super) const NONE: usize = usize::MAX;

/// Farther and dearer than anything that is meant seriously; three of them can be added up.
const FAR: i32 = 1 << 29;

/// How many of the other stops are known as near, at most.
const MOST_NEAR: usize = 100;

/// The way between two nodes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Leg {
    /// Its price.
    pub(super) price: i32,
    /// From the beginning of the work at the first node to the arrival at the second.
    pub(super) time: i32,
}

/// What holds for a node wherever it goes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Need {
    /// When the work may begin at the earliest.
    pub(super) open: i32,
    /// When it may begin at the latest.
    pub(super) close: i32,
    /// How long it takes.
    pub(super) work: i32,
    /// What it takes of the capacity.
    pub(super) demand: i32,
}

/// Limits of a route.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    /// How much can be carried.
    pub(super) capacity: i32,
    /// How many stops it may have.
    pub(super) most_stops: usize,
    /// How long it may last.
    pub(super) longest: i32,
    /// Which of the kinds of vehicles; those of a kind can stand in for each other.
    pub(super) kind: usize,
}

/// The numbers of a plain problem.
#[derive(Debug)]
pub(super) struct Ground {
    /// How many stops there are.
    pub(super) stops: usize,
    /// One for each vehicle.
    pub(super) limits: Vec<Limit>,
    /// How many kinds of vehicles there are.
    pub(super) kinds: usize,
    /// One for each node.
    pub(super) needs: Vec<Need>,
    /// Price of each stop's being done by each kind of vehicle; none where it may not.
    going: Vec<Option<i64>>,
    /// For each stop the price of leaving it out.
    pub(super) left_out: Vec<i64>,
    nodes: usize,
    /// All legs by the node they begin at.
    from: Vec<Leg>,
    /// The same by the node they end at: an insertion looks at many legs into one stop.
    into: Vec<Leg>,
    /// For each stop the other ones near it, nearest first.
    pub(super) near: Vec<Vec<usize>>,
    /// For each stop the price of the way from the nearest start of a vehicle.
    pub(super) away: Vec<i32>,
    /// Whether any vehicle has a longest duration that its shift does not keep anyway.
    pub(super) lasting: bool,
    /// Price of a usual leg: the scale of the search's patience.
    pub(super) usual_leg: f64,
}

impl Ground {
    pub(super) fn of(problem: &Problem) -> Self {
        let stops = problem.stops.len();
        let kinds = kinds_of(problem);
        let places = places_of(problem);
        let needs = needs_of(problem);
        let nodes = places.len();
        let leg = |a: usize, b: usize| Leg {
            price: problem.price.get(places[a], places[b]).min(FAR),
            time: problem.time.get(places[a], places[b]).saturating_add(needs[a].work).min(FAR),
        };
        let limits = problem.vehicles.iter().zip(&kinds).map(|(vehicle, &kind)| Limit {
            capacity: vehicle.capacity,
            most_stops: vehicle.most_stops,
            longest: vehicle.longest,
            kind,
        });
        let mut ground = Ground {
            stops,
            limits: limits.collect(),
            going: going_of(problem, &kinds),
            kinds: kinds.iter().max().map_or(0, |last| last + 1),
            left_out: problem.stops.iter().map(|stop| stop.left_out_price).collect(),
            nodes,
            from: (0..nodes * nodes).map(|cell| leg(cell / nodes, cell % nodes)).collect(),
            into: (0..nodes * nodes).map(|cell| leg(cell % nodes, cell / nodes)).collect(),
            near: Vec::new(),
            away: Vec::new(),
            lasting: problem.vehicles.iter().any(|v| v.longest < v.shift.to.saturating_sub(v.shift.from)),
            usual_leg: 1.0,
            needs,
        };
        ground.near = (0..stops).map(|stop| near(&ground, stop)).collect();
        ground.away = (0..stops).map(|stop| away(&ground, stop)).collect();
        ground.usual_leg = usual_leg(&ground);
        ground
    }

    pub(super) fn vehicles(&self) -> usize {
        self.limits.len()
    }

    /// The node where a vehicle leaves.
    pub(super) fn first(&self, route: usize) -> usize {
        self.stops + 2 * route
    }

    /// The node where it returns.
    pub(super) fn last(&self, route: usize) -> usize {
        self.stops + 2 * route + 1
    }

    /// Legs from a node to each other one.
    pub(super) fn from(&self, node: usize) -> &[Leg] {
        &self.from[node * self.nodes..(node + 1) * self.nodes]
    }

    /// Legs to a node from each other one.
    pub(super) fn into(&self, node: usize) -> &[Leg] {
        &self.into[node * self.nodes..(node + 1) * self.nodes]
    }

    pub(super) fn leg(&self, a: usize, b: usize) -> Leg {
        self.from[a * self.nodes + b]
    }

    /// The time on the way from a node to another, without the work at the first.
    pub(super) fn travel(&self, a: usize, b: usize) -> i32 {
        self.leg(a, b).time - self.needs[a].work
    }

    /// The stretch of work at a single node.
    pub(super) fn alone(&self, node: usize) -> Segment {
        let Need { open, close, work, .. } = self.needs[node];
        Segment { duration: work, warp: 0, early: open, late: close }
    }

    /// Price of a stop's being done by a vehicle of a kind; none if it may not.
    pub(super) fn going(&self, kind: usize, stop: usize) -> Option<i64> {
        self.going[kind * self.stops + stop]
    }
}

/// Which vehicles are the same in all that matters: a number for each, growing by one with each new kind.
fn kinds_of(problem: &Problem) -> Vec<usize> {
    let same = |a: usize, b: usize| {
        problem.vehicles[a] == problem.vehicles[b]
            && problem.stops.iter().all(|stop| stop.prices[a] == stop.prices[b])
    };
    let mut kinds: Vec<usize> = Vec::with_capacity(problem.vehicles.len());
    let mut leaders: Vec<usize> = Vec::new();
    for vehicle in 0..problem.vehicles.len() {
        let known = leaders.iter().position(|&leader| same(leader, vehicle)).unwrap_or_else(|| {
            leaders.push(vehicle);
            leaders.len() - 1
        });
        kinds.push(known);
    }
    kinds
}

/// The prices of going, kind by kind.
fn going_of(problem: &Problem, kinds: &[usize]) -> Vec<Option<i64>> {
    let mut going = Vec::new();
    for (vehicle, kind) in kinds.iter().enumerate() {
        if going.len() == kind * problem.stops.len() {
            going.extend(problem.stops.iter().map(|stop| stop.prices[vehicle]));
        }
    }
    going
}

fn places_of(problem: &Problem) -> Vec<usize> {
    let ends = |v: &Vehicle| [v.start.unwrap_or(0), v.end.unwrap_or(0)];
    problem.stops.iter().map(|stop| stop.place).chain(problem.vehicles.iter().flat_map(ends)).collect()
}

fn needs_of(problem: &Problem) -> Vec<Need> {
    let stops = problem.stops.iter().map(|stop| Need {
        open: stop.windows[0].from,
        close: stop.windows[0].to,
        work: stop.work,
        demand: stop.demand,
    });
    let ends = problem.vehicles.iter().flat_map(|vehicle| {
        let need = Need { open: vehicle.shift.from, close: vehicle.shift.to, work: 0, demand: 0 };
        [need, need]
    });
    stops.chain(ends).collect()
}

fn near(ground: &Ground, stop: usize) -> Vec<usize> {
    let legs = ground.from(stop);
    let distance = |other: &usize| (legs[*other].price, *other);
    let mut others: Vec<usize> = (0..ground.stops).filter(|&other| other != stop).collect();
    if others.len() > MOST_NEAR {
        others.select_nth_unstable_by_key(MOST_NEAR, distance);
        others.truncate(MOST_NEAR);
    }
    others.sort_unstable_by_key(distance);
    others
}

fn away(ground: &Ground, stop: usize) -> i32 {
    let from = |vehicle: usize| ground.leg(ground.first(vehicle), stop).price;
    (0..ground.vehicles()).map(from).min().unwrap_or(0)
}

/// The mean price of the way from a stop to its nearest few.
fn usual_leg(ground: &Ground) -> f64 {
    let few = |stop: usize| {
        ground.near[stop].iter().take(10).map(move |&other| f64::from(ground.leg(stop, other).price))
    };
    let (sum, count) =
        (0..ground.stops).flat_map(few).fold((0.0, 0.0), |(sum, count), price| (sum + price, count + 1.0));
    if count > 0.0 { (sum / count).max(1.0) } else { 1.0 }
}
