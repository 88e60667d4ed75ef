//! Telling how far an import has come, and stopping it.

/// So many rows or records lie between two tellings.
pub(super) const EVERY: usize = 200;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStep {
    /// So many of the rows have been checked.
    Checking {
        /// How many.
        done: usize,
        /// Of how many.
        total: usize,
    },
    /// All rows are checked; the rules look at the whole.
    Deciding,
    /// So many of the records are written; nothing of them lasts yet.
    Writing {
        /// How many.
        done: usize,
        /// Of how many.
        total: usize,
    },
}

/// Somebody who is told, and may say that it should stop.
pub(super) struct Watch<'w> {
    tell: &'w mut dyn FnMut(ImportStep) -> bool,
    is_stopped: bool,
}

impl<'w> Watch<'w> {
    pub(super) fn new(tell: &'w mut dyn FnMut(ImportStep) -> bool) -> Self {
        Watch { tell, is_stopped: false }
    }

    /// Tells a step; whether to go on.
    pub(super) fn goes_on(&mut self, step: ImportStep) -> bool {
        self.is_stopped = self.is_stopped || !(self.tell)(step);
        !self.is_stopped
    }

    /// Tells now and then which row is being checked; whether to go on.
    pub(super) fn checks(&mut self, done: usize, total: usize) -> bool {
        if !done.is_multiple_of(EVERY) {
            return !self.is_stopped;
        }
        self.goes_on(ImportStep::Checking { done, total })
    }

    /// Whether it was stopped.
    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped
    }
}
