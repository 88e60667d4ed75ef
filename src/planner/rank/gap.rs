//! A technician's free time: gaps, where they come from and go on to, and the starts that keep every rule.

use domain::{Located, Slice, VisitId};

use super::calendar::{Calendar, Stretch, moment};

/// Another visit of a technician.
#[derive(Debug, Clone, Copy)]
pub(super) struct Other {
    pub(super) id: VisitId,
    pub(super) time: Stretch,
    pub(super) place: Option<Located>,
}

/// Free time between what is fixed, and the visits on both sides of it, whatever their day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    pub(super) free: Stretch,
    pub(super) before: Option<Other>,
    pub(super) after: Option<Other>,
}

/// The way to a visit and on from it, in minutes; none where a place is not known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Legs {
    /// The visit before on the same day; none when they come from home.
    pub(super) from: Option<VisitId>,
    /// The visit after on the day on which this one ends; none when they go home.
    pub(super) to: Option<VisitId>,
    pub(super) there: Option<i64>,
    pub(super) onward: Option<i64>,
    /// From the one before to the one after without this one between.
    pub(super) direct: Option<i64>,
    pub(super) is_guess: bool,
    /// Whether the way there is by where the parts wait.
    pub(super) by_parts: bool,
}

impl Legs {
    /// The minutes of travel that the visit adds.
    pub(super) fn added(&self) -> i64 {
        match (self.there, self.onward) {
            (Some(there), Some(onward)) => there + onward - self.direct.unwrap_or(0),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => 0,
        }
    }
}

/// Starts between two seconds, both among them, each of which keeps every hard rule; all have the same way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    pub(super) first: i64,
    pub(super) last: i64,
    /// The day on which they begin.
    pub(super) day: usize,
    pub(super) legs: Legs,
}

/// What every way from and to a visit is measured with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) slice: &'a Slice,
    pub(super) calendar: &'a Calendar,
    /// Where the visit is.
    pub(super) place: Option<Located>,
    /// How long it lasts, in seconds.
    pub(super) length: i64,
    /// Where its parts are to be collected first, when that is known, and how many minutes that takes.
    pub(super) parts: Option<(Option<Located>, i64)>,
}

const MINUTE: i64 = 60;

impl Ground<'_> {
    /// The way for starts of a day that end on a day, and the first start and last end that it leaves; by where the
    /// parts wait for who collects them.
    ///
    /// On to the next visit the slowest speed between the earliest end and that visit counts: whenever it ends,
    /// there is time enough.
    pub(super) fn legs(
        &self,
        gap: &Gap,
        home: Option<Located>,
        (day, end_day): (usize, usize),
        collects: bool,
    ) -> (Legs, Stretch) {
        let before = gap.before.filter(|other| self.calendar.day_of(other.time.end) == day);
        let after = gap.after.filter(|other| self.calendar.day_of(other.time.start) == end_day);
        let from = before.map_or(home, |other| other.place);
        let to = after.map_or(home, |other| other.place);
        let leaves = before.map_or(gap.free.start, |other| other.time.end);
        let parts = self.parts.filter(|_| collects);
        let there = self.way_there(from, parts, leaves);
        let slowest =
            self.slowest(gap.free.start + self.length, after.map_or(gap.free.end, |o| o.time.start));
        let onward = self.way_at(self.place, to, slowest);
        let minutes = |way: Option<domain::Estimate>| way.map(|way| way.minutes);
        let is_guess = [there, onward].iter().flatten().any(|way| way.guess);
        let direct = minutes(self.way(from, to, leaves));
        let (there, onward) = (minutes(there), minutes(onward));
        let room = Stretch {
            start: before.map_or(i64::MIN, |other| other.time.end + MINUTE * there.unwrap_or(0)),
            end: after.map_or(i64::MAX, |other| other.time.start - MINUTE * onward.unwrap_or(0)),
        };
        let (from, to) = (before.map(|other| other.id), after.map(|other| other.id));
        (Legs { from, to, there, onward, direct, is_guess, by_parts: parts.is_some() }, room)
    }

    /// The way to the visit, by way of its parts. Whether they have been called for earlier on the same day is not
    /// looked at: there is time enough in any case.
    fn way_there(
        &self,
        from: Option<Located>,
        parts: Option<(Option<Located>, i64)>,
        at: i64,
    ) -> Option<domain::Estimate> {
        let Some((counter, minutes)) = parts else { return self.way(from, self.place, at) };
        let Some(counter) = counter else {
            let way = self.way(from, self.place, at)?;
            return Some(domain::Estimate { minutes: way.minutes + minutes, ..way });
        };
        let (first, then) = (self.way(from, Some(counter), at)?, self.way(Some(counter), self.place, at)?);
        let guess = first.guess || then.guess;
        Some(domain::Estimate { minutes: first.minutes + minutes + then.minutes, guess })
    }

    fn way(&self, from: Option<Located>, to: Option<Located>, at: i64) -> Option<domain::Estimate> {
        Some(self.slice.travel(from?, to?, moment(at)))
    }

    fn way_at(
        &self,
        from: Option<Located>,
        to: Option<Located>,
        at: chrono::NaiveTime,
    ) -> Option<domain::Estimate> {
        let (from, to) = (from?, to?);
        let road = self.slice.roads.between(from.position, to.position, at);
        Some(domain::Estimate { guess: road.guess || from.is_guess() || to.is_guess(), ..road })
    }

    fn slowest(&self, from: i64, until: i64) -> chrono::NaiveTime {
        if self.slice.roads.is_steady() {
            return chrono::NaiveTime::MIN;
        }
        let zone = self.slice.business.as_ref().map_or(domain::Tz::UTC, |business| business.zone);
        let clock = |second: i64| moment(second).with_timezone(&zone).time();
        self.slice.roads.straight.speeds.slowest(clock(from), clock(until.max(from) + 1))
    }

    /// The starts in a gap that leave time for the way, a day at a time; `starts` are those that are looked for, both
    /// ends among them. Days on which nothing more may begin are closed. Who collects parts needs time for that too.
    pub(super) fn openings(
        &self,
        gap: &Gap,
        home: Option<Located>,
        starts: Stretch,
        is_closed: impl Fn(usize) -> bool,
        collects: bool,
    ) -> Vec<Opening> {
        let mut openings = Vec::new();
        let (first, last) = (gap.free.start.max(starts.start), (gap.free.end - self.length).min(starts.end));
        if first > last {
            return openings;
        }
        for day in self.calendar.day_of(first)..=self.calendar.day_of(last) {
            let today = self.calendar.stretch(day);
            let (first, last) = (first.max(today.start), last.min(today.end - 1));
            if is_closed(day) || first > last {
                continue;
            }
            let ends = self.calendar.day_of(first + self.length)..=self.calendar.day_of(last + self.length);
            for end_day in ends {
                let end = self.calendar.stretch(end_day);
                let (legs, room) = self.legs(gap, home, (day, end_day), collects);
                let first = first.max(end.start - self.length).max(room.start);
                let last = last.min(end.end - 1 - self.length).min(room.end.saturating_sub(self.length));
                if first <= last {
                    openings.push(Opening { first, last, day, legs });
                }
            }
        }
        openings
    }
}
