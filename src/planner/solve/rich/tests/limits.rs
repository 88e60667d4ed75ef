//! The quick answer is the one that a walk gives.

use super::super::first::first;
use super::super::ground::{Ground, Item, NO};
use super::super::plan::Plan;
use super::super::route::{Route, Scratch};
use super::dice::{Size, problem};
use crate::solve::random::Random;

const LARGE: Size = Size { vehicles: 4, stops: 16 };

#[test]
fn what_fits_by_the_limits_fits_on_a_walk_and_costs_the_same() {
    let mut compared = [0; 2];
    for number in 0..3000 {
        let ground = Ground::of(&problem(number, LARGE));
        let plan = first(&ground, &mut Random::new(number));
        for route in plan.routes.iter().filter(|route| route.limits.are_known()) {
            for item in strangers(&ground, route) {
                for position in 0..=route.items.len() {
                    let (quick, walked) = both(&ground, &plan, route, item, position);
                    assert_eq!(quick, walked, "problem {number}, way {route:?}, stop {item} at {position}");
                    compared[usize::from(walked < bound(&ground))] += 1;
                }
            }
        }
    }
    assert!(compared.iter().all(|count| *count > 500), "{compared:?}");
}

/// The stops that are not on a way and could be.
fn strangers(ground: &Ground, route: &Route) -> Vec<Item> {
    let mut stops: Vec<Item> = (0..ground.stops).map(Ground::item).collect();
    stops.retain(|stop| !route.items.contains(stop) && ground.going(route.van, *stop) != NO);
    stops.retain(|stop| !ground.need(*stop).pinned && route.has_room(ground, *stop));
    stops
}

fn bound(ground: &Ground) -> i64 {
    ground.dear / 2
}

/// What putting in costs by the quick answer and by a walk, neither above the bound. A pair meets at its first moment.
fn both(ground: &Ground, plan: &Plan, route: &Route, item: Item, position: usize) -> (i64, i64) {
    let mut moments = plan.moments.clone();
    moments[usize::from(item)] = ground.need(item).windows[0].from;
    let put = (item, position);
    let quick = route.price_of_putting(ground, &moments, put, bound(ground), &mut Scratch::default());
    let mut with = route.clone();
    with.items.insert(position, item);
    let walked = if with.walk(ground, &moments) { with.price - route.price } else { NO };
    (quick.min(bound(ground)), walked.min(bound(ground)))
}
