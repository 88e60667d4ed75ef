//! The jobs that are marked, on what the board shows and beyond.

use std::collections::BTreeMap;

use app::view::JobLine;
use app::{BoardQuery, ColumnKey};
use domain::JobId;

use super::Board;
use crate::action::Action;
use crate::ask::Ask;
use crate::effect::Effect;
use crate::pane::Handled;
use crate::shared::Shared;

impl Board {
    /// The jobs of the focused column that are at hand.
    pub(super) fn listed(&self) -> Vec<(JobId, JobLine)> {
        let rows = self.lane().map_or(&[][..], |lane| &lane.list.rows);
        rows.iter().map(|job| (job.id, job.clone())).collect()
    }

    pub(super) fn held(&self) -> BTreeMap<JobId, JobLine> {
        self.marks.held(|| self.listed(), self.selected().map(|job| job.id))
    }

    /// Marks all that the filter lists in the focused column, loaded or not; takes the marks away if it is so.
    fn mark_all(&mut self, shared: &Shared) -> Handled {
        let Some(lane) = self.lane() else { return Handled::quietly() };
        let (key, total) = (lane.key.clone(), lane.list.total);
        let listed = self.listed();
        let held = self.held();
        if !listed.is_empty() && listed.iter().all(|(id, _)| held.contains_key(id)) {
            self.clear_marks();
            return Handled::quietly();
        }
        self.range_from = None;
        if listed.len() == total {
            self.marks.toggle_all(&listed);
            self.marked_of = Some((total, total as u64));
            return Handled::quietly();
        }
        let query = BoardQuery { filter: shared.filter.clone(), by: self.by, ..BoardQuery::default() };
        Handled::with(Effect::Ask(Ask::BoardColumn(query, key)))
    }

    /// Marks all that came of a column.
    pub(super) fn take_all(&mut self, key: &ColumnKey, jobs: &[JobLine], total: u64) {
        if self.lane().is_some_and(|lane| lane.key == *key) {
            self.marks.add(jobs.iter().map(|job| (job.id, job.clone())));
            self.marked_of = Some((jobs.len(), total));
        }
    }

    pub(super) fn clear_marks(&mut self) -> bool {
        (self.range_from, self.marked_of) = (None, None);
        self.marks.clear()
    }

    pub(super) fn mark(&mut self, action: Action, shared: &Shared) -> Handled {
        let listed = self.listed();
        let selected = self.selected().map(|job| job.id);
        match action {
            Action::MarkAll => self.mark_all(shared),
            Action::MarkRange => {
                self.marks.toggle_range(&listed, selected);
                let row = self.lane().map(|lane| lane.list.row);
                self.range_from =
                    if self.range_from.is_some() { None } else { row.filter(|_| selected.is_some()) };
                Handled::quietly()
            }
            // The only other mark is that of the selected.
            _ => {
                if let Some((id, job)) = listed.into_iter().find(|(id, _)| Some(*id) == selected) {
                    self.marks.toggle(id, job);
                }
                self.travel(Action::Down, None, shared).unwrap_or(Handled::No)
            }
        }
    }
}
