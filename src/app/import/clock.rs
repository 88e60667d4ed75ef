//! The time of day inside a date's text, and the zone beside it.

use chrono::{FixedOffset, NaiveTime};

/// Splits into the text before the time of day, the time, and the text after it.
pub(super) fn split_clock(cell: &str) -> Option<(&str, Option<NaiveTime>, &str)> {
    let Some(colon) = cell.find(':') else {
        return split_bare_hour(cell);
    };
    let hour_at = cell[..colon].trim_end_matches(|character: char| character.is_ascii_digit()).len();
    let (before, clock) = cell.split_at(hour_at);
    let mut rest = clock;
    let hour = take_number(&mut rest, 2)?;
    rest = rest.strip_prefix(':')?;
    let minute = take_exactly_two(&mut rest)?;
    let mut second = 0;
    let mut nanosecond = 0;
    if let Some(more) = rest.strip_prefix(':') {
        rest = more;
        second = take_exactly_two(&mut rest)?;
        nanosecond = take_fraction(&mut rest)?;
    }
    let (hour, rest) = take_half(hour, rest)?;
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond)?;
    Some((before, Some(time), rest))
}

/// `6/26/2018 3 PM`, or no time at all.
fn split_bare_hour(cell: &str) -> Option<(&str, Option<NaiveTime>, &str)> {
    let ends_in_digit = |text: &str| text.ends_with(|character: char| character.is_ascii_digit());
    let half = cell.len().checked_sub(2).and_then(|at| cell.split_at_checked(at));
    let number = match half {
        Some((number, half)) if ["am", "pm"].iter().any(|name| half.eq_ignore_ascii_case(name)) => {
            number.trim_end()
        }
        _ => return Some((cell, None, "")),
    };
    if !ends_in_digit(number) {
        return Some((cell, None, ""));
    }
    let hour_at = number.trim_end_matches(|character: char| character.is_ascii_digit()).len();
    let mut rest = cell.get(hour_at..)?;
    let hour = take_number(&mut rest, 2)?;
    let (hour, rest) = take_half(hour, rest)?;
    Some((cell.get(..hour_at)?, Some(NaiveTime::from_hms_opt(hour, 0, 0)?), rest))
}

fn take_number(rest: &mut &str, most_digits: usize) -> Option<u32> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > most_digits {
        return None;
    }
    let (number, after) = rest.split_at(digits);
    *rest = after;
    number.parse().ok()
}

fn take_exactly_two(rest: &mut &str) -> Option<u32> {
    let length = rest.len();
    take_number(rest, 2).filter(|_| length - rest.len() == 2)
}

/// A fraction of a second in nanoseconds; digits past the ninth are cut off.
fn take_fraction(rest: &mut &str) -> Option<u32> {
    let Some(fraction) = rest.strip_prefix(['.', ',']) else {
        return Some(0);
    };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = fraction.split_at(digits);
    *rest = after;
    if digits == 0 {
        return None;
    }
    let nine = number.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some(nine.fold(0, |nanoseconds, digit| nanoseconds * 10 + u32::from(digit - b'0')))
}

/// Takes AM or PM and turns the hour to the 24-hour clock.
fn take_half(hour: u32, rest: &str) -> Option<(u32, &str)> {
    let trimmed = rest.trim_start();
    let begins = |name: &str| trimmed.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let halves = [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12)];
    let Some((name, shift)) = halves.into_iter().find(|(name, _)| begins(name)) else {
        return Some((hour, rest));
    };
    if !(1..=12).contains(&hour) {
        return None;
    }
    Some((hour % 12 + shift, &trimmed[name.len()..]))
}

/// What may follow the time: a zone, and in `ctime` texts the year.
pub(super) fn read_after_clock(after: &str) -> Option<(Option<&str>, Option<FixedOffset>)> {
    let after = after.trim();
    let (zone, year) = match after.rsplit_once(' ') {
        Some((zone, year)) if is_digits(year) => (zone, year),
        _ if is_digits(after) => ("", after),
        _ => return Some((None, read_zone(after)?)),
    };
    if year.len() != 4 {
        return None;
    }
    Some((Some(year), read_zone(zone)?))
}

/// The named zones of e-mail dates (RFC 5322 section 4.3), in hours from UTC.
const NAMED_ZONES: [(&str, i32); 12] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// Reads `Z`, `+01:00`, `-0800`, `GMT-8` or a named zone; the inner none means that there is none.
#[expect(clippy::option_option, reason = "the outer none means: not a zone")]
pub(super) fn read_zone(zone: &str) -> Option<Option<FixedOffset>> {
    if zone.trim().is_empty() {
        return Some(None);
    }
    let zone = zone.trim().to_ascii_lowercase();
    if let Some((_, hours)) = NAMED_ZONES.iter().find(|(name, _)| *name == zone) {
        return FixedOffset::east_opt(hours * 3600).map(Some);
    }
    let numbers = zone.strip_prefix("gmt").or_else(|| zone.strip_prefix("utc")).unwrap_or(&zone);
    let (sign, digits) = match numbers.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = match (is_digits(&digits), digits.len()) {
        (true, 1 | 2) => (digits.parse::<i32>().ok()?, 0),
        (true, 3 | 4) => {
            let (hours, minutes) = digits.split_at(digits.len() - 2);
            (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?)
        }
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    FixedOffset::east_opt(sign * (hours * 60 + minutes) * 60).map(Some)
}

/// Whether the text is one or more ASCII digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
