//! Going around: between lanes, visits and the tray, by id and never by row.

use app::view::DayView;
use domain::VisitId;

use super::lanes::LaneKey;
use super::marks::Seen;
use super::scale::{bound_hours, minute_of};
use super::state::{Calendar, Focus, nearest, stretch};
use super::target;
use crate::ask::Target;
use crate::shared::Shared;
use crate::widget::scroll::step;

impl Calendar {
    /// Takes a day that was loaded; what is selected stays selected as long as it is there.
    pub(super) fn take(&mut self, view: Box<DayView>, shared: &Shared) {
        let is_other_day = self.view.as_ref().is_none_or(|old| old.date != view.date);
        let is_first = self.view.is_none();
        let tray_place = self.tray_place();
        self.marks.refresh(view.date, |id| find(&view, id));
        self.date = view.date;
        self.view = Some(Box::new(view.narrowed(&shared.filter)));
        self.rebase_moving();
        self.keep_tray(tray_place);
        if is_first && self.lane.is_some() {
            // Opened from the week on a lane of its own, or as it was left before a restart.
            self.first_hour = self.opening_hour(shared);
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
            self.cursor = if is_today { now } else { self.first_hour * 60 };
        }
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

    fn follow_visit(&mut self) {
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
        let area = ratatui::layout::Rect::new(0, 0, shared.size.width, shared.pane_height());
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
        let any = self.view.as_ref().is_some_and(|view| !view.tray.is_empty());
        if any {
            "no line of the tray holds what is searched for: / and Esc shows all"
        } else {
            "the tray is empty"
        }
    }

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
    pub(super) fn next_match(&mut self, by: isize, shared: &Shared) -> Result<(), &'static str> {
        if self.filter.is_empty() {
            return Err("nothing is searched for: / searches");
        }
        let mut found: Vec<(Option<LaneKey>, VisitId)> = Vec::new();
        for lane in self.lanes() {
            let holding = lane.visits.iter().filter(|visit| self.holds_visit(visit));
            found.extend(holding.map(|visit| (Some(LaneKey::of(lane)), visit.id)));
        }
        found.extend(self.tray().iter().map(|line| (None, line.visit)));
        let total = isize::try_from(found.len()).unwrap_or(isize::MAX);
        if total == 0 {
            return Err("no visit of this day and no line of the tray holds that");
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

/// Marks.
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

    /// Takes away the marks of what was done, and ends a range that something of it was in.
    pub(super) fn unmark_done(&mut self, is_done: impl Fn(VisitId) -> bool) {
        if self.range().into_iter().chain(self.marks.range_from).any(&is_done) {
            self.end_range();
        }
        let done: Vec<VisitId> = self.marks.targets().map(|(id, _)| id).filter(|id| is_done(*id)).collect();
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
fn find(view: &DayView, id: VisitId) -> Option<(Target, Seen)> {
    let mut visits = view.lanes.iter().flat_map(|lane| &lane.visits);
    if let Some(visit) = visits.find(|visit| visit.id == id) {
        return Some((target::of_visit(visit, &view.slice), Seen::On(view.date)));
    }
    let line = view.tray.iter().find(|line| line.visit == id)?;
    Some((target::of_tray(line, &view.slice), Seen::Tray))
}
