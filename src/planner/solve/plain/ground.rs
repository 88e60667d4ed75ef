//! The problem laid out flat for the search: one table of legs, one row a stop.
//!
//! Nodes are the stops, followed by a first and a last node for each vehicle (where it leaves and returns).

use super::super::problem::{Problem, Vehicle};
use super::segment::Segment;

/// No node, no route.
pub(super) const NONE: usize = usize::MAX;

/// Farther and dearer than anything that is meant seriously; three of them can be added up.
const FAR: i32 = 1 << 29;

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
    pub(super) capacity: i32,
    pub(super) most_stops: usize,
    pub(super) longest: i32,
    /// Which of the kinds of vehicles; those of a kind can stand in for each other.
    pub(super) kind: usize,
}

/// The numbers of a plain problem.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) stops: usize,
    pub(super) limits: Vec<Limit>,
    pub(super) kinds: usize,
    pub(super) needs: Vec<Need>,
    /// Price of each stop's being done by each kind of vehicle; none where it may not.
    going: Vec<Option<i64>>,
    pub(super) left_out: Vec<i64>,
    nodes: usize,
    from: Vec<Leg>,
    into: Vec<Leg>,
    /// For each stop the other ones, nearest first.
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
        let kind_count = kinds.iter().max().map_or(0, |last| *last + 1);
        let places = places_of(problem);
        let needs = needs_of(problem);
        let nodes = places.len();
        let leg = |a: usize, b: usize| Leg {
            price: problem.price.get(places[a], places[b]).min(FAR),
            time: problem.time.get(places[a], places[b]).saturating_add(needs[a].work).min(FAR),
        };
        let table = |flip: bool| -> Vec<Leg> {
            let cells = 0..nodes * nodes;
            cells
                .map(
                    |cell| {
                        if flip { leg(cell % nodes, cell / nodes) } else { leg(cell / nodes, cell % nodes) }
                    },
                )
                .collect()
        };
        let limits = problem.vehicles.iter().zip(&kinds).map(|(vehicle, &kind)| Limit {
            capacity: vehicle.capacity,
            most_stops: vehicle.most_stops,
            longest: vehicle.longest,
            kind,
        });
        let of_kind = |kind: usize| kinds.iter().position(|k| *k == kind).unwrap_or(0);
        let going = (0..kind_count)
            .flat_map(|kind| problem.stops.iter().map(move |stop| stop.prices[of_kind(kind)]))
            .collect();
        let mut ground = Ground {
            stops,
            limits: limits.collect(),
            kinds: kind_count,
            going,
            left_out: problem.stops.iter().map(|stop| stop.left_out_price).collect(),
            nodes,
            from: table(false),
            into: table(true),
            near: Vec::new(),
            away: Vec::new(),
            lasting: problem.vehicles.iter().any(|v| v.longest < v.shift.to.saturating_sub(v.shift.from)),
            usual_leg: 1.0,
            needs,
        };
        ground.near = near(&ground);
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

/// Which vehicles are the same in all that matters, as a number for each.
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

fn near(ground: &Ground) -> Vec<Vec<usize>> {
    (0..ground.stops)
        .map(|stop| {
            let legs = ground.from(stop);
            let mut others: Vec<usize> =
                (0..ground.stops).filter(|&other| other != stop).collect();
            others.sort_by_key(|&other| (legs[other].price, other));
            others
        })
        .collect()
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
