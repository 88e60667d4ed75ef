//! Noticing what other processes write.

use store::{Alarm, Notice};

use crate::{App, Result};

/// What this desk has seen of the store.
#[derive(Debug)]
pub struct Change(Notice);

impl App {
    /// Starts watching from the present state.
    pub fn watch(&self) -> Result<Change> {
        Ok(Change(Notice::new(&self.store)?))
    }

    /// What wakes one who waits for a write to the store; none where nothing can be watched.
    pub fn alarm(&self) -> Option<Alarm> {
        self.store.alarm()
    }

    /// Whether another process has committed since the last call.
    pub fn has_changed(&self, change: &mut Change) -> Result<bool> {
        Ok(change.0.changed(&self.store)?)
    }
}
