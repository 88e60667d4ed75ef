//! How long it takes from one place to another, and where places are.
//!
//! The rules ask [`Slice::travel`](crate::Slice::travel); it asks the slice's [`Roads`], plain data that a matrix
//! file or a road server may have filled before. A way that is not known there is a straight line, and says that
//! it is a guess; so does every way from or to a place whose position is one.

mod located;
mod places;
mod postcode;
mod roads;
mod straight;
mod way;

#[cfg(test)]
mod tests;

use chrono::NaiveTime;

pub use located::{Basis, Located, home_of, place_of, place_of_site};
pub use places::{PlaceRow, Places};
pub use postcode::{country_code, postcode_key, postcode_keys};
pub use roads::{KnownRoads, Point, RoadSource, Roads};
pub use straight::{Speeds, StraightLine, distance_km, travel_minutes};
pub use way::{Stop, Travel, Way, travel_after, travel_between, way_after, way_before};

use crate::Position;

/// How long a way takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// Whole minutes, rounded up.
    pub minutes: i64,
    /// Whether a position is not the place's own, or the way is not known and a straight line stands in for it.
    pub guess: bool,
}

/// Who knows how long it takes from one position to another.
pub trait TravelTime {
    /// Whole minutes, rounded up, when setting off at a local time of day; none when the way is not known here.
    fn minutes(&self, from: Position, to: Position, at: NaiveTime) -> Option<i64>;
}
