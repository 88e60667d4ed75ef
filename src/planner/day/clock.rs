//! Minutes of one local day.

use chrono::{Duration, NaiveDate};
use domain::{Moment, Span, Tz, local_day};

/// Starts lie on steps of so many minutes where there is time for that.
pub(super) const STEP: i32 = 5;

/// Counts minutes from a local midnight, so that a day of 23 or 25 hours has no seam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayClock {
    /// The local day.
    pub(super) day: Span,
}

impl DayClock {
    pub(super) fn of(date: NaiveDate, zone: Tz) -> Self {
        DayClock { day: local_day(date, zone) }
    }

    /// Whole minutes since midnight, rounded down; a moment weeks away is as far as the count needs to go.
    pub(super) fn minute(self, at: Moment) -> i32 {
        const FAR: i64 = 100_000;
        let seconds = (at - self.day.start).num_seconds();
        i32::try_from(seconds.div_euclid(60).clamp(-FAR, FAR)).unwrap_or_default()
    }

    /// Whole minutes since midnight, rounded up.
    pub(super) fn minute_up(self, at: Moment) -> i32 {
        self.minute(at + Duration::seconds(59))
    }

    pub(super) fn moment(self, minute: i32) -> Moment {
        self.day.start + Duration::minutes(i64::from(minute))
    }
}

/// The next step at or after a minute.
pub(super) fn step_up(minute: i32) -> i32 {
    minute + (-minute).rem_euclid(STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_go_through_a_day_of_25_hours() {
        let date = NaiveDate::from_ymd_opt(2026, 10, 25).unwrap();
        let clock = DayClock::of(date, Tz::Europe__London);
        assert_eq!(clock.minute(clock.day.end), 25 * 60);
        assert_eq!(clock.moment(25 * 60), clock.day.end);
        assert_eq!(clock.minute(clock.day.start - Duration::seconds(1)), -1);
        assert_eq!(clock.minute_up(clock.day.start + Duration::seconds(1)), 1);
    }

    #[test]
    fn steps_go_up() {
        assert_eq!([0, 1, 5, 6, -3].map(step_up), [0, 5, 5, 10, 0]);
    }
}
