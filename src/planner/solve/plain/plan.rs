//! Routes as linked nodes, each knowing how early and how late its work may begin.
//!
//! With those two moments an insertion is judged in constant time: the stop must be reached before it closes, and
//! left in time for what follows. Every route in a plan keeps all hard limits.

use super::ground::{Ground, NONE};
use super::segment::Segment;

/// A place in a route.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// The node before it; none before the first of a route.
    pub(super) before: usize,
    /// The node after it; none after the last.
    pub(super) after: usize,
    /// Which route it stands in; none while it is left out.
    pub(super) route: usize,
    /// Price of the leg to the next node.
    pub(super) leg: i32,
    /// The earliest moment at which work can begin, after all that comes before.
    pub(super) early: i32,
    /// The latest moment at which it can begin, in time for all that follows.
    pub(super) late: i32,
}

/// Sums of a route.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    /// How many stops it has.
    pub(super) stops: usize,
    /// What they take of the capacity.
    pub(super) load: i32,
}

/// What a route needs up to a node and from it on; kept only where the duration is limited.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span {
    /// From the first node through this one.
    pub(super) head: Segment,
    /// From this node through the last.
    pub(super) tail: Segment,
}

/// Routes for all vehicles and stops left out.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// One for each node of the ground.
    pub(super) nodes: Vec<Node>,
    /// One for each route, which is as much as each vehicle.
    pub(super) sums: Vec<Sum>,
    /// One for each node, or none at all.
    pub(super) spans: Vec<Span>,
    /// The stops that nobody goes to.
    pub(super) left_out: Vec<usize>,
    /// What all routes and the stops left out cost.
    pub(super) price: i64,
}

/// Where a stop would go, and what that adds to the price.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The node it would follow.
    pub(super) after: usize,
    /// What that adds.
    pub(super) price: i64,
}

impl Plan {
    /// The plan in which nothing is done.
    pub(super) fn empty(ground: &Ground) -> Self {
        let blank = Node { before: NONE, after: NONE, route: NONE, leg: 0, early: 0, late: 0 };
        let mut nodes = vec![blank; ground.needs.len()];
        for route in 0..ground.vehicles() {
            let (first, last) = (ground.first(route), ground.last(route));
            let needs = (ground.needs[first], ground.needs[last]);
            nodes[first] = Node { after: last, route, early: needs.0.open, ..blank };
            nodes[last] = Node { before: first, route, late: needs.1.close, ..blank };
        }
        let mut plan = Plan {
            spans: if ground.lasting { vec![Span::default(); nodes.len()] } else { Vec::new() },
            nodes,
            sums: vec![Sum::default(); ground.vehicles()],
            left_out: (0..ground.stops).collect(),
            price: ground.left_out.iter().sum(),
        };
        for route in 0..ground.vehicles() {
            plan.time_route(ground, route);
        }
        plan
    }

    /// Takes over another plan of the same problem without asking for memory.
    pub(super) fn copy(&mut self, other: &Plan) {
        self.nodes.copy_from_slice(&other.nodes);
        self.sums.copy_from_slice(&other.sums);
        self.spans.copy_from_slice(&other.spans);
        self.left_out.clone_from(&other.left_out);
        self.price = other.price;
    }

    /// The stops of a route in order.
    pub(super) fn stops_of(&self, ground: &Ground, route: usize) -> impl Iterator<Item = usize> {
        let last = ground.last(route);
        let mut at = self.nodes[ground.first(route)].after;
        std::iter::from_fn(move || {
            let stop = at;
            (stop != last).then(|| {
                at = self.nodes[stop].after;
                stop
            })
        })
    }

    /// Puts a stop that was left out behind a node; it must fit there.
    ///
    /// The caller takes it off the list of those left out.
    pub(super) fn insert(&mut self, ground: &Ground, stop: usize, place: Place) {
        let before = place.after;
        let Node { after, route, .. } = self.nodes[before];
        let leg = ground.leg(stop, after).price;
        self.nodes[stop] = Node { before, after, route, leg, ..self.nodes[stop] };
        self.nodes[before].after = stop;
        self.nodes[before].leg = ground.leg(before, stop).price;
        self.nodes[after].before = stop;
        let sum = &mut self.sums[route];
        sum.stops += 1;
        sum.load += ground.needs[stop].demand;
        self.price += place.price;
        self.time_forward(ground, before, stop);
        self.time_backward(ground, after, stop);
        if ground.lasting {
            self.span_route(ground, route);
        }
    }

