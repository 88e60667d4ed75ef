//! Moments at which both of a pair could begin.

use super::super::random::Random;
use super::ground::{Ground, Item, NO};
use super::plan::Plan;

/// How many moments are tried in a step of the search.
const TRIED: usize = 6;

/// The moments to try: those they were told, and the earliest after each call on the ways; in a step of the
/// search (`few`) only some of these.
pub(super) fn moments(ground: &Ground, plan: &Plan, one: Item, few: bool, random: &mut Random) -> Vec<i32> {
    let other = ground.need(one).pair;
    let mut moments = vec![plan.moments[usize::from(one)]];
    for item in [one, other] {
        if ground.need(item).stands != super::ground::NONE {
            moments.push(ground.need(item).told);
        }
        for route in &plan.routes {
            if ground.going(route.van, item) == NO {
                continue;
            }
            for position in 0..=route.items.len() {
                let from = ground.place_after(route.van, route.ahead(position));
                let free = route.labels(position).earliest();
                let arrival = free.saturating_add(ground.leg(from, ground.need(item).place).time);
                starts(ground, one, other, arrival, &mut moments);
                if ground.need(item).part != super::ground::NONE {
                    let arrival = free.saturating_add(by_way_of_parts(ground, from, item));
                    starts(ground, one, other, arrival, &mut moments);
                }
            }
        }
    }
    for pause in ground.vans.iter().flat_map(|van| &van.breaks) {
        starts(ground, one, other, pause.start.from + pause.length, &mut moments);
    }
    if few {
        random.shuffle(&mut moments[1..]);
        moments.truncate(TRIED);
    }
    moments.sort_unstable();
    moments.dedup();
    moments.retain(|moment| {
        super::ground::cheapest(&ground.need(one).windows, *moment).is_some()
            && super::ground::cheapest(&ground.need(other).windows, *moment).is_some()
    });
    moments
}

/// How long it takes to a stop with a call for its parts on the way.
fn by_way_of_parts(ground: &Ground, from: u32, item: Item) -> i32 {
    let (need, call) = (ground.need(item), ground.need(ground.need(item).part));
    ground.leg(from, call.place).time + call.work + ground.leg(call.place, need.place).time
}

/// The first moment from an arrival on, in each pair of windows that have one.
fn starts(ground: &Ground, one: Item, other: Item, arrival: i32, moments: &mut Vec<i32>) {
    for first in &ground.need(one).windows {
        for second in &ground.need(other).windows {
            let start = arrival.max(first.from).max(second.from);
            if start <= first.to.min(second.to) {
                moments.push(start);
            }
        }
    }
}
