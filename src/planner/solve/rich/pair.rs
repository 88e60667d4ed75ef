//! Moments at which both of a pair could begin.

use super::super::random::Random;
use super::ground::{Ground, Item, NO, NONE, cheapest};
use super::plan::Plan;
use super::route::Route;

/// How many moments are looked at in a step of the search.
const LOOKED_AT: usize = 40;

/// The moments to try, each with a price below which both cannot be put in, the lowest first: those that they were
/// told or have, the earliest after each call and break, and the latest before each call; in a step of the search
/// (`few`) only some of these.
pub(super) fn moments(
    ground: &Ground,
    plan: &mut Plan,
    one: Item,
    few: bool,
    random: &mut Random,
) -> Vec<(i64, i32)> {
    let other = ground.need(one).pair;
    let mut moments = gather(ground, plan, one, other);
    moments.sort_unstable();
    moments.dedup();
    if few && moments.len() > LOOKED_AT {
        random.shuffle(&mut moments);
        moments.truncate(LOOKED_AT);
    }
    let mut priced: Vec<(i64, i32)> = Vec::with_capacity(moments.len());
    for moment in moments {
        plan.moments[usize::from(one)] = moment;
        plan.moments[usize::from(other)] = moment;
        let least = |item: Item, plan: &Plan| {
            let tries = plan.routes.iter().map(|route| route.least_price(ground, item, moment));
            tries.min().unwrap_or(NO)
        };
        let first = least(one, plan);
        let second = if first == NO { NO } else { least(other, plan) };
        if second != NO {
            priced.push((first + second, moment));
        }
    }
    priced.sort_unstable();
    priced
}

fn gather(ground: &Ground, plan: &Plan, one: Item, other: Item) -> Vec<i32> {
    let mut moments = Moments { ground, one, other, found: Vec::new() };
    moments.add(plan.moments[usize::from(one)]);
    for item in [one, other] {
        let need = ground.need(item);
        if need.stands != NONE {
            moments.add(need.told);
        }
        for route in &plan.routes {
            if ground.going(route.van, item) != NO {
                moments.add_of_route(route, item);
            }
        }
    }
    for pause in ground.vans.iter().flat_map(|van| &van.breaks) {
        moments.add_from(pause.start.from + pause.length);
    }
    moments.found
}

struct Moments<'a> {
    ground: &'a Ground,
    one: Item,
    other: Item,
    found: Vec<i32>,
}

impl Moments<'_> {
    fn add(&mut self, moment: i32) {
        let open = |item: Item| cheapest(&self.ground.need(item).windows, moment).is_some();
        if open(self.one) && open(self.other) {
            self.found.push(moment);
        }
    }

    /// The first moment from an arrival on, in each pair of windows that have one.
    fn add_from(&mut self, arrival: i32) {
        for first in &self.ground.need(self.one).windows {
            for second in &self.ground.need(self.other).windows {
                let start = arrival.max(first.from).max(second.from);
                if start <= first.to.min(second.to) {
                    self.found.push(start);
                }
            }
        }
    }

    fn add_of_route(&mut self, route: &Route, item: Item) {
        let need = self.ground.need(item);
        for position in 0..=route.items.len() {
            let from = self.ground.place_after(route.van, route.ahead(position));
            let there = self.ground.leg(from, need.place).time;
            self.add_from(route.labels(position).earliest().saturating_add(there));
            let to = self.ground.place_before(route.van, route.at(position));
            let on = self.ground.leg(need.place, to).time;
            self.add(route.latest(position).saturating_sub(on + need.work));
        }
    }
}
