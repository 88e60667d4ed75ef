//! The plan that the search changes: all ways, who is on which, who is left out.

use super::super::random::Random;
use super::ground::{Ground, Item, NONE};
use super::pair;
use super::putting::{Memory, Putting, put};
use super::regret;
use super::route::Route;

/// A plan, with what is needed to take the last step back.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) routes: Vec<Route>,
    /// On whose way each stop is, or [`NONE`].
    pub(super) on: Vec<u16>,
    /// The moments agreed for pairs, by stop.
    pub(super) moments: Vec<i32>,
    /// The stops that nobody goes to.
    pub(super) out: Vec<Item>,
    /// All prices.
    pub(super) price: i64,
    pub(super) memory: Memory,
    /// The ways that are to be walked anew.
    changed: Vec<usize>,
    kept: Kept,
}

/// What a step changed, as it was before.
#[derive(Debug, Default)]
struct Kept {
    routes: Vec<Route>,
    touched: Vec<usize>,
    is_touched: Vec<bool>,
    on: Vec<u16>,
    moments: Vec<i32>,
    out: Vec<Item>,
    price: i64,
}

/// A plan without its walks: small enough to be kept as the best one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    pub(super) ways: Vec<Vec<Item>>,
    /// The price of each.
    pub(super) prices: Vec<i64>,
    pub(super) moments: Vec<i32>,
    pub(super) out: Vec<Item>,
    /// Overtime on all.
    pub(super) overtime: i32,
    pub(super) price: i64,
}

/// A step of the search, or the first plan.
#[derive(Debug)]
pub(super) struct Trial<'a> {
    /// The chance to overlook a way; 0 looks at everything.
    pub(super) blink: f64,
    /// What the plan may cost.
    pub(super) most: i64,
    /// Whether single stops are put back by how little choice they have, after the pairs.
    pub(super) scarcest_first: bool,
    pub(super) random: &'a mut Random,
}

impl Trial<'_> {
    pub(super) fn blinks(&mut self) -> bool {
        self.blink > 0.0 && self.random.chance(self.blink)
    }
}

impl Plan {
    /// A plan in which nobody goes but to what is pinned.
    pub(super) fn base(ground: &Ground) -> Self {
        let routes: Vec<Route> = (0..ground.vans.len()).map(|van| Route::empty(ground, van)).collect();
        let kept = Kept { routes: routes.clone(), is_touched: vec![false; routes.len()], ..Kept::default() };
        let mut plan = Plan {
            routes,
            on: vec![NONE; ground.stops],
            moments: vec![0; ground.stops],
            out: (0..ground.stops).map(Ground::item).collect(),
            price: 0,
            memory: Memory::new(),
            changed: Vec::new(),
            kept,
        };
        for van in 0..ground.vans.len() {
            plan.reset(ground, van);
        }
        plan.add_up(ground);
        plan
    }

    /// Empties a way down to what is pinned.
    pub(super) fn reset(&mut self, ground: &Ground, van: usize) {
        for item in std::mem::take(&mut self.routes[van].items) {
            if !ground.is_part(item) {
                self.on[usize::from(item)] = NONE;
                self.out.push(item);
            }
        }
        self.routes[van].items.clone_from(&ground.base[van]);
        let held = self.routes[van].walk(ground, &self.moments);
        debug_assert!(held, "pinned stops hold: their conditions were softened");
        for item in &ground.base[van] {
            if !ground.is_part(*item) {
                self.on[usize::from(*item)] = van as u16;
                self.out.retain(|other| other != item);
            }
        }
    }

    /// Adds up all prices.
    pub(super) fn add_up(&mut self, ground: &Ground) {
        let ways = self.ways();
        let out: i64 = self.out.iter().map(|item| ground.need(*item).out).sum();
        self.price = ways + out;
    }

    /// Begins a step that can be taken back.
    pub(super) fn begin(&mut self) {
        for van in self.kept.touched.drain(..) {
            self.kept.is_touched[van] = false;
        }
        self.kept.on.clone_from(&self.on);
        self.kept.moments.clone_from(&self.moments);
        self.kept.out.clone_from(&self.out);
        self.kept.price = self.price;
    }

    /// Keeps a way as it is before it changes.
    pub(super) fn touch(&mut self, van: usize) {
        if !self.kept.is_touched[van] {
            self.kept.is_touched[van] = true;
            self.kept.touched.push(van);
            self.kept.routes[van].copy(&self.routes[van]);
        }
    }

    /// Takes the step back.
    pub(super) fn take_back(&mut self) {
        for van in self.kept.touched.drain(..) {
            self.kept.is_touched[van] = false;
            std::mem::swap(&mut self.routes[van], &mut self.kept.routes[van]);
        }
        self.on.clone_from(&self.kept.on);
        self.moments.clone_from(&self.kept.moments);
        self.out.clone_from(&self.kept.out);
        self.price = self.kept.price;
    }

