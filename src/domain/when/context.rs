//! What a phrase is read against.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The order of day, month and year in dates written with figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Day, month, year: `25/11/2026`.
    Dmy,
    /// Month, day, year: `11/25/2026`.
    Mdy,
    /// Year, month, day: `2026/11/25`; without the year, month and day.
    Ymd,
}

/// Everything outside the text that its meaning depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhenContext {
    /// The present moment on the business's clock.
    pub now: NaiveDateTime,
    /// The business's zone; only stamps with an offset (RFC 3339) need it.
    pub zone: Tz,
    /// The day being worked on (the calendar's day, the day of a visit being moved): a time without a
    /// day falls on it. None: today, as the module says.
    pub day: Option<NaiveDate>,
    /// The order of `3/4`; none when the business never said.
    pub order: Option<DateOrder>,
    /// Start of the working hours.
    pub day_from: NaiveTime,
    /// End of the working hours; before `day_from` when they run through midnight.
    pub day_to: NaiveTime,
}

impl WhenContext {
    /// The context of a business that has set nothing: no date order, working hours 07:00–19:00.
    pub fn new(now: NaiveDateTime, zone: Tz) -> Self {
        WhenContext { now, zone, day: None, order: None, day_from: on_the_hour(7), day_to: on_the_hour(19) }
    }

    /// The local date of now.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Whether the time is inside the working hours, both ends included.
    pub(super) fn works_at(&self, time: NaiveTime) -> bool {
        if self.day_from <= self.day_to {
            self.day_from <= time && time <= self.day_to
        } else {
            self.day_from <= time || time <= self.day_to
        }
    }
}

/// The time at a full hour; hours past 23 give midnight.
pub(super) fn on_the_hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}
