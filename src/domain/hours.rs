//! Weekly working hours: several intervals a day, and dated exceptions.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Span, place_local};

/// One interval of a working day in local time, half-open; an end of midnight means the day's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// Local time of the first working minute.
    #[serde(deserialize_with = "crate::moment::read")]
    pub from: NaiveTime,
    /// Local time after the last one; `00:00` stands for 24:00.
    #[serde(deserialize_with = "crate::moment::read")]
    pub to: NaiveTime,
}

impl Interval {
    /// Builds an interval; none when it is empty or backwards.
    pub fn new(from: NaiveTime, to: NaiveTime) -> Option<Self> {
        (from < to || to == NaiveTime::MIN).then_some(Self { from, to })
    }
}

/// The intervals of each weekday, Monday first; an empty day is a day off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct WeekHours(pub [Vec<Interval>; 7]);

impl WeekHours {
    /// The same single interval on Monday to Friday, weekends off.
    pub fn weekdays(interval: Interval) -> Self {
        let mut days: [Vec<Interval>; 7] = Default::default();
        days[..5].iter_mut().for_each(|day| day.push(interval));
        Self(days)
    }

    /// The intervals of a weekday.
    pub fn on(&self, day: Weekday) -> &[Interval] {
        &self.0[day.num_days_from_monday() as usize]
    }

    /// Whether no day has any interval.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// A sentence's worth of the hours that are wrong: overlapping or out of order within a day.
    pub fn fault(&self) -> Option<String> {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        self.0
            .iter()
            .zip(names)
            .find_map(|(day, name)| fault_of(day).map(|fault| format!("the intervals of {name} {fault}")))
    }
}

/// What is wrong with the intervals of one day, if anything is.
pub fn fault_of(day: &[Interval]) -> Option<&'static str> {
    let backwards = day.iter().any(|i| Interval::new(i.from, i.to).is_none());
    let crossing = day.windows(2).any(|pair| pair[0].to == NaiveTime::MIN || pair[0].to > pair[1].from);
    (backwards || crossing).then_some("overlap or run backwards")
}

/// One date that differs from the week: other hours, or none for a day off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayException {
    /// The date in the business's zone.
    pub date: NaiveDate,
    /// The hours that hold instead; empty for a day off.
    pub intervals: Vec<Interval>,
    /// Why, such as "holiday" or "training".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// The working spans of a local date, in order, under a week and its exceptions.
pub fn working_spans(week: &WeekHours, exceptions: &[DayException], date: NaiveDate, zone: Tz) -> Vec<Span> {
    let intervals = exceptions
        .iter()
        .find(|exception| exception.date == date)
        .map_or(week.on(date.weekday()), |exception| &exception.intervals);
    intervals
        .iter()
        .filter_map(|interval| {
            let end_date = if interval.to == NaiveTime::MIN { date.succ_opt()? } else { date };
            let start = place_local(date.and_time(interval.from), zone).moment();
            Span::new(start, place_local(end_date.and_time(interval.to), zone).moment())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(from: u32, to: u32) -> Interval {
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        Interval::new(time(from), time(to)).unwrap()
    }

    #[test]
    fn an_exception_replaces_the_week() {
        let week = WeekHours::weekdays(interval(8, 17));
        let tuesday = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let zone = chrono_tz::Europe::London;
        assert_eq!(working_spans(&week, &[], tuesday, zone)[0].minutes(), 9 * 60);
        let off = DayException { date: tuesday, intervals: vec![], reason: "holiday".into() };
        assert!(working_spans(&week, &[off], tuesday, zone).is_empty());
        let night = DayException { date: tuesday, intervals: vec![interval(20, 0)], reason: String::new() };
        assert_eq!(working_spans(&week, &[night], tuesday, zone)[0].minutes(), 4 * 60);
    }

    #[test]
    fn overlapping_intervals_are_a_fault() {
        let mut week = WeekHours::weekdays(interval(8, 12));
        assert_eq!(week.fault(), None);
        week.0[2].push(interval(11, 17));
        assert!(week.fault().unwrap().contains("Wednesday"));
    }
}
