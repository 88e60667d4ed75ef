//! A benchmark instance as the planner's problem, with what is needed to tell the result.

use anyhow::{Context, Result, ensure};
use planner::solve::{Matrix, NEVER, Problem, Range, Stop, Vehicle, Window};

/// Numbers beyond this (in the instance's own units) are surely a fault of the file.
const MOST: f64 = 100_000.0;

/// A problem read from a file.
pub(crate) struct Instance {
    /// What is to be solved, all times and distances multiplied by the scale.
    pub(crate) problem: Problem,
    /// The customers' numbers, by stop.
    pub(crate) customers: Vec<u32>,
    /// How many units of the problem are one of the file.
    pub(crate) scale: i32,
    /// Whether it matters which vehicle goes.
    pub(crate) vehicles_differ: bool,
}

impl Instance {
    /// How many decimals the scale leaves.
    pub(crate) fn decimals(&self) -> usize {
        self.scale.ilog10() as usize
    }
}

/// A line of a file in numbers, known by its place for messages.
pub(crate) struct Row {
    /// From 1.
    pub(crate) line: usize,
    /// The numbers on it.
    pub(crate) numbers: Vec<f64>,
}

impl Row {
    /// Reads a line on which nothing but numbers stands.
    pub(crate) fn read(line: usize, text: &str) -> Result<Row> {
        let number = |word: &str| {
            let number = word.parse::<f64>().ok().filter(|number| number.abs() <= MOST);
            number.with_context(|| format!("line {line}: {word} is not a number of reasonable size"))
        };
        Ok(Row { line, numbers: text.split_whitespace().map(number).collect::<Result<_>>()? })
    }

    /// The number in a column, from 0.
    pub(crate) fn number(&self, column: usize) -> Result<f64> {
        let count = self.numbers.len();
        let missing = || format!("line {}: {} numbers expected, {count} found", self.line, column + 1);
        self.numbers.get(column).copied().with_context(missing)
    }

    /// The number in a column that must be whole and not below 0.
    pub(crate) fn whole(&self, column: usize) -> Result<u32> {
        let number = self.number(column)?;
        ensure!(number >= 0.0 && number.fract() == 0.0, "line {}: {number} is not a whole number", self.line);
        Ok(number as u32)
    }

    /// The number in a column multiplied by a scale, which must give a whole number.
    pub(crate) fn scaled(&self, column: usize, scale: i32) -> Result<i32> {
        let scaled = self.number(column)? * f64::from(scale);
        ensure!(
            (scaled - scaled.round()).abs() < 1e-6,
            "line {}: {} has more decimals than distances have",
            self.line,
            self.numbers[column]
        );
        Ok(scaled.round() as i32)
    }
}

/// A depot or a customer.
pub(crate) struct Site {
    /// The number under which it is reported.
    pub(crate) number: u32,
    /// Where.
    pub(crate) position: (f64, f64),
    /// How much is asked for.
    pub(crate) demand: i32,
    /// When work may begin.
    pub(crate) window: Range,
    /// How long it takes.
    pub(crate) work: i32,
}

impl Site {
    /// The distance to another one.
    pub(crate) fn distance(&self, other: &Site) -> f64 {
        (self.position.0 - other.position.0).hypot(self.position.1 - other.position.1)
    }
}

/// A vehicle that leaves from the depot and comes back while it is open.
pub(crate) fn vehicle(depot: &Site, capacity: i32, longest: i32) -> Vehicle {
    Vehicle {
        start: Some(0),
        end: Some(0),
        shift: depot.window,
        breaks: Vec::new(),
        capacity,
        most_stops: usize::MAX,
        longest,
        overtime: 0,
        overtime_price: 0,
    }
}

/// The problem of serving all sites but the first, the depot, where distance is both time and price.
pub(crate) fn problem(
    sites: &[Site],
    vehicles: Vec<Vehicle>,
    distance: impl Fn(f64) -> i32,
    may_go: impl Fn(usize, usize) -> bool,
) -> Problem {
    let matrix = Matrix::of(sites.len(), |a, b| distance(sites[a].distance(&sites[b])));
    let stop = |(place, site): (usize, &Site)| Stop {
        place,
        windows: vec![Window { from: site.window.from, to: site.window.to, price: 0 }],
        work: site.work,
        demand: site.demand,
        prices: (0..vehicles.len()).map(|vehicle| may_go(vehicle, place).then_some(0)).collect(),
        left_out_price: NEVER,
        standing: None,
        pair: None,
        pick_up: None,
    };
    let stops = sites.iter().enumerate().skip(1).map(stop).collect();
    Problem { time: matrix.clone(), price: matrix, vehicles, stops, balance_price: 0 }
}
