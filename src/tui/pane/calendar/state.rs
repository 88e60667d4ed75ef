//! What the calendar shows and what is selected in it.

use app::view::{self, DayView, Lane, TrayLine, VisitLine};
use chrono::NaiveDate;
use domain::{VisitId, VisitState};
use ratatui::layout::Rect;

use super::lanes::LaneKey;
use super::layout::{Places, places};
use super::marks::{Marks, Seen};
use super::mouse::Drag;
use super::moving::Moving;
use super::reach::{Cells, Reach};
use super::scale::{bound_hours, keep_hours, minute_of};
use super::target;
use crate::ask::Target;
use crate::pane::split::area_of;
use crate::shared::Shared;
use crate::widget::lane::{Zoom, hours_that_fit, lanes_that_fit};
use crate::widget::scroll::keep_in_view;

/// The hours of work that are to be in sight before each of them gets more room.
const USUAL_HOURS: i32 = 12;

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    Lanes,
    Tray,
}

/// The calendar's day: a lane for each technician, and the tray.
pub struct Calendar {
    pub(super) date: NaiveDate,
    /// Whether the day shown is today, whichever day that becomes.
    pub(super) follows_today: bool,
    /// How many days are seen at once.
    pub(super) reach: Reach,
    pub(super) cells: Cells,
    pub(super) view: Option<Box<DayView>>,
    pub(super) focus: Focus,
    /// The focused lane; while the tray has the keys, the one focused last.
    pub(super) lane: Option<LaneKey>,
    /// The selected visit of the focused lane.
    pub(super) visit: Option<VisitId>,
    /// The selected line of the tray.
    pub(super) tray_visit: Option<VisitId>,
    /// The minute of the day that going from lane to lane keeps to.
    pub(super) cursor: i32,
    pub(super) marks: Marks,
    pub(super) first_lane: usize,
    pub(super) first_tray: usize,
    /// How many lines of the tray the filter was held against.
    pub(super) tray_looked_at: usize,
    /// Whether the wheel has moved the lanes or the tray away from what is selected.
    pub(super) is_scrolled: bool,
    pub(super) first_hour: i32,
    /// How wide an hour is; none as the screen has room.
    pub(super) zoom: Option<Zoom>,
    pub(super) filter: app::Filter,
    pub(super) moving: Option<Box<Moving>>,
    pub(super) drag: Option<Drag>,
}

impl Calendar {
    /// The calendar at a day, nothing loaded yet; it follows today until another day is asked for.
    pub fn new(today: NaiveDate) -> Self {
        Calendar {
            date: today,
            follows_today: true,
            reach: Reach::default(),
            cells: Cells::default(),
            view: None,
            focus: Focus::Lanes,
            lane: None,
            visit: None,
            tray_visit: None,
            cursor: 0,
            marks: Marks::default(),
            first_lane: 0,
            first_tray: 0,
            tray_looked_at: 0,
            is_scrolled: false,
            first_hour: 8,
            zoom: None,
            filter: app::Filter::default(),
            moving: None,
            drag: None,
        }
    }

    /// The day that is looked at.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The date of what is at hand: the one looked at, or the one before until it is loaded.
    pub(super) fn shown_date(&self) -> NaiveDate {
        self.view.as_ref().map_or(self.date, |view| view.date)
    }

    /// The lanes that are shown: of the preview while something is moved, and only those that hold the filter.
    pub(super) fn lanes(&self) -> Vec<&Lane> {
        let all: &[Lane] = match (&self.moving, &self.view) {
            (Some(moving), _) => &moving.lanes,
            (None, Some(view)) => &view.lanes,
            (None, None) => &[],
        };
        let moving = self.moving.as_ref().map(|moving| moving.lane);
        all.iter().filter(|lane| self.holds_lane(lane) || moving == Some(LaneKey::of(lane))).collect()
    }

    fn holds_lane(&self, lane: &Lane) -> bool {
        let is_asked =
            |who: &app::view::Named<domain::TechnicianId>| self.filter.names_technician(&who.id, &who.name);
        self.filter.is_empty()
            || lane.technician.as_ref().is_some_and(is_asked)
            || lane.visits.iter().any(|visit| self.holds_visit(visit))
    }

    pub(super) fn holds_visit(&self, visit: &VisitLine) -> bool {
        self.filter.passes_visit(visit)
    }

    pub(super) fn holds_tray(&self, line: &TrayLine) -> bool {
        self.filter.passes_tray(line)
    }

    /// The lines of the tray that are shown.
    pub(super) fn tray(&self) -> Vec<&TrayLine> {
        let all = self.view.as_ref().map_or(&[][..], |view| &view.tray);
        all.iter().filter(|line| self.filter.is_empty() || self.holds_tray(line)).collect()
    }

    /// The lane that has the focus, or had it last.
    pub(super) fn lane_key(&self) -> Option<LaneKey> {
        self.moving.as_ref().map(|moving| moving.lane).or(self.lane)
    }

    pub(super) fn lane_place(&self) -> Option<usize> {
        let key = self.lane_key()?;
        self.lanes().iter().position(|lane| LaneKey::of(lane) == key)
    }

