//! One vehicle's way with all that is remembered of its walk.

use super::ground::{Ground, Item, Leg, NO, NONE, Need, Van};
use super::label::{End, Label, Labels, Step, earliest, end};
use super::limits::{Caller, Limits};

/// A way, walked.
#[derive(Debug, Clone, Default)]
pub(super) struct Route {
    pub(super) van: usize,
    pub(super) items: Vec<Item>,
    /// The labels before the first call and after each, one after another, and where those of each end.
    labels: Vec<Label>,
    ends: Vec<usize>,
    /// What they were walked for: the calls with the moments agreed for them, whose way it was, and the highest price
    /// looked at.
    walked: Vec<(Item, i32)>,
    walked_as: (usize, i64),
    /// Which label of each is on the cheapest manner of keeping the way.
    chosen: Vec<u32>,
    /// What lies before each call and before the end.
    gaps: Vec<Gap>,
    pub(super) limits: Limits,
    /// Prices that do not hang on time: travel and who goes.
    fixed: i64,
    /// Work and travel.
    busy: i32,
    pub(super) demand: i32,
    /// Stops, calls for parts not counted.
    pub(super) stops: usize,
    /// Overtime.
    pub(super) over: i32,
    /// Prices that hang on time.
    pub(super) timed: i64,
    /// All prices of this way.
    pub(super) price: i64,
    /// What it holds, as a number: equal ways have equal numbers, and it is next to impossible that others do.
    pub(super) mark: u64,
}

/// Between two calls.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gap {
    from: u32,
    to: u32,
    /// The drive that is there now; none on a way without calls.
    direct: Leg,
    /// When the call before is done at the earliest.
    pub(super) earliest: i32,
    /// The latest arrival at what follows with which the rest can still be kept, breaks not counted.
    pub(super) latest: i32,
    /// The same while the vehicle's main break is still to be taken.
    latest_open: i32,
}

/// What putting a stop in costs for sure, and how long the drives there and on are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sure {
    pub(super) price: i64,
    pub(super) there: i32,
    pub(super) on: i32,
}

/// The moments agreed for pairs, by stop.
pub(super) type Moments = [i32];

/// The moment agreed for an item and its pair; 0 for a call for parts, which has none.
#[inline]
pub(super) fn agreed(moments: &Moments, item: Item) -> i32 {
    moments.get(usize::from(item)).copied().unwrap_or(0)
}

/// Scratch for one walk, so that none allocates.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    one: Labels,
    other: Labels,
}

impl Route {
    /// A way without calls.
    pub(super) fn empty(ground: &Ground, van: usize) -> Self {
        let mut route = Route { van, ..Route::default() };
        route.walk(ground, &[]);
        route
    }

    /// Takes over what another holds, without new memory.
    pub(super) fn copy(&mut self, other: &Route) {
        self.items.clone_from(&other.items);
        self.labels.clone_from(&other.labels);
        self.ends.clone_from(&other.ends);
        self.walked.clone_from(&other.walked);
        self.walked_as = other.walked_as;
        self.chosen.clone_from(&other.chosen);
        self.gaps.clone_from(&other.gaps);
        self.limits.copy(&other.limits);
        let Route { van, fixed, busy, demand, stops, over, timed, price, mark, .. } = *other;
        (self.van, self.fixed, self.busy, self.demand, self.stops) = (van, fixed, busy, demand, stops);
        (self.over, self.timed, self.price, self.mark) = (over, timed, price, mark);
    }

    /// The item at a position, if there is one.
    #[inline]
    pub(super) fn at(&self, position: usize) -> Option<Item> {
        self.items.get(position).copied()
    }

    /// The item before a position, if there is one.
    #[inline]
    pub(super) fn ahead(&self, position: usize) -> Option<Item> {
        if position == 0 { None } else { self.at(position - 1) }
    }

    /// The manners of having come to a position.
    #[inline]
    pub(super) fn labels(&self, position: usize) -> &[Label] {
        let from = if position == 0 { 0 } else { self.ends[position - 1] };
        &self.labels[from..self.ends[position]]
    }

    /// Walks it anew; answers whether it can be kept at all. One that cannot has the price [`NO`].
    pub(super) fn walk(&mut self, ground: &Ground, moments: &Moments) -> bool {
        // Dear manners (a promise broken) are remembered only where the way cannot be kept without.
        self.walk_at_most(ground, moments, ground.dear) || self.walk_at_most(ground, moments, NO)
    }

