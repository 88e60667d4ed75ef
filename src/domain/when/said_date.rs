//! Days as they are said: `tmw`, `next tue`, `25 nov 2026`, `25/11`, `in 3 days`.

use chrono::{NaiveDate, Weekday};

use super::WhenError;
use super::error::{impossible, in_handled_years};
use super::length::number;
use super::lexeme::{Cursor, Kind};
use super::names::MONTHS;

/// Which of the weekdays of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    This,
    Next,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayUnit {
    Days,
    Weeks,
    Months,
    Years,
}

/// A day as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DateSaid {
    /// So many days from today: -1, 0 or 1.
    Near(i8),
    Weekday(Which, Weekday),
    /// Day, month and perhaps year; the month by name.
    DayMonth {
        day: u32,
        month: u32,
        year: Option<i32>,
    },
    /// Two figures: day and month in either order.
    Pair(u32, u32),
    /// Three figures, the last or the first a year; the flag says that the year had four.
    Triple([u32; 3], bool),
    Exact(NaiveDate),
    In(u32, DayUnit),
}

/// What a phrase may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Anything,
    /// No times, so that four figures after a month are always a year.
    DayAlone,
}

/// Takes a day if one is next. Errors when it is one that cannot be.
pub(super) fn take_date(cursor: &mut Cursor<'_>, wanted: Wanted) -> Result<Option<DateSaid>, WhenError> {
    if let Some(near) = cursor.take_known(near_day) {
        return Ok(Some(DateSaid::Near(near)));
    }
    if let Some(said) = take_weekday(cursor) {
        return Ok(Some(said));
    }
    if let Some(said) = take_figures(cursor)? {
        return Ok(Some(said));
    }
    Ok(take_day_month(cursor, wanted).or_else(|| take_month_day(cursor, wanted)))
}

pub(super) fn near_day(word: &str) -> Option<i8> {
    match word {
        "yesterday" => Some(-1),
        "today" => Some(0),
        "tomorrow" | "tmw" | "tmrw" | "tmr" => Some(1),
        _ => None,
    }
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "mon" | "monday" => Some(Weekday::Mon),
        "tue" | "tues" | "tuesday" => Some(Weekday::Tue),
        "wed" | "weds" | "wednesday" => Some(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" => Some(Weekday::Thu),
        "fri" | "friday" => Some(Weekday::Fri),
        "sat" | "saturday" => Some(Weekday::Sat),
        "sun" | "sunday" => Some(Weekday::Sun),
        _ => None,
    }
}

pub(super) fn month(word: &str) -> Option<u32> {
    let known = |name: &&str| {
        *name == word || name.get(..3) == Some(word) || (word == "sept" && name.starts_with("sept"))
    };
    MONTHS.iter().position(known).and_then(|index| u32::try_from(index + 1).ok())
}

fn take_weekday(cursor: &mut Cursor<'_>) -> Option<DateSaid> {
    let mut ahead = *cursor;
    let which = match ahead.take_word(&["this", "next"]) {
        Some("this") => Which::This,
        Some(_) => Which::Next,
        None => Which::Bare,
    };
    let day = ahead.take_known(weekday)?;
    *cursor = ahead;
    Some(DateSaid::Weekday(which, day))
}

/// Takes `25/11`, `25/11/2026`, `2026-11-25` or `25.11.2026`.
fn take_figures(cursor: &mut Cursor<'_>) -> Result<Option<DateSaid>, WhenError> {
    let mut ahead = *cursor;
    let Some(first) = ahead.take_number() else {
        return Ok(None);
    };
    let Some(sign) = ["/", "-", "."].into_iter().find(|sign| ahead.take_glued_sign(sign)) else {
        return Ok(None);
    };
    let Some(second) = ahead.take_glued_number() else {
        return Ok(None);
    };
    let mut third_ahead = ahead;
    let third = if third_ahead.take_glued_sign(sign) { third_ahead.take_glued_number() } else { None };
    let (said, after) = match third {
        Some(third) => (three_figures(first, second, third, third_ahead.said_since(cursor))?, third_ahead),
        None if sign == "/" => (two_figures(first, second, ahead.said_since(cursor))?, ahead),
        None => return Ok(None),
    };
    *cursor = after;
    Ok(Some(said))
}

fn two_figures(first: &str, second: &str, said: &str) -> Result<DateSaid, WhenError> {
    let short = |digits: &str| if digits.len() <= 2 { number(digits) } else { None };
    match (short(first), short(second)) {
        (Some(first), Some(second)) => Ok(DateSaid::Pair(first, second)),
        (Some(_) | None, Some(_) | None) => {
            Err(impossible(said, "a date is “25/11”, “25/11/2026” or “2026-11-25”"))
        }
    }
}

