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
mod team;
#[cfg(test)]
mod tests;
mod why;

use std::thread;

use super::problem::Problem;
use super::random::Random;
use super::solution::Solution;
use super::watch::Watch;
use ground::Ground;
use plan::{Plan, Sketch, Trial};
use ruin::Ruin;
use soft::Soft;
use team::{Lead, Session, Team, Top};
use why::Why;

/// Finds the best ways it can until the watch ends it, by so many searches side by side. The first solution is the
/// standing plan, completed.
pub(super) fn search(problem: &Problem, seed: u64, searches: u32, watch: &mut dyn Watch) -> Solution {
    let honest = Ground::of(problem);
    let team = Team::new();
    let mut lead = Lead::of(&team, watch);
    thread::scope(|scope| {
        let _session = Session(&team);
        for helper in 1..searches {
            let (honest, team, random) = (honest.clone(), &team, Random::new(seed_of(seed, helper)));
            let first_cycle = first_cycle(helper, searches);
            let help = move || seek(honest, random, first_cycle, team, &mut || team.goes_on());
            // A machine that gives no more threads has fewer searches.
            let _ = thread::Builder::new().spawn_scoped(scope, help);
        }
        seek(honest.clone(), Random::new(seed), FIRST_CYCLE, &team, &mut || lead.goes_on());
    });
    lead.tell();
    let top = team.top();
    explained(&honest, &top)
}

/// The best solution, with the reason for each stop that it leaves out.
fn explained(honest: &Ground, top: &Top) -> Solution {
    let mut solution = top.solution.clone();
    let mut plan = Plan::base(honest);
    plan.take_up(honest, &top.sketch);
    let mut why = Why::new(honest, &mut plan);
    for left in &mut solution.left_out {
        left.obstacle = why.of(Ground::item(left.stop));
    }
    solution
}

/// Helpers draw other numbers than the searches of the next seeds do.
fn seed_of(seed: u64, helper: u32) -> u64 {
    seed.wrapping_add(u64::from(helper) << 32)
}

/// A cycle is worth little before it ends, so the cycles of several searches end one after the other, spread over
/// the doubling from one to the next.
fn first_cycle(helper: u32, searches: u32) -> u32 {
    (f64::from(FIRST_CYCLE) * (f64::from(helper) / f64::from(searches)).exp2()) as u32
}

/// One search, in cycles that begin at the best plan of all.
fn seek(
    honest: Ground,
    mut random: Random,
    first_cycle: u32,
    team: &Team,
    goes_on: &mut dyn FnMut() -> bool,
) {
    let mut plan = first::first(&honest, &mut random);
    let mut best = Best::of(honest, team);
    best.take(&plan);
    let mut soft = Soft::of(&best.honest);
    let mut steps = first_cycle;
    while best.honest.has_work() {
        best.catch_up();
        plan.take_up(&soft.ground, &best.sketch);
        if !anneal(&mut soft, &mut plan, &mut best, steps, &mut random, goes_on) {
            break;
        }
        steps = steps.saturating_mul(2);
    }
}

/// The best plan that a search knows.
struct Best<'a> {
    honest: Ground,
    faithful: Ground,
    sketch: Sketch,
    team: &'a Team,
}

impl<'a> Best<'a> {
    fn of(honest: Ground, team: &'a Team) -> Self {
        let faithful = settle::faithful(&honest);
        let sketch = Sketch { price: i64::MAX, ..Sketch::default() };
        Best { honest, faithful, sketch, team }
    }

    /// Takes a plan, and shows it to the others, if it is better.
    fn take(&mut self, plan: &Plan) {
        let solution = settle::settle(&self.honest, &self.faithful, plan);
        if solution.price < self.sketch.price {
            plan.sketch(&mut self.sketch, solution.price);
            self.team.show(&self.sketch, solution);
        }
    }

    /// Takes the best plan of all.
    fn catch_up(&mut self) {
        let top = self.team.top();
        if top.sketch.price < self.sketch.price {
            self.sketch.clone_from(&top.sketch);
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
    steps: u32,
    random: &mut Random,
    goes_on: &mut dyn FnMut() -> bool,
) -> bool {
    let leg = soft.ground.usual_leg;
    let (hot, cold) = (HOT * leg, COLD * leg);
    let cooling = (cold / hot).powf(1.0 / f64::from(steps));
    let mut heat = hot;
    for _ in 0..steps {
        if !goes_on() {
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
            best.take(plan);
        }
        heat *= cooling;
        soft.note(&best.honest, plan, &best.sketch);
    }
    true
}
