//! Why a stop was left out: the least obstacle over all vehicles.

use super::super::solution::Obstacle;
use super::ground::{Ground, Item, NO, NONE};
use super::pair;
use super::plan::Plan;
use super::route::Route;

/// How many ways are tried out at most; beyond that nobody is named who would have to give way.
const TRIED: usize = 20_000;

/// Looks into the plan that the search ended with.
pub(super) struct Why<'a> {
    ground: &'a Ground,
    plan: &'a mut Plan,
    left: usize,
}

impl<'a> Why<'a> {
    pub(super) fn new(ground: &'a Ground, plan: &'a mut Plan) -> Self {
        Why { ground, plan, left: TRIED }
    }

    /// What kept a stop out.
    pub(super) fn of(&mut self, item: Item) -> Obstacle {
        let pair = self.ground.need(item).pair;
        let alone = self.vans_alone(item);
        if let Some(obstacle) = self.of_its_own(item, &alone) {
            return obstacle;
        }
        if pair != NONE {
            return self.of_pair(item, pair, &alone);
        }
        if let Some(obstacle) = self.too_dear(item, &alone) {
            return obstacle;
        }
        if !alone.iter().any(|van| self.plan.routes[*van].has_room(self.ground, item)) {
            return Obstacle::Full { vehicle: self.nearest(item, &alone) };
        }
        self.no_room(item, &alone)
    }

    /// Vehicles that could go if they had nothing else to do, load and number of stops left aside.
    fn vans_alone(&self, item: Item) -> Vec<usize> {
        let ground = self.ground;
        let part = ground.need(item).part;
        let can = |van: &usize| {
            let mut route = Route::empty(ground, *van);
            route.items = if part == NONE { vec![item] } else { vec![part, item] };
            ground.going(*van, item) != NO
                && self.starts(item).iter().any(|start| {
                    let mut moments = vec![0; ground.stops];
                    moments[usize::from(item)] = *start;
                    route.walk_lightly(ground, &moments)
                })
        };
        (0..ground.vans.len()).filter(can).collect()
    }

    /// Moments to try for one of a pair: the ends of its windows; for others none is looked at.
    fn starts(&self, item: Item) -> Vec<i32> {
        let need = self.ground.need(item);
        if need.pair == NONE {
            return vec![0];
        }
        need.windows
            .iter()
            .flat_map(|window| [window.from, window.from.midpoint(window.to), window.to])
            .collect()
    }

    /// An obstacle that lies in the stop itself, whatever the plan.
    fn of_its_own(&self, item: Item, alone: &[usize]) -> Option<Obstacle> {
        let ground = self.ground;
        if !(0..ground.vans.len()).any(|van| ground.going(van, item) != NO) {
            return Some(Obstacle::NobodyMayGo);
        }
        if alone.is_empty() {
            return Some(Obstacle::NoWindow);
        }
        let carries = |van: &usize| ground.need(item).demand <= ground.vans[*van].capacity;
        (!alone.iter().any(carries)).then_some(Obstacle::TooMuch)
    }

    fn of_pair(&mut self, item: Item, pair: Item, alone: &[usize]) -> Obstacle {
        let others = self.vans_alone(pair);
        let two = others.iter().any(|other| alone.iter().any(|van| van != other));
        if !two || self.of_its_own(pair, &others).is_some() || !self.could_meet(item, pair) {
            return Obstacle::PairCannot;
        }
        let found = pair::best(self.ground, self.plan, item, NO, None);
        match found {
            Some(found) => {
                let out = self.ground.need(item).out + self.ground.need(pair).out;
                Obstacle::TooDear { vehicle: found.vans[0], more: found.price - out }
            }
            None => Obstacle::NoRoom { vehicle: self.nearest(item, alone), give_way: Vec::new() },
        }
    }

    fn could_meet(&self, item: Item, pair: Item) -> bool {
        let (one, other) = (self.ground.need(item), self.ground.need(pair));
        one.windows.iter().any(|a| other.windows.iter().any(|b| a.from.max(b.from) <= a.to.min(b.to)))
    }

    /// It would fit, but that would cost more than leaving it out.
    fn too_dear(&mut self, item: Item, alone: &[usize]) -> Option<Obstacle> {
        let tries = alone.iter().map(|van| {
            let route = &self.plan.routes[*van];
            (self.plan.memory.best(self.ground, route, item, &self.plan.moments, NO).price, *van)
        });
        let (price, vehicle) = tries.min()?;
        let more = price.saturating_sub(self.ground.need(item).out);
        (price != NO).then_some(Obstacle::TooDear { vehicle, more })
    }

    fn nearest(&self, item: Item, vans: &[usize]) -> usize {
        let far = |van: &usize| {
            let route = &self.plan.routes[*van];
            let place = self.ground.need(item).place;
            let home = self.ground.vans[*van].start;
            let calls = route.items.iter().map(|other| self.ground.need(*other).place);
            let legs = std::iter::once(home).chain(calls).map(|from| self.ground.leg(from, place).price);
            (legs.min(), *van)
        };
        vans.iter().copied().min_by_key(far).unwrap_or(0)
    }

    /// The fewest stops, and of these the least dear to leave out, without which it would fit.
    fn no_room(&mut self, item: Item, alone: &[usize]) -> Obstacle {
        for count in 1..=2 {
            let mut best: Option<(i64, usize, Vec<Item>)> = None;
            for van in alone {
                for out in choices(&self.removable(*van), count) {
                    let price: i64 = out.iter().map(|other| self.ground.need(*other).out).sum();
                    let worse = best.as_ref().is_some_and(|best| best.0 <= price);
                    if !worse && self.fits_without(*van, item, &out) {
                        best = Some((price, *van, out));
                    }
                }
            }
            if let Some((_, vehicle, out)) = best {
                return Obstacle::NoRoom { vehicle, give_way: out.into_iter().map(usize::from).collect() };
            }
        }
        let vehicle = self.nearest(item, alone);
        let all = self.removable(vehicle);
        let give_way = if self.fits_without(vehicle, item, &all) { all } else { Vec::new() };
        Obstacle::NoRoom { vehicle, give_way: give_way.into_iter().map(usize::from).collect() }
    }

    fn removable(&self, van: usize) -> Vec<Item> {
        let ground = self.ground;
        let free = |item: &Item| !ground.is_part(*item) && !ground.need(*item).pinned;
        self.plan.routes[van].items.iter().copied().filter(free).collect()
    }

    fn fits_without(&mut self, van: usize, item: Item, out: &[Item]) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        let mut route = self.plan.routes[van].clone();
        route.items.retain(|other| !out.contains(other));
        route.drop_parts(self.ground);
        route.walk(self.ground, &self.plan.moments)
            && self.plan.memory.best(self.ground, &route, item, &self.plan.moments, NO).price != NO
    }
}

/// All choices of one or two.
fn choices(items: &[Item], count: usize) -> Vec<Vec<Item>> {
    if count == 1 {
        return items.iter().map(|item| vec![*item]).collect();
    }
    let two = |(index, one): (usize, &Item)| -> Vec<Vec<Item>> {
        items[index + 1..].iter().map(|other| vec![*one, *other]).collect()
    };
    items.iter().enumerate().flat_map(two).collect()
}
