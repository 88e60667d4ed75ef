//! Ruin: strings of neighbouring stops are taken out of routes close to each other.
//!
//! After Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems" (2020). What
//! is taken from a route is a string around a stop or, unlike there, its two ends: what is left is a string that the
//! next stops can be built around.

use super::super::random::Random;
use super::ground::{Ground, NONE};
use super::plan::Plan;

/// Mean number of stops taken out.
const MEAN_REMOVED: f64 = 10.0;
/// Longest string taken out of one route.
const LONGEST_STRING: f64 = 10.0;
/// Probability that it is the two ends of a route that are taken out instead.
const ENDS: f64 = 0.5;

/// Probability that the first string is a whole route: a plan with a route too many is left no other way.
const WHOLE: f64 = 0.02;

/// Takes strings out of the plan; the stops become left out.
pub(super) fn ruin(ground: &Ground, plan: &mut Plan, random: &mut Random, touched: &mut Vec<usize>) {
    touched.clear();
    let used = plan.sums.iter().filter(|sum| sum.stops > 0).count().max(1);
    let mean_stops = (ground.stops - plan.left_out.len()) as f64 / used as f64;
    let longest = LONGEST_STRING.min(mean_stops);
    let strings = draw(random, 4.0 * MEAN_REMOVED / (1.0 + longest) - 1.0);
    let seed = random.below(ground.stops);
    let whole = random.chance(WHOLE);
    for stop in std::iter::once(seed).chain(ground.near[seed].iter().copied()) {
        let route = plan.nodes[stop].route;
        if route == NONE || touched.contains(&route) {
            continue;
        }
        let stops = plan.sums[route].stops;
        let is_first = touched.is_empty();
        let length =
            if whole && is_first { stops } else { draw(random, longest.min(stops as f64)).min(stops) };
        if length > 1 && length < stops && random.chance(ENDS) {
            take_ends(ground, plan, random, route, length);
        } else {
            take_string(ground, plan, random, stop, length);
        }
        plan.time_route(ground, route);
        touched.push(route);
        if touched.len() == strings {
            break;
        }
    }
}

/// A whole number from 1 to a bound that need not be whole.
fn draw(random: &mut Random, most: f64) -> usize {
    (random.share() * most + 1.0) as usize
}

/// Takes out a string of so many stops that has a given one in it.
fn take_string(ground: &Ground, plan: &mut Plan, random: &mut Random, around: usize, length: usize) {
    let first = start_of(ground, plan, random, around, length);
    take(ground, plan, first, length);
}

/// Takes out so many stops at the two ends of a route, some at each; what lies between stays together.
fn take_ends(ground: &Ground, plan: &mut Plan, random: &mut Random, route: usize, length: usize) {
    let head = 1 + random.below(length - 1);
    take(ground, plan, plan.nodes[ground.first(route)].after, head);
    let mut tail = ground.last(route);
    for _ in head..length {
        tail = plan.nodes[tail].before;
    }
    take(ground, plan, tail, length - head);
}

/// Takes out so many stops from one on.
fn take(ground: &Ground, plan: &mut Plan, first: usize, length: usize) {
    let mut stop = first;
    for _ in 0..length {
        let next = plan.nodes[stop].after;
        plan.take_out(ground, stop);
        stop = next;
    }
}

/// Where a string of so many stops begins that has a given one in it, drawn from all there are.
fn start_of(ground: &Ground, plan: &Plan, random: &mut Random, around: usize, span: usize) -> usize {
    let route = plan.nodes[around].route;
    let (first, last) = (ground.first(route), ground.last(route));
    let most_back = steps(|at| plan.nodes[at].before, around, first, span - 1);
    let most_ahead = steps(|at| plan.nodes[at].after, around, last, span - 1);
    let least_back = (span - 1) - most_ahead;
    let back = least_back + random.below(most_back - least_back + 1);
    (0..back).fold(around, |at, _| plan.nodes[at].before)
}

/// How many steps can be made from a node before an end, up to a number.
fn steps(step: impl Fn(usize) -> usize, from: usize, end: usize, most: usize) -> usize {
    let mut at = from;
    for made in 0..most {
        at = step(at);
        if at == end {
            return made;
        }
    }
    most
}
