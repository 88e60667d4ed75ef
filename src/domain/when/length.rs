//! Lengths: `2h`, `90 min`, `1h30`, `1.5h`.

use super::WhenError;
use super::error::impossible;
use super::lexeme::{Cursor, Kind};

/// The longest length, a week in minutes: more is not one visit.
const MAX_MINUTES: u32 = 7 * 24 * 60;

/// Says a length shortly: `1h30`, `2h`, `45m`; one that is negative after a `-`.
///
/// [`super::read_minutes`] reads back what is said of a length that can be one.
pub fn say_minutes(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let minutes = minutes.unsigned_abs();
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{sign}{minutes}m"),
        (hours, 0) => format!("{sign}{hours}h"),
        (hours, minutes) => format!("{sign}{hours}h{minutes:02}"),
    }
}

/// Says how late something is, or by how much too long: `25 min`, from an hour on `1h30`, from two days on
/// `3 days`.
pub fn say_delay(minutes: i64) -> String {
    match minutes {
        ..60 => format!("{minutes} min"),
        60..2_880 => say_minutes(minutes),
        2_880.. => format!("{} days", minutes / 1_440),
    }
}

/// A length as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) minutes: u32,
    /// Whether its unit was a bare `m`, which may be metres.
    pub(super) maybe_metres: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Hours,
    Minutes,
    Days,
}

fn unit_of(word: &str) -> Option<Unit> {
    match word {
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(Unit::Hours),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(Unit::Minutes),
        "d" | "day" | "days" | "w" | "wk" | "wks" | "week" | "weeks" => Some(Unit::Days),
        _ => None,
    }
}

/// Takes a length if one is next. Errors when it is one but zero, over a week, or in days.
pub(super) fn take_length(cursor: &mut Cursor<'_>) -> Result<Option<Length>, WhenError> {
    let mut ahead = *cursor;
    let Some(whole) = ahead.take_number() else {
        return Ok(None);
    };
    let mut fraction = "";
    let mut after_point = ahead;
    if after_point.take_glued_sign(".")
        && let Some(digits) = after_point.take_glued_number()
    {
        fraction = digits;
        ahead = after_point;
    }
    let metres = ahead.peek().is_some_and(|unit| unit.text == "m");
    let Some(unit) = ahead.take_known(unit_of) else {
        return Ok(None);
    };
    let too_long = |said: &str| impossible(said, "a length is at most a week (168 h)");
    let minutes = match unit {
        Unit::Days => {
            let said = ahead.said_since(cursor);
            return Err(impossible(
                said,
                format!("a length is in hours and minutes, such as “8h”; for a date write “in {said}”"),
            ));
        }
        Unit::Minutes if !fraction.is_empty() => {
            return Err(impossible(ahead.said_since(cursor), "minutes are whole; write “90m” or “1.5h”"));
        }
        Unit::Minutes => number(whole),
        Unit::Hours => {
            let more =
                if fraction.is_empty() { take_more_minutes(&mut ahead) } else { part_of_hour(fraction) };
            number(whole).and_then(|hours| hours.checked_mul(60)?.checked_add(more?))
        }
    };
    let said = ahead.said_since(cursor);
    let minutes = minutes.filter(|&minutes| minutes <= MAX_MINUTES).ok_or_else(|| too_long(said))?;
    if minutes == 0 {
        return Err(impossible(said, "a length is at least a minute"));
    }
    *cursor = ahead;
    Ok(Some(Length { minutes, maybe_metres: metres && unit == Unit::Minutes }))
}

/// The minutes after the hours: `30` glued on, or `30m` glued or not. Zero when there are none.
fn take_more_minutes(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    let glued = ahead.peek_glued().is_some();
    let Some(digits) = ahead.take_number().filter(|digits| digits.len() <= 2) else {
        return Some(0);
    };
    let has_unit = ahead.take_known(|word| unit_of(word).filter(|&unit| unit == Unit::Minutes)).is_some();
    let ends =
        ahead.peek_glued().is_none_or(|next| next.kind == Kind::Sign && next.text != ":" && next.text != ".");
    if has_unit || (glued && ends) {
        *cursor = ahead;
        return number(digits);
    }
    Some(0)
}

/// A decimal fraction of an hour in minutes, rounded to the nearest.
fn part_of_hour(fraction: &str) -> Option<u32> {
    let digits = fraction.get(..fraction.len().min(4))?;
    let scale = 10_u32.checked_pow(u32::try_from(digits.len()).ok()?)?;
    Some((number(digits)? * 60 + scale / 2) / scale)
}

/// The value of a number of at most nine digits.
pub(super) fn number(digits: &str) -> Option<u32> {
    if digits.len() > 9 { None } else { digits.parse().ok() }
}
