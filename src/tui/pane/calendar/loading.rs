//! What becomes of the selection when a day is loaded: it stays on its visit, else near its time.

use app::view::DayView;

use super::lanes::LaneKey;
use super::marking::find;
use super::scale::{bound_hours, minute_of};
use super::state::{Calendar, Focus, stretch};
use crate::shared::Shared;

impl Calendar {
    /// Takes a day that was loaded; what is selected stays selected as long as it is there.
    pub(super) fn take(&mut self, view: Box<DayView>, shared: &Shared) {
        let is_other_day = self.view.as_ref().is_none_or(|old| old.date != view.date);
        let is_first = self.view.is_none();
        let tray_place = self.tray_place();
        self.marks.refresh(view.date, |id| find(&view, id));
        self.date = view.date;
        self.tray_looked_at = view.tray.len();
        self.view = Some(Box::new(view.narrowed(&shared.filter)));
        self.rebase_moving();
        self.keep_tray(tray_place);
        if is_first && self.lane.is_some() {
            // Opened from the week on a lane of its own, or as it was left before a restart.
            self.first_hour = self.opening_hour(shared);
            if self.selected_visit().is_none() {
                self.cursor = self.opening_minute(shared);
            }
            self.keep_visit();
        } else if is_first {
            self.select_first(shared);
        } else if is_other_day {
            self.keep_lane();
        } else {
            self.keep_visit();
        }
        if is_first || is_other_day {
            self.show_hours(shared);
        }
        // A reload is no reason to take back what the wheel has scrolled.
        if is_other_day || !self.is_scrolled {
            self.settle(shared);
        }
    }

    /// Selects the first live visit from now on; on another day than today, the first live one.
    fn select_first(&mut self, shared: &Shared) {
        let date = self.shown_date();
        let is_today = date == shared.today();
        let now = minute_of(shared.now, date);
        let rank = |(start, live): (i32, bool)| match (live, is_today && start < now) {
            (true, false) => (0, start),
            (true, true) => (1, -start),
            (false, _) => (2, start),
        };
        let found = self
            .lanes()
            .iter()
            .flat_map(|lane| lane.visits.iter().map(|visit| (LaneKey::of(lane), visit)))
            .filter_map(|(key, visit)| Some((key, visit.id, stretch(visit, date)?.0, visit.state.is_live())))
            .min_by_key(|(_, id, start, live)| (rank((*start, *live)), *id));
        self.first_hour = self.opening_hour(shared);
        if let Some((key, id, start, _)) = found {
            (self.lane, self.visit, self.cursor) = (Some(key), Some(id), start);
        } else {
            self.lane = self.lanes().first().map(|lane| LaneKey::of(lane));
            self.cursor = self.opening_minute(shared);
        }
    }

    /// The minute looked at where no visit is: now, as far as it is among the hours that are seen at first. Work is
    /// planned in these, and not in the night in which somebody may look at it.
    fn opening_minute(&self, shared: &Shared) -> i32 {
        let first = self.first_hour * 60;
        let now = minute_of(shared.now, self.shown_date());
        if (first..first + self.hours_seen(shared) * 60).contains(&now) { now } else { first }
    }

    /// The hour at the left at first: when the day begins, but never so early that now is not seen.
    fn opening_hour(&self, shared: &Shared) -> i32 {
        let (date, first, hours) = (self.shown_date(), self.opening(), self.hours_seen(shared));
        let now = minute_of(shared.now, date).div_euclid(60);
        let is_late = date == shared.today() && now >= first + hours;
        bound_hours(if is_late { now - hours / 3 } else { first }, hours, first)
    }

    /// Keeps the lane on another day, and selects what is nearest to the time that was looked at.
    fn keep_lane(&mut self) {
        let place = self.lane_place().unwrap_or(0);
        self.focus_lane(place);
    }

    /// Keeps the selected visit, in whichever lane it is now; else what is nearest in its lane.
    fn keep_visit(&mut self) {
        if self.selected_visit().is_some() {
            return;
        }
        let elsewhere = self.visit.and_then(|id| self.lane_of(id));
        match elsewhere {
            Some(key) => self.lane = Some(key),
            None => self.keep_lane(),
        }
        self.follow_visit();
    }

    /// Keeps the line of the tray, else the one now in its place.
    fn keep_tray(&mut self, place: Option<usize>) {
        if self.selected_tray().is_some() {
            return;
        }
        let tray = self.tray();
        let place = place.unwrap_or(0).min(tray.len().saturating_sub(1));
        let line = tray.get(place).map(|line| line.visit);
        self.tray_visit = line;
        if line.is_none() {
            self.focus = Focus::Lanes;
        }
    }
}
