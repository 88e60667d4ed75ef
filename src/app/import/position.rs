//! Positions on the earth: two columns or one text.

use super::problem::quoted;
use super::value::{is_minus_one, read_number, text};

/// A position in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// North of the equator, -90 to 90.
    pub latitude: f64,
    /// East of Greenwich, -180 to 180.
    pub longitude: f64,
}

/// Reads a latitude and a longitude column; none when both are blank, `-1` or zero.
///
/// (0, 0) lies in the sea: it is what exports write when they don't know.
pub fn read_position(latitude: &str, longitude: &str) -> Result<Option<Position>, String> {
    match (read_number(latitude)?, read_number(longitude)?) {
        (Some(latitude), Some(longitude)) => check(latitude, longitude),
        (None, None) => Ok(None),
        (Some(number), None) | (None, Some(number)) if is_nothing(number) => Ok(None),
        (Some(_), None) => Err("there is a latitude without a longitude".into()),
        (None, Some(_)) => Err("there is a longitude without a latitude".into()),
    }
}

/// Reads `(40.8, -73.9)`, `40.8, -73.9` or `POINT (-73.9 40.8)`; a blank cell is none.
pub fn read_position_text(cell: &str) -> Result<Option<Position>, String> {
    let Some(cell) = text(cell) else { return Ok(None) };
    let unknown = || format!("{} is not a position; write it as (51.5074, -0.1278)", quoted(cell));
    let (inside, longitude_first) = match cell.get(..5) {
        Some(start) if start.eq_ignore_ascii_case("point") => (cell[5..].trim_start(), true),
        _ => (cell, false),
    };
    let inside = match inside.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')').ok_or_else(unknown)?,
        None => inside,
    };
    let divider = |character: char| character.is_whitespace() || matches!(character, ',' | ';');
    let numbers: Vec<&str> = inside.split(divider).filter(|part| !part.is_empty()).collect();
    let [first, second] = numbers[..] else {
        return Err(unknown());
    };
    let first = read_number(first).map_err(|_| unknown())?.ok_or_else(unknown)?;
    let second = read_number(second).map_err(|_| unknown())?.ok_or_else(unknown)?;
    if longitude_first { check(second, first) } else { check(first, second) }
}

fn is_nothing(number: f64) -> bool {
    number == 0.0 || is_minus_one(number)
}

fn check(latitude: f64, longitude: f64) -> Result<Option<Position>, String> {
    if (latitude == 0.0 && longitude == 0.0) || (is_minus_one(latitude) && is_minus_one(longitude)) {
        return Ok(None);
    }
    if !(-90.0..=90.0).contains(&latitude) {
        let swapped = (-180.0..=180.0).contains(&latitude) && (-90.0..=90.0).contains(&longitude);
        let hint = if swapped { "; are latitude and longitude swapped?" } else { "" };
        return Err(format!("the latitude {latitude} is not between -90 and 90{hint}"));
    }
    if !(-180.0..=180.0).contains(&longitude) {
        return Err(format!("the longitude {longitude} is not between -180 and 180"));
    }
    Ok(Some(Position { latitude, longitude }))
}
