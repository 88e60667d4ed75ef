//! The walk: how the day goes on from one call to the next.
//!
//! A way can be kept in more than one manner: the break before or after the drive, the told start waited for or
//! given up, the cheap window or the early one. Each manner that is not plainly worse than another is a label;
//! mostly there is one.

use super::super::problem::{Break, Window};
use super::ground::{Ground, Item, NO, NONE, Need, Van, cheapest};

/// The most labels that are kept at a call; the latest ones are dropped beyond it.
const MOST: usize = 8;

/// As far as a leaving can be put off when nothing limits it.
const FREE: i32 = 1 << 29;

/// One manner of having come so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// Prices of windows and changes so far.
    pub(super) cost: i64,
    /// When the last call is done.
    pub(super) time: i32,
    /// The latest leaving with which it is done then.
    pub(super) leave: i32,
    /// How much later still one could leave, with everything so far put off by as much.
    pub(super) slack: i32,
    /// When the work of the last call began.
    pub(super) start: i32,
    /// Which breaks were taken, a bit each.
    pub(super) taken: u64,
    /// The earliest start of the breaks not yet taken.
    pub(super) next: i32,
    /// Which label of the call before it comes from.
    pub(super) parent: u32,
}

impl Label {
    /// At the beginning of a way, from this moment on, with these breaks taken at home.
    pub(super) fn at_start(van: &Van, moment: i32, taken: u64) -> Self {
        let next = next(van, taken);
        Label { time: moment, leave: moment, slack: FREE, taken, next, ..Label::default() }
    }
}

/// When the last call is done at the earliest.
#[inline]
pub(super) fn earliest(labels: &[Label]) -> i32 {
    labels.iter().map(|label| label.time).min().unwrap_or(i32::MAX)
}

/// The manners of having come so far that are not plainly worse than another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Labels {
    count: u8,
    list: [Label; MOST],
}

impl Labels {
    #[inline]
    pub(super) fn all(&self) -> &[Label] {
        &self.list[..usize::from(self.count)]
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The only label, if there is but one.
    #[inline]
    pub(super) fn only(&self) -> Option<&Label> {
        if self.count == 1 { Some(&self.list[0]) } else { None }
    }

    fn push(&mut self, new: Label, van: &Van) {
        if self.all().iter().any(|old| beats(old, &new, van)) {
            return;
        }
        let mut kept = 0;
        for index in 0..usize::from(self.count) {
            if !beats(&new, &self.list[index], van) {
                self.list[kept] = self.list[index];
                kept += 1;
            }
        }
        if kept == MOST {
            let latest = (0..MOST).max_by_key(|index| self.list[*index].time).unwrap_or(0);
            if self.list[latest].time <= new.time {
                self.count = MOST as u8;
                return;
            }
            kept -= 1;
            self.list[latest] = self.list[kept];
        }
        self.list[kept] = new;
        self.count = (kept + 1) as u8;
    }
}

/// Whether one manner is at least as good as another whatever comes.
#[inline]
fn beats(a: &Label, b: &Label, van: &Van) -> bool {
    if a.cost > b.cost || (van.limited && a.leave < b.leave) {
        return false;
    }
    if a.taken == b.taken {
        return a.time <= b.time;
    }
    let more = b.taken & !a.taken;
    if a.taken & !b.taken != 0 || more.count_ones() != 1 {
        return false;
    }
    // It can still take the one break more, and be done by then.
    rest(a.time, &van.breaks[more.trailing_zeros() as usize]).is_some_and(|end| end <= b.time)
}

/// The breaks that were not taken, each with its bit, in order of their earliest starts.
#[inline]
fn open(van: &Van, taken: u64) -> impl Iterator<Item = (usize, &Break)> {
    van.breaks.iter().enumerate().filter(move |(which, _)| taken >> which & 1 == 0)
}

fn next(van: &Van, taken: u64) -> i32 {
    open(van, taken).next().map_or(i32::MAX, |(_, pause)| pause.start.from)
}

/// When a break ends that is taken at the next moment possible.
#[inline]
fn rest(time: i32, pause: &Break) -> Option<i32> {
    let start = time.max(pause.start.from);
    (start <= pause.start.to).then_some(start + pause.length)
}

/// Waits from a moment to a later one; the leaving is put off as far as that goes.
#[inline]
fn wait(label: &mut Label, from: i32, to: i32) {
    let wait = (to - from).min(label.slack);
    label.leave += wait;
    label.slack -= wait;
}

/// Takes a break that ends then.
#[inline]
fn take(van: &Van, label: &mut Label, (which, pause): (usize, &Break), end: i32) {
    let (time, start) = (label.time, end - pause.length);
    wait(label, time, start);
    label.slack = label.slack.min(pause.start.to - start);
    label.time = end;
    label.taken |= 1 << which;
    label.next = next(van, label.taken);
}

/// One step of a walk: what is called for, by whom, and after what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) van: &'a Van,
    pub(super) van_index: u16,
    pub(super) need: &'a Need,
    /// The moment agreed for both of a pair.
    pub(super) moment: i32,
    /// How long the drive is.
    pub(super) travel: i32,
    /// Whether the way begins with it.
    pub(super) first: bool,
    /// Manners that cost more are not looked at.
    pub(super) most: i64,
    /// Whether its work begins when it was told even if there is too little time to get there.
    pub(super) rushed: bool,
}

