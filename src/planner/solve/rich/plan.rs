//! The plan that the search changes: all ways, who is on which, who is left out.

use super::super::random::Random;
use super::ground::{Ground, Item, NO, NONE};
use super::putting::{Memory, Putting, put};
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
    pub(super) moments: Vec<i32>,
    pub(super) out: Vec<Item>,
    pub(super) price: i64,
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
        let ways: i64 = self.routes.iter().map(|route| route.price).sum();
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

    /// Puts stops back where they cost least, one after the other; `blink` is the chance to overlook a way.
    pub(super) fn put_back(&mut self, ground: &Ground, order: &[Item], blink: f64, random: &mut Random) {
        for item in order {
            if ground.need(*item).pair == NONE {
                self.put_one(ground, *item, blink, random);
            } else if ground.need(*item).pair > *item {
                self.put_pair(ground, *item, blink, random);
            }
        }
        let on = &self.on;
        self.out.retain(|item| on[usize::from(*item)] == NONE);
        self.add_up(ground);
    }

    fn put_one(&mut self, ground: &Ground, item: Item, blink: f64, random: &mut Random) {
        let mut best = (Putting { price: ground.need(item).out, ..Putting::NOWHERE }, 0);
        for (van, route) in self.routes.iter().enumerate() {
            let putting = self.memory.best(ground, route, item, &self.moments, best.0.price);
            if putting.price < best.0.price && !(blink > 0.0 && random.chance(blink)) {
                best = (putting, van);
            }
        }
        if best.0.position != NONE {
            self.place(ground, item, best.0, best.1);
        }
    }

    fn place(&mut self, ground: &Ground, item: Item, putting: Putting, van: usize) {
        self.touch(van);
        let held = put(ground, &mut self.routes[van], item, putting, &self.moments);
        debug_assert!(held, "a way can be kept as it was tried");
        self.on[usize::from(item)] = van as u16;
    }

    /// Puts both of a pair in, on two ways, at the moment that costs least of some that are tried.
    fn put_pair(&mut self, ground: &Ground, one: Item, blink: f64, random: &mut Random) {
        let other = ground.need(one).pair;
        let mut best = (NO, 0, [(Putting::NOWHERE, 0); 2]);
        let moments = super::pair::moments(ground, self, one, blink > 0.0, random);
        for moment in moments {
            self.moments[usize::from(one)] = moment;
            self.moments[usize::from(other)] = moment;
            let firsts = self.two_best(ground, one);
            if firsts[0].0.price == NO {
                continue;
            }
            let seconds = self.two_best(ground, other);
            for first in firsts {
                for second in seconds {
                    let possible = first.0.price != NO && second.0.price != NO && first.1 != second.1;
                    if possible && first.0.price + second.0.price < best.0 {
                        best = (first.0.price + second.0.price, moment, [first, second]);
                    }
                }
            }
        }
        let blinks = blink > 0.0 && random.chance(blink);
        if best.0 < ground.need(one).out + ground.need(other).out && !blinks {
            self.moments[usize::from(one)] = best.1;
            self.moments[usize::from(other)] = best.1;
            self.place(ground, one, best.2[0].0, best.2[0].1);
            self.place(ground, other, best.2[1].0, best.2[1].1);
        }
    }

    /// Puts a stop on the way on which it stands: among its neighbours in time, else where it costs least.
    pub(super) fn keep_one(&mut self, ground: &Ground, item: Item) -> bool {
        let need = ground.need(item);
        let van = usize::from(need.stands);
        let putting = self.memory.standing(ground, &self.routes[van], item, &self.moments);
        if putting.price >= need.out {
            return false;
        }
        self.place(ground, item, putting, van);
        true
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
            let van = usize::from(one.stands);
            self.routes[van].items.retain(|other| *other != item);
            self.routes[van].drop_parts(ground);
            self.routes[van].walk(ground, &self.moments);
            self.on[usize::from(item)] = NONE;
        }
    }

    fn two_best(&mut self, ground: &Ground, item: Item) -> [(Putting, usize); 2] {
        let mut best = [(Putting::NOWHERE, 0); 2];
        for (van, route) in self.routes.iter().enumerate() {
            let putting = self.memory.best(ground, route, item, &self.moments, best[1].0.price);
            if putting.price < best[0].0.price {
                best = [(putting, van), best[0]];
            } else if putting.price < best[1].0.price {
                best[1] = (putting, van);
            }
        }
        best
    }

    /// What the plan cost before the step.
    pub(super) fn price_before(&self) -> i64 {
        self.kept.price
    }

    /// Writes down which ways there are.
    pub(super) fn sketch(&self, into: &mut Sketch) {
        into.ways.resize(self.routes.len(), Vec::new());
        for (way, route) in into.ways.iter_mut().zip(&self.routes) {
            way.clone_from(&route.items);
        }
        into.moments.clone_from(&self.moments);
        into.out.clone_from(&self.out);
        into.price = self.price;
    }

    /// Takes a sketch up again.
    pub(super) fn take_up(&mut self, ground: &Ground, sketch: &Sketch) {
        self.on.fill(NONE);
        self.moments.clone_from(&sketch.moments);
        self.out.clone_from(&sketch.out);
        for (van, way) in sketch.ways.iter().enumerate() {
            self.routes[van].items.clone_from(way);
            self.routes[van].walk(ground, &self.moments);
            for item in way {
                if !ground.is_part(*item) {
                    self.on[usize::from(*item)] = van as u16;
                }
            }
        }
        self.add_up(ground);
    }
}
