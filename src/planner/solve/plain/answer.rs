//! From linked nodes to a solution with every moment.

use super::super::solution::{Call, LeftOut, Obstacle, Purpose, Solution, Terms, Way};
use super::ground::Ground;
use super::plan::Plan;
use super::segment::Segment;

/// Writes a plan down; why stops are left out is not looked into.
pub(super) fn answer(ground: &Ground, plan: &Plan) -> Solution {
    let ways: Vec<Way> = (0..ground.vehicles()).map(|route| way(ground, plan, route)).collect();
    let mut out = plan.left_out.clone();
    out.sort_unstable();
    let mut terms =
        Terms { left_out: out.iter().map(|&stop| ground.left_out[stop]).sum(), ..Terms::default() };
    for route in 0..ground.vehicles() {
        let kind = ground.limits[route].kind;
        terms.going += plan.stops_of(ground, route).filter_map(|stop| ground.going(kind, stop)).sum::<i64>();
        terms.travel += legs(ground, plan, route);
    }
    debug_assert_eq!(terms.sum(), plan.price, "a plan costs what its search says");
    let left_out = out.into_iter().map(|stop| LeftOut { stop, obstacle: Obstacle::Open }).collect();
    Solution { price: terms.sum(), terms, ways, left_out }
}

fn legs(ground: &Ground, plan: &Plan, route: usize) -> i64 {
    let nodes = std::iter::once(ground.first(route)).chain(plan.stops_of(ground, route));
    nodes.map(|node| i64::from(plan.nodes[node].leg)).sum()
}

/// A vehicle leaves as late as it can without being back any later.
fn way(ground: &Ground, plan: &Plan, route: usize) -> Way {
    let (first, last) = (ground.first(route), ground.last(route));
    if plan.sums[route].stops == 0 {
        return Way::default();
    }
    let mut whole: Segment = ground.alone(first);
    let mut before = first;
    for node in plan.stops_of(ground, route).chain([last]) {
        whole = whole.then(ground.travel(before, node), ground.alone(node));
        before = node;
    }
    let mut way = Way { leave: whole.early, back: whole.early + whole.duration, ..Way::default() };
    let (mut free, mut at) = (whole.early, first);
    for stop in plan.stops_of(ground, route) {
        let start = (free + ground.leg(at, stop).time).max(ground.needs[stop].open);
        way.calls.push(Call { purpose: Purpose::Stop(stop), start });
        (free, at) = (start, stop);
    }
    way
}
