//! From one visit that passes the filter to the next; in a week or a month, from one day that has any.

use app::view::month_start;
use chrono::NaiveDate;
use domain::VisitId;

use super::act::refuse;
use super::lanes::LaneKey;
use super::reach::Reach;
use super::state::{Calendar, Focus};
use crate::pane::Handled;
use crate::pane::motion::{nothing_searched, round};
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
        let here = match self.focus {
            Focus::Lanes => self.visit.map(|id| (self.lane, id)),
            Focus::Tray => self.tray_visit.map(|id| (None, id)),
        };
        let place = here.and_then(|here| found.iter().position(|other| *other == here));
        let from = place.unwrap_or(if by > 0 { found.len().saturating_sub(1) } else { 0 });
        let Some(next) = round(from, by, found.len()) else {
            return Err("no visit of this day and no line of the tray holds that".to_owned());
        };
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

    /// Goes to the next cell of the week or the month with a visit that passes the filter, and round again.
    pub(super) fn next_cell(&mut self, by: isize, shared: &Shared) -> Handled {
        if self.filter.is_empty() {
            return refuse(nothing_searched(shared));
        }
        let found = self.cells_with_visits();
        let here = |&(lane, date): &(Option<LaneKey>, NaiveDate)| {
            date == self.date && (lane.is_none() || lane == self.lane)
        };
        let from = found.iter().position(here);
        let from = from.unwrap_or(if by > 0 { found.len().saturating_sub(1) } else { 0 });
        let Some(next) = round(from, by, found.len()) else {
            return refuse("no visit that is seen here passes the filter");
        };
        let (lane, date) = found[next];
        self.lane = lane.or(self.lane);
        self.settle_week(shared);
        self.go_to_date(date, shared)
    }

    /// The days seen that have visits, as they are read: a technician's days of the week after another's, or the
    /// days of the month.
    fn cells_with_visits(&self) -> Vec<(Option<LaneKey>, NaiveDate)> {
        let week = self.cells.week.as_deref().filter(|_| self.reach == Reach::Week);
        let month = self.cells.month.as_deref().filter(|_| self.reach == Reach::Month);
        let mut found = Vec::new();
        if let Some(week) = week {
            for lane in &week.lanes {
                let days = week.dates.iter().zip(&lane.days).filter(|(_, load)| load.visits > 0);
                found.extend(days.map(|(date, _)| (Some(LaneKey::of_week(lane)), *date)));
            }
        }
        if let Some(month) = month {
            let days =
                month.days.iter().filter(|day| day.load.visits > 0 && month_start(day.date) == month.month);
            found.extend(days.map(|day| (None, day.date)));
        }
        found
    }
}
