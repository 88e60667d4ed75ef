//! The problem laid out flat for the search: what there is to call for, who goes, and every leg between places.
//!
//! Here the conditions are softened that pinned stops break by themselves: they stand as they are, and a search
//! that refused them could only refuse the whole day.

use super::super::problem::{Break, Problem, Range, Stop, Vehicle, Window};
use super::pinned;

/// A stop by its index, or after all stops a call for parts.
pub(super) type Item = u16;

/// No item; no vehicle.
pub(super) const NONE: u16 = u16::MAX;

/// The price of what cannot be.
pub(super) const NO: i64 = i64::MAX;

/// More breaks than this a day are not looked at.
const MOST_BREAKS: usize = 64;

/// Times beyond these bounds are as good as none.
const HORIZON: i32 = 1 << 28;

/// From one place to another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Leg {
    pub(super) time: i32,
    pub(super) price: i32,
}

/// Something to call for.
#[derive(Debug, Clone)]
pub(super) struct Need {
    pub(super) place: u32,
    pub(super) work: i32,
    pub(super) demand: i32,
    pub(super) windows: Vec<Window>,
    /// The lowest price of its windows.
    pub(super) least: i64,
    /// Its only window that is not dear, if there is but one.
    pub(super) usual: Option<Window>,
    /// Whether its start is not its own to choose: pinned, or agreed with another.
    pub(super) held: bool,
    /// The first and the last moment of all windows.
    pub(super) first: i32,
    pub(super) last: i32,
    /// Whose way it stands on, or [`NONE`], and when it begins there.
    pub(super) stands: u16,
    pub(super) told: i32,
    /// Price of another vehicle or start; nothing for what stands nowhere.
    pub(super) change: i64,
    /// Price of the cheapest window around the told start, or [`NO`].
    pub(super) hold: i64,
    pub(super) pinned: bool,
    /// The pinned item just before it on its way whose work leaves too little time to get here, or [`NONE`];
    /// `rushed` says whether it is so (with [`NONE`], the beginning of the way).
    pub(super) rushed_after: Item,
    pub(super) rushed: bool,
    /// The other one of a pair that begins at the same moment, or [`NONE`].
    pub(super) pair: Item,
    /// The call for parts that must come before it, or [`NONE`].
    pub(super) part: Item,
    /// Price of leaving it out.
    pub(super) out: i64,
    /// How far it lies from the nearest beginning of a way, how much room its windows leave, and how many may go.
    pub(super) home: i32,
    pub(super) width: i64,
    pub(super) may_go: usize,
}

/// The breaks of the problem that one is made of, with the moments at which fixed ones begin.
pub(super) type Joined = Vec<(usize, Option<i32>)>;

/// Who goes.
#[derive(Debug, Clone)]
pub(super) struct Van {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) shift: Range,
    /// Times without work, in order of their earliest starts.
    pub(super) breaks: Vec<Break>,
    /// Which of the problem's breaks each one is; of several that overlap, with the start of each.
    pub(super) which: Vec<Joined>,
    /// The longest break.
    main: usize,
    pub(super) capacity: i32,
    pub(super) most: usize,
    pub(super) longest: i32,
    /// The last moment of return.
    pub(super) latest: i32,
    pub(super) overtime_price: i64,
    /// Whether `longest` can bind at all.
    pub(super) limited: bool,
}

/// The whole problem, flat.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    pub(super) stops: usize,
    /// Stops, then calls for parts.
    pub(super) needs: Vec<Need>,
    pub(super) vans: Vec<Van>,
    pub(super) balance: i64,
    going: Vec<i64>,
    places: usize,
    legs: Vec<Leg>,
    /// The same by the place where they end.
    legs_back: Vec<Leg>,
    /// For each vehicle what it goes to whatever happens: its pinned stops, and the calls for their parts.
    pub(super) base: Vec<Vec<Item>>,
    /// For each stop the other ones, nearest first.
    pub(super) near: Vec<Vec<Item>>,
    /// The price of a usual leg: the scale of the search's patience.
    pub(super) usual_leg: f64,
    /// Above this, windows and changes on one way are dear.
    pub(super) dear: i64,
    /// A number for the prices of time: with others, what was remembered of ways is worth nothing.
    pub(super) epoch: u64,
}