    /// Takes a stop out of its route without timing the route anew: [`Plan::time_route`] must follow.
    pub(super) fn take_out(&mut self, ground: &Ground, stop: usize) {
        let Node { before, after, route, leg, .. } = self.nodes[stop];
        let sum = &mut self.sums[route];
        sum.stops -= 1;
        sum.load -= ground.needs[stop].demand;
        // The way of a vehicle that stays at home is not made.
        let joint = if sum.stops == 0 { 0 } else { ground.leg(before, after).price };
        let ahead = &mut self.nodes[before];
        self.price += i64::from(joint) - i64::from(ahead.leg) - i64::from(leg);
        ahead.after = after;
        ahead.leg = joint;
        self.nodes[after].before = before;
        self.nodes[stop].route = NONE;
        let going = ground.going(ground.limits[route].kind, stop).unwrap_or(0);
        self.price += ground.left_out[stop] - going;
        self.left_out.push(stop);
    }

    /// Times a whole route anew; if it cannot be kept so (where the way without a stop is longer than by way of
    /// it), it is emptied.
    pub(super) fn time_route(&mut self, ground: &Ground, route: usize) {
        let (first, last) = (ground.first(route), ground.last(route));
        self.time_forward(ground, first, last);
        self.time_backward(ground, last, first);
        if ground.lasting {
            self.span_route(ground, route);
        }
        if !self.holds(ground, route) {
            let mut stop = self.nodes[first].after;
            while stop != last {
                let next = self.nodes[stop].after;
                self.take_out(ground, stop);
                stop = next;
            }
            self.time_route(ground, route);
        }
    }

    /// Whether all can be reached in time, and soon enough. What comes too late further on shows at the first node:
    /// it would have to be left before it opens.
    fn holds(&self, ground: &Ground, route: usize) -> bool {
        let first = ground.first(route);
        let in_time = self.nodes[first].early <= self.nodes[first].late;
        let soon = !ground.lasting || self.spans[first].tail.duration <= ground.limits[route].longest;
        self.sums[route].stops == 0 || (in_time && soon)
    }

    /// Finds the earliest moments of the nodes behind one, at least as far as another.
    fn time_forward(&mut self, ground: &Ground, from: usize, through: usize) {
        let mut owed = true;
        let mut at = from;
        let mut early = self.nodes[from].early;
        while self.nodes[at].after != NONE {
            let next = self.nodes[at].after;
            early = (early + ground.leg(at, next).time).max(ground.needs[next].open);
            if !owed && early == self.nodes[next].early {
                return;
            }
            owed &= next != through;
            self.nodes[next].early = early;
            at = next;
        }
    }

    /// Finds the latest moments of the nodes before one, at least as far back as another.
    fn time_backward(&mut self, ground: &Ground, from: usize, through: usize) {
        let mut owed = true;
        let mut at = from;
        let mut late = self.nodes[from].late;
        while self.nodes[at].before != NONE {
            let previous = self.nodes[at].before;
            late = (late - ground.leg(previous, at).time).min(ground.needs[previous].close);
            if !owed && late == self.nodes[previous].late {
                return;
            }
            owed &= previous != through;
            self.nodes[previous].late = late;
            at = previous;
        }
    }

    fn span_route(&mut self, ground: &Ground, route: usize) {
        let mut at = ground.first(route);
        let mut head = ground.alone(at);
        self.spans[at].head = head;
        while self.nodes[at].after != NONE {
            let next = self.nodes[at].after;
            head = head.then(ground.travel(at, next), ground.alone(next));
            self.spans[next].head = head;
            at = next;
        }
        let mut tail = ground.alone(at);
        self.spans[at].tail = tail;
        while self.nodes[at].before != NONE {
            let previous = self.nodes[at].before;
            tail = ground.alone(previous).then(ground.travel(previous, at), tail);
            self.spans[previous].tail = tail;
            at = previous;
        }
    }
}
