//! How a search knows when to end, and whom it tells what it found.

use super::solution::Solution;

/// The caller's side of a search: it owns the clock and the wish to stop.
///
/// The planner itself knows no time. A caller with a clock answers by it; a test counts how often it is asked,
/// so that its result is the same on every machine.
pub trait Watch {
    /// Whether to go on; asked at least once a millisecond, once in every step of the search.
    fn goes_on(&mut self) -> bool;

    /// Is told each solution that is better than all before; the first one comes before the search begins.
    fn better(&mut self, solution: &Solution);
}

/// A watch that lets a number of steps pass and tells nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// How many there still may be.
    pub left: u64,
}

impl Watch for Steps {
    fn goes_on(&mut self) -> bool {
        let goes_on = self.left > 0;
        self.left = self.left.saturating_sub(1);
        goes_on
    }

    fn better(&mut self, _solution: &Solution) {}
}
