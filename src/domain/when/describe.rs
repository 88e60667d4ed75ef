//! Meanings in words that read back to the same meaning.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::meaning::minutes_between;
use super::{When, WhenTime};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl When {
    /// Says it as `Wed 25 Nov 09:00–11:00`, in English whatever the machine's language. The year is
    /// left out from today to the end of this year. Reading it on the same day gives the same start,
    /// end and length.
    pub fn describe(&self, today: NaiveDate) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.date.map(|date| describe_date(date, today)));
        let mut length = self.minutes;
        match self.time {
            WhenTime::None => {}
            WhenTime::At(at) => match self.minutes {
                Some(minutes) if minutes <= 12 * 60 => {
                    let to = at.overflowing_add_signed(chrono::Duration::minutes(i64::from(minutes))).0;
                    words.push(format!("{}–{}", hour_minute(at), hour_minute(to)));
                    length = None;
                }
                Some(_) | None => words.push(hour_minute(at)),
            },
            WhenTime::Between(from, to) => {
                words.push(format!("{}–{}", hour_minute(from), hour_minute(to)));
                length = length.filter(|&minutes| minutes != minutes_between(from, to));
            }
            WhenTime::Part(part) => words.push(part.word().to_owned()),
        }
        if let Some(minutes) = length {
            if !words.is_empty() {
                words.push("for".to_owned());
            }
            words.push(describe_minutes(minutes));
        }
        words.join(" ")
    }
}

/// A date as `Wed 25 Nov`, with the year when it is past or not this year; outside 2000 to 2099 as
/// `Mon 1998-11-30`.
pub(super) fn describe_date(date: NaiveDate, today: NaiveDate) -> String {
    let weekday = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
    let month = MONTHS[date.month0() as usize];
    if !(2000..=2099).contains(&date.year()) {
        format!("{weekday} {:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    } else if date.year() == today.year() && date >= today {
        format!("{weekday} {} {month}", date.day())
    } else {
        format!("{weekday} {} {month} {}", date.day(), date.year())
    }
}

/// A length as `2 h`, `45 min` or `1 h 30 min`.
fn describe_minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn hour_minute(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