    /// Walks it anew when it is known what it costs. There can be more manners than a walk remembers; then it looks
    /// only at those that cost no more.
    pub(super) fn walk_again(&mut self, ground: &Ground, moments: &Moments, price: i64) -> bool {
        if self.walk(ground, moments) {
            return true;
        }
        self.walk_at_most(ground, moments, price - self.fixed - ground.balance(self.busy))
    }

    /// Walks it; manners are not looked at whose windows and changes cost more than that.
    fn walk_at_most(&mut self, ground: &Ground, moments: &Moments, most: i64) -> bool {
        self.add_up(ground, moments);
        let mut position = self.keep_walked(ground, moments, most);
        let mut into = Labels::default();
        while let Some(item) = self.at(position) {
            let prev = self.ahead(position);
            let moment = agreed(moments, item);
            let step = Step::new(ground, self.van, prev, item, moment).at_most(most);
            step.go(self.labels(position), &mut into);
            self.labels.extend_from_slice(into.all());
            self.ends.push(self.labels.len());
            self.walked.push((item, moment));
            position += 1;
        }
        self.find_gaps(ground, moments);
        self.find_limits(ground, moments);
        self.price = NO;
        if self.items.is_empty() {
            (self.over, self.timed, self.price) = (0, 0, 0);
            return true;
        }
        if !self.fits(ground) {
            return false;
        }
        let Some(end) = self.end(ground) else { return false };
        self.over = (end.back - ground.vans[self.van].shift.to).max(0);
        self.timed = end.cost;
        self.choose(end.parent);
        self.price = self.fixed + self.timed + ground.balance(self.busy);
        true
    }

    /// Keeps the labels up to the first call that is new; answers how many calls are kept.
    fn keep_walked(&mut self, ground: &Ground, moments: &Moments, most: i64) -> usize {
        if self.ends.is_empty() || self.walked_as != (self.van, most) {
            let van = &ground.vans[self.van];
            self.labels.clear();
            self.labels.push(Label::at_start(van, van.shift.from, 0));
            self.ends.clear();
            self.ends.push(1);
            self.walked.clear();
            self.walked_as = (self.van, most);
        }
        let same = |(known, item): &(&(Item, i32), &Item)| **known == (**item, agreed(moments, **item));
        let kept = self.walked.iter().zip(&self.items).take_while(same).count();
        self.walked.truncate(kept);
        self.ends.truncate(kept + 1);
        self.labels.truncate(self.ends[kept]);
        kept
    }

    fn choose(&mut self, last: u32) {
        self.chosen.clear();
        self.chosen.resize(self.ends.len(), 0);
        let mut parent = last;
        for position in (0..self.ends.len()).rev() {
            self.chosen[position] = parent;
            parent = self.labels(position).get(parent as usize).map_or(0, |label| label.parent);
        }
    }

    /// How it ends, if it can be kept.
    pub(super) fn end(&self, ground: &Ground) -> Option<End> {
        let last = self.items.last().copied();
        let home = ground.leg(ground.place_after(self.van, last), ground.vans[self.van].end);
        end(&ground.vans[self.van], self.labels(self.items.len()), home.time)
    }

    /// Whether it can be kept as far as times go; load and number of stops are not looked at.
    pub(super) fn walk_lightly(&mut self, ground: &Ground, moments: &Moments) -> bool {
        self.walk(ground, moments) || self.end(ground).is_some()
    }

    fn fits(&self, ground: &Ground) -> bool {
        let van = &ground.vans[self.van];
        self.demand <= van.capacity && self.stops <= van.most
    }

