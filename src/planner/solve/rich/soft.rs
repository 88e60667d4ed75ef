//! What the search counts for leaving a stop out, and for overtime.
//!
//! In truth both are dearer than all travel together. A search that counts them so is caught where the day is full:
//! nearly every step leaves something out and is refused. So it counts far less, by measures that grow while most
//! plans on its way leave out more than the best one does, and shrink while few do (the idea of adapted penalties;
//! Vidal and others, 2012).

use super::ground::{Ground, Item, Van};
use super::plan::{Plan, Sketch};

/// How many steps pass before a measure is looked at again. Other prices of overtime make all that is remembered of
/// the ways worthless, so they change less often.
const EVERY: u32 = 100;
const EVERY_OVERTIME: u32 = 500;

/// The share of steps that should end with no more than the best plan has.
const LOW: f64 = 0.3;
const HIGH: f64 = 0.5;

/// How much a measure changes at once, and its bounds.
const STEP: f64 = 1.1;
const LEAST: f64 = 0.01;
const MOST: f64 = 1e9;

/// How much dearer it is at most to leave a stop out than one of the next lower price.
const BY_RANK: f64 = 10.0;

/// A price in usual legs, and how many of the last steps ended well.
#[derive(Debug, Clone, Copy)]
struct Measure {
    legs: f64,
    good: u32,
}

impl Measure {
    /// Answers whether it changed.
    fn adapt(&mut self, steps: u32) -> bool {
        let share = f64::from(std::mem::take(&mut self.good)) / f64::from(steps);
        let before = self.legs;
        if share < LOW {
            self.legs = (self.legs * STEP).min(MOST);
        } else if share > HIGH {
            self.legs = (self.legs / STEP).max(LEAST);
        }
        (self.legs - before).abs() > 0.0
    }
}

/// The ground with the prices that the search counts.
#[derive(Debug)]
pub(super) struct Soft {
    pub(super) ground: Ground,
    /// For each stop how much dearer leaving it out is than the cheapest.
    dearer: Vec<f64>,
    /// For the cheapest stop.
    left_out: Measure,
    /// For a unit of overtime.
    overtime: Measure,
    has_overtime: bool,
    steps: u32,
}

impl Soft {
    pub(super) fn of(honest: &Ground) -> Self {
        let over = |van: &Van| van.latest > van.shift.to && van.overtime_price > 0;
        let mut soft = Soft {
            ground: honest.clone(),
            dearer: dearer(honest),
            left_out: Measure { legs: 20.0, good: 0 },
            overtime: Measure { legs: 0.1, good: 0 },
            has_overtime: honest.vans.iter().any(over),
            steps: 0,
        };
        soft.price_leaving_out(honest);
        soft.price_overtime(honest);
        soft
    }

    /// Notes how a step ended; now and then the plan is priced anew.
    pub(super) fn note(&mut self, honest: &Ground, plan: &mut Plan, best: &Sketch) {
        let out = |items: &[Item]| -> i64 { items.iter().map(|item| honest.need(*item).out).sum() };
        self.left_out.good += u32::from(plan.out == best.out || out(&plan.out) <= out(&best.out));
        self.overtime.good += u32::from(self.has_overtime && plan.overtime() <= best.overtime);
        self.steps = self.steps.wrapping_add(1);
        if self.steps.is_multiple_of(EVERY) && self.left_out.adapt(EVERY) {
            self.price_leaving_out(honest);
            plan.add_up(&self.ground);
        }
        if self.has_overtime
            && self.steps.is_multiple_of(EVERY_OVERTIME)
            && self.overtime.adapt(EVERY_OVERTIME)
        {
            self.price_overtime(honest);
            plan.price_anew(&self.ground);
        }
    }

    fn price_leaving_out(&mut self, honest: &Ground) {
        let least = self.left_out.legs * honest.usual_leg;
        for (index, dearer) in self.dearer.iter().enumerate() {
            let price = least * dearer;
            self.ground.needs[index].out = honest.needs[index].out.min(price as i64);
        }
    }

    fn price_overtime(&mut self, honest: &Ground) {
        let price = (self.overtime.legs * honest.usual_leg) as i64;
        for (van, truth) in self.ground.vans.iter_mut().zip(&honest.vans) {
            van.overtime_price = truth.overtime_price.min(price);
        }
        self.ground.note_prices();
    }
}

/// What is dearer than this counts alike: prices must stay within what can be counted.
const DEAREST: f64 = 1e20;

fn dearer(ground: &Ground) -> Vec<f64> {
    let needs = &ground.needs[..ground.stops];
    let mut prices: Vec<i64> = needs.iter().map(|need| need.out).collect();
    prices.sort_unstable();
    prices.dedup();
    let mut dearer = vec![1.0];
    for pair in prices.windows(2) {
        let ratio = (pair[1] as f64 / pair[0].max(1) as f64).min(BY_RANK);
        dearer.push((dearer[dearer.len() - 1] * ratio).min(DEAREST));
    }
    let rank = |price: i64| prices.partition_point(|other| *other < price);
    needs.iter().map(|need| dearer[rank(need.out)]).collect()
}