impl<'a> Step<'a> {
    #[inline]
    pub(super) fn new(ground: &'a Ground, van: usize, prev: Option<Item>, item: Item, moment: i32) -> Self {
        let need = ground.need(item);
        let travel = ground.leg(ground.place_after(van, prev), need.place).time;
        Step {
            van: &ground.vans[van],
            van_index: van as u16,
            need,
            moment,
            travel,
            first: prev.is_none(),
            most: NO,
            rushed: need.rushed && need.rushed_after == prev.unwrap_or(NONE),
        }
    }

    /// The same, but manners that cost more than this are not looked at.
    #[inline]
    pub(super) fn at_most(self, most: i64) -> Self {
        Step { most, ..self }
    }

    /// All manners of going on from the ones so far.
    #[inline]
    pub(super) fn go(&self, from: &[Label], into: &mut Labels) {
        into.count = 0;
        if let [label] = from
            && let Some(done) = self.go_plainly(label)
        {
            into.count = 1;
            into.list[0] = done;
            return;
        }
        for (parent, label) in from.iter().enumerate() {
            if label.cost > self.most {
                continue;
            }
            let from = From { label, parent: parent as u32 };
            match self.go_plainly(label) {
                Some(done) => into.push(Label { parent: from.parent, ..done }, self.van),
                None => self.branch(from, false, into),
            }
        }
    }

    /// The usual case, without comparing manners: only one window comes into question, and the next break is later,
    /// or may as well be taken later.
    #[inline]
    fn go_plainly(&self, label: &Label) -> Option<Label> {
        let need = self.need;
        if need.held || (need.stands == self.van_index && need.change > 0) {
            return None;
        }
        let arrival = label.time + self.travel;
        let most = self.most.saturating_sub(label.cost + need.change);
        let open = |window: &&Window| arrival <= window.to && window.price <= most;
        let window = need.windows.iter().find(open)?;
        let start = arrival.max(window.from);
        let time = start + need.work;
        if window.price > need.least || (time > label.next && !self.rests_later(label, arrival, window, time))
        {
            return None;
        }
        let wait = (start - arrival).min(label.slack);
        Some(Label {
            cost: label.cost + window.price + need.change,
            time,
            leave: label.leave + wait,
            slack: (label.slack - wait).min(window.to - start),
            start,
            taken: label.taken,
            next: label.next,
            parent: 0,
        })
    }

    /// Whether taking a break before the work, done then at `time`, gains nothing over taking it afterwards.
    #[inline]
    fn rests_later(&self, label: &Label, arrival: i32, window: &Window, time: i32) -> bool {
        if self.van.limited || self.first {
            return false;
        }
        let mut due = open(self.van, label.taken).filter(|(_, pause)| pause.start.from < time);
        let (Some((_, pause)), None) = (due.next(), due.next()) else { return false };
        let rested = arrival.max(pause.start.from) + pause.length;
        let done = rested.max(window.from) + self.need.work;
        time <= pause.start.to && time.max(pause.start.from) + pause.length <= done
    }