    fn add_up(&mut self, ground: &Ground, moments: &Moments) {
        (self.fixed, self.busy, self.demand, self.stops) = (0, 0, 0, 0);
        self.mark = (self.van as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        if self.items.is_empty() {
            return;
        }
        let mut place = ground.vans[self.van].start;
        for item in &self.items {
            let need = ground.need(*item);
            let leg = ground.leg(place, need.place);
            self.fixed += i64::from(leg.price) + ground.going(self.van, *item);
            self.busy += leg.time + need.work;
            self.demand += need.demand;
            self.stops += usize::from(!ground.is_part(*item));
            place = need.place;
            let agreed = if need.pair == NONE { 0 } else { moments[usize::from(*item)] };
            self.mark = mix(self.mark ^ (u64::from(*item) << 32 | u64::from(agreed.cast_unsigned())));
        }
        let home = ground.leg(place, ground.vans[self.van].end);
        self.fixed += i64::from(home.price);
        self.busy += home.time;
    }

    fn find_gaps(&mut self, ground: &Ground, moments: &Moments) {
        let van = &ground.vans[self.van];
        let count = self.items.len();
        self.gaps.clear();
        self.gaps.resize(count + 1, Gap::default());
        let mut to = van.end;
        let mut latest = van.latest;
        let mut latest_open = van.main().map_or(van.latest, |main| van.latest.min(main.start.to));
        for position in (0..=count).rev() {
            let from = ground.place_after(self.van, self.ahead(position));
            let direct = if count == 0 { Leg::default() } else { ground.leg(from, to) };
            let earliest =
                if position < self.ends.len() { earliest(self.labels(position)) } else { i32::MAX };
            self.gaps[position] = Gap { from, to, direct, earliest, latest, latest_open };
            let Some(item) = self.ahead(position) else { break };
            let need = ground.need(item);
            let last = need.last_start(agreed(moments, item));
            // What comes next is forgiven for coming too late.
            let rushed = self.at(position).is_some_and(|next| ground.need(next).rushed);
            let (done, open) = if rushed {
                (i32::MAX, i32::MAX)
            } else {
                let taken = latest - direct.time;
                (taken, van.latest_before_main(taken).max(latest_open - direct.time))
            };
            latest = last.min(done.saturating_sub(need.work));
            let first = van.latest_before_main(latest);
            latest_open = first.max(last.min(open.saturating_sub(need.work)));
            to = need.place;
        }
    }

    /// Limits are known only of a way that needs nothing dear.
    fn find_limits(&mut self, ground: &Ground, moments: &Moments) {
        if self.walked_as.1 != ground.dear {
            self.limits.clear();
            return;
        }
        let calls = self.items.iter().map(|item| (*item, agreed(moments, *item)));
        let drives = self.gaps[1..].iter().map(|gap| gap.direct.time);
        self.limits.find(ground, self.van, calls, drives);
    }

    /// Whether an item could be put in at a position as far as time goes, breaks other than the main one left
    /// aside; `busy` is the time that it takes with the drives there and on, and `there` the first of them.
    fn is_in_time(&self, van: &Van, position: usize, last: i32, there: i32, busy: i32) -> bool {
        let gap = &self.gaps[position];
        let main = van.main();
        self.labels(position).iter().any(|label| {
            if label.time + there > last {
                return false;
            }
            let on = label.time + busy;
            let Some(pause) = main.filter(|_| !van.has_main(label.taken)) else {
                return on <= gap.latest;
            };
            let rested = (on + pause.length).max(pause.start.from + pause.length);
            on <= gap.latest_open || (label.time <= pause.start.to && rested <= gap.latest)
        })
    }

    /// Whether an item could begin at a position at all if there were no drives; a quick look before the legs.
    #[inline]
    fn is_open(&self, need: &Need, position: usize, moment: i32) -> bool {
        let gap = &self.gaps[position];
        gap.earliest <= need.last_start(moment) && need.first_start(moment) + need.work <= gap.latest
    }

    /// What lies before a position.
    #[inline]
    pub(super) fn gap(&self, position: usize) -> &Gap {
        &self.gaps[position]
    }

    /// What putting an item in at a position costs for sure, if that is less than `bound`.
    #[inline]
    pub(super) fn sure(&self, ground: &Ground, item: Item, position: usize, bound: i64) -> Option<Sure> {
        let need = ground.need(item);
        let gap = &self.gaps[position];
        let (there, on) = (ground.leg_back(need.place, gap.from), ground.leg(need.place, gap.to));
        let travel = i64::from(there.price) + i64::from(on.price) - i64::from(gap.direct.price)
            + ground.going(self.van, item);
        let more = there.time + on.time - gap.direct.time + need.work;
        if travel >= bound && more >= 0 {
            return None;
        }
        let price = travel + ground.balance(self.busy + more) - ground.balance(self.busy);
        (price < bound).then_some(Sure { price, there: there.time, on: on.time })
    }

    /// What it would cost to put an item in at a position, or [`NO`]; it need not be exact from `bound` on.
    pub(super) fn price_of_putting(
        &self,
        ground: &Ground,
        moments: &Moments,
        (item, position): (Item, usize),
        bound: i64,
        scratch: &mut Scratch,
    ) -> i64 {
        let need = ground.need(item);
        if ground.going(self.van, item) == NO {
            return NO;
        }
        let moment = agreed(moments, item);
        if !need.rushed && !self.is_open(need, position, moment) {
            return NO;
        }
        let Some(Sure { price: sure, there, on }) = self.sure(ground, item, position, bound) else {
            return NO;
        };
        let (last, takes) = (need.last_start(moment), there + need.work + on);
        if !need.rushed && !self.is_in_time(&ground.vans[self.van], position, last, there, takes) {
            return NO;
        }
        let most = bound.saturating_sub(sure).saturating_add(self.timed);
        if self.limits.are_known()
            && let Some(window) = need.plainly(self.van, moment)
        {
            let call = Caller { window, work: need.work, there, on };
            if self.limits.have_time(&ground.vans[self.van], position, &call, self.labels(position)) {
                return sure + window.price;
            }
            if most <= ground.dear {
                return NO;
            }
        }
        let prev = self.ahead(position);
        let Scratch { one, other } = scratch;
        Step::new(ground, self.van, prev, item, moment).at_most(most).go(self.labels(position), one);
        let timed = self.walk_on(ground, moments, (item, position, most), one, other);
        if timed == NO { NO } else { sure + timed - self.timed }
    }

    /// The timed prices of the way when it goes on from these labels, that of an item put in at a position.
    fn walk_on(
        &self,
        ground: &Ground,
        moments: &Moments,
        (item, position, most): (Item, usize, i64),
        one: &mut Labels,
        other: &mut Labels,
    ) -> i64 {
        let van = &ground.vans[self.van];
        let (mut now, mut then) = (one, other);
        let mut prev = item;
        for at in position..self.items.len() {
            if now.is_empty() {
                return NO;
            }
            let next = self.items[at];
            let moment = agreed(moments, next);
            Step::new(ground, self.van, Some(prev), next, moment).at_most(most).go(now.all(), then);
            std::mem::swap(&mut now, &mut then);
            prev = next;
            // A wait took up the difference: from here on all is as it was.
            let old = &self.labels(at + 1)[self.chosen[at + 1] as usize];
            if let Some(new) = now.only()
                && !van.limited
                && new.time == old.time
                && new.taken == old.taken
            {
                return self.timed + new.cost - old.cost;
            }
        }
        let home = ground.leg(ground.need(prev).place, van.end).time;
        end(van, now.all(), home).map_or(NO, |end| end.cost)
    }

    /// Whether one stop more can be carried.
    #[inline]
    pub(super) fn has_room(&self, ground: &Ground, item: Item) -> bool {
        let van = &ground.vans[self.van];
        self.stops < van.most && self.demand + ground.need(item).demand <= van.capacity
    }

    /// Puts each call for parts where it costs least before the first stop that needs it.
    pub(super) fn seat_parts(&mut self, ground: &Ground, moments: &Moments) {
        let parts: Vec<Item> = self.items.iter().copied().filter(|item| ground.is_part(*item)).collect();
        for part in parts {
            let mut best = (self.price, self.items.clone());
            self.items.retain(|item| *item != part);
            let needs = |item: &Item| ground.need(*item).part == part;
            let first = self.items.iter().position(needs).unwrap_or(0);
            for position in 0..=first {
                self.items.insert(position, part);
                if self.walk(ground, moments) && self.price < best.0 {
                    best = (self.price, self.items.clone());
                }
                self.items.remove(position);
            }
            self.items = best.1;
            self.walk_again(ground, moments, best.0);
        }
    }

    /// Drops calls for parts that nobody on the way needs any more.
    pub(super) fn drop_parts(&mut self, ground: &Ground) {
        let mut at = 0;
        while at < self.items.len() {
            let item = self.items[at];
            let needed = |other: &Item| ground.need(*other).part == item;
            if ground.is_part(item) && !self.items[at..].iter().any(needed) {
                self.items.remove(at);
            } else {
                at += 1;
            }
        }
    }
}

#[inline]
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value ^ (value >> 32)
}
