//! Noticing what other processes write.

use store::{Alarm, Notice};

use crate::{App, Result};

/// What this desk has seen of the store.
#[derive(Debug)]
pub struct Change(Notice);

impl Change {
    /// Whether asking the store could tell anything new: one look at a file, no query.
    pub fn is_worth_asking(&self) -> bool {
        self.0.is_worth_asking()
    }
}

impl App {
    /// Starts watching from the present state.
    pub fn watch(&self) -> Result<Change> {
        Ok(Change(Notice::new(&self.store)?))
    }

    /// What wakes one who waits for a write to the store; none where nothing can be watched.
    pub fn alarm(&self, change: &Change) -> Option<Alarm> {
        change.0.alarm(&self.store)
    }

    /// Whether another process has committed since the last call.
    pub fn has_changed(&self, change: &mut Change) -> Result<bool> {
        Ok(change.0.changed(&self.store)?)
    }
}
