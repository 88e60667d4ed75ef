//! Moments at which both of a pair could begin.

use super::super::random::Random;
use super::ground::{Ground, Item, NO, NONE, cheapest};
use super::label::earliest;
use super::plan::Plan;
use super::route::Route;

/// How many moments are looked at, and of these tried, in a step of the search.
const LOOKED_AT: usize = 60;
const TRIED: usize = 6;

/// The moments to try, each with a price below which both cannot be put in, the lowest first: those that they were
/// told or have, the earliest after each call and break, and the latest before each call; in a step of the search
/// (`few`) only some of these.
pub(super) fn moments(
    ground: &Ground,
    plan: &Plan,
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
    let (firsts, seconds) = (rooms(ground, plan, one), rooms(ground, plan, other));
    let priced = moments.into_iter().filter_map(|moment| {
        let price = least_at(&firsts, moment)? + least_at(&seconds, moment)?;
        Some((price, moment))
    });
    let mut priced: Vec<(i64, i32)> = priced.collect();
    priced.sort_unstable();
    if few {
        priced.truncate(TRIED);
    }
    priced
}

/// Where a stop could go as far as is plain: what that costs at least, and from when to when it could begin there.
struct Room {
    price: i64,
    from: i32,
    to: i32,
}

/// All rooms, the cheapest first.
fn rooms(ground: &Ground, plan: &Plan, item: Item) -> Vec<Room> {
    let mut rooms: Vec<Room> = Vec::new();
    for route in &plan.routes {
        if ground.going(route.van, item) == NO || !route.has_room(ground, item) {
            continue;
        }
        for position in 0..=route.items.len() {
            let (price, there, on) = route.sure(ground, item, position);
            let from = earliest(route.labels(position)).saturating_add(there);
            let to = route.latest(position).saturating_sub(on + ground.need(item).work);
            if from <= to {
                rooms.push(Room { price, from, to });
            }
        }
    }
    rooms.sort_unstable_by_key(|room| room.price);
    rooms
}

fn least_at(rooms: &[Room], moment: i32) -> Option<i64> {
    rooms.iter().find(|room| room.from <= moment && moment <= room.to).map(|room| room.price)
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
            let free = earliest(route.labels(position));
            self.add_from(free.saturating_add(there));
            if need.part != NONE {
                self.add_from(free.saturating_add(by_way_of_parts(self.ground, from, item)));
            }
            let to = self.ground.place_before(route.van, route.at(position));
            let on = self.ground.leg(need.place, to).time;
            self.add(route.latest(position).saturating_sub(on + need.work));
        }
    }
}

/// How long it takes to a stop with a call for its parts on the way.
fn by_way_of_parts(ground: &Ground, from: u32, item: Item) -> i32 {
    let (need, call) = (ground.need(item), ground.need(ground.need(item).part));
    ground.leg(from, call.place).time + call.work + ground.leg(call.place, need.place).time
}
