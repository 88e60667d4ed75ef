//! Stretches of time.

use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// A half-open stretch `[start, end)`; never empty and never backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first moment inside.
    #[serde(deserialize_with = "crate::moment::read")]
    pub start: Moment,
    /// The first moment after.
    #[serde(deserialize_with = "crate::moment::read")]
    pub end: Moment,
}

impl Span {
    /// Builds a span; none when `end` is not after `start`.
    pub fn new(start: Moment, end: Moment) -> Option<Self> {
        (end > start).then_some(Self { start, end })
    }

    /// Builds a span from its length in minutes; none when that is zero or leaves the calendar.
    pub fn of_minutes(start: Moment, minutes: u32) -> Option<Self> {
        Self::new(start, start.checked_add_signed(Duration::minutes(i64::from(minutes)))?)
    }

    /// Its length in whole minutes.
    pub fn minutes(&self) -> i64 {
        (self.end - self.start).num_minutes()
    }

    /// Whether both share at least one moment; touching ends do not.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shared stretch.
    pub fn intersection(&self, other: &Span) -> Option<Span> {
        Span::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Whether the moment is inside.
    pub fn contains(&self, moment: Moment) -> bool {
        self.start <= moment && moment < self.end
    }

    /// Whether the other lies wholly inside.
    pub fn covers(&self, other: &Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same length, begun elsewhere; none when that leaves the calendar.
    pub fn moved_to(&self, start: Moment) -> Option<Span> {
        Span::new(start, start.checked_add_signed(self.end - self.start)?)
    }

    /// Both ends later by so many minutes (earlier when negative); none when that leaves the calendar.
    pub fn shifted(&self, minutes: i64) -> Option<Span> {
        self.moved_to(self.start.checked_add_signed(Duration::try_minutes(minutes)?)?)
    }
}

/// What became of a local time that was placed in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// The clock shows this time once.
    Once(Moment),
    /// Clocks go back: it is shown twice, and the first is taken.
    Twice(Moment, Moment),
    /// Clocks go forward over it: the moment just as far after the gap is taken.
    Skipped(Moment),
}

impl Placed {
    /// The moment that truckroll takes.
    pub fn moment(self) -> Moment {
        match self {
            Placed::Once(at) | Placed::Twice(at, _) | Placed::Skipped(at) => at,
        }
    }
}

/// Places a local time in a zone. Gaps move forward by their length (RFC 5545 section 3.3.5),
/// overlaps take the first reading.
pub fn place_local(local: NaiveDateTime, zone: Tz) -> Placed {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Placed::Once(at.with_timezone(&Utc)),
        LocalResult::Ambiguous(first, second) => {
            Placed::Twice(first.with_timezone(&Utc), second.with_timezone(&Utc))
        }
        LocalResult::None => {
            // No zone has ever had a gap of more than a day, so the offset a day before is the one
            // that held when the gap began.
            let before = local - Duration::days(1);
            let offset = zone
                .from_local_datetime(&before)
                .earliest()
                .map_or(Duration::zero(), |at| before - at.naive_utc());
            Placed::Skipped(DateTime::from_naive_utc_and_offset(local - offset, Utc))
        }
    }
}

/// The moments of a local day: 23, 24 or 25 hours.
pub fn local_day(date: NaiveDate, zone: Tz) -> Span {
    let midnight = |day: NaiveDate| place_local(day.and_time(NaiveTime::MIN), zone).moment();
    let start = midnight(date);
    Span { start, end: date.succ_opt().map_or(start + Duration::days(1), midnight) }
}

/// Spans in order, with those that touch made one (a night shift crosses midnight in two intervals).
pub fn joined(spans: &[Span]) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::new();
    for span in spans {
        match whole.last_mut() {
            Some(last) if last.end >= span.start => last.end = last.end.max(span.end),
            Some(_) | None => whole.push(*span),
        }
    }
    whole
}

/// A booked time: the moments, and beside them what the person meant (local start and zone), so that
/// a later change of zone rules can be noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Slot {
    /// The moments.
    pub span: Span,
    /// The local start as it was said.
    #[serde(deserialize_with = "crate::moment::read")]
    pub local_start: NaiveDateTime,
    /// The zone it was said in.
    #[schemars(with = "String")]
    pub zone: Tz,
}

impl Slot {
    /// The slot of these moments, with its local start read off in the zone.
    pub fn of_span(span: Span, zone: Tz) -> Self {
        Slot { span, local_start: span.start.with_timezone(&zone).naive_local(), zone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        let morning = Span::new(at("2026-11-24T09:00:00Z"), at("2026-11-24T10:00:00Z")).unwrap();
        let next = morning.shifted(60).unwrap();
        assert!(!morning.overlaps(&next));
        assert!(morning.overlaps(&morning.shifted(59).unwrap()));
        assert_eq!(Span::new(morning.end, morning.start), None);
    }

    #[test]
    fn a_gap_moves_forward_and_an_overlap_takes_the_first() {
        let london = chrono_tz::Europe::London;
        let gap: NaiveDateTime = "2026-03-29T01:30:00".parse().unwrap();
        assert_eq!(place_local(gap, london), Placed::Skipped(at("2026-03-29T01:30:00Z")));
        let twice: NaiveDateTime = "2026-10-25T01:30:00".parse().unwrap();
        assert_eq!(place_local(twice, london).moment(), at("2026-10-25T00:30:00Z"));
        assert_eq!(local_day(gap.date(), london).minutes(), 23 * 60);
        assert_eq!(local_day(twice.date(), london).minutes(), 25 * 60);
    }
}
