//! What of the panes is still true: a view that comes to the front again with the same question shows what it has.
//!
//! An answer is true until anything is written, here or elsewhere, a minute turns or the filter changes. A pane keeps
//! one answer of a kind, the last one; so does this.

use std::mem::discriminant;

use super::{Deed, Ui};
use crate::ask::Ask;

/// What the panes were answered since anything changed.
#[derive(Debug, Default)]
pub(super) struct Fresh(Vec<Ask>);

impl Fresh {
    fn note(&mut self, ask: Ask, is_wanted: bool) {
        self.0.retain(|other| discriminant(other) != discriminant(&ask));
        if is_wanted {
            self.0.push(ask);
        }
    }

    fn knows(&self, ask: &Ask) -> bool {
        self.0.contains(ask)
    }

    /// Something has changed: every view loads again when it is next shown.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

impl Ui {
    /// Loads what is shown now, as far as it is not at hand.
    pub(super) fn load_what_lacks(&self) -> Vec<Deed> {
        let lacking = self.wanted().into_iter().filter(|ask| !self.fresh.knows(ask));
        lacking.map(Deed::Ask).collect()
    }

    /// Remembers that the panes took the answer to this; one that nothing shown wants may have been passed over.
    pub(super) fn note_taken(&mut self, ask: Ask) {
        let is_wanted = self.wanted().contains(&ask);
        self.fresh.note(ask, is_wanted);
    }
}