impl Need {
    /// The last moment at which its work can begin, when that moment was agreed for it and its pair.
    #[inline]
    pub(super) fn last_start(&self, agreed: i32) -> i32 {
        if self.pair == NONE { self.last } else { agreed }
    }

    /// The first moment at which its work can begin, likewise.
    #[inline]
    pub(super) fn first_start(&self, agreed: i32) -> i32 {
        if self.pair == NONE { self.first } else { agreed }
    }

    /// What it costs that its work begins with a vehicle at a moment, and not where it stands.
    #[inline]
    pub(super) fn change_at(&self, van: usize, start: i32) -> i64 {
        if usize::from(self.stands) == van && self.told == start { 0 } else { self.change }
    }

    /// When its work may begin with a vehicle, and at what price, if that is one stretch at one price (dear ones left
    /// aside); `agreed` is the moment agreed with its pair.
    #[inline]
    pub(super) fn plainly(&self, van: usize, agreed: i32) -> Option<Window> {
        let usual = self.usual?;
        if self.pair == NONE {
            if usize::from(self.stands) == van && self.change > 0 {
                return None;
            }
            return Some(Window { price: usual.price + self.change, ..usual });
        }
        if agreed < usual.from || agreed > usual.to {
            return None;
        }
        Some(Window { from: agreed, to: agreed, price: usual.price + self.change_at(van, agreed) })
    }
}

impl Ground {
    pub(super) fn of(problem: &Problem) -> Self {
        let places = problem.time.size() + 1;
        let mut ground = Ground {
            stops: problem.stops.len(),
            needs: needs_of(problem),
            vans: problem.vehicles.iter().map(|vehicle| van_of(vehicle, places - 1)).collect(),
            balance: problem.balance_price,
            going: going_of(problem),
            places,
            legs: legs_of(problem, places),
            legs_back: Vec::new(),
            base: Vec::new(),
            near: Vec::new(),
            usual_leg: 0.0,
            dear: NO,
            epoch: 0,
        };
        let back = |cell: usize| ground.legs[cell % places * places + cell / places];
        ground.legs_back = (0..places * places).map(back).collect();
        ground.near = near(&ground);
        ground.usual_leg = usual_leg(&ground);
        ground.dear = (100.0 * ground.usual_leg) as i64;
        pair_with_pinned(&mut ground);
        ground.note_starts();
        ground.note_keys();
        pinned::soften(&mut ground, problem);
        ground
    }

    #[inline]
    pub(super) fn need(&self, item: Item) -> &Need {
        &self.needs[usize::from(item)]
    }

    #[inline]
    pub(super) fn leg(&self, from: u32, to: u32) -> Leg {
        self.legs[from as usize * self.places + to as usize]
    }

    /// The leg to the first of two places from the second: all legs to one place lie side by side.
    #[inline]
    pub(super) fn leg_back(&self, to: u32, from: u32) -> Leg {
        self.legs_back[to as usize * self.places + from as usize]
    }

    /// Price of a vehicle's going to a stop, or [`NO`].
    #[inline]
    pub(super) fn going(&self, van: usize, item: Item) -> i64 {
        if usize::from(item) < self.stops { self.going[van * self.stops + usize::from(item)] } else { 0 }
    }

    /// Where an item lies on the way of a vehicle, or where the way begins.
    #[inline]
    pub(super) fn place_after(&self, van: usize, item: Option<Item>) -> u32 {
        item.map_or(self.vans[van].start, |item| self.need(item).place)
    }

    /// Where an item lies on the way of a vehicle, or where the way ends.
    #[inline]
    pub(super) fn place_before(&self, van: usize, item: Option<Item>) -> u32 {
        item.map_or(self.vans[van].end, |item| self.need(item).place)
    }

