//! One date, with or without a time, out of the many ways that exports write it.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{DateOrder, MONTHS, WEEKDAYS, name_beginning};

use super::clock::{is_digits, read_after_clock, read_zone, split_clock};
use super::problem::quoted;
use super::value::text;

/// The orders in which a date's three numbers stand, as [`Evidence`](super::Evidence) weighs them.
pub const DATE_ORDERS: [DateOrder; 3] = [DateOrder::Ymd, DateOrder::Mdy, DateOrder::Dmy];

/// An order's name on the command line.
pub fn order_name(order: DateOrder) -> &'static str {
    match order {
        DateOrder::Ymd => "ymd",
        DateOrder::Mdy => "mdy",
        DateOrder::Dmy => "dmy",
    }
}

/// Reads an order's name.
pub fn order_of_name(name: &str) -> Option<DateOrder> {
    DATE_ORDERS.into_iter().find(|order| name.trim().eq_ignore_ascii_case(order_name(*order)))
}

/// A date as a file says it: local unless it carries an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileDate {
    /// The day.
    pub date: NaiveDate,
    /// The time of day; none when the file gives the day alone.
    pub time: Option<NaiveTime>,
    /// The offset from UTC, when the file gives one.
    pub offset: Option<FixedOffset>,
}

impl FileDate {
    /// The local date and time; midnight when there is no time.
    pub fn local(self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or(NaiveTime::MIN))
    }
}

/// Reads one cell as a date; a blank cell is none.
///
/// The order matters only for dates of three numbers that don't begin with a four-digit year. The
/// reason that comes back as an error is a sentence about the text.
pub fn read_date(cell: &str, order: DateOrder) -> Result<Option<FileDate>, String> {
    let Some(cell) = text(cell) else { return Ok(None) };
    let parts = split_date(cell)?;
    let date = parts.day.in_order(order).ok_or_else(|| no_such_day(cell, &parts.day, order))?;
    Ok(Some(FileDate { date, time: parts.time, offset: parts.offset }))
}

fn no_such_day(cell: &str, day: &Day, order: DateOrder) -> String {
    match day {
        Day::Fixed(_) => format!("{} is no day of the calendar", quoted(cell)),
        Day::Numbers { .. } => {
            format!("{} is no day of the calendar when read as {}", quoted(cell), order_name(order))
        }
    }
}

/// The day before its order is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// There is only one way to read it; none when there is no such day.
    Fixed(Option<NaiveDate>),
    /// Three numbers: their values, how many digits each has, and whether hyphens divide them.
    Numbers { values: [u32; 3], digits: [usize; 3], hyphens: bool },
}

impl Day {
    /// The day when its numbers stand in this order; none when there is no such day.
    pub(super) fn in_order(&self, order: DateOrder) -> Option<NaiveDate> {
        let (values, digits) = match *self {
            Day::Fixed(date) => return date,
            Day::Numbers { values, digits, .. } => (values, digits),
        };
        let (year, month, day) = match order {
            DateOrder::Ymd => (0, 1, 2),
            DateOrder::Mdy => (2, 0, 1),
            DateOrder::Dmy => (2, 1, 0),
        };
        NaiveDate::from_ymd_opt(full_year(values[year], digits[year])?, values[month], values[day])
    }
}

/// A two-digit year is 1969 to 2068 (POSIX `strptime`); other lengths than two and four are no year.
fn full_year(value: u32, digits: usize) -> Option<i32> {
    let year = match digits {
        4 => value,
        2 if value < 69 => 2000 + value,
        2 => 1900 + value,
        _ => return None,
    };
    i32::try_from(year).ok()
}

/// A cell's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) day: Day,
    pub(super) time: Option<NaiveTime>,
    pub(super) offset: Option<FixedOffset>,
}

/// Takes a cell apart; the order of its numbers stays open.
pub(super) fn split_date(cell: &str) -> Result<Parts, String> {
    let cell = cell.trim();
    if cell.len() > 64 {
        return Err("the text is too long to be a date".into());
    }
    let unknown = || format!("{} is not a date that is known; write it as 2026-11-25 14:30", quoted(cell));
    if let Some(parts) = split_compact(cell) {
        return Ok(parts);
    }
    let (before, clock, after) = split_clock(cell).ok_or_else(unknown)?;
    let (late_year, offset) = read_after_clock(after).ok_or_else(unknown)?;
    let day = read_day(before, late_year).ok_or_else(unknown)?;
    Ok(Parts { day, time: clock, offset })
}

