//! The optimiser at work in a draft: what is asked, how it goes, what came of it. The plan behind it is drawn anew as
//! it gets better; Esc keeps the best so far.

mod hunt;
mod running;
mod said;
#[cfg(test)]
mod tests;

use app::{OptimiseAsk, OptimiseReport, OptimiseStep};

use crate::import::Stop;

pub(crate) use hunt::{Hunt, Sign};
pub use running::Running;
pub use said::{lines_of, standing};

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Which day of which draft, for how long.
    pub ask: OptimiseAsk,
    /// The way to end it before its time.
    pub stop: Stop,
}

/// What the worker tells.
#[derive(Debug, Clone)]
pub enum Told {
    /// How it goes, and whether the draft has another plan than before.
    Step(OptimiseStep, bool),
    /// What came of it.
    Ended(Box<OptimiseReport>),
}

impl Told {
    /// Whether the end is still to come.
    pub fn is_step(&self) -> bool {
        matches!(self, Told::Step(..))
    }
}