    /// Notes what a walk asks of each item most often.
    pub(super) fn note_starts(&mut self) {
        for need in &mut self.needs {
            need.least = need.windows.iter().map(|window| window.price).min().unwrap_or(0);
            let begun = need.windows.iter().map(|window| window.from).min();
            need.first = if need.pinned { need.told } else { begun.unwrap_or(need.told) };
            need.held = need.pinned || need.pair != NONE;
            let mut usual = need.windows.iter().filter(|window| window.price <= self.dear);
            need.usual = usual.next().copied().filter(|_| usual.next().is_none() && !need.pinned);
        }
    }

    /// Notes by what stops are put in order.
    fn note_keys(&mut self) {
        for index in 0..self.stops {
            let item = Ground::item(index);
            let need = self.need(item);
            let home = self.vans.iter().map(|van| self.leg(van.start, need.place).price).min().unwrap_or(0);
            let width = need.windows.iter().map(|window| i64::from(window.to) - i64::from(window.from)).sum();
            let may_go = (0..self.vans.len()).filter(|van| self.going(*van, item) != NO).count();
            let need = &mut self.needs[index];
            (need.home, need.width, need.may_go) = (home, width, may_go);
        }
    }

    /// Notes that prices of time are others now.
    pub(super) fn note_prices(&mut self) {
        self.epoch = self.epoch.wrapping_add(0x9E37_79B9_7F4A_7C15);
    }

    /// Whether there is anything that could be changed.
    pub(super) fn has_work(&self) -> bool {
        !self.vans.is_empty() && self.needs[..self.stops].iter().any(|need| !need.pinned)
    }

    pub(super) fn is_part(&self, item: Item) -> bool {
        usize::from(item) >= self.stops
    }

    /// Price of so much work and travel in one day.
    #[inline]
    pub(super) fn balance(&self, busy: i32) -> i64 {
        if self.balance == 0 { 0 } else { self.balance * (i64::from(busy) * i64::from(busy) / 1000) }
    }

    /// The item with this index.
    pub(super) fn item(index: usize) -> Item {
        Item::try_from(index).unwrap_or(NONE)
    }
}

fn clamp(moment: i32) -> i32 {
    moment.clamp(-HORIZON, HORIZON)
}

fn van_of(vehicle: &Vehicle, nowhere: usize) -> Van {
    let place = |place: Option<usize>| u32::try_from(place.unwrap_or(nowhere)).unwrap_or(u32::MAX);
    // A break that must begin before the shift only holds up the leaving.
    let early = |pause: &&Break| pause.start.to < vehicle.shift.from;
    let ends = vehicle.breaks.iter().filter(early).map(|pause| pause.start.from + pause.length);
    let from = ends.max().unwrap_or(vehicle.shift.from).max(vehicle.shift.from);
    let shift = Range { from: clamp(from), to: clamp(vehicle.shift.to) };
    let breaks: Vec<(usize, Break)> = vehicle.breaks.iter().copied().enumerate().collect();
    let latest = clamp(shift.to.saturating_add(vehicle.overtime));
    let mut van = Van {
        start: place(vehicle.start),
        end: place(vehicle.end),
        shift,
        breaks: Vec::new(),
        which: Vec::new(),
        main: 0,
        capacity: vehicle.capacity,
        most: vehicle.most_stops,
        longest: vehicle.longest,
        latest,
        overtime_price: vehicle.overtime_price,
        limited: vehicle.longest < latest - shift.from,
    };
    let in_shift = |(_, pause): &&(usize, Break)| pause.start.to >= vehicle.shift.from;
    van.set_breaks(&breaks.iter().filter(in_shift).copied().collect::<Vec<_>>());
    van
}

impl Van {
    /// The longest break: the one that a quick look at a way's times minds.
    #[inline]
    pub(super) fn main(&self) -> Option<&Break> {
        self.breaks.get(self.main)
    }

    /// Whether the main break is among these.
    #[inline]
    pub(super) fn has_main(&self, taken: u64) -> bool {
        taken >> self.main & 1 == 1
    }

    /// The latest moment at which the main break can begin when something after it must begin by another.
    #[inline]
    pub(super) fn latest_before_main(&self, after: i32) -> i32 {
        match self.main() {
            Some(pause) if pause.start.from + pause.length <= after => {
                pause.start.to.min(after - pause.length)
            }
            Some(_) => -HORIZON,
            None => after,
        }
    }