    pub(super) fn focused_lane(&self) -> Option<&Lane> {
        self.lanes().get(self.lane_place()?).copied()
    }

    /// The line of the selected visit, wherever its lane is.
    pub(super) fn selected_visit(&self) -> Option<&VisitLine> {
        let id = self.visit?;
        self.focused_lane()?.visits.iter().find(|visit| visit.id == id)
    }

    pub(super) fn tray_place(&self) -> Option<usize> {
        let id = self.tray_visit?;
        self.tray().iter().position(|line| line.visit == id)
    }

    pub(super) fn selected_tray(&self) -> Option<&TrayLine> {
        self.tray().get(self.tray_place()?).copied()
    }

    /// What is selected in the part that has the keys.
    pub(super) fn selected(&self) -> Option<(VisitId, Target, Seen)> {
        let view = self.view.as_ref()?;
        match self.focus {
            Focus::Lanes => self
                .selected_visit()
                .map(|visit| (visit.id, target::of_visit(visit, &view.slice), Seen::On(view.date))),
            Focus::Tray => {
                self.selected_tray().map(|line| (line.visit, target::of_tray(line, &view.slice), Seen::Tray))
            }
        }
    }

    /// The areas of the parts on a screen of the present size.
    pub(super) fn places(&self, area: Rect) -> Places {
        places(area, self.lanes().len(), self.tray().len(), self.is_solo())
    }

    fn places_now(&self, shared: &Shared) -> Places {
        self.places(area_of(shared))
    }

    /// The first lane to draw where so many fit.
    pub(super) fn first_lane_in(&self, height: u16) -> usize {
        let focus = self.lane_place().filter(|_| !self.is_scrolled);
        keep_in_view(self.first_lane, focus, lanes_that_fit(height), self.lanes().len())
    }

    /// The first line of the tray to draw where so many rows fit.
    pub(super) fn first_tray_in(&self, height: u16) -> usize {
        let focus = self.tray_place().filter(|_| !self.is_scrolled);
        keep_in_view(self.first_tray, focus, usize::from(height), self.tray().len())
    }

    /// Brings what is selected into view and remembers what is seen.
    pub(super) fn settle(&mut self, shared: &Shared) {
        self.is_scrolled = false;
        let places = self.places_now(shared);
        self.first_lane = self.first_lane_in(places.lanes.height);
        self.first_tray = self.first_tray_in(places.list.height);
    }

    /// How wide an hour is on a screen of a width: as it was chosen, else the widest that leaves the usual
    /// hours of work in sight.
    pub(super) fn zoom_at(&self, width: u16) -> Zoom {
        let is_enough = hours_that_fit(width, Zoom::Near) >= USUAL_HOURS;
        self.zoom.unwrap_or(if is_enough { Zoom::Near } else { Zoom::Middle })
    }

    /// The hour at which the day begins: when the first works or the first visit starts.
    pub(super) fn opening(&self) -> i32 {
        let date = self.shown_date();
        let lanes = self.lanes();
        let works = lanes.iter().flat_map(|lane| &lane.working).map(|span| minute_of(span.start, date));
        let visits = lanes.iter().flat_map(|lane| &lane.visits).filter_map(|visit| stretch(visit, date));
        let first = works.chain(visits.map(|(start, _)| start)).min();
        first.map_or(8, |minute| minute.div_euclid(60).clamp(0, 23))
    }

    /// The hour at the left edge of lanes of a width.
    pub(super) fn first_hour_in(&self, width: u16) -> i32 {
        bound_hours(self.first_hour, hours_that_fit(width, self.zoom_at(width)), self.opening())
    }

    pub(super) fn hours_seen(&self, shared: &Shared) -> i32 {
        hours_that_fit(shared.size.width, self.zoom_at(shared.size.width))
    }

    /// Scrolls the hours so that the selected or moved visit is seen.
    pub(super) fn show_hours(&mut self, shared: &Shared) {
        let date = self.shown_date();
        let moved = self.moving.as_ref().and_then(|moving| moving.minutes_of_day(date));
        let selected = self.selected_visit().and_then(|visit| stretch(visit, date));
        let (from, to) = moved.or(selected).unwrap_or((self.cursor, self.cursor + 1));
        self.first_hour = keep_hours(self.first_hour, from, to, self.hours_seen(shared), self.opening());
    }
}

/// The minutes of the day from a visit's start to its end.
pub(super) fn stretch(visit: &VisitLine, date: NaiveDate) -> Option<(i32, i32)> {
    Some((minute_of(visit.start?, date), minute_of(visit.end?, date)))
}

/// The visit of a lane nearest to a minute, a live one before one that is over.
pub(super) fn nearest(lane: &view::Lane, minute: i32, date: NaiveDate) -> Option<VisitId> {
    let far = |visit: &VisitLine| match stretch(visit, date) {
        Some((start, _)) if minute < start => start - minute,
        Some((_, end)) if minute >= end => minute - end + 1,
        Some(_) => 0,
        None => i32::MAX,
    };
    let over = |visit: &VisitLine| matches!(visit.state, VisitState::Done(_) | VisitState::Cancelled(_));
    lane.visits.iter().min_by_key(|visit| (far(visit), over(visit))).map(|visit| visit.id)
}