    /// From one manner: at once, or with another break before or after the drive.
    fn branch(&self, from: From, driven: bool, into: &mut Labels) {
        let label = from.label;
        let arrival = if driven { label.time } else { label.time + self.travel };
        let done = self.serve(from, arrival, into);
        if self.rushed || done <= label.next {
            return;
        }
        for (which, pause) in open(self.van, label.taken) {
            // Done before the break could begin at all: taking it later is as good.
            if done <= pause.start.from {
                return;
            }
            let after = self.rest(label, arrival, (which, pause), true);
            if let Some(rested) = &after {
                self.branch(From { label: rested, ..from }, true, into);
            }
            // Before the drive it only delays more, unless it must begin by then or others are near.
            let near = |other: &Break| other.start.from < done.saturating_add(pause.length);
            let alone = || open(self.van, label.taken).all(|(other, rest)| other == which || !near(rest));
            if driven || (after.is_some() && !self.first && !self.van.limited && alone()) {
                continue;
            }
            if let Some(rested) = self.rest(label, label.time, (which, pause), false) {
                self.branch(From { label: &rested, ..from }, false, into);
            }
        }
    }

    /// Takes a break from a moment on; one at home is before the leaving.
    #[inline]
    fn rest(&self, label: &Label, time: i32, (which, pause): (usize, &Break), driven: bool) -> Option<Label> {
        let end = rest(time, pause)?;
        let mut rested = *label;
        rested.time = time;
        take(self.van, &mut rested, (which, pause), end);
        if self.first && !driven {
            rested.leave = rested.time;
            rested.slack = FREE;
        }
        Some(rested)
    }

    /// The breaks between a call and this one when the manner here came of that manner there: which one, when it
    /// begins, and whether after the drive.
    pub(super) fn retrace(&self, parent: &Label, here: &Label) -> Option<Vec<(usize, i32, bool)>> {
        let mut path = Vec::new();
        let from = From { label: parent, parent: here.parent };
        self.find(from, false, here, &mut path).then_some(path)
    }

    fn find(&self, from: From, driven: bool, here: &Label, path: &mut Vec<(usize, i32, bool)>) -> bool {
        let label = from.label;
        let arrival = if driven { label.time } else { label.time + self.travel };
        let mut into = Labels::default();
        self.serve(from, arrival, &mut into);
        if into.all().contains(here) {
            return true;
        }
        for (which, pause) in open(self.van, label.taken).filter(|(which, _)| here.taken >> which & 1 == 1) {
            for after in [false, true] {
                if driven && !after {
                    continue;
                }
                let time = if after { arrival } else { label.time };
                let Some(rested) = self.rest(label, time, (which, pause), after) else { continue };
                path.push((which, rested.time - pause.length, after));
                if self.find(From { label: &rested, ..from }, after, here, path) {
                    return true;
                }
                path.pop();
            }
        }
        false
    }

    /// Begins the work in each window that is worth it; answers when it is done at the earliest.
    #[inline]
    fn serve(&self, from: From, arrival: i32, into: &mut Labels) -> i32 {
        let need = self.need;
        if need.pinned {
            return self.serve_pinned(from, arrival, into);
        }
        if need.pair != NONE {
            return self.serve_agreed(from, arrival, into);
        }
        let stays = need.stands == self.van_index;
        let mut done = i32::MAX;
        let mut least = NO;
        for window in &need.windows {
            let start = arrival.max(window.from);
            if start > window.to || window.price >= least {
                continue;
            }
            least = window.price;
            let told = stays && start == need.told && need.change > 0;
            if told {
                let stay = Begin { arrival, start, last: start, cost: window.price };
                done = done.min(self.put(from, stay, into));
            }
            if !told || self.van.limited {
                let begin = Begin { arrival, start, last: window.to, cost: window.price + need.change };
                done = done.min(self.put(from, begin, into));
            }
        }
        if stays && arrival <= need.told && need.hold != NO && need.change > 0 {
            let stay = Begin { arrival, start: need.told, last: need.told, cost: need.hold };
            done = done.min(self.put(from, stay, into));
        }
        done
    }

    fn serve_pinned(&self, from: From, arrival: i32, into: &mut Labels) -> i32 {
        let told = self.need.told;
        if arrival <= told {
            return self.put(from, Begin { arrival, start: told, last: told, cost: 0 }, into);
        }
        if !self.rushed {
            return i32::MAX;
        }
        let mut label = Label { slack: 0, start: told, parent: from.parent, ..*from.label };
        if self.first {
            label.leave = told - self.travel;
        }
        label.time = if self.first { told + self.need.work } else { label.time.max(told + self.need.work) };
        into.push(label, self.van);
        label.time
    }

