//! A first estimate of travel; providers with roads come with the dispatch engine.

use crate::Position;

/// Straight lines are this much shorter than roads (a common planning factor for towns).
const DETOUR: f64 = 1.3;
/// Average door-to-door speed in kilometres an hour.
const SPEED_KMH: f64 = 40.0;
/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_KM: f64 = 6371.0088;

/// Great-circle distance in kilometres (haversine).
pub fn distance_km(from: Position, to: Position) -> f64 {
    let (lat_a, lat_b) = (from.latitude.to_radians(), to.latitude.to_radians());
    let half_lat = (lat_b - lat_a) / 2.0;
    let half_lon = (to.longitude - from.longitude).to_radians() / 2.0;
    let h = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

/// Estimated travel in whole minutes, rounded up; none when either place is unknown.
pub fn travel_minutes(from: Option<Position>, to: Option<Position>) -> Option<i64> {
    let hours = distance_km(from?, to?) * DETOUR / SPEED_KMH;
    #[expect(clippy::cast_possible_truncation, reason = "half the globe is under 1,000 hours")]
    Some((hours * 60.0).ceil() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn london_to_brighton_takes_two_and_a_half_hours_at_town_speed() {
        let london = Position::new(51.5074, -0.1278);
        let brighton = Position::new(50.8225, -0.1372);
        let minutes = travel_minutes(london, brighton).unwrap();
        assert!((140..=155).contains(&minutes), "{minutes}");
        assert_eq!(travel_minutes(london, london), Some(0));
        assert_eq!(travel_minutes(london, None), None);
    }
}
