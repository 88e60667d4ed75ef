//! What the rules know of roads: a straight line, and before it the ways that were looked up.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveTime;

use super::{Estimate, StraightLine, TravelTime};
use crate::Position;

/// A position rounded to ten-thousandths of a degree, about ten metres: places nearer than that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Point {
    /// Ten-thousandths of a degree north.
    pub latitude: i32,
    /// Ten-thousandths of a degree east.
    pub longitude: i32,
}

/// Parts of a degree that a point counts.
const PARTS: f64 = 10_000.0;

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "180 degrees are 1,800,000 parts")]
        let parts = |degrees: f64| (degrees * PARTS).round() as i32;
        Point { latitude: parts(position.latitude), longitude: parts(position.longitude) }
    }
}

impl From<Point> for Position {
    fn from(point: Point) -> Self {
        let degrees = |parts: i32| f64::from(parts) / PARTS;
        Position { latitude: degrees(point.latitude), longitude: degrees(point.longitude) }
    }
}

/// Where known ways come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoadSource {
    /// A matrix file.
    #[default]
    Matrix,
    /// A road server, or what is kept of its answers.
    Server,
}

/// Ways that were looked up, in seconds; they hold at any time of day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownRoads {
    source: RoadSource,
    seconds: BTreeMap<(Point, Point), u32>,
}

impl KnownRoads {
    /// Begins with no way known.
    pub fn new(source: RoadSource) -> Self {
        KnownRoads { source, seconds: BTreeMap::new() }
    }

    /// Where they come from.
    pub fn source(&self) -> RoadSource {
        self.source
    }

    /// Keeps a way, over the one that was known.
    pub fn insert(&mut self, from: Point, to: Point, seconds: u32) {
        self.seconds.insert((from, to), seconds);
    }

    /// How long a way takes, in seconds; nothing from a place to itself.
    pub fn seconds(&self, from: Point, to: Point) -> Option<u32> {
        if from == to { Some(0) } else { self.seconds.get(&(from, to)).copied() }
    }

    /// Every way, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Point, Point, u32)> {
        self.seconds.iter().map(|((from, to), seconds)| (*from, *to, *seconds))
    }

    /// How many ways are known.
    pub fn len(&self) -> usize {
        self.seconds.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.seconds.is_empty()
    }
}

impl TravelTime for KnownRoads {
    fn minutes(&self, from: Position, to: Position, _: NaiveTime) -> Option<i64> {
        self.seconds(from.into(), to.into()).map(|seconds| i64::from(seconds.div_ceil(60)))
    }
}

/// Travel as it is set up: ways that were looked up, when there is a source of them, else straight lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Roads {
    /// What answers when nothing better does.
    pub straight: StraightLine,
    /// Ways that were looked up; none when straight lines are what is wanted.
    pub known: Option<Arc<KnownRoads>>,
}

impl Roads {
    /// How long it takes from one position to another, setting off at a local time of day. A straight line in place
    /// of a way that should be known is a guess.
    pub fn between(&self, from: Position, to: Position, at: NaiveTime) -> Estimate {
        let known = self.known.as_ref().map(|known| known.minutes(from, to, at));
        let straight = || self.straight.minutes(from, to, at).unwrap_or_default();
        match known {
            Some(Some(minutes)) => Estimate { minutes, guess: false },
            Some(None) => Estimate { minutes: straight(), guess: true },
            None => Estimate { minutes: straight(), guess: false },
        }
    }

    /// Whether the time of day makes no difference.
    pub fn is_steady(&self) -> bool {
        self.straight.speeds.is_steady()
    }

    /// Minutes between all of some positions, row by row from each to each, such that a plan made with them holds
    /// whenever in a stretch of the local day one sets off: at the slowest speed in it.
    pub fn matrix(&self, positions: &[Position], from: NaiveTime, until: NaiveTime) -> Vec<i64> {
        let at = self.straight.speeds.slowest(from, until);
        let row = |from: &Position| positions.iter().map(|to| self.between(*from, *to, at).minutes).collect();
        positions.iter().flat_map(|from: &Position| -> Vec<i64> { row(from) }).collect()
    }
}
