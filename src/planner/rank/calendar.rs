//! The local days that are looked at, as stretches of seconds.

use chrono::{DateTime, NaiveDate};
use domain::{Moment, Span, Tz, local_day};

/// A stretch of seconds, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) start: i64,
    pub(super) end: i64,
}

impl Stretch {
    /// The stretch of a span.
    pub(super) fn of(span: &Span) -> Self {
        Stretch { start: span.start.timestamp(), end: span.end.timestamp() }
    }

    /// The seconds that both share.
    pub(super) fn shared(&self, other: &Stretch) -> i64 {
        (self.end.min(other.end) - self.start.max(other.start)).max(0)
    }
}

/// The moment of a second; the first of all when there is none.
pub(super) fn moment(second: i64) -> Moment {
    DateTime::from_timestamp(second, 0).unwrap_or_default()
}

/// Local days in a row, found by second.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    days: Vec<(NaiveDate, Stretch)>,
}

impl Calendar {
    /// The days from one to another, both among them.
    pub(super) fn new(first: NaiveDate, last: NaiveDate, zone: Tz) -> Self {
        let dates = first.iter_days().take_while(|date| *date <= last);
        Calendar { days: dates.map(|date| (date, Stretch::of(&local_day(date, zone)))).collect() }
    }

    /// The place of the day that a second is in; before the first and after the last day theirs.
    pub(super) fn day_of(&self, second: i64) -> usize {
        self.days.partition_point(|(_, day)| day.start <= second).saturating_sub(1)
    }

    /// The date of a day.
    pub(super) fn date(&self, day: usize) -> NaiveDate {
        self.days[day].0
    }

    /// The seconds of a day.
    pub(super) fn stretch(&self, day: usize) -> Stretch {
        self.days[day].1
    }

    /// How many days there are.
    pub(super) fn len(&self) -> usize {
        self.days.len()
    }
}