    /// Which breaks are to be taken, each with its index.
    pub(super) fn set_breaks(&mut self, breaks: &[(usize, Break)]) {
        (self.breaks, self.which) = join(breaks);
        self.main = (0..self.breaks.len()).max_by_key(|which| self.breaks[*which].length).unwrap_or(0);
    }
}

/// Breaks in order of their earliest starts. Fixed ones that overlap are one: somebody who is double-booked is away
/// from the first to the last.
fn join(taken: &[(usize, Break)]) -> (Vec<Break>, Vec<Joined>) {
    let mut sorted = taken.to_vec();
    sorted.sort_by_key(|(index, pause)| (pause.start.from, *index));
    let is_fixed = |pause: &Break| pause.start.from == pause.start.to;
    let mut breaks: Vec<Break> = Vec::new();
    let mut which: Vec<Joined> = Vec::new();
    for (index, pause) in sorted {
        let start = pause.start.from;
        let around = |earlier: &Break| is_fixed(earlier) && start < earlier.start.from + earlier.length;
        let found = if is_fixed(&pause) { breaks.iter().position(around) } else { None };
        if let Some(at) = found {
            breaks[at].length = breaks[at].length.max(start + pause.length - breaks[at].start.from);
            which[at].push((index, Some(start)));
        } else {
            breaks.push(pause);
            which.push(vec![(index, is_fixed(&pause).then_some(start))]);
        }
    }
    breaks.truncate(MOST_BREAKS);
    (breaks, which)
}

/// The places where parts are called for, each once, with the longest time asked for there.
fn parts_of(problem: &Problem) -> Vec<(usize, i32)> {
    let mut parts: Vec<(usize, i32)> = Vec::new();
    for part in problem.stops.iter().filter_map(|stop| stop.pick_up) {
        match parts.iter_mut().find(|known| known.0 == part.place) {
            Some(known) => known.1 = known.1.max(part.work),
            None => parts.push((part.place, part.work)),
        }
    }
    parts
}

fn needs_of(problem: &Problem) -> Vec<Need> {
    let parts = parts_of(problem);
    let part_item = |place: usize| {
        let index = parts.iter().position(|part| part.0 == place);
        index.map_or(NONE, |index| Ground::item(problem.stops.len() + index))
    };
    let stops = problem.stops.iter().map(|stop| {
        let standing = stop.standing;
        let told = standing.map_or(0, |standing| clamp(standing.start));
        let around = stop.windows.iter().filter(|window| window.from <= told && told <= window.to);
        let pinned = standing.is_some_and(|standing| standing.pinned);
        let hold = if pinned { Some(0) } else { around.map(|window| window.price).min() };
        let windows = stop.windows.iter().map(|w| Window { from: clamp(w.from), to: clamp(w.to), ..*w });
        Need {
            place: u32::try_from(stop.place).unwrap_or(u32::MAX),
            work: clamp(stop.work),
            demand: stop.demand,
            windows: windows.collect(),
            least: 0,
            usual: None,
            held: false,
            first: 0,
            last: if pinned { told } else { stop.windows.iter().map(|w| clamp(w.to)).max().unwrap_or(0) },
            stands: standing.map_or(NONE, |standing| Ground::item(standing.vehicle)),
            told,
            change: standing.map_or(0, |standing| standing.change_price),
            hold: hold.unwrap_or(NO),
            pinned,
            rushed_after: NONE,
            rushed: false,
            pair: stop.pair.map_or(NONE, Ground::item),
            part: stop.pick_up.map_or(NONE, |part| part_item(part.place)),
            out: stop.left_out_price,
            home: 0,
            width: 0,
            may_go: 0,
        }
    });
    let calls = parts.iter().map(|&(place, work)| Need {
        place: u32::try_from(place).unwrap_or(u32::MAX),
        work: clamp(work),
        demand: 0,
        windows: vec![Window { from: -HORIZON, to: HORIZON, price: 0 }],
        least: 0,
        usual: None,
        held: false,
        first: 0,
        last: HORIZON,
        stands: NONE,
        told: 0,
        change: 0,
        hold: NO,
        pinned: false,
        rushed_after: NONE,
        rushed: false,
        pair: NONE,
        part: NONE,
        out: 0,
        home: 0,
        width: 0,
        may_go: 0,
    });
    stops.chain(calls).collect()
}

