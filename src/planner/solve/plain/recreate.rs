//! Recreate: the stops left out are put back one after the other where each is cheapest, with a rare blink.
//!
//! After Christiaens and Vanden Berghe (2020): the order is drawn from a few that put difficult stops first, and
//! a place is now and then passed over unseen, so that the same ruin does not always end in the same plan.

use super::super::random::Random;
use super::ground::{Ground, NONE};
use super::plan::{Place, Plan};

/// Probability that a place is passed over.
const BLINK: f64 = 0.01;

/// Puts back the stops that are left out.
#[derive(Debug)]
pub(super) struct Recreate {
    /// The stops to put back, by what their order is.
    keys: Vec<(i64, usize)>,
    /// Of which kinds a vehicle that stays at home was looked at.
    seen: Vec<bool>,
    /// Good places to see before the next blink.
    until_blink: usize,
}

impl Recreate {
    pub(super) fn new(ground: &Ground, random: &mut Random) -> Self {
        Recreate { keys: Vec::new(), seen: vec![false; ground.kinds], until_blink: until_blink(random) }
    }

    /// Puts back all that find a place worth its price.
    pub(super) fn run(&mut self, ground: &Ground, plan: &mut Plan, random: &mut Random) {
        self.put_in_order(ground, plan, random);
        plan.left_out.clear();
        for place in 0..self.keys.len() {
            let stop = self.keys[place].1;
            match self.best_place(ground, plan, stop, random) {
                Some(place) => plan.insert(ground, stop, place),
                None => plan.left_out.push(stop),
            }
        }
    }

    /// Draws an order; random and by demand are the likeliest.
    fn put_in_order(&mut self, ground: &Ground, plan: &Plan, random: &mut Random) {
        let order = random.below(17);
        let key = |stop: usize, random: &mut Random| -> i64 {
            let need = ground.needs[stop];
            match order {
                0..4 => random.below(1 << 20) as i64,
                4..8 => -i64::from(need.demand),
                8..10 => -i64::from(ground.away[stop]),
                10 => i64::from(ground.away[stop]),
                11..13 => i64::from(need.close) - i64::from(need.open),
                13..15 => i64::from(need.open),
                _ => -i64::from(need.close),
            }
        };
        self.keys.clear();
        self.keys.extend(plan.left_out.iter().map(|&stop| (key(stop, random), stop)));
        self.keys.sort_unstable();
    }

    /// The cheapest place of all; none if each costs more than leaving the stop out.
    fn best_place(
        &mut self,
        ground: &Ground,
        plan: &Plan,
        stop: usize,
        random: &mut Random,
    ) -> Option<Place> {
        let mut best = Place { after: NONE, price: ground.left_out[stop] };
        self.seen.fill(false);
        for route in 0..ground.vehicles() {
            let limit = ground.limits[route];
            let sum = plan.sums[route];
            // Of the vehicles of a kind that stay at home only the first is worth a look.
            if sum.stops == 0 && std::mem::replace(&mut self.seen[limit.kind], true) {
                continue;
            }
            if sum.load + ground.needs[stop].demand > limit.capacity || sum.stops >= limit.most_stops {
                continue;
            }
            let Some(going) = ground.going(limit.kind, stop) else { continue };
            self.look_along(ground, plan, (stop, route), going, &mut best, random);
        }
        best.price -= ground.left_out[stop];
        (best.after != NONE).then_some(best)
    }

    /// Looks for a better place on a route; prices are cheaper to tell than times, and so come first.
    fn look_along(
        &mut self,
        ground: &Ground,
        plan: &Plan,
        (stop, route): (usize, usize),
        going: i64,
        best: &mut Place,
        random: &mut Random,
    ) {
        let need = ground.needs[stop];
        let (into, from) = (ground.into(stop), ground.from(stop));
        let last = ground.last(route);
        let mut at = ground.first(route);
        while at != last {
            let node = plan.nodes[at];
            let next = node.after;
            let arrival = node.early + into[at].time;
            if arrival > need.close {
                break;
            }
            let price = i64::from(into[at].price + from[next].price - node.leg) + going;
            if price < best.price
                && arrival.max(need.open) + from[next].time <= plan.nodes[next].late
                && (!ground.lasting || lasts(ground, plan, stop, at, next) <= ground.limits[route].longest)
            {
                if self.until_blink == 0 {
                    self.until_blink = until_blink(random);
                } else {
                    self.until_blink -= 1;
                    *best = Place { after: at, price };
                }
            }
            at = next;
        }
    }
}

/// How long a route would last with a stop between two nodes.
fn lasts(ground: &Ground, plan: &Plan, stop: usize, before: usize, next: usize) -> i32 {
    let to = ground.travel(before, stop);
    let on = ground.travel(stop, next);
    plan.spans[before].head.then(to, ground.alone(stop)).then(on, plan.spans[next].tail).duration
}

/// How many good places are seen before the next blink.
fn until_blink(random: &mut Random) -> usize {
    ((1.0 - random.share()).ln() / (1.0 - BLINK).ln()) as usize
}
