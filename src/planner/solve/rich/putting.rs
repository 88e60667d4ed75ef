//! Where a stop goes best on a way, and what that costs.

use std::ops::RangeInclusive;

use super::ground::{Ground, Item, NO, NONE};
use super::route::{Moments, Route, Scratch};

/// A place on a way for a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Putting {
    /// What it costs, or [`NO`].
    pub(super) price: i64,
    pub(super) position: u16,
    /// Where the call for its parts goes (on the way without such a call, before the stop is put in), or [`NONE`] when
    /// none is needed or the one that is there stays.
    pub(super) call: u16,
}

impl Putting {
    pub(super) const NOWHERE: Putting = Putting { price: NO, position: NONE, call: NONE };
}

/// Remembered answers: most ways are as they were a moment ago.
#[derive(Debug)]
pub(super) struct Memory {
    entries: Vec<(u64, Putting)>,
    scratch: Scratch,
    spare: Route,
    other_spare: Route,
}

/// How many answers are remembered; a power of two.
const REMEMBERED: usize = 1 << 15;

impl Memory {
    pub(super) fn new() -> Self {
        Memory {
            entries: vec![(0, Putting::NOWHERE); REMEMBERED],
            scratch: Scratch::default(),
            spare: Route::default(),
            other_spare: Route::default(),
        }
    }

    /// The best place for a stop on a way, or [`Putting::NOWHERE`] when none is cheaper than `bound`.
    pub(super) fn best(
        &mut self,
        ground: &Ground,
        route: &Route,
        item: Item,
        moments: &Moments,
        bound: i64,
    ) -> Putting {
        if ground.going(route.van, item) == NO || !route.has_room(ground, item) {
            return Putting::NOWHERE;
        }
        let need = ground.need(item);
        let moment = if need.pair == NONE { 0 } else { moments[usize::from(item)].cast_unsigned() };
        let key = key_of(route.mark ^ ground.epoch, item, moment);
        let slot = (key >> 49) as usize & (REMEMBERED - 1);
        let (known, known_answer) = self.entries[slot];
        if known == key && (known_answer.position != NONE || known_answer.price >= bound) {
            return if known_answer.price < bound { known_answer } else { Putting::NOWHERE };
        }
        let answer = if need.part == NONE {
            self.best_of(ground, route, (item, 0..=route.items.len()), moments, bound)
        } else {
            self.best_with_call(ground, route, item, moments, bound)
        };
        // Without a place it is known only that none is cheaper than the bound.
        self.entries[slot] =
            if answer.price == NO { (key, Putting { price: bound, ..answer }) } else { (key, answer) };
        answer
    }

    /// The place for a stop on the way where it stands: among its neighbours in time if it can be, else the best.
    pub(super) fn standing(
        &mut self,
        ground: &Ground,
        route: &Route,
        item: Item,
        moments: &Moments,
    ) -> Putting {
        let told = ground.need(item).told;
        let earlier = |other: &&Item| ground.need(**other).told < told || ground.is_part(**other);
        let position = route.items.iter().take_while(earlier).count();
        let alone = ground.need(item).part == NONE && route.has_room(ground, item);
        if alone {
            let putting = self.at(ground, route, (item, position), moments, NO);
            if putting.position != NONE {
                return putting;
            }
        }
        self.best(ground, route, item, moments, NO)
    }

    /// A stop put in at a position, or [`Putting::NOWHERE`] when that costs no less than `bound`.
    pub(super) fn at(
        &mut self,
        ground: &Ground,
        route: &Route,
        put: (Item, usize),
        moments: &Moments,
        bound: i64,
    ) -> Putting {
        let price = route.price_of_putting(ground, moments, put, bound, &mut self.scratch);
        if price < bound { Putting { price, position: put.1 as u16, call: NONE } } else { Putting::NOWHERE }
    }

    /// The best of some positions.
    fn best_of(
        &mut self,
        ground: &Ground,
        route: &Route,
        (item, positions): (Item, RangeInclusive<usize>),
        moments: &Moments,
        bound: i64,
    ) -> Putting {
        let mut best = Putting::NOWHERE;
        for position in positions {
            let putting = self.at(ground, route, (item, position), moments, bound.min(best.price));
            if putting.position != NONE {
                best = putting;
            }
        }
        best
    }

    /// With a call for its parts put in before it, or after the call that is on the way already.
    fn best_with_call(
        &mut self,
        ground: &Ground,
        route: &Route,
        item: Item,
        moments: &Moments,
        bound: i64,
    ) -> Putting {
        let part = ground.need(item).part;
        let called = route.items.iter().position(|other| *other == part);
        let after = called.map_or(route.items.len(), |called| called) + 1..=route.items.len();
        let mut best = self.best_of(ground, route, (item, after), moments, bound);
        // A call that is there already may move ahead, for a stop that comes before it.
        let mut with = std::mem::take(&mut self.spare);
        let mut without = std::mem::take(&mut self.other_spare);
        without.copy(route);
        if called.is_some() {
            without.items.retain(|other| *other != part);
            without.walk(ground, moments);
        }
        let gain = if without.price == NO { NO } else { route.price - without.price };
        for call in 0..=called.unwrap_or(route.items.len()) {
            if gain != NO
                && without.sure(ground, part, call, bound.min(best.price).saturating_add(gain)).is_none()
            {
                continue;
            }
            with.items.clone_from(&without.items);
            with.van = route.van;
            with.items.insert(call, part);
            if !with.walk(ground, moments) {
                continue;
            }
            let calling = with.price - route.price;
            for position in call + 1..=called.unwrap_or(route.items.len()) + 1 {
                let put = (item, position);
                let bound = bound.min(best.price).saturating_sub(calling);
                let price = with.price_of_putting(ground, moments, put, bound, &mut self.scratch);
                if price < bound {
                    best = Putting { price: price + calling, position: position as u16, call: call as u16 };
                }
            }
        }
        self.spare = with;
        self.other_spare = without;
        best
    }
}

/// Puts an item in, with the call for its parts; answers whether it could.
pub(super) fn put(
    ground: &Ground,
    route: &mut Route,
    item: Item,
    putting: Putting,
    moments: &Moments,
) -> bool {
    let before = route.price;
    let part = ground.need(item).part;
    let called = route.items.iter().position(|other| *other == part).filter(|_| putting.call != NONE);
    if let Some(called) = called {
        route.items.remove(called);
    }
    if putting.call != NONE {
        route.items.insert(usize::from(putting.call), part);
    }
    route.items.insert(usize::from(putting.position), item);
    if route.walk_again(ground, moments, before + putting.price) {
        return true;
    }
    route.items.remove(usize::from(putting.position));
    if putting.call != NONE {
        route.items.remove(usize::from(putting.call));
    }
    if let Some(called) = called {
        route.items.insert(called, part);
    }
    route.walk_again(ground, moments, before);
    false
}

#[inline]
fn key_of(mark: u64, item: Item, moment: u32) -> u64 {
    let value = mark ^ (u64::from(item) << 32 | u64::from(moment)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let value = (value ^ (value >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (value ^ (value >> 29)) | 1
}
