//! Marking visits: one by one, a range, all that is listed; and what actions take.

use app::view::DayView;
use domain::{JobId, VisitId};

use super::marks::Seen;
use super::state::{Calendar, Focus};
use super::target;
use crate::ask::Target;
use crate::shared::Shared;

impl Calendar {
    /// The visits of the part that has the keys, in the order they are gone through.
    fn listed(&self) -> Vec<VisitId> {
        match self.focus {
            Focus::Lanes => self.lanes().iter().flat_map(|lane| &lane.visits).map(|visit| visit.id).collect(),
            Focus::Tray => self.tray().iter().map(|line| line.visit).collect(),
        }
    }

    /// The visits from where a range began to the selected one.
    pub(super) fn range(&self) -> Vec<VisitId> {
        let (Some(from), Some((to, _, _))) = (self.marks.range_from, self.selected()) else {
            return Vec::new();
        };
        let listed = self.listed();
        let place = |id| listed.iter().position(|other| *other == id);
        match (place(from), place(to)) {
            (Some(from), Some(to)) => {
                let mut within = listed[from.min(to)..=from.max(to)].to_vec();
                // A visit of two technicians is in two lanes.
                within.sort_unstable();
                within.dedup();
                within
            }
            (None, _) | (_, None) => vec![to],
        }
    }

    pub(super) fn end_range(&mut self) {
        for id in self.range() {
            self.mark(id);
        }
        self.marks.range_from = None;
    }

    /// Takes away the marks of what was done, to the visit or to its job, and ends a range that something of it was
    /// in.
    pub(super) fn unmark_done(&mut self, is_done: impl Fn(VisitId, Option<JobId>) -> bool) {
        let job_of = |id| Some(self.view.as_ref()?.slice.visits.get(&id)?.job);
        if self.range().into_iter().chain(self.marks.range_from).any(|id| is_done(id, job_of(id))) {
            self.end_range();
        }
        let marked = self.marks.targets().map(|(id, target)| (id, target.job.map(|(job, _)| job)));
        let done: Vec<VisitId> = marked.filter(|(id, job)| is_done(*id, *job)).map(|(id, _)| id).collect();
        for id in done {
            self.marks.remove(id);
        }
    }

    fn mark(&mut self, id: VisitId) {
        if let Some((target, seen)) = self.view.as_ref().and_then(|view| find(view, id)) {
            self.marks.put(id, target, seen);
        }
    }

    /// Marks what is selected, or takes its mark away, and goes on.
    pub(super) fn mark_selected(&mut self, shared: &Shared) {
        let Some((id, _, _)) = self.selected() else { return };
        if self.marks.has(id) {
            self.marks.remove(id);
        } else {
            self.mark(id);
        }
        match self.focus {
            Focus::Tray => self.go_down(1, shared),
            Focus::Lanes => {
                let is_last =
                    self.focused_lane().and_then(|lane| lane.visits.last()).is_some_and(|v| v.id == id);
                if !is_last {
                    self.go_right(1, shared);
                }
            }
        }
    }

    /// Begins a range at what is selected, or ends the one begun.
    pub(super) fn mark_range(&mut self) {
        if self.marks.range_from.is_some() {
            self.end_range();
        } else {
            self.marks.range_from = self.selected().map(|(id, _, _)| id);
        }
    }

    /// Marks everything listed; when it is marked already, takes every mark away.
    pub(super) fn mark_all(&mut self) {
        let listed = self.listed();
        if listed.iter().all(|id| self.marks.has(*id)) {
            self.marks.clear();
            return;
        }
        self.marks.range_from = None;
        for id in listed {
            self.mark(id);
        }
    }

    /// How many are marked, with the range that is being marked.
    pub(super) fn aimed_count(&self) -> usize {
        self.marks.count() + self.range().iter().filter(|id| !self.marks.has(**id)).count()
    }

    /// The marked ones with the range that is being marked, else the selected one.
    pub(super) fn aimed_at(&self) -> Vec<(VisitId, Target)> {
        let mut all: Vec<(VisitId, Target)> =
            self.marks.targets().map(|(id, target)| (id, target.clone())).collect();
        if let Some(view) = &self.view {
            let fresh = self.range().into_iter().filter(|id| !self.marks.has(*id));
            all.extend(fresh.filter_map(|id| Some((id, find(view, id)?.0))));
        }
        if all.is_empty() {
            all.extend(self.selected().map(|(id, target, _)| (id, target)));
        }
        all
    }
}

/// Finds a visit in the lanes or the tray of a day.
pub(super) fn find(view: &DayView, id: VisitId) -> Option<(Target, Seen)> {
    let mut visits = view.lanes.iter().flat_map(|lane| &lane.visits);
    if let Some(visit) = visits.find(|visit| visit.id == id) {
        return Some((target::of_visit(visit, &view.slice), Seen::On(view.date)));
    }
    let line = view.tray.iter().find(|line| line.visit == id)?;
    Some((target::of_tray(line, &view.slice), Seen::Tray))
}
