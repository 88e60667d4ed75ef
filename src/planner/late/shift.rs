//! Everybody waits.

use domain::WindowChoice;

use super::repair::{Meant, Repair, RepairKind};
use super::search::Search;
use super::trial::Trial;

impl Search<'_> {
    /// The shift in which clients are told new windows and due-bys and, when there is something to tell anew, the one
    /// in which they are not.
    pub(super) fn shifts(&self, trial: &mut Trial) -> Vec<Repair> {
        let shifts = [(RepairKind::Promise, WindowChoice::Promise), (RepairKind::Keep, WindowChoice::Keep)];
        let assess = |(kind, broken)| {
            trial.reset();
            self.assess(trial, Meant { kind, broken, placed: Vec::new() })
        };
        shifts.into_iter().filter_map(assess).collect()
    }
}
