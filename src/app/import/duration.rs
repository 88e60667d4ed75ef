//! How long something takes, in minutes.

use super::problem::quoted;
use super::value::{is_minus_one, read_number, text};

/// What a bare number in a column of durations means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationUnit {
    /// `1.5` is 90 minutes.
    Hours,
    /// `90` is 90 minutes.
    Minutes,
    /// `5400` is 90 minutes.
    Seconds,
}

impl DurationUnit {
    fn minutes(self) -> f64 {
        match self {
            DurationUnit::Hours => 60.0,
            DurationUnit::Minutes => 1.0,
            DurationUnit::Seconds => 1.0 / 60.0,
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        match name {
            "h" | "hr" | "hrs" | "hour" | "hours" => Some(DurationUnit::Hours),
            "m" | "min" | "mins" | "minute" | "minutes" => Some(DurationUnit::Minutes),
            "s" | "sec" | "secs" | "second" | "seconds" => Some(DurationUnit::Seconds),
            _ => None,
        }
    }
}

/// A year in minutes: no visit takes longer.
const MOST_MINUTES: f64 = 366.0 * 24.0 * 60.0;

/// Reads `2.5`, `90 min`, `1h 30m`, `1:30` (hours and minutes), `1:30:00` or `PT1H30M`, rounded to
/// whole minutes; a blank cell and `-1` are none.
pub fn read_duration(cell: &str, bare: DurationUnit) -> Result<Option<u32>, String> {
    let Some(cell) = text(cell) else { return Ok(None) };
    let minutes = match read_number(cell) {
        Ok(None) => return Ok(None),
        Ok(Some(number)) if is_minus_one(number) => return Ok(None),
        Ok(Some(number)) => number * bare.minutes(),
        Err(_) => read_clock(cell)
            .or_else(|| read_units(cell))
            .ok_or_else(|| format!("{} is not a duration; write it as 1h 30m or 1:30", quoted(cell)))?,
    };
    if !(0.0..=MOST_MINUTES).contains(&minutes) {
        return Err(format!("{} is not a duration from nothing to a year", quoted(cell)));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded and in range")]
    Ok(Some(minutes.round() as u32))
}

fn read_clock(cell: &str) -> Option<f64> {
    let parts: Option<Vec<f64>> = cell
        .split(':')
        .map(|part| part.parse::<u32>().ok().filter(|_| !part.starts_with('+')).map(f64::from))
        .collect();
    match parts?[..] {
        [hours, minutes] if minutes < 60.0 => Some(hours * 60.0 + minutes),
        [hours, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => {
            Some(hours * 60.0 + minutes + seconds / 60.0)
        }
        _ => None,
    }
}

fn read_units(cell: &str) -> Option<f64> {
    let lower = cell.to_lowercase();
    let mut rest = lower.strip_prefix("pt").unwrap_or(&lower).trim();
    let mut minutes = 0.0;
    let is_number = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|character| !is_number(character))?);
        let after = after.trim_start();
        let name_end = after.find(|character: char| !character.is_alphabetic()).unwrap_or(after.len());
        let (name, after) = after.split_at(name_end);
        let number = read_number(number).ok().flatten()?;
        minutes += number * DurationUnit::of_name(name)?.minutes();
        rest = after.trim_start_matches([' ', ',', '.']);
    }
    Some(minutes)
}
