//! The problem as numbers: places, vehicles, stops. It knows no names, zones or calendars.
//!
//! Times and prices are whole numbers in units of the caller's choice (minutes and tenths of minutes for a
//! day's plan; tenths of a unit of distance for Solomon's instances).

/// Price of leaving out a stop that must be served: above all prices a caller may use, and small enough that a
/// thousand of them can be added up.
pub const NEVER: i64 = 1 << 50;

/// A stretch of time, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// First moment.
    pub from: i32,
    /// Last moment.
    pub to: i32,
}

/// When the work of a stop may begin, both ends included, at a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First moment.
    pub from: i32,
    /// Last moment.
    pub to: i32,
    /// Price of beginning in it: 0 for what was promised; more for another time of the day that breaks the promise.
    pub price: i64,
}

/// A square table of what lies between two places, row by row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    size: usize,
    cells: Vec<i32>,
}

impl Matrix {
    /// Fills a table of `size` places by asking for each pair.
    pub fn of(size: usize, mut between: impl FnMut(usize, usize) -> i32) -> Self {
        let cells = (0..size * size).map(|cell| between(cell / size, cell % size)).collect();
        Matrix { size, cells }
    }

    /// How many places it is of.
    pub fn size(&self) -> usize {
        self.size
    }

    /// From one place to another.
    pub fn get(&self, from: usize, to: usize) -> i32 {
        self.cells[from * self.size + to]
    }
}

/// A time without work within the shift; it has no place, and the way goes on before or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// When it may begin; the same moment twice for one that is fixed.
    pub start: Range,
    /// How long it takes.
    pub length: i32,
}

/// A technician on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vehicle {
    /// Where the way begins; none, at the first stop.
    pub start: Option<usize>,
    /// Where it ends; none, at the last stop.
    pub end: Option<usize>,
    /// From the earliest leaving to the latest return without overtime.
    pub shift: Range,
    /// Breaks and other times without work, at most 64. One that must begin before the shift holds up the leaving.
    pub breaks: Vec<Break>,
    /// How much it can carry.
    pub capacity: i32,
    /// Most stops, optional pick-ups not counted.
    pub most_stops: usize,
    /// Longest time from leaving to return, waiting and breaks included.
    pub longest: i32,
    /// How far the return may lie beyond the shift.
    pub overtime: i32,
    /// Price of a unit of overtime.
    pub overtime_price: i64,
}

/// Where a stop stands in the plan that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Who has it.
    pub vehicle: usize,
    /// When its work begins.
    pub start: i32,
    /// Price of another vehicle or start.
    pub change_price: i64,
    /// Whether it may not be changed at all.
    pub pinned: bool,
}

/// Work at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Where.
    pub place: usize,
    /// When the work may begin, in order of their first moments; never empty. They may overlap: the cheaper counts.
    pub windows: Vec<Window>,
    /// How long it takes.
    pub work: i32,
    /// How much it takes of the capacity.
    pub demand: i32,
    /// For each vehicle the price of its going, or none where it may not.
    pub prices: Vec<Option<i64>>,
    /// Price of leaving it out; [`NEVER`] for one that must be served.
    pub left_out_price: i64,
    /// Where it stands now.
    pub standing: Option<Standing>,
    /// Another stop that must begin at the same moment with another vehicle (the second of a crew of two).
    pub pair: Option<usize>,
    /// A place to call at on the same way before it (parts), with the time that takes.
    pub pick_up: Option<PickUp>,
}

/// Calling for parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickUp {
    /// Where; a way calls once, before the first stop that needs it.
    pub place: usize,
    /// How long it takes; where stops differ about the same place, the longest counts.
    pub work: i32,
}

/// What is asked for: the best ways for all vehicles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// Travel times between places.
    pub time: Matrix,
    /// Prices of travel between places.
    pub price: Matrix,
    /// Who goes.
    pub vehicles: Vec<Vehicle>,
    /// What there is to do.
    pub stops: Vec<Stop>,
    /// Price of the square of a vehicle's work and travel, per thousand units squared (balance); 0 for none.
    pub balance_price: i64,
}

impl Problem {
    /// Whether it asks for nothing but one free window a stop and the shortest ways: what the plain engine is for.
    pub fn is_plain(&self) -> bool {
        let stop = |stop: &Stop| {
            let free = matches!(stop.windows[..], [window] if window.price == 0);
            free && stop.left_out_price >= NEVER
                && (stop.standing.is_none() && stop.pair.is_none() && stop.pick_up.is_none())
        };
        let vehicle = |vehicle: &Vehicle| {
            vehicle.breaks.is_empty()
                && vehicle.overtime == 0
                && vehicle.start.is_some()
                && vehicle.end.is_some()
        };
        self.balance_price == 0 && self.stops.iter().all(stop) && self.vehicles.iter().all(vehicle)
    }
}
