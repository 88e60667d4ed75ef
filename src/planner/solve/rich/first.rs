//! The first plan: what stands, completed by the cheapest insertions.

use super::super::random::Random;
use super::ground::{Ground, Item, NO, NONE};
use super::plan::{Plan, Trial};

/// Builds the plan that stands, and puts the rest in, dearest to leave out first.
pub(super) fn first(ground: &Ground, random: &mut Random) -> Plan {
    let mut plan = Plan::base(ground);
    plan.begin();
    let mut standing = plan.out.clone();
    standing.retain(|item| ground.need(*item).stands != NONE);
    standing.sort_by_key(|item| (ground.need(*item).told, *item));
    for item in standing {
        keep(ground, &mut plan, item);
    }
    let on = &plan.on;
    plan.out.retain(|item| on[usize::from(*item)] == NONE);
    let mut rest = plan.out.clone();
    rest.sort_by_key(|item| {
        let need = ground.need(*item);
        (std::cmp::Reverse(need.out), need.may_go, need.width, *item)
    });
    plan.put_back(ground, &rest, &mut Trial { blink: 0.0, most: NO, scarcest_first: false, random });
    plan
}

/// Puts a stop where it stands, if it can stand there, both of a pair together.
fn keep(ground: &Ground, plan: &mut Plan, item: Item) {
    let need = ground.need(item);
    if plan.on[usize::from(item)] != NONE || usize::from(need.stands) >= ground.vans.len() {
        return;
    }
    if need.pair == NONE {
        plan.keep_one(ground, item);
    } else {
        plan.keep_pair(ground, item);
    }
}
