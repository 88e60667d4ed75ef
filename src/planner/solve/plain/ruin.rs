//! Ruin: strings of neighbouring stops are taken out of routes close to each other.
//!
//! After Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems" (2020).

use super::super::random::Random;
use super::ground::{Ground, NONE};
use super::plan::Plan;

/// Mean number of stops taken out.
const MEAN_REMOVED: f64 = 10.0;
/// Longest string taken out of one route.
const LONGEST_STRING: f64 = 10.0;
/// Probability of a string that leaves some of its stops standing.
const SPLIT: f64 = 0.5;
/// Probability that one more stop is left standing does not happen.
const SPLIT_STOPS: f64 = 0.01;

/// Takes strings out of the plan; the stops become left out.
pub(super) fn ruin(ground: &Ground, plan: &mut Plan, random: &mut Random) {
    let mut touched: Vec<usize> = Vec::new();
    let used = plan.sums.iter().filter(|sum| sum.stops > 0).count();
    if used == 0 {
        return;
    }
    let mean_stops = (ground.stops - plan.left_out.len()) as f64 / used as f64;
    let longest = LONGEST_STRING.min(mean_stops);
    let most = 4.0 * MEAN_REMOVED / (1.0 + longest) - 1.0;
    let strings = (random.share() * most + 1.0);
    let seed = random.below(ground.stops);
    let near = std::iter::once(seed).chain(ground.near[seed].iter().copied());
    for stop in near {
        if touched.len() >= strings {
            break;
        }
        let route = plan.nodes[stop].route;
        if route == NONE || touched.contains(&route) {
            continue;
        }
        touched.push(route);
        let stops = plan.sums[route].stops;
        let longest = longest.min(stops as f64);
        let length = (random.share() * longest + 1.0);
        take_string(ground, plan, random, stop, length.min(stops));
        plan.time_route(ground, route);
    }
}

/// Takes out a string of so many stops around one; half of the strings leave some within them standing.
fn take_string(ground: &Ground, plan: &mut Plan, random: &mut Random, around: usize, length: usize) {
    let route = plan.nodes[around].route;
    let stops = plan.sums[route].stops;
    let mut spared = 0;
    if length > 1 && length < stops && random.chance(SPLIT) {
        spared = 1;
        while length + spared < stops && !random.chance(SPLIT_STOPS) {
            spared += 1;
        }
    }
    let span = length + spared;
    let mut at = start_of(ground, plan, around, span, random);
    // The spared ones stand together somewhere within the span.
    let from = if spared > 0 { 1 + random.below(length - 1) } else { span };
    for place in 0..span {
        let next = plan.nodes[at].after;
        if place < from || place >= from + spared {
            plan.take_out(ground, at);
        }
        at = next;
    }
}

/// Where a string of so many stops begins that has a given one in it, drawn from all there are.
fn start_of(ground: &Ground, plan: &Plan, around: usize, span: usize, random: &mut Random) -> usize {
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