/// A pinned stop may go with its vehicle whatever the prices say, and with no other.
fn going_of(problem: &Problem) -> Vec<i64> {
    let price = |vehicle: usize, stop: &Stop| match stop.standing {
        Some(standing) if standing.pinned => {
            if standing.vehicle == vehicle {
                stop.prices[vehicle].unwrap_or(0)
            } else {
                NO
            }
        }
        Some(_) | None => stop.prices[vehicle].unwrap_or(NO),
    };
    let vehicles = 0..problem.vehicles.len();
    vehicles.flat_map(|vehicle| problem.stops.iter().map(move |stop| price(vehicle, stop))).collect()
}

/// All legs; the last place is nowhere, from and to which there is no way to go.
fn legs_of(problem: &Problem, places: usize) -> Vec<Leg> {
    let leg = |from: usize, to: usize| {
        if from + 1 == places || to + 1 == places {
            return Leg::default();
        }
        Leg { time: clamp(problem.time.get(from, to)), price: problem.price.get(from, to) }
    };
    (0..places * places).map(|cell| leg(cell / places, cell % places)).collect()
}

/// Who must begin with a pinned stop has that moment for its only window, and goes alone from then on.
fn pair_with_pinned(ground: &mut Ground) {
    for index in 0..ground.stops {
        let pair = ground.needs[index].pair;
        if pair == NONE || !ground.need(pair).pinned {
            continue;
        }
        let (told, van) = (ground.need(pair).told, usize::from(ground.need(pair).stands));
        let need = &mut ground.needs[index];
        need.pair = NONE;
        if !need.pinned {
            let price = cheapest(&need.windows, told).unwrap_or(0);
            need.windows = vec![Window { from: told, to: told, price }];
            need.last = told;
            need.hold = if need.told == told { price } else { NO };
            ground.going[van * ground.stops + index] = NO;
        }
    }
    for index in 0..ground.stops {
        if ground.needs[index].pinned {
            ground.needs[index].pair = NONE;
        }
    }
}

/// Price of the cheapest window around a moment.
pub(super) fn cheapest(windows: &[Window], moment: i32) -> Option<i64> {
    windows.iter().filter(|w| w.from <= moment && moment <= w.to).map(|w| w.price).min()
}

fn near(ground: &Ground) -> Vec<Vec<Item>> {
    let between = |a: usize, b: usize| {
        let (from, to) = (ground.needs[a].place, ground.needs[b].place);
        i64::from(ground.leg(from, to).price) + i64::from(ground.leg(to, from).price)
    };
    let near_to = |stop: usize| {
        let mut others: Vec<usize> = (0..ground.stops).filter(|other| *other != stop).collect();
        others.sort_by_key(|other| (between(stop, *other), *other));
        others.into_iter().map(Ground::item).collect()
    };
    (0..ground.stops).map(near_to).collect()
}

/// A change is this many usual legs at most: where nobody travels, or no place is known, changes are all there is to
/// weigh.
const LEGS_OF_CHANGE: f64 = 10.0;

/// The mean price of the legs to the nearest few, over all stops.
fn usual_leg(ground: &Ground) -> f64 {
    let mut sum = 0.0;
    let mut count = 0.0_f64;
    for (stop, near) in ground.near.iter().enumerate() {
        for other in near.iter().take(5) {
            sum += f64::from(ground.leg(ground.needs[stop].place, ground.need(*other).place).price);
            count += 1.0;
        }
    }
    let changes: Vec<i64> = ground.needs.iter().map(|need| need.change).filter(|price| *price > 0).collect();
    let change = changes.iter().sum::<i64>() as f64 / changes.len().max(1) as f64;
    (sum / count.max(1.0)).max(change / LEGS_OF_CHANGE).max(1.0)
}