fn three_figures(first: &str, second: &str, third: &str, said: &str) -> Result<DateSaid, WhenError> {
    let wrong = || impossible(said, "a date is “25/11/2026” or “2026-11-25”");
    let value = |digits: &str| number(digits).ok_or_else(wrong);
    let values = [value(first)?, value(second)?, value(third)?];
    match (first.len(), second.len(), third.len()) {
        (4, 1..=2, 1..=2) => {
            let year = i32::try_from(values[0]).map_err(|_| wrong())?;
            let date = NaiveDate::from_ymd_opt(year, values[1], values[2])
                .ok_or_else(|| impossible(said, "there is no such day; written so it is year, month, day"))?;
            in_handled_years(said, Some(date)).map(DateSaid::Exact)
        }
        (1..=2, 1..=2, 4) => Ok(DateSaid::Triple(values, true)),
        (1..=2, 1..=2, 2) => Ok(DateSaid::Triple(values, false)),
        _ => Err(wrong()),
    }
}

/// Takes `25 nov`, `25th of november` or `25 nov 2026`.
fn take_day_month(cursor: &mut Cursor<'_>, wanted: Wanted) -> Option<DateSaid> {
    let mut ahead = *cursor;
    let day = take_day_number(&mut ahead)?;
    ahead.take_word(&["of"]);
    let month = ahead.take_known(month)?;
    let year = take_year(&mut ahead, wanted);
    *cursor = ahead;
    Some(DateSaid::DayMonth { day, month, year })
}

/// Takes `nov 25` or `nov 25 2026`; not `nov 2pm` or `nov 2-4`.
fn take_month_day(cursor: &mut Cursor<'_>, wanted: Wanted) -> Option<DateSaid> {
    let mut ahead = *cursor;
    let month = ahead.take_known(month)?;
    let day = take_day_number(&mut ahead)?;
    if starts_something_else(&ahead) {
        return None;
    }
    ahead.take_sign(",");
    let year = take_year(&mut ahead, wanted);
    *cursor = ahead;
    Some(DateSaid::DayMonth { day, month, year })
}

fn take_day_number(cursor: &mut Cursor<'_>) -> Option<u32> {
    let digits = cursor.take_number().filter(|digits| digits.len() <= 2)?;
    if cursor.peek_glued().is_some() {
        cursor.take_word(&["st", "nd", "rd", "th"]);
    }
    number(digits)
}

/// Whether what follows shows that the number before was a time or a length.
fn starts_something_else(cursor: &Cursor<'_>) -> bool {
    let glued = cursor
        .peek_glued()
        .is_some_and(|next| next.kind == Kind::Word || matches!(next.text, ":" | "." | "/"));
    glued || cursor.peek().is_some_and(|next| matches!(next.text, "-" | "am" | "pm" | "h" | "hours" | "min"))
}

fn take_year(cursor: &mut Cursor<'_>, wanted: Wanted) -> Option<i32> {
    let mut ahead = *cursor;
    let digits = ahead.take_number().filter(|digits| digits.len() == 4)?;
    let year = number(digits).and_then(|year| i32::try_from(year).ok())?;
    let years = match wanted {
        Wanted::Anything => 2000..=2099,
        Wanted::DayAlone => 1900..=2199,
    };
    if !years.contains(&year) || starts_something_else(&ahead) {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

/// Takes a number (or `a`, `an`) of days, weeks, months or years.
pub(super) fn take_day_count(cursor: &mut Cursor<'_>) -> Result<Option<DateSaid>, WhenError> {
    let mut ahead = *cursor;
    let digits = match ahead.take_word(&["a", "an", "one"]) {
        Some(_) => "1",
        None => match ahead.take_number() {
            Some(digits) => digits,
            None => return Ok(None),
        },
    };
    let Some(unit) = ahead.take_known(day_unit) else {
        return Ok(None);
    };
    let count = number(digits).ok_or_else(|| impossible(ahead.said_since(cursor), "that is too far away"))?;
    *cursor = ahead;
    Ok(Some(DateSaid::In(count, unit)))
}

fn day_unit(word: &str) -> Option<DayUnit> {
    match word {
        "d" | "day" | "days" => Some(DayUnit::Days),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(DayUnit::Weeks),
        "month" | "months" => Some(DayUnit::Months),
        "y" | "yr" | "yrs" | "year" | "years" => Some(DayUnit::Years),
        _ => None,
    }
}