    /// What all ways cost.
    fn ways(&self) -> i64 {
        self.routes.iter().map(|route| route.price).sum()
    }

    /// Takes a stop, and the other one of its pair, from their ways; the ways are walked by `mend`.
    pub(super) fn take_out(&mut self, ground: &Ground, item: Item) {
        let pair = ground.need(item).pair;
        self.take_one(ground, item);
        if pair != NONE {
            self.take_one(ground, pair);
        }
    }

    fn take_one(&mut self, ground: &Ground, item: Item) {
        let van = usize::from(self.on[usize::from(item)]);
        if van == usize::from(NONE) || ground.need(item).pinned {
            return;
        }
        self.touch(van);
        if !self.changed.contains(&van) {
            self.changed.push(van);
        }
        self.routes[van].items.retain(|other| *other != item);
        self.on[usize::from(item)] = NONE;
        self.out.push(item);
    }

    /// Walks the ways that a removal changed. One that cannot be kept so (the drives are longer without the stop
    /// between) is emptied.
    pub(super) fn mend(&mut self, ground: &Ground) {
        while let Some(van) = self.changed.pop() {
            self.routes[van].drop_parts(ground);
            if self.routes[van].walk(ground, &self.moments) {
                self.routes[van].seat_parts(ground, &self.moments);
                continue;
            }
            for item in self.routes[van].items.clone() {
                if !ground.is_part(item) {
                    self.take_out(ground, item);
                }
            }
            self.reset(ground, van);
        }
    }

    /// Puts stops back where they cost least, one after the other. Answers whether the plan costs no more than it
    /// may; if not, it ends as soon as that is plain.
    pub(super) fn put_back(&mut self, ground: &Ground, order: &[Item], trial: &mut Trial) -> bool {
        let ways = self.ways();
        let price = |items: &[Item]| -> i64 { items.iter().map(|item| ground.need(*item).out).sum() };
        let mut left = trial.most.saturating_sub(ways + price(&self.out) - price(order));
        let mut singles = Vec::new();
        for item in order {
            let pair = ground.need(*item).pair;
            if pair == NONE && trial.scarcest_first {
                singles.push(*item);
            } else if pair == NONE {
                left -= self.put_one(ground, *item, left, trial);
            } else if pair > *item {
                left -= self.put_pair(ground, *item, left, trial);
            }
            if left < 0 {
                return false;
            }
        }
        if !singles.is_empty() && !regret::put(ground, self, &singles, left, trial) {
            return false;
        }
        let on = &self.on;
        self.out.retain(|item| on[usize::from(*item)] == NONE);
        self.add_up(ground);
        self.price <= trial.most
    }

    /// Answers what it cost.
    fn put_one(&mut self, ground: &Ground, item: Item, left: i64, trial: &mut Trial) -> i64 {
        let out = ground.need(item).out;
        let most = out.min(left.saturating_add(1));
        let mut best = (Putting { price: most, ..Putting::NOWHERE }, 0);
        let likely = self.likely(ground, item);
        let others = (0..self.routes.len()).filter(|van| !likely.contains(van));
        for van in likely.into_iter().filter(|van| *van < usize::from(NONE)).chain(others) {
            let putting = self.memory.best(ground, &self.routes[van], item, &self.moments, best.0.price);
            if putting.price < best.0.price && !trial.blinks() {
                best = (putting, van);
            }
        }
        let (putting, van) = best;
        if putting.position == NONE {
            return out;
        }
        let before = self.routes[van].price;
        if self.place(ground, item, putting, van) { self.routes[van].price - before } else { out }
    }

    /// The ways on which its nearest stops are: they bound the price soon.
    pub(super) fn likely(&self, ground: &Ground, item: Item) -> [usize; 2] {
        let none = usize::from(NONE);
        let mut likely = [none; 2];
        for near in &ground.near[usize::from(item)] {
            let van = usize::from(self.on[usize::from(*near)]);
            if van == none || van == likely[0] {
                continue;
            }
            if likely[0] == none {
                likely[0] = van;
            } else {
                likely[1] = van;
                break;
            }
        }
        likely
    }

    /// Puts a stop in where it was tried. With more manners than a walk remembers that can fail; then it stays out.
    pub(super) fn place(&mut self, ground: &Ground, item: Item, putting: Putting, van: usize) -> bool {
        self.touch(van);
        let held = put(ground, &mut self.routes[van], item, putting, &self.moments);
        if held {
            self.on[usize::from(item)] = van as u16;
        }
        held
    }

