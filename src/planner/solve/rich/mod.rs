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
mod limits;
mod order;
mod pair;
mod pinned;
mod plan;
mod putting;
mod regret;
mod route;
mod ruin;
mod settle;
mod soft;
#[cfg(test)]
mod tests;
mod why;

use super::problem::Problem;
use super::random::Random;
use super::solution::Solution;
use super::watch::Watch;
use ground::Ground;
use plan::{Plan, Sketch, Trial};
use ruin::Ruin;
use soft::Soft;
use why::Why;

/// Finds the best ways it can until the watch ends it. The first solution is the standing plan, completed.
pub(super) fn search(problem: &Problem, seed: u64, watch: &mut dyn Watch) -> Solution {
    let honest = Ground::of(problem);
    let mut random = Random::new(seed);
    let mut plan = first::first(&honest, &mut random);
    let mut best = Best::of(honest);
    best.take(&plan, watch);
    let mut soft = Soft::of(&best.honest);
    let mut cycle = 0;
    while best.honest.has_work() {
        plan.take_up(&soft.ground, &best.sketch);
        if !anneal(&mut soft, &mut plan, &mut best, cycle, &mut random, watch) {
            break;
        }
        cycle += 1;
    }
    plan.take_up(&best.honest, &best.sketch);
    let mut solution = best.solution.unwrap_or_default();
    let mut why = Why::new(&best.honest, &mut plan);
    for left in &mut solution.left_out {
        left.obstacle = why.of(Ground::item(left.stop));
    }
    solution
}

/// The best plan so far.
struct Best {
    honest: Ground,
    faithful: Ground,
    sketch: Sketch,
    solution: Option<Solution>,
}

impl Best {
    fn of(honest: Ground) -> Self {
        let faithful = settle::faithful(&honest);
        Best { honest, faithful, sketch: Sketch::default(), solution: None }
    }

    /// Takes a plan, and tells of it if it is better.
    fn take(&mut self, plan: &Plan, watch: &mut dyn Watch) {
        let solution = settle::settle(&self.honest, &self.faithful, plan);
        if self.solution.as_ref().is_none_or(|best| solution.price < best.price) {
            watch.better(&solution);
            plan.sketch(&mut self.sketch, solution.price);
            self.solution = Some(solution);
        }
    }
}

/// Steps of the first cycle; each next one has twice as many.
const FIRST_CYCLE: u32 = 4500;

/// How much dearer a plan may become in a step on the average, in usual legs, at the beginning of a cycle and at
/// its end.
const HOT: f64 = 3.0;
const COLD: f64 = 0.1;

/// How much a step takes out.
const SIZE: Ruin = Ruin { mean: 8.0, longest: 10.0, split: 0.5, left_out: 0.3 };

/// The chance that a step puts back first what has least choice, and not by the order drawn.
const SCARCEST_FIRST: f64 = 0.5;

/// The chance to overlook the best way for a stop.
const BLINK: f64 = 0.01;

/// One cycle from hot to cold; answers whether there is time for another.
fn anneal(
    soft: &mut Soft,
    plan: &mut Plan,
    best: &mut Best,
    cycle: u32,
    random: &mut Random,
    watch: &mut dyn Watch,
) -> bool {
    let steps = FIRST_CYCLE << cycle.min(16);
    let leg = soft.ground.usual_leg;
    let (hot, cold) = (HOT * leg, COLD * leg);
    let cooling = (cold / hot).powf(1.0 / f64::from(steps));
    let mut heat = hot;
    for _ in 0..steps {
        if !watch.goes_on() {
            return false;
        }
        let ground = &soft.ground;
        plan.begin();
        let were_out = plan.out.len();
        ruin::ruin(ground, plan, SIZE, random);
        plan.mend(ground);
        let order = order::order(ground, plan, were_out, random);
        let patience = (-heat * random.share().max(1e-12).ln()) as i64;
        let most = plan.price_before() + patience;
        let scarcest_first = random.chance(SCARCEST_FIRST);
        if !plan.put_back(ground, &order, &mut Trial { blink: BLINK, most, scarcest_first, random }) {
            plan.take_back();
        } else if plan.price_by(&best.honest, ground) < best.sketch.price {
            best.take(plan, watch);
        }
        heat *= cooling;
        soft.note(&best.honest, plan, &best.sketch);
    }
    true
}
