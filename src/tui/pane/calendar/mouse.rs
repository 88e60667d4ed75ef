//! The mouse: a click selects, the wheel scrolls, and dragging a visit is a move.

use domain::VisitId;
use ratatui::layout::{Position, Rect};

use super::act::refuse;
use super::lanes::LaneKey;
use super::scale::{minute_at, nearest_quarter};
use super::state::{Calendar, Focus, stretch};
use crate::event::{Mouse, MouseAct};
use crate::pane::Handled;
use crate::shared::Shared;
use crate::widget::lane::{GUTTER, lanes_that_fit};
use crate::widget::scroll::step;

/// A visit under the button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Drag {
    /// Minutes from the visit's start to where it was taken.
    grip: i32,
    /// The minute and lane at which it was taken; a drag begins when either changes.
    from: (i32, LaneKey),
    /// Whether it has been moved.
    has_moved: bool,
}

/// What is at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// A lane at a minute of the day.
    Lane { key: LaneKey, minute: i32, row: u16 },
    /// The name of a lane.
    Gutter(LaneKey),
    /// A line of the tray, from 0.
    Tray(usize),
    /// A line of the lane's visits on a small screen, from 0.
    Visit(usize),
    /// The list, past its lines.
    List,
}

impl Calendar {
    pub(super) fn pointed(&mut self, mouse: Mouse, area: Rect, shared: &Shared) -> Handled {
        let hit = self.hit(Position::new(mouse.column, mouse.row), area);
        match mouse.act {
            MouseAct::Press => self.pressed(hit, shared),
            MouseAct::Drag => self.dragged(hit, shared),
            MouseAct::Release => self.released(shared),
            MouseAct::WheelUp => self.wheeled(-1, hit, area),
            MouseAct::WheelDown => self.wheeled(1, hit, area),
        }
    }

    /// Finds what is at a cell of the pane.
    pub(super) fn hit(&self, at: Position, area: Rect) -> Option<Hit> {
        let places = self.places(area);
        if places.lanes.contains(at) {
            let row = (at.y - places.lanes.y).checked_sub(1)?;
            let place = self.first_lane_in(places.lanes.height) + usize::from(row / 2);
            let key = self.lanes().get(place).map(|lane| LaneKey::of(lane))?;
            let Some(cell) = (at.x - places.lanes.x).checked_sub(GUTTER) else {
                return Some(Hit::Gutter(key));
            };
            let first_hour = self.first_hour_in(places.lanes.width);
            let minute = minute_at(cell, first_hour, self.zoom.cells_an_hour());
            return Some(Hit::Lane { key, minute, row: row % 2 });
        }
        if places.list_title.contains(at) {
            return Some(Hit::List);
        }
        if !places.list.contains(at) {
            return None;
        }
        let row = usize::from(at.y - places.list.y);
        if places.is_narrow && self.focus == Focus::Lanes {
            return Some(Hit::Visit(row));
        }
        let place = self.first_tray_in(places.list.height) + row;
        Some(if place < self.tray().len() { Hit::Tray(place) } else { Hit::List })
    }

    /// The visit of a lane at a minute; where two overlap, the second row is the later one's.
    fn visit_at(&self, key: LaneKey, minute: i32, row: u16) -> Option<(VisitId, i32)> {
        let date = self.shown_date();
        let lanes = self.lanes();
        let lane = lanes.iter().find(|lane| LaneKey::of(lane) == key)?;
        // A quarter hour may be drawn in one cell, so the cell's whole time counts.
        let cell = 60 / self.zoom.cells_an_hour();
        let mut here = lane.visits.iter().filter_map(|visit| {
            let (start, end) = stretch(visit, date)?;
            (start < minute + cell && minute < end).then_some((visit.id, start))
        });
        let first = here.next();
        if row == 0 { first } else { here.next_back().or(first) }
    }

    fn pressed(&mut self, hit: Option<Hit>, shared: &Shared) -> Handled {
        if self.moving.is_some() {
            return refuse("a visit is being moved: Enter commits, Esc leaves");
        }
        self.drag = None;
        match hit {
            Some(Hit::Lane { key, minute, row }) => {
                self.focus = Focus::Lanes;
                self.cursor = minute;
                if let Some((id, start)) = self.visit_at(key, minute, row) {
                    self.select(key, id);
                    self.drag = Some(Drag { grip: minute - start, from: (minute, key), has_moved: false });
                } else {
                    self.focus_key(key);
                }
            }
            Some(Hit::Gutter(key)) => {
                self.focus = Focus::Lanes;
                self.focus_key(key);
            }
            Some(Hit::Tray(place)) => {
                self.focus = Focus::Tray;
                self.focus_line(Some(place));
            }
            Some(Hit::Visit(place)) => self.press_visit(place),
            Some(Hit::List) if !self.tray().is_empty() => self.focus = Focus::Tray,
            Some(Hit::List) | None => return Handled::No,
        }
        self.settle(shared);
        Handled::quietly()
    }

    fn focus_key(&mut self, key: LaneKey) {
        let place = self.lanes().iter().position(|lane| LaneKey::of(lane) == key);
        if let Some(place) = place {
            self.focus_lane(place);
        }
    }

    fn press_visit(&mut self, place: usize) {
        let found =
            self.focused_lane().and_then(|lane| Some((LaneKey::of(lane), lane.visits.get(place)?.id)));
        if let Some((key, id)) = found {
            self.select(key, id);
        }
    }

    fn dragged(&mut self, hit: Option<Hit>, shared: &Shared) -> Handled {
        let (Some(drag), Some(Hit::Lane { key, minute, .. })) = (self.drag, hit) else { return Handled::No };
        if !drag.has_moved && (minute, key) == drag.from {
            return Handled::quietly();
        }
        if self.moving.is_none() {
            let begun = self.begin_move(shared);
            if self.moving.is_none() {
                self.drag = None;
                return begun;
            }
        }
        self.drag = Some(Drag { has_moved: true, ..drag });
        let (Some(moving), Some(view)) = (&mut self.moving, &self.view) else { return Handled::No };
        let moved = moving.drag_to(nearest_quarter(minute - drag.grip), key, view);
        moved.map_or_else(refuse, |()| Handled::quietly())
    }

    fn released(&mut self, shared: &Shared) -> Handled {
        match self.drag.take() {
            Some(drag) if drag.has_moved && self.moving.is_some() => {
                self.settle(shared);
                self.commit()
            }
            Some(_) | None => Handled::No,
        }
    }

    /// Scrolls the lanes or the tray without touching what is selected.
    fn wheeled(&mut self, by: isize, hit: Option<Hit>, area: Rect) -> Handled {
        let places = self.places(area);
        match hit {
            Some(Hit::Lane { .. } | Hit::Gutter(_)) => {
                let (first, room) =
                    (self.first_lane_in(places.lanes.height), lanes_that_fit(places.lanes.height));
                let total = self.lanes().len().saturating_sub(room) + 1;
                self.first_lane = step(Some(first), by, total).unwrap_or(0);
            }
            Some(Hit::Tray(_) | Hit::List) => {
                let (first, room) = (self.first_tray_in(places.list.height), usize::from(places.list.height));
                let total = self.tray().len().saturating_sub(room) + 1;
                self.first_tray = step(Some(first), by, total).unwrap_or(0);
            }
            Some(Hit::Visit(_)) | None => return Handled::No,
        }
        self.is_scrolled = true;
        Handled::quietly()
    }
}
