//! The mouse: a click selects, the wheel scrolls, and dragging a visit is a move.

use domain::{Command, VisitId};
use ratatui::layout::{Position, Rect};

use super::act::refuse;
use super::agenda::Entry;
use super::lanes::LaneKey;
use super::reach::Reach;
use super::scale::{minute_at, nearest_quarter};
use super::state::{Calendar, Focus, stretch};
use super::{month, week};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::pane::Handled;
use crate::pane::split::area_of;
use crate::shared::Shared;
use crate::widget::lane::{gutter, lanes_that_fit, rows_of};
use crate::widget::scroll::{keep_in_view, step};

/// A visit under the button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Drag {
    /// Minutes from the visit's start to where it was taken.
    grip: i32,
    /// The minute and lane at which it was taken, a drag beginning when either changes; none from a list, where
    /// it begins on the lanes.
    from: Option<(i32, LaneKey)>,
    /// Whether it has been moved.
    has_moved: bool,
    /// Whether it was selected already, so that a click without a drag opens it.
    opens: bool,
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
        let at = Position::new(mouse.column, mouse.row);
        if self.reach != Reach::Day {
            return self.pointed_at_cells(mouse.act, at, area, shared);
        }
        let hit = self.hit(at, area);
        match mouse.act {
            MouseAct::Press => self.pressed(hit, area.width, shared),
            MouseAct::Drag => self.dragged(hit, shared),
            MouseAct::Release => self.released(hit, shared),
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
            let Some(cell) = (at.x - places.lanes.x).checked_sub(gutter(places.lanes.width)) else {
                return Some(Hit::Gutter(key));
            };
            let first_hour = self.first_hour_in(places.lanes.width);
            let minute = minute_at(cell, first_hour, self.zoom_at(places.lanes.width).cells_an_hour());
            return Some(Hit::Lane { key, minute, row: row % 2 });
        }
        if places.agenda.contains(at) {
            return Some(Hit::Visit(usize::from(at.y - places.agenda.y)));
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
    fn visit_at(&self, key: LaneKey, minute: i32, row: u16, width: u16) -> Option<(VisitId, i32)> {
        let date = self.shown_date();
        let lanes = self.lanes();
        let lane = lanes.iter().find(|lane| LaneKey::of(lane) == key)?;
        // A quarter hour may be drawn in one cell, so the cell's whole time counts.
        let cell = 60 / self.zoom_at(width).cells_an_hour();
        let visits: Vec<(VisitId, (i32, i32))> =
            lane.visits.iter().filter_map(|visit| Some((visit.id, stretch(visit, date)?))).collect();
        let rows = rows_of(visits.iter().map(|(_, span)| *span));
        let here = visits
            .iter()
            .zip(rows)
            .filter(|((_, (start, end)), _)| *start < minute + cell && minute < *end)
            .min_by_key(|(_, drawn)| ((*drawn > 0) != (row > 0), *drawn));
        here.map(|((id, (start, _)), _)| (*id, *start))
    }

    fn pressed(&mut self, hit: Option<Hit>, width: u16, shared: &Shared) -> Handled {
        if self.moving.is_some() {
            return refuse("a visit is being moved: Enter commits, Esc leaves");
        }
        self.drag = None;
        let before = (self.focus, self.selected().map(|(id, _, _)| id));
        match hit {
            Some(Hit::Lane { key, minute, row }) => {
                self.focus = Focus::Lanes;
                self.cursor = minute;
                if let Some((id, start)) = self.visit_at(key, minute, row, width) {
                    self.select(key, id);
                    self.take_up(minute - start, Some((minute, key)), before);
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
                self.take_up(0, None, before);
            }
            Some(Hit::Visit(place)) => {
                if self.press_visit(place, shared) {
                    self.take_up(0, None, before);
                }
            }
            Some(Hit::List) if !self.tray().is_empty() => self.focus = Focus::Tray,
            Some(Hit::List) | None => return Handled::No,
        }
        self.settle(shared);
        Handled::quietly()
    }

    /// What is selected is under the button now.
    fn take_up(&mut self, grip: i32, from: Option<(i32, LaneKey)>, before: (Focus, Option<VisitId>)) {
        let opens = (self.focus, self.selected().map(|(id, _, _)| id)) == before;
        self.drag = Some(Drag { grip, from, has_moved: false, opens });
    }

    fn focus_key(&mut self, key: LaneKey) {
        let place = self.lanes().iter().position(|lane| LaneKey::of(lane) == key);
        if let Some(place) = place {
            self.focus_lane(place);
        }
    }

    fn press_visit(&mut self, row: usize, shared: &Shared) -> bool {
        let entries = self.agenda(shared);
        let room = usize::from(self.agenda_height(shared));
        let first = keep_in_view(0, self.agenda_place(&entries), room, entries.len());
        let found = entries.get(first + row).and_then(Entry::visit);
        if let Some((key, id)) = found {
            self.select(key, id);
        }
        found.is_some()
    }

    fn agenda_height(&self, shared: &Shared) -> u16 {
        let places = self.places(area_of(shared));
        if places.is_narrow { places.list.height } else { places.agenda.height }
    }

    fn dragged(&mut self, hit: Option<Hit>, shared: &Shared) -> Handled {
        let (Some(drag), Some(Hit::Lane { key, minute, .. })) = (self.drag, hit) else { return Handled::No };
        if !drag.has_moved && Some((minute, key)) == drag.from {
            return Handled::quietly();
        }
        if self.moving.is_none() {
            let seen = (self.first_hour, self.first_lane);
            let begun = self.begin_move(shared);
            // The hours stay where they are under the pointer, wherever the first free one would be.
            (self.first_hour, self.first_lane) = seen;
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

    /// Let go over the lanes it is a move; over the tray it goes back there; anywhere else nothing was meant.
    fn released(&mut self, hit: Option<Hit>, shared: &Shared) -> Handled {
        let moving = self.moving.as_ref().map(|moving| moving.id);
        match (self.drag.take(), moving) {
            (Some(drag), Some(id)) if drag.has_moved => match hit {
                Some(Hit::Lane { .. }) => {
                    self.settle(shared);
                    self.commit()
                }
                Some(Hit::Tray(_) | Hit::List) if drag.from.is_some() => {
                    self.leave_move(shared);
                    Handled::with(Effect::Run(Command::ToTray(id)))
                }
                Some(Hit::Gutter(_) | Hit::Tray(_) | Hit::Visit(_) | Hit::List) | None => {
                    self.leave_move(shared);
                    Handled::with(Effect::Say("let go beside the lanes: nothing was moved".to_owned()))
                }
            },
            (Some(drag), _) if drag.opens && !drag.has_moved => self.open(),
            (Some(_) | None, _) => Handled::No,
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

/// The week and the month.
impl Calendar {
    fn pointed_at_cells(&mut self, act: MouseAct, at: Position, area: Rect, shared: &Shared) -> Handled {
        match act {
            MouseAct::Press if self.reach == Reach::Week => match week::hit(self, at, area) {
                Some((key, date)) => self.press_cell(Some(key), date.unwrap_or(self.date), shared),
                None => Handled::No,
            },
            MouseAct::Press => match month::hit(self, at, area) {
                Some(date) => self.press_cell(None, date, shared),
                None => Handled::No,
            },
            MouseAct::WheelUp => self.wheel_cells(-1, shared),
            MouseAct::WheelDown => self.wheel_cells(1, shared),
            MouseAct::Drag | MouseAct::Release => Handled::No,
        }
    }

    /// Selects a cell; a click on the selected one opens its day.
    fn press_cell(&mut self, key: Option<LaneKey>, date: chrono::NaiveDate, shared: &Shared) -> Handled {
        if date == self.date && (key.is_none() || key == self.lane) {
            return self.open_cell(shared);
        }
        self.lane = key.or(self.lane);
        self.go_to_date(date, shared)
    }

    /// Scrolls the technicians of a week without touching what is selected; in a month goes a week on.
    fn wheel_cells(&mut self, by: isize, shared: &Shared) -> Handled {
        if self.reach == Reach::Month {
            return self.go_days(7 * by as i64, shared);
        }
        let rows = week::places_now(self, shared).rows_that_fit();
        let total = self.week_lanes().len().saturating_sub(rows) + 1;
        self.cells.first_row = step(Some(self.first_row_in(rows)), by, total).unwrap_or(0);
        self.cells.is_scrolled = true;
        Handled::quietly()
    }
}
