//! The time grammar: what `fri 2-4pm`, `tmw 9am for 2h` or `25/11` mean.
//!
//! It works on local dates and times; the present moment, the zone, the working hours and the order
//! of day and month come in as a [`WhenContext`]. Case does not matter and the pieces (a day, a time,
//! a length) may come in any order. Where a phrase has two readings, both are given back in
//! [`WhenError::Ambiguous`] and neither is guessed.
//!
//! The rules, so that a person can know beforehand what will happen:
//!
//! - **Hours on a 24-hour clock have one reading**: two digits before the colon (`09:00`, `10.30`),
//!   four digits (`0930`), a leading zero (`09`), or an hour over 12. So have `9am` and `2pm`.
//! - **Hours as on a dial have two** (`9`, `2:30`, `930`). The one inside the working hours (both
//!   ends included) is taken; when both or neither are inside, both are shown.
//! - **Ranges take the shortest way**: `2-4pm` is 14:00–16:00, `11-1` is 11:00–13:00. A range crosses
//!   midnight only when both ends are unmistakable and it is at most 12 hours long (`10pm-2am`);
//!   `11-9` is refused.
//! - **A time without a day** is today if not yet past, else today and tomorrow are both shown. When
//!   the caller works on a day ([`WhenContext::day`]), it is that day.
//! - **`fri`** is the coming Friday. On a Friday it is today or a week on, unless its time is already
//!   past. **`this fri`** is the coming one, today included. **`next fri`** is the first Friday after
//!   today or the Friday of next week, whether weeks begin on Monday or on Sunday: usually two
//!   readings, one when these are the same day.
//! - **A day and month without a year** is the next such date; one in the last 30 days is shown as
//!   well. After a day and month, `2000` to `2099` is the year and any other four digits are a time.
//! - **`3/4`** follows [`WhenContext::order`], or has both readings when that is not set. Where only
//!   the other order gives a date (`25/11`), that is taken. A year of two figures stands last, or
//!   first when that is the order.
//! - **`am`/`morning`** run from the start of the working hours to noon, **`pm`/`afternoon`** from noon
//!   to the end of the working hours but 18:00 at the latest, **`evening`** from 18:00 to 22:00. Beside
//!   an hour they choose its half of the day: `fri evening 7`.
//! - **`midnight`** alone is the coming one; with a day it is the one before or after it, so both.
//! - **Lengths** (`2h`, `90m`, `1h30`, `1.5h`) are hours and minutes, never days.

mod clock;
mod context;
mod date_readings;
mod describe;
mod error;
mod find;
mod length;
mod lexeme;
mod meaning;
mod names;
mod phrase;
mod resolve;
mod said_date;
mod time_readings;
mod trust;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use context::{DateOrder, WhenContext};
pub use error::WhenError;
pub use find::{FoundWhen, find_when};
pub use length::{say_delay, say_minutes};
pub use meaning::{DayPart, When, WhenTime};
pub use names::{MONTHS, WEEKDAYS, name_beginning};

pub(crate) use find::{Run, RunPlace, find_run, reads_as_phrase};
pub(crate) use trust::Trust;

use lexeme::{Cursor, split_lexemes};
use phrase::{Phrase, Wanted, read_phrase};

/// Reads a phrase as a day, a time, a length or any of them together. Errors name the part that
/// could not be read and how to write it, or give every reading.
pub fn read_when(text: &str, context: &WhenContext) -> Result<When, WhenError> {
    let phrase = parse(text, Wanted::Anything)?;
    one_of(text, resolve::readings(&phrase, context)?, context)
}

/// Reads a phrase as a day alone; a time or a length beside it is an error.
pub fn read_date(text: &str, context: &WhenContext) -> Result<NaiveDate, WhenError> {
    let phrase = parse(text, Wanted::DayAlone)?;
    let when = one_of(text, resolve::readings(&phrase, context)?, context)?;
    match when {
        When { date: Some(date), time: WhenTime::None, minutes: None } => Ok(date),
        When { .. } => Err(WhenError::Unknown {
            part: text.trim().to_owned(),
            hint: "only a day is wanted here, such as “fri”, “25 nov” or “2026-11-25”".to_owned(),
        }),
    }
}

/// Reads a length such as `2h`, `90 min` or `1h30`, in minutes (1 to 10,080, a week).
pub fn read_minutes(text: &str) -> Result<u32, WhenError> {
    let lowered = text.to_ascii_lowercase();
    let lexemes = split_lexemes(&lowered);
    let mut cursor = Cursor::new(text, &lexemes);
    cursor.take_word(&["for"]);
    let length = length::take_length(&mut cursor)?;
    match length {
        Some(length) if cursor.is_done() => Ok(length.minutes),
        Some(_) | None => Err(WhenError::Unknown {
            part: text.trim().to_owned(),
            hint: "lengths look like “2h”, “90m”, “1h30”, “1.5h” or “30 min”".to_owned(),
        }),
    }
}

fn parse(text: &str, wanted: Wanted) -> Result<Phrase, WhenError> {
    let lowered = text.to_ascii_lowercase();
    read_phrase(text, &split_lexemes(&lowered), wanted)
}

fn one_of(text: &str, mut readings: Vec<When>, context: &WhenContext) -> Result<When, WhenError> {
    match (readings.pop(), readings.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            readings.push(last);
            Err(WhenError::Ambiguous { text: text.trim().to_owned(), readings, context: *context })
        }
        (None, _) => Err(error::unknown(text.trim())),
    }
}