    /// Puts both of a pair in where they cost least, if that is less than leaving them out; answers what it cost.
    fn put_pair(&mut self, ground: &Ground, one: Item, left: i64, trial: &mut Trial) -> i64 {
        let other = ground.need(one).pair;
        let out = ground.need(one).out + ground.need(other).out;
        let most = out.min(left.saturating_add(1));
        let searches = trial.blink > 0.0;
        if trial.blinks() {
            return out;
        }
        let random = searches.then_some(&mut *trial.random);
        let Some(found) = pair::best(ground, self, one, most, random) else { return out };
        for item in [one, other] {
            self.moments[usize::from(item)] = found.moment;
        }
        let ([first, second], [van, other_van]) = (found.puttings, found.vans);
        let before = self.routes[van].price + self.routes[other_van].price;
        if !self.place(ground, one, first, van) {
            return out;
        }
        if !self.place(ground, other, second, other_van) {
            self.give_up(ground, one);
            return out;
        }
        self.routes[van].price + self.routes[other_van].price - before
    }

    /// Puts a stop on the way on which it stands: among its neighbours in time, else where it costs least.
    pub(super) fn keep_one(&mut self, ground: &Ground, item: Item) -> bool {
        let need = ground.need(item);
        let van = usize::from(need.stands);
        let putting = self.memory.standing(ground, &self.routes[van], item, &self.moments);
        if putting.price >= need.out {
            return false;
        }
        self.place(ground, item, putting, van)
    }

    /// Takes a stop out again whose pair finds no place.
    fn give_up(&mut self, ground: &Ground, item: Item) {
        self.take_one(ground, item);
        self.out.pop();
        self.mend(ground);
    }

    /// Puts both of a pair on the ways on which they stand, at the moment they were told.
    pub(super) fn keep_pair(&mut self, ground: &Ground, item: Item) {
        let pair = ground.need(item).pair;
        let (one, other) = (ground.need(item), ground.need(pair));
        if other.stands == NONE || one.told != other.told || one.stands == other.stands {
            return;
        }
        self.moments[usize::from(item)] = one.told;
        self.moments[usize::from(pair)] = one.told;
        if self.keep_one(ground, item) && !self.keep_one(ground, pair) {
            self.give_up(ground, item);
        }
    }

    /// Walks all ways anew: the prices are others.
    pub(super) fn price_anew(&mut self, ground: &Ground) {
        for route in &mut self.routes {
            let before = route.price;
            let held = route.walk_again(ground, &self.moments, before);
            debug_assert!(held, "a way of the plan can be kept");
        }
        self.add_up(ground);
    }

    /// Overtime on all ways.
    pub(super) fn overtime(&self) -> i32 {
        self.routes.iter().map(|route| route.over).sum()
    }

    /// What it costs by the prices of another ground that differs in what leaving out and overtime cost.
    pub(super) fn price_by(&self, ground: &Ground, here: &Ground) -> i64 {
        let out = |item: &Item| ground.need(*item).out - here.need(*item).out;
        let over = |route: &Route| {
            let more = ground.vans[route.van].overtime_price - here.vans[route.van].overtime_price;
            i64::from(route.over) * more
        };
        self.price + self.out.iter().map(out).sum::<i64>() + self.routes.iter().map(over).sum::<i64>()
    }

    /// What the plan cost before the step.
    pub(super) fn price_before(&self) -> i64 {
        self.kept.price
    }

    /// Writes down which ways there are.
    pub(super) fn sketch(&self, into: &mut Sketch, price: i64) {
        into.ways.resize(self.routes.len(), Vec::new());
        for (way, route) in into.ways.iter_mut().zip(&self.routes) {
            way.clone_from(&route.items);
        }
        into.prices.clear();
        into.prices.extend(self.routes.iter().map(|route| route.price));
        into.moments.clone_from(&self.moments);
        into.out.clone_from(&self.out);
        into.overtime = self.overtime();
        into.price = price;
    }

    /// Takes a sketch up again.
    pub(super) fn take_up(&mut self, ground: &Ground, sketch: &Sketch) {
        self.on.fill(NONE);
        self.moments.clone_from(&sketch.moments);
        self.out.clone_from(&sketch.out);
        for (van, way) in sketch.ways.iter().enumerate() {
            self.routes[van].items.clone_from(way);
            let route = &mut self.routes[van];
            let held = route.walk_again(ground, &self.moments, sketch.prices[van]);
            debug_assert!(held, "a way of the best plan can be kept");
            for item in way {
                if !ground.is_part(*item) {
                    self.on[usize::from(*item)] = van as u16;
                }
            }
        }
        self.add_up(ground);
    }
}
