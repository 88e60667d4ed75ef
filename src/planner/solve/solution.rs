//! What a search gives back: for each vehicle its way with every moment, and why the rest was left out.

/// Ways for all vehicles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Solution {
    /// Sum of all terms.
    pub price: i64,
    /// What the price is made of.
    pub terms: Terms,
    /// One for each vehicle, in order; empty for one that stays.
    pub ways: Vec<Way>,
    /// The stops that nobody goes to, in order.
    pub left_out: Vec<LeftOut>,
}

/// The parts of a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// Stops left out.
    pub left_out: i64,
    /// Windows that have a price.
    pub windows: i64,
    /// Overtime.
    pub overtime: i64,
    /// Travel.
    pub travel: i64,
    /// Who goes where (prices by vehicle).
    pub going: i64,
    /// Balance between vehicles.
    pub balance: i64,
    /// Changes to stops that stood elsewhere or at another moment.
    pub changes: i64,
}

impl Terms {
    /// All parts together.
    pub fn sum(&self) -> i64 {
        self.left_out + self.windows + self.overtime + self.travel + self.going + self.balance + self.changes
    }
}

/// One vehicle's way through the day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Way {
    /// When it leaves its start (or begins its first call, when it has none): as late as the calls allow.
    pub leave: i32,
    /// When it is back at its end (or has ended its last call, when it has none).
    pub back: i32,
    /// Where it calls, in order.
    pub calls: Vec<Call>,
    /// The breaks that fall before it is back, in order of time.
    pub rests: Vec<Rest>,
}

/// Calling at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// What for.
    pub purpose: Purpose,
    /// When its work begins.
    pub start: i32,
}

/// What a call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The work of a stop.
    Stop(usize),
    /// Parts, at this place, for stops that come later on the way.
    PickUp {
        /// Where.
        place: usize,
    },
}

/// A break that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// Which of the vehicle's breaks.
    pub which: usize,
    /// When it begins.
    pub start: i32,
}

/// A stop that nobody goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub stop: usize,
    /// What kept it out.
    pub obstacle: Obstacle,
}

/// What kept a stop out: the least of the obstacles over all vehicles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// Not looked into: the search goes on.
    Open,
    /// No vehicle may go.
    NobodyMayGo,
    /// No vehicle that may go could be there within a window and back in time, even with nothing else to do.
    NoWindow,
    /// It alone is more than any vehicle that may go can carry.
    TooMuch,
    /// The other of its pair cannot be served (by another vehicle).
    PairCannot,
    /// All vehicles that could go have their most stops or their full load; this one comes nearest.
    Full {
        /// Who.
        vehicle: usize,
    },
    /// There is no room on any way; on this one the fewest stops would have to give way.
    NoRoom {
        /// Who.
        vehicle: usize,
        /// Which of its stops would have to give way; empty when no choice of them would do.
        give_way: Vec<usize>,
    },
    /// It could go in here, but that would cost more than leaving it out.
    TooDear {
        /// Who.
        vehicle: usize,
        /// What it would cost beyond the price of leaving it out.
        more: i64,
    },
}
