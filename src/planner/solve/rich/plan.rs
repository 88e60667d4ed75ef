//! The plan that the search changes: all ways, who is on which, who is left out.

use super::super::random::Random;
use super::ground::{Ground, Item, NO, NONE};
use super::pair;
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
    /// The price of each.
    pub(super) prices: Vec<i64>,
    pub(super) moments: Vec<i32>,
    pub(super) out: Vec<Item>,
    pub(super) price: i64,
}

/// Where both of a pair go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pairing {
    pub(super) price: i64,
    pub(super) moment: i32,
    pub(super) puttings: [Putting; 2],
    pub(super) vans: [usize; 2],
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

    /// Puts a stop in where it was tried. With more manners than a walk remembers that can fail; then it stays out.
    fn place(&mut self, ground: &Ground, item: Item, putting: Putting, van: usize) -> bool {
        self.touch(van);
        let held = put(ground, &mut self.routes[van], item, putting, &self.moments);
        if held {
            self.on[usize::from(item)] = van as u16;
        }
        held
    }

    /// Puts both of a pair in where they cost least, if that is less than leaving them out.
    fn put_pair(&mut self, ground: &Ground, one: Item, blink: f64, random: &mut Random) {
        let other = ground.need(one).pair;
        let searches = blink > 0.0;
        let Some(best) = self.best_pair(ground, one, searches, random) else { return };
        let out = ground.need(one).out + ground.need(other).out;
        if best.price >= out || (searches && random.chance(blink)) {
            return;
        }
        self.moments[usize::from(one)] = best.moment;
        self.moments[usize::from(other)] = best.moment;
        let [first, second] = best.puttings;
        if self.place(ground, one, first, best.vans[0]) && !self.place(ground, other, second, best.vans[1]) {
            self.give_up(ground, one);
        }
    }

    /// Where both of a pair cost least, on two ways, over some moments (`few`) or all that come into question.
    pub(super) fn best_pair(
        &mut self,
        ground: &Ground,
        one: Item,
        few: bool,
        random: &mut Random,
    ) -> Option<Pairing> {
        let other = ground.need(one).pair;
        let mut best: Option<Pairing> = None;
        for (least, moment) in pair::moments(ground, self, one, few, random) {
            if best.is_some_and(|best| best.price <= least) {
                break;
            }
            self.moments[usize::from(one)] = moment;
            self.moments[usize::from(other)] = moment;
            let most = best.map_or(NO, |best| best.price);
            let firsts = self.two_best(ground, one, most);
            if firsts[0].0.position == NONE {
                continue;
            }
            let seconds = self.two_best(ground, other, most.saturating_sub(firsts[0].0.price));
            for (first, van) in firsts {
                for (second, other_van) in seconds {
                    if first.position == NONE || second.position == NONE || van == other_van {
                        continue;
                    }
                    let price = first.price + second.price;
                    if best.is_none_or(|best| price < best.price) {
                        let (puttings, vans) = ([first, second], [van, other_van]);
                        best = Some(Pairing { price, moment, puttings, vans });
                    }
                }
            }
        }
        best
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

    /// The two best ways for a stop that cost less than `most`.
    fn two_best(&mut self, ground: &Ground, item: Item, most: i64) -> [(Putting, usize); 2] {
        let mut best = [(Putting { price: most, ..Putting::NOWHERE }, 0); 2];
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
        into.prices.clear();
        into.prices.extend(self.routes.iter().map(|route| route.price));
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
