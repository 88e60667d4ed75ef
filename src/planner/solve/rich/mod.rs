//! The engine for a real day: several windows, breaks, pairs, parts, told and pinned stops, overtime.
//!
//! Ruin and recreate by strings of calls (Christiaens and Vanden Berghe, 2020) with simulated annealing, over ways
//! that are walked call by call: a day has five to ten of them, and a walk knows every condition.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "calls, vehicles and labels of a day are counted in few digits, and chances need not be exact"
)]

mod first;
mod ground;
mod label;
mod order;
mod pair;
mod pinned;
mod plan;
mod putting;
mod route;
mod ruin;
mod settle;
#[cfg(test)]
mod tests;
mod why;

use super::problem::Problem;
use super::random::Random;
use super::solution::Solution;
use super::watch::Watch;
use ground::Ground;
use plan::{Plan, Sketch};
use ruin::Ruin;
use why::Why;

/// Finds the best ways it can until the watch ends it. The first solution is the standing plan, completed.
pub(super) fn search(problem: &Problem, seed: u64, watch: &mut dyn Watch) -> Solution {
    let ground = Ground::of(problem);
    let mut random = Random::new(seed);
    let mut plan = first::first(&ground, &mut random);
    let mut best = Best { faithful: settle::faithful(&ground), sketch: Sketch::default(), solution: None };
    best.take(&ground, &plan, watch);
    let mut cycle = 0;
    while ground.has_work() && anneal(&ground, &mut plan, &mut best, cycle, &mut random, watch) {
        plan.take_up(&ground, &best.sketch);
        cycle += 1;
    }
    plan.take_up(&ground, &best.sketch);
    let mut solution = best.solution.unwrap_or_default();
    let mut why = Why::new(&ground, &mut plan);
    for left in &mut solution.left_out {
        left.obstacle = why.of(Ground::item(left.stop));
    }
    solution
}

/// The best plan so far.
struct Best {
    faithful: Ground,
    sketch: Sketch,
    solution: Option<Solution>,
}

impl Best {
    /// Takes a plan that is better, and tells of it.
    fn take(&mut self, ground: &Ground, plan: &Plan, watch: &mut dyn Watch) {
        plan.sketch(&mut self.sketch);
        let solution = settle::settle(ground, &self.faithful, plan);
        if self.solution.as_ref().is_none_or(|best| solution.price < best.price) {
            watch.better(&solution);
            self.solution = Some(solution);
        }
    }
}

/// Steps of the first cycle; each next one has twice as many.
const FIRST_CYCLE: u32 = 4000;

/// One cycle from hot to cold; answers whether there is time for another.
fn anneal(
    ground: &Ground,
    plan: &mut Plan,
    best: &mut Best,
    cycle: u32,
    random: &mut Random,
    watch: &mut dyn Watch,
) -> bool {
    let steps = FIRST_CYCLE << cycle.min(16);
    let (hot, cold) = (1.0 * ground.usual_leg, 0.01 * ground.usual_leg);
    let cooling = (cold / hot).powf(1.0 / f64::from(steps));
    let size = Ruin { mean: 10.0, longest: 10.0, split: 0.5, left_out: 0.3 };
    let mut heat = hot;
    for _ in 0..steps {
        if !watch.goes_on() {
            return false;
        }
        plan.begin();
        ruin::ruin(ground, plan, size, random);
        plan.mend(ground);
        let order = order::order(ground, plan, random);
        let before = plan.price_before();
        plan.put_back(ground, &order, 0.01, random);
        let patience = (-heat * random.share().max(1e-12).ln()) as i64;
        if plan.price - before > patience {
            plan.take_back();
        } else if plan.price < best.sketch.price {
            best.take(ground, plan, watch);
        }
        heat *= cooling;
    }
    true
}
