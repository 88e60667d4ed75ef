//! From one visit that passes the filter to the next.

use domain::VisitId;

use super::lanes::LaneKey;
use super::state::{Calendar, Focus};
use crate::pane::motion::nothing_searched;
use crate::shared::Shared;

impl Calendar {
    /// Goes to the first visit that holds the filter, unless the selected one does.
    pub(super) fn select_match(&mut self, shared: &Shared) {
        let holds = match self.focus {
            Focus::Lanes => self.selected_visit().is_some_and(|visit| self.holds_visit(visit)),
            Focus::Tray => self.selected_tray().is_some(),
        };
        if !self.filter.is_empty() && !holds {
            // Nothing holds it when only the names of lanes do: they stay as they are.
            let _none = self.next_match(1, shared);
        }
    }

    /// Goes to the next visit that holds the filter, on from the selected one and round again.
    pub(super) fn next_match(&mut self, by: isize, shared: &Shared) -> Result<(), String> {
        if self.filter.is_empty() {
            return Err(nothing_searched(shared));
        }
        let mut found: Vec<(Option<LaneKey>, VisitId)> = Vec::new();
        for lane in self.lanes() {
            let holding = lane.visits.iter().filter(|visit| self.holds_visit(visit));
            found.extend(holding.map(|visit| (Some(LaneKey::of(lane)), visit.id)));
        }
        found.extend(self.tray().iter().map(|line| (None, line.visit)));
        let total = isize::try_from(found.len()).unwrap_or(isize::MAX);
        if total == 0 {
            return Err("no visit of this day and no line of the tray holds that".to_owned());
        }
        let here = match self.focus {
            Focus::Lanes => self.visit.map(|id| (self.lane, id)),
            Focus::Tray => self.tray_visit.map(|id| (None, id)),
        };
        let place = here.and_then(|here| found.iter().position(|other| *other == here));
        let from = place.and_then(|place| isize::try_from(place).ok()).unwrap_or(if by > 0 { -1 } else { 0 });
        let next = usize::try_from((from + by).rem_euclid(total)).unwrap_or_default();
        match found[next] {
            (Some(key), id) => {
                self.select(key, id);
                self.show_hours(shared);
            }
            (None, id) => (self.focus, self.tray_visit) = (Focus::Tray, Some(id)),
        }
        self.settle(shared);
        Ok(())
    }
}