/// `20260209`, `20260209T0013`, `20260209T001328Z` (ISO 8601 basic format).
fn split_compact(cell: &str) -> Option<Parts> {
    let (date, rest) = cell.split_at_checked(8)?;
    if !is_digits(date) {
        return None;
    }
    let number = |range| date.get(range).and_then(|digits: &str| digits.parse().ok());
    let year: u32 = number(0..4)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(4..6)?, number(6..8)?);
    let day = Day::Fixed(date);
    if rest.is_empty() {
        return Some(Parts { day, time: None, offset: None });
    }
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let length = clock.find(|character: char| !character.is_ascii_digit()).unwrap_or(clock.len());
    let (digits, zone) = clock.split_at(length);
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| pair.parse::<u32>().ok());
    let seconds = match length {
        4 => 0,
        6 => pair(4)?,
        _ => return None,
    };
    let time = NaiveTime::from_hms_opt(pair(0)?, pair(2)?, seconds)?;
    Some(Parts { day, time: Some(time), offset: read_zone(zone)? })
}

/// Reads the day's text: three numbers, or two numbers and a month's name.
fn read_day(before: &str, late_year: Option<&str>) -> Option<Day> {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-'));
    let before = before.strip_suffix(" at").unwrap_or(before);
    // The T of ISO 8601 stands right behind a number; elsewhere it belongs to a word.
    let before = match before.strip_suffix(['T', 't']) {
        Some(day) if day.ends_with(|character: char| character.is_ascii_digit()) => day,
        _ => before,
    };
    let hyphens = before.contains('-');
    let divides = |c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',');
    let mut pieces: Vec<&str> = before.split(divides).filter(|piece| !piece.is_empty()).collect();
    if pieces.first().is_some_and(|piece| is_weekday(piece)) {
        pieces.remove(0);
    }
    pieces.extend(late_year);
    if let [only] = pieces[..]
        && only.len() == 8
    {
        return split_compact(only).map(|parts| parts.day);
    }
    let [first, second, third] = pieces[..] else {
        return None;
    };
    if let Some(month) = month_of(first) {
        return Some(named_day(third, month, second));
    }
    if let Some(month) = month_of(second) {
        // 25 Nov 2026, or 2026 Nov 25.
        let year_first = first.len() == 4 && is_digits(first);
        return Some(if year_first {
            named_day(first, month, third)
        } else {
            named_day(third, month, first)
        });
    }
    read_numbers([first, second, third], hyphens)
}

fn read_numbers(pieces: [&str; 3], hyphens: bool) -> Option<Day> {
    let mut values = [0; 3];
    for (value, piece) in values.iter_mut().zip(pieces) {
        if !is_digits(piece) || piece.len() > 4 {
            return None;
        }
        *value = piece.parse().ok()?;
    }
    let digits = pieces.map(str::len);
    match digits {
        [4, 1 | 2, 1 | 2] => {
            let year = i32::try_from(values[0]).ok()?;
            Some(Day::Fixed(NaiveDate::from_ymd_opt(year, values[1], values[2])))
        }
        [1 | 2, 1 | 2, 2 | 4] => Some(Day::Numbers { values, digits, hyphens }),
        _ => None,
    }
}

/// A day whose month is named; the texts of its year and day may still be no numbers.
fn named_day(year: &str, month: u32, day: &str) -> Day {
    let ordinal = day.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let read = || {
        if !is_digits(year) || !is_digits(ordinal) || ordinal.len() > 2 {
            return None;
        }
        let year = full_year(year.parse().ok()?, year.len())?;
        NaiveDate::from_ymd_opt(year, month, ordinal.parse().ok()?)
    };
    Day::Fixed(read())
}

/// The month by its English name or at least three letters of it.
fn month_of(piece: &str) -> Option<u32> {
    let index = name_beginning(&MONTHS, piece, 3)?;
    u32::try_from(index + 1).ok()
}

fn is_weekday(piece: &str) -> bool {
    name_beginning(&WEEKDAYS, piece, 3).is_some()
}
