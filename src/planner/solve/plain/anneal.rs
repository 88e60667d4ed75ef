//! Ruin and recreate under simulated annealing, in cycles from hot to cold.

use super::super::problem::Problem;
use super::super::random::Random;
use super::super::solution::Solution;
use super::super::watch::Watch;
use super::answer::answer;
use super::ground::Ground;
use super::plan::Plan;
use super::recreate::Recreate;
use super::ruin::ruin;

/// Steps of the first cycle.
const FIRST_CYCLE: f64 = 10_000.0;
/// How much longer each next one is.
const GROWTH: f64 = 2.0;
/// How much dearer a plan may become in a step on the average, in usual legs, at the beginning of a cycle.
const HOT: f64 = 1.0;
/// The same at its end.
const COLD: f64 = 0.03;

/// Finds the best ways it can until the watch ends it.
pub(in super::super) fn search(problem: &Problem, seed: u64, watch: &mut dyn Watch) -> Solution {
    let ground = Ground::of(problem);
    let mut search = Search::new(&ground, seed);
    watch.better(&answer(&ground, &search.best));
    let mut length = FIRST_CYCLE;
    while search.has_work() && search.cycle(length, watch) {
        length *= GROWTH;
    }
    answer(&ground, &search.best)
}

struct Search<'g> {
    ground: &'g Ground,
    random: Random,
    recreate: Recreate,
    /// The best plan so far.
    best: Plan,
    /// The one that steps begin from.
    current: Plan,
    /// The one that a step makes.
    trial: Plan,
    /// The routes that the last ruin took from.
    touched: Vec<usize>,
}

impl<'g> Search<'g> {
    fn new(ground: &'g Ground, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut recreate = Recreate::new(ground, &mut random);
        let mut plan = Plan::empty(ground);
        recreate.run(ground, &mut plan, &mut random);
        Search {
            ground,
            random,
            recreate,
            best: plan.clone(),
            current: plan.clone(),
            trial: plan,
            touched: Vec::new(),
        }
    }

    fn has_work(&self) -> bool {
        self.ground.vehicles() > 0 && self.ground.stops > 0
    }

    /// One cycle of about so many steps from hot to cold; answers whether there is time for another.
    fn cycle(&mut self, length: f64, watch: &mut dyn Watch) -> bool {
        let mut heat = HOT * self.ground.usual_leg;
        let end = COLD * self.ground.usual_leg;
        let cooling = (end / heat).powf(1.0 / length);
        self.current.copy(&self.best);
        while heat > end {
            if !watch.goes_on() {
                return false;
            }
            if self.step(heat) {
                watch.better(&answer(self.ground, &self.best));
            }
            heat *= cooling;
        }
        true
    }

    /// Ruins and recreates once; answers whether that gave the best plan so far.
    fn step(&mut self, heat: f64) -> bool {
        self.trial.copy(&self.current);
        ruin(self.ground, &mut self.trial, &mut self.random, &mut self.touched);
        self.recreate.run(self.ground, &mut self.trial, &mut self.random);
        let patience = -heat * (1.0 - self.random.share()).ln();
        if (self.trial.price - self.current.price) as f64 > patience {
            return false;
        }
        std::mem::swap(&mut self.current, &mut self.trial);
        let better = self.current.price < self.best.price;
        if better {
            self.best.copy(&self.current);
        }
        better
    }
}