    fn serve_agreed(&self, from: From, arrival: i32, into: &mut Labels) -> i32 {
        let (need, moment) = (self.need, self.moment);
        let Some(price) = cheapest(&need.windows, moment) else { return i32::MAX };
        if arrival > moment {
            return i32::MAX;
        }
        let cost = price + need.change_at(usize::from(self.van_index), moment);
        self.put(from, Begin { arrival, start: moment, last: moment, cost }, into)
    }

    #[inline]
    fn put(&self, from: From, begin: Begin, into: &mut Labels) -> i32 {
        let From { label, parent } = from;
        let Begin { arrival, start, last, cost } = begin;
        let cost = label.cost + cost;
        let time = start + self.need.work;
        // A break that can no longer begin in time makes this manner worthless.
        let missed =
            || time > label.next && open(self.van, label.taken).any(|(_, pause)| pause.start.to < time);
        if cost > self.most || missed() {
            return i32::MAX;
        }
        let wait = (start - arrival).min(label.slack);
        let (leave, slack) = (label.leave + wait, (label.slack - wait).min(last - start));
        let (taken, next) = (label.taken, label.next);
        into.push(Label { cost, time, leave, slack, start, taken, next, parent }, self.van);
        time
    }
}

/// The manner that a step goes on from, and which one of its call it is or came of.
#[derive(Debug, Clone, Copy)]
struct From<'a> {
    label: &'a Label,
    parent: u32,
}

/// How work begins: after which arrival, when and at the latest when, and at what price.
#[derive(Debug, Clone, Copy)]
struct Begin {
    arrival: i32,
    start: i32,
    last: i32,
    cost: i64,
}

/// How a way ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// Prices of windows, changes and overtime.
    pub(super) cost: i64,
    /// Which label of the last call it goes on from.
    pub(super) parent: u32,
    /// When it is back.
    pub(super) back: i32,
    /// The latest leaving.
    pub(super) leave: i32,
}

/// The cheapest end of a way, or none when every manner ends too late or lasts too long.
#[inline]
pub(super) fn end(van: &Van, labels: &[Label], travel: i32) -> Option<End> {
    let mut best: Option<End> = None;
    for (parent, label) in labels.iter().enumerate() {
        end_of(van, Label { parent: parent as u32, ..*label }, travel, &mut best);
    }
    best
}

/// Goes home at once if no break is missed by that, else after one of those that would be.
#[inline]
fn end_of(van: &Van, label: Label, travel: i32, best: &mut Option<End>) {
    let back = label.time + travel;
    if back > van.latest {
        return;
    }
    let mut due = open(van, label.taken).filter(|(_, pause)| pause.start.to < back).peekable();
    if back <= label.next || due.peek().is_none() {
        if van.limited && back - label.leave > van.longest {
            return;
        }
        let over = (back - van.shift.to).max(0);
        let cost = label.cost + i64::from(over) * van.overtime_price;
        if best.is_none_or(|best| (cost, back) < (best.cost, best.back)) {
            *best = Some(End { cost, parent: label.parent, back, leave: label.leave });
        }
        return;
    }
    for (which, pause) in due {
        let Some(end) = rest(label.time, pause) else { return };
        let mut rested = label;
        take(van, &mut rested, (which, pause), end);
        end_of(van, rested, travel, best);
    }
}

/// The breaks between the last call and the drive home: which one, and when it begins.
pub(super) fn retrace_end(van: &Van, last: Label, travel: i32, goal: &End) -> Option<Vec<(usize, i32)>> {
    let mut end = None;
    let last = Label { parent: goal.parent, ..last };
    end_of(van, last, travel, &mut end);
    let back = last.time + travel;
    let mut due = open(van, last.taken).filter(|(_, pause)| pause.start.to < back).peekable();
    if due.peek().is_none() {
        return (end.as_ref() == Some(goal)).then(Vec::new);
    }
    due.find_map(|(which, pause)| {
        let mut rested = last;
        take(van, &mut rested, (which, pause), rest(last.time, pause)?);
        let mut later = retrace_end(van, rested, travel, goal)?;
        later.insert(0, (which, rested.time - pause.length));
        Some(later)
    })
}
