//! Travel in a straight line, made longer by a factor: needs no map and no network.

use chrono::NaiveTime;

use super::TravelTime;
use crate::Position;

/// Roads are this much longer than straight lines. Between the 1.20 of the USA and the 1.40 of England in Ballou,
/// Rahardja and Sakai, "Selected country circuity factors for road travel distance estimation" (2002); Boscoe,
/// Henry and Zdeb (2012) found 1.42 for short ways in the USA.
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

/// Estimated travel at the usual speed in whole minutes, rounded up; none when either place is unknown.
pub fn travel_minutes(from: Option<Position>, to: Option<Position>) -> Option<i64> {
    StraightLine::default().minutes(from?, to?, NaiveTime::MIN)
}

/// Door-to-door speeds by the local time of day at which one sets off.
#[derive(Debug, Clone, PartialEq)]
pub struct Speeds {
    /// From when on, and kilometres an hour; in order, never empty. Before the first the last one holds.
    steps: Vec<(NaiveTime, f64)>,
}

impl Speeds {
    /// The same speed all day, in kilometres an hour; none when it is not above zero.
    pub fn steady(kmh: f64) -> Option<Self> {
        Self::by_time(vec![(NaiveTime::MIN, kmh)])
    }

    /// Speeds in kilometres an hour, each from a local time on; before the first the last one holds. None when there
    /// is none, two begin at the same time, or one is not above zero.
    pub fn by_time(mut steps: Vec<(NaiveTime, f64)>) -> Option<Self> {
        steps.sort_by_key(|(from, _)| *from);
        let are_apart = steps.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let can_move = steps.iter().all(|(_, kmh)| kmh.is_finite() && *kmh > 0.0);
        (!steps.is_empty() && are_apart && can_move).then_some(Speeds { steps })
    }

    /// Whether it is the same all day, so that nobody needs to ask for the time.
    pub fn is_steady(&self) -> bool {
        self.steps.len() == 1
    }

    /// The local times from which on each speed holds, with kilometres an hour; in order.
    pub fn steps(&self) -> &[(NaiveTime, f64)] {
        &self.steps
    }

    /// Kilometres an hour at a local time.
    pub fn at(&self, at: NaiveTime) -> f64 {
        let begun = self.steps.iter().rev().find(|(from, _)| *from <= at);
        begun.or(self.steps.last()).map_or(SPEED_KMH, |(_, kmh)| *kmh)
    }

    /// The time in a stretch of the day at which one is slowest; the stretch goes over midnight when it ends before
    /// it begins, and is the whole day when it ends as it begins.
    pub fn slowest(&self, from: NaiveTime, until: NaiveTime) -> NaiveTime {
        let is_inside = |at: NaiveTime| {
            if from < until { from <= at && at < until } else { at >= from || at < until }
        };
        let begun = self.steps.iter().map(|(at, _)| *at).filter(|at| is_inside(*at));
        begun.chain([from]).min_by(|a, b| self.at(*a).total_cmp(&self.at(*b))).unwrap_or(from)
    }
}

/// Straight lines with a detour.
#[derive(Debug, Clone, PartialEq)]
pub struct StraightLine {
    /// How much longer roads are than straight lines; at least 1.
    pub detour: f64,
    /// How fast one gets on.
    pub speeds: Speeds,
}

impl Default for StraightLine {
    /// A detour of 1.3 at 40 km/h all day.
    fn default() -> Self {
        StraightLine { detour: DETOUR, speeds: Speeds { steps: vec![(NaiveTime::MIN, SPEED_KMH)] } }
    }
}

impl TravelTime for StraightLine {
    fn minutes(&self, from: Position, to: Position, at: NaiveTime) -> Option<i64> {
        let hours = distance_km(from, to) * self.detour / self.speeds.at(at);
        #[expect(clippy::cast_possible_truncation, reason = "a cast of a float stops at the largest number")]
        Some((hours * 60.0).ceil() as i64)
    }
}
