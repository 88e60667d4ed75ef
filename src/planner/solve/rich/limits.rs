//! Where there is time for one call more: the quick answer, for ways on which every price is known beforehand.
//!
//! Mostly each call of a way can begin in one stretch of time at one price, and there is one break at most. What is
//! put in then costs its drives and its own price wherever there is time for it, and whether there is follows from the
//! latest arrivals, found once for a way. Nothing has to be walked.

use super::super::problem::Window;
use super::ground::{Ground, Item, Van};
use super::label::Label;

/// So early that nothing can be kept.
const NEVER: i32 = i32::MIN / 2;

/// The latest arrivals at what follows with which the rest of a way is kept.
#[derive(Debug, Clone, Copy, Default)]
struct Limit {
    /// With the break taken, or none to take.
    taken: i32,
    /// With the break still to be taken.
    open: i32,
}

/// The limits of a way: one for each gap between its calls, or none where more comes into question.
#[derive(Debug, Clone, Default)]
pub(super) struct Limits {
    list: Vec<Limit>,
}

/// A call that is to be put in: when it may begin, how long it takes, and how long the drives there and on are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) window: Window,
    pub(super) work: i32,
    pub(super) there: i32,
    pub(super) on: i32,
}

impl Limits {
    /// Takes over what others hold, without new memory.
    pub(super) fn copy(&mut self, other: &Limits) {
        self.list.clone_from(&other.list);
    }

    /// None are known.
    pub(super) fn clear(&mut self) {
        self.list.clear();
    }

    /// Whether any are known.
    #[inline]
    pub(super) fn are_known(&self) -> bool {
        !self.list.is_empty()
    }

    /// Finds those of the calls of a vehicle; `drives` are the times of the drives before each call and home.
    pub(super) fn find(
        &mut self,
        ground: &Ground,
        of: usize,
        calls: impl DoubleEndedIterator<Item = (Item, i32)>,
        drives: impl DoubleEndedIterator<Item = i32>,
    ) {
        let van = &ground.vans[of];
        self.clear();
        if van.limited || van.breaks.len() > 1 || van.latest > van.shift.to {
            return;
        }
        let mut limit =
            Limit { taken: van.latest, open: van.main().map_or(NEVER, |main| van.latest.min(main.start.to)) };
        self.list.push(limit);
        for ((item, agreed), drive) in calls.rev().zip(drives.rev()) {
            let need = ground.need(item);
            let Some(window) = need.plainly(of, agreed) else {
                self.clear();
                return;
            };
            let taken = limit.taken.saturating_sub(drive);
            let open = rested_by(van, taken).max(limit.open.saturating_sub(drive));
            let taken = begun_by(&window, taken.saturating_sub(need.work));
            let open = begun_by(&window, open.saturating_sub(need.work)).max(rested_by(van, taken));
            limit = Limit { taken, open };
            self.list.push(limit);
        }
        self.list.reverse();
    }

    /// Whether there is time for a call at a position, coming from one of these manners.
    #[inline]
    pub(super) fn have_time(&self, van: &Van, position: usize, call: &Caller, from: &[Label]) -> bool {
        let limit = &self.list[position];
        from.iter().any(|label| has_time(van, limit, call, label))
    }
}

#[inline]
fn has_time(van: &Van, limit: &Limit, call: &Caller, label: &Label) -> bool {
    let arrival = label.time + call.there;
    let Some(done) = done(call, arrival) else { return false };
    let Some(pause) = van.main().filter(|_| !van.has_main(label.taken)) else {
        return done + call.on <= limit.taken;
    };
    if done + call.on <= limit.open || done <= rested_by(van, limit.taken.saturating_sub(call.on)) {
        return true;
    }
    // The break comes before the work: after the drive if that ends in time for it, else before the drive.
    let rested = if arrival <= pause.start.to {
        arrival.max(pause.start.from) + pause.length
    } else if label.time <= pause.start.to {
        label.time.max(pause.start.from) + pause.length + call.there
    } else {
        return false;
    };
    self::done(call, rested).is_some_and(|done| done + call.on <= limit.taken)
}

/// When the work is done that can begin from this moment on.
#[inline]
fn done(call: &Caller, from: i32) -> Option<i32> {
    let start = from.max(call.window.from);
    (start <= call.window.to).then_some(start + call.work)
}

/// The latest arrival when the work must begin by that moment.
#[inline]
fn begun_by(window: &Window, last: i32) -> i32 {
    let last = last.min(window.to);
    if last < window.from { NEVER } else { last }
}

/// The latest moment to begin the break when it must be over by another.
#[inline]
fn rested_by(van: &Van, end: i32) -> i32 {
    if van.main().is_some() { van.latest_before_main(end) } else { NEVER }
}
