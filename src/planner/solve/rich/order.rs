//! In which order stops are put back.

use std::cmp::Reverse;

use super::super::random::Random;
use super::ground::{Ground, Item, NONE};
use super::plan::Plan;

/// How many of the stops that were out before are tried in a step.
const TRIED: usize = 4;

/// Puts the stops that a step took out, and some of those that were out before, the dearest among them, in an order
/// drawn by lot from several sensible ones.
pub(super) fn order(ground: &Ground, plan: &mut Plan, were_out: usize, random: &mut Random) -> Vec<Item> {
    let old = &mut plan.out[..were_out];
    if were_out > TRIED {
        random.shuffle(old);
        let dearest = (0..were_out).max_by_key(|index| ground.need(old[*index]).out).unwrap_or(0);
        old.swap(dearest, were_out - 1);
    }
    let mut order = plan.out[were_out.saturating_sub(TRIED)..].to_vec();
    // Both of a pair are tried, or none.
    let pairs: Vec<Item> = order.iter().map(|item| ground.need(*item).pair).collect();
    for pair in pairs {
        if pair != NONE && !order.contains(&pair) {
            order.push(pair);
        }
    }
    random.shuffle(&mut order);
    match random.below(16) {
        0..2 => {}
        2 => order.sort_by_key(|item| Reverse(ground.need(*item).out)),
        3..8 => order.sort_by_key(|item| Reverse(ground.need(*item).work)),
        8..10 => order.sort_by_key(|item| Reverse(ground.need(*item).home)),
        10 => order.sort_by_key(|item| ground.need(*item).home),
        11..14 => order.sort_by_key(|item| ground.need(*item).width),
        _ => order.sort_by_key(|item| ground.need(*item).may_go),
    }
    order
}
