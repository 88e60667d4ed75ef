//! How long something takes: days by the calendar, the rest by the clock.

use calcard::icalendar::ICalendarDuration;
use chrono::{Duration, NaiveDate};
use domain::{Moment, Slot, Span, Tz, slot_of_days};

use super::stamp::Stamp;

/// The longest block that is taken in: an event is at most a year long.
const LONGEST_DAYS: i64 = 366;

/// How long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Length {
    /// Whole days, which clocks may make longer or shorter.
    pub(super) days: i64,
    /// And elapsed time.
    pub(super) seconds: i64,
}

impl Length {
    pub(super) fn days(days: i64) -> Self {
        Length { days, seconds: 0 }
    }

    /// The elapsed time between two moments.
    pub(super) fn between(start: Moment, end: Moment) -> Self {
        Length { days: 0, seconds: (end - start).num_seconds() }
    }

    /// The length that a duration says; none when it runs backwards.
    pub(super) fn of(duration: &ICalendarDuration) -> Option<Self> {
        let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
        let minutes = i64::from(duration.hours) * 60 + i64::from(duration.minutes);
        let length = Length { days, seconds: minutes * 60 + i64::from(duration.seconds) };
        (!duration.neg).then_some(length)
    }

    pub(super) fn is_empty(self) -> bool {
        self.days <= 0 && self.seconds <= 0
    }

    /// How long that is while no clock changes; at most a year.
    pub(super) fn elapsed(self) -> Duration {
        let seconds = self.days.saturating_mul(86_400).saturating_add(self.seconds);
        Duration::seconds(seconds.clamp(0, LONGEST_DAYS * 86_400))
    }

    /// Whether it is longer than an event may be.
    pub(super) fn is_too_long(self) -> bool {
        self.days > LONGEST_DAYS || self.elapsed().num_days() >= LONGEST_DAYS
    }

    /// The slot of this length from a start, and whether it is of whole days; none when it is empty, longer than a
    /// year or leaves the calendar.
    pub(super) fn slot_from(self, start: &Stamp, floating: Tz) -> Option<(Slot, bool)> {
        if start.is_date {
            let days = self.days.max(1);
            if days > LONGEST_DAYS {
                return None;
            }
            let last: NaiveDate = start.date().checked_add_signed(Duration::days(days - 1))?;
            return Some((slot_of_days(start.date(), last, floating)?, true));
        }
        let later = start.local.checked_add_signed(Duration::try_days(self.days)?)?;
        let end = start.zone.place(later).checked_add_signed(Duration::try_seconds(self.seconds)?)?;
        let span = Span::new(start.moment(), end)?;
        if (span.end - span.start).num_days() > LONGEST_DAYS {
            return None;
        }
        let slot = match start.zone.name() {
            Some(zone) => Slot { span, local_start: start.local, zone },
            None => Slot::of_span(span, floating),
        };
        Some((slot, false))
    }
}
