//! Going around: between lanes, visits and the tray, by id and never by row.

use domain::VisitId;

use super::lanes::LaneKey;
use super::scale::bound_hours;
use super::state::{Calendar, Focus, nearest, stretch};
use crate::pane::split::area_of;
use crate::shared::Shared;
use crate::widget::scroll::step;

impl Calendar {
    /// The first lane that holds a visit.
    pub(super) fn lane_of(&self, id: VisitId) -> Option<LaneKey> {
        let lanes = self.lanes();
        let lane = lanes.iter().find(|lane| lane.visits.iter().any(|visit| visit.id == id));
        lane.map(|lane| LaneKey::of(lane))
    }

    pub(super) fn focus_lane(&mut self, place: usize) {
        let (date, cursor) = (self.shown_date(), self.cursor);
        let lanes = self.lanes();
        let found = lanes.get(place).map(|lane| (LaneKey::of(lane), nearest(lane, cursor, date)));
        let Some((key, visit)) = found else { return };
        (self.lane, self.visit) = (Some(key), visit);
    }

    /// Selects a visit and keeps its time for going from lane to lane.
    pub(super) fn select(&mut self, key: LaneKey, id: VisitId) {
        (self.focus, self.lane, self.visit) = (Focus::Lanes, Some(key), Some(id));
        self.follow_visit();
    }

    pub(super) fn follow_visit(&mut self) {
        let date = self.shown_date();
        if let Some((start, _)) = self.selected_visit().and_then(|visit| stretch(visit, date)) {
            self.cursor = start;
        }
    }

    /// Goes down so many lanes or lines of the tray.
    pub(super) fn go_down(&mut self, by: isize, shared: &Shared) {
        match self.focus {
            Focus::Lanes if self.is_solo() => self.go_in_agenda(by, shared),
            Focus::Lanes => {
                if let Some(place) = step(self.lane_place(), by, self.lanes().len()) {
                    self.focus_lane(place);
                    self.show_selected_hours(shared);
                }
            }
            Focus::Tray => self.focus_line(step(self.tray_place(), by, self.tray().len())),
        }
        self.settle(shared);
    }

    /// Goes to a lane or line by its place, from 0.
    pub(super) fn go_to(&mut self, place: usize, shared: &Shared) {
        self.go_down(isize::MIN / 2, shared);
        self.go_down(isize::try_from(place).unwrap_or(isize::MAX / 2), shared);
    }

    pub(super) fn focus_line(&mut self, place: Option<usize>) {
        let line = place.and_then(|place| self.tray().get(place).map(|line| line.visit));
        self.tray_visit = line.or(self.tray_visit);
    }

    /// An empty lane does not pull the hours back to where the cursor was.
    fn show_selected_hours(&mut self, shared: &Shared) {
        if self.selected_visit().is_some() {
            self.show_hours(shared);
        }
    }

    /// Goes so many visits on in the lane; past its last or first, hours are scrolled instead.
    pub(super) fn go_right(&mut self, by: isize, shared: &Shared) {
        if self.focus == Focus::Tray {
            return;
        }
        if self.goes_down_visits() {
            return self.go_in_agenda(by, shared);
        }
        let ids: Vec<VisitId> = self
            .focused_lane()
            .map_or_else(Vec::new, |lane| lane.visits.iter().map(|visit| visit.id).collect());
        let place = self.visit.and_then(|id| ids.iter().position(|other| *other == id));
        let wanted = place.map(|place| place.saturating_add_signed(by).min(ids.len() - 1));
        match wanted.filter(|wanted| Some(*wanted) != place) {
            Some(wanted) => {
                self.visit = Some(ids[wanted]);
                self.follow_visit();
                self.show_hours(shared);
            }
            None => self.scroll_hours(by, shared),
        }
    }

    pub(super) fn scroll_hours(&mut self, by: isize, shared: &Shared) {
        let by = i32::try_from(by.clamp(-24, 24)).unwrap_or_default();
        self.first_hour = bound_hours(self.first_hour + by, self.hours_seen(shared), self.opening());
    }

    /// Half of the lanes or lines that are seen.
    pub(super) fn half_page(&self, shared: &Shared) -> isize {
        let area = area_of(shared);
        let places = self.places(area);
        let seen = match self.focus {
            Focus::Lanes if self.is_solo() => usize::from(places.agenda.height),
            Focus::Lanes => crate::widget::lane::lanes_that_fit(places.lanes.height),
            Focus::Tray => usize::from(places.list.height),
        };
        isize::try_from(seen / 2).unwrap_or(1).max(1)
    }

    /// Gives the keys to the other part; says why not when the tray is empty.
    pub(super) fn next_pane(&mut self) -> Result<(), &'static str> {
        self.end_range();
        match self.focus {
            Focus::Tray => self.focus = Focus::Lanes,
            Focus::Lanes if self.tray().is_empty() => return Err(self.why_no_tray()),
            Focus::Lanes => {
                self.focus = Focus::Tray;
                if self.selected_tray().is_none() {
                    self.focus_line(Some(0));
                }
            }
        }
        Ok(())
    }

    fn why_no_tray(&self) -> &'static str {
        let any = self.view.as_ref().is_some_and(|view| view.tray_total > 0);
        if any { "no line of the tray passes the filter" } else { "the tray is empty" }
    }
}
