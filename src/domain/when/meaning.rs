//! What a phrase means.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::WhenContext;
use super::context::on_the_hour;

/// A part of the day, as clients say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// `am`, `morning`: from the start of the working hours to noon.
    Morning,
    /// `pm`, `afternoon`: from noon to the end of the working hours, 18:00 at the latest.
    Afternoon,
    /// `evening`: 18:00 to 22:00.
    Evening,
}

impl DayPart {
    /// Its first and last moment on the clock.
    pub fn hours(self, context: &WhenContext) -> (NaiveTime, NaiveTime) {
        let noon = on_the_hour(12);
        match self {
            DayPart::Morning if context.day_from < noon => (context.day_from, noon),
            DayPart::Morning => (NaiveTime::MIN, noon),
            DayPart::Afternoon if context.day_to > noon => (noon, context.day_to.min(on_the_hour(18))),
            DayPart::Afternoon => (noon, on_the_hour(18)),
            DayPart::Evening => (on_the_hour(18), on_the_hour(22)),
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            DayPart::Morning => "morning",
            DayPart::Afternoon => "afternoon",
            DayPart::Evening => "evening",
        }
    }
}

/// The time of day in a meaning; whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenTime {
    /// None was said.
    None,
    /// One time.
    At(NaiveTime),
    /// From one time to another; the second is on the next day when it is not after the first.
    Between(NaiveTime, NaiveTime),
    /// A part of the day.
    Part(DayPart),
}

/// What a phrase means, in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// The day, said or implied; none only when nothing but a length was said.
    pub date: Option<NaiveDate>,
    /// The time of day.
    pub time: WhenTime,
    /// The length that was said (`2h`), in minutes; a range such as `9-11` does not set it.
    pub minutes: Option<u32>,
}

impl When {
    /// The local start; none without a day and a time.
    pub fn start(&self, context: &WhenContext) -> Option<NaiveDateTime> {
        let date = self.date?;
        match self.time {
            WhenTime::None => None,
            WhenTime::At(from) | WhenTime::Between(from, _) => Some(date.and_time(from)),
            WhenTime::Part(part) => Some(date.and_time(part.hours(context).0)),
        }
    }

    /// The local end: of the range or part of the day, or the start and the length; none when neither
    /// was said.
    pub fn end(&self, context: &WhenContext) -> Option<NaiveDateTime> {
        let date = self.date?;
        match self.time {
            WhenTime::None => None,
            WhenTime::At(from) => {
                date.and_time(from).checked_add_signed(Duration::minutes(i64::from(self.minutes?)))
            }
            WhenTime::Between(from, to) if from < to => Some(date.and_time(to)),
            WhenTime::Between(_, to) => Some(date.succ_opt()?.and_time(to)),
            WhenTime::Part(part) => Some(date.and_time(part.hours(context).1)),
        }
    }

    /// The length in minutes: the one that was said, else that of the range.
    pub fn length(&self) -> Option<u32> {
        match (self.minutes, self.time) {
            (Some(minutes), _) => Some(minutes),
            (None, WhenTime::Between(from, to)) => Some(minutes_between(from, to)),
            (None, WhenTime::None | WhenTime::At(_) | WhenTime::Part(_)) => None,
        }
    }

    /// Whether its time is over by now: a range or part of the day when it has ended, a single time
    /// when its minute is gone. A day alone is over when the day is.
    pub fn is_past(&self, context: &WhenContext) -> bool {
        let Some(date) = self.date else { return false };
        let now = whole_minute(context.now);
        match self.time {
            WhenTime::None => date < now.date(),
            WhenTime::At(at) => date.and_time(at) < now,
            WhenTime::Between(..) | WhenTime::Part(_) => self.end(context).is_some_and(|end| end <= now),
        }
    }
}

/// The minutes from one time to the next occurrence of another: 1 to 1,440.
pub(super) fn minutes_between(from: NaiveTime, to: NaiveTime) -> u32 {
    let (from, to) = (from.num_seconds_from_midnight() / 60, to.num_seconds_from_midnight() / 60);
    if from < to { to - from } else { to + 24 * 60 - from }
}

/// The same time without its seconds.
pub(super) fn whole_minute(at: NaiveDateTime) -> NaiveDateTime {
    let time = NaiveTime::from_hms_opt(at.hour(), at.minute(), 0).unwrap_or(NaiveTime::MIN);
    at.date().and_time(time)
}
