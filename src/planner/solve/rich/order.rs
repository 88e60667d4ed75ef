//! In which order stops are put back.

use super::super::random::Random;
use super::ground::{Ground, Item, NO};
use super::plan::Plan;

/// Puts the stops that are out in an order drawn by lot from several sensible ones.
pub(super) fn order(ground: &Ground, plan: &Plan, random: &mut Random) -> Vec<Item> {
    let mut order = plan.out.clone();
    random.shuffle(&mut order);
    match random.below(16) {
        0..4 => {}
        4..8 => order.sort_by_key(|item| std::cmp::Reverse(ground.need(*item).out)),
        8..10 => order.sort_by_key(|item| std::cmp::Reverse(ground.need(*item).work)),
        10..12 => order.sort_by_key(|item| std::cmp::Reverse(home(ground, *item))),
        12 => order.sort_by_key(|item| home(ground, *item)),
        13..15 => order.sort_by_key(|item| width(ground, *item)),
        _ => order.sort_by_key(|item| may_go(ground, *item)),
    }
    order
}

/// How far a stop lies from the beginnings of ways.
fn home(ground: &Ground, item: Item) -> i32 {
    let place = ground.need(item).place;
    ground.vans.iter().map(|van| ground.leg(van.start, place).price).min().unwrap_or(0)
}

fn width(ground: &Ground, item: Item) -> i64 {
    ground.need(item).windows.iter().map(|window| i64::from(window.to) - i64::from(window.from)).sum()
}

fn may_go(ground: &Ground, item: Item) -> usize {
    (0..ground.vans.len()).filter(|van| ground.going(*van, item) != NO).count()
}
