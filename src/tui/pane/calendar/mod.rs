//! The calendar: a lane for each technician across the day, the tray, and details of what is selected.
//!
//! Moving is a preview: lanes, findings and travel are those that would be, from the records the day was
//! loaded with, and nothing waits for the store before it is committed.

mod act;
mod agenda;
mod cells;
mod detail;
mod draw;
mod kept;
mod lanes;
mod layout;
mod load_words;
mod loading;
mod marking;
mod marks;
mod match_step;
mod month;
mod mouse;
mod moving;
mod reach;
mod scale;
mod select;
mod state;
mod target;
#[cfg(test)]
mod tests;
mod tray;
mod week;

use app::view;
use domain::{JobId, Slot};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::lanes::LaneKey;
use self::state::Focus;
use crate::action::{Action, Context};
use crate::ask::{Answer, Ask, Target};
use crate::effect::Effect;
use crate::event::Mouse;
use crate::pane::{Handled, Pane};
use crate::shared::Shared;

pub use reach::Reach;
pub use state::Calendar;

impl Pane for Calendar {
    fn context(&self) -> Context {
        match (&self.moving, self.reach) {
            (Some(_), _) => Context::Moving,
            (None, Reach::Day) => Context::Calendar,
            (None, Reach::Week | Reach::Month) => Context::Cells,
        }
    }

    fn wants(&self, shared: &Shared) -> Vec<Ask> {
        vec![self.ask_for(self.wanted_date(shared))]
    }

    fn accept(&mut self, answer: &Answer, shared: &Shared) {
        if let Answer::Day(view) = answer
            && view.date == self.wanted_date(shared)
        {
            self.take(view.clone(), shared);
        }
        match answer {
            Answer::Week(week) => self.take_week(week, shared),
            Answer::Month(month) => self.take_month(month, shared),
            _ => {}
        }
        if let Answer::Done(outcome) = answer {
            let is_done =
                |id, job: Option<JobId>| outcome.touches(id) || job.is_some_and(|job| outcome.touches(job));
            self.unmark_done(is_done);
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let by = count.map_or(1, |count| isize::try_from(count).unwrap_or(1));
        if self.moving.is_some() {
            return self.act_moving(action, by, shared);
        }
        match action {
            Action::ShowDay => return self.show(Reach::Day, shared),
            Action::ShowWeek => return self.show(Reach::Week, shared),
            Action::ShowMonth => return self.show(Reach::Month, shared),
            _ if self.reach != Reach::Day => return self.act_on_cells(action, count, shared),
            _ => {}
        }
        let handled = self.act_on_day(action, count, shared);
        match handled {
            Handled::No => self.act_around(action, by, count, shared),
            Handled::Yes(_) => handled,
        }
    }

    fn point(&mut self, mouse: Mouse, area: Rect, shared: &Shared) -> Handled {
        self.pointed(mouse, area, shared)
    }

    fn targets(&self) -> Vec<Target> {
        match &self.moving {
            Some(moving) => vec![moving.target()],
            None if self.reach != Reach::Day => Vec::new(),
            None => self.aimed_at().into_iter().map(|(_, target)| target).collect(),
        }
    }

    fn nothing(&self) -> String {
        if self.reach != Reach::Day {
            return "a whole day is selected, and none of its visits; open it first".to_owned();
        }
        let lane = self.focused_lane().filter(|lane| lane.visits.is_empty());
        let no_visit = |lane: &view::Lane| format!("{} has no visit this day", lanes::name_of(lane));
        lane.map_or_else(|| "nothing is selected".to_owned(), no_visit)
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        draw::calendar(self, buffer, area, shared);
        None
    }

    fn filter(&mut self, shared: &Shared) -> Vec<Effect> {
        self.filter.clone_from(&shared.filter);
        if self.focused_lane().is_none() && !self.lanes().is_empty() {
            self.focus_lane(0);
        }
        if self.focus == Focus::Tray && self.selected_tray().is_none() {
            self.focus_line(Some(0));
        }
        self.settle(shared);
        self.select_match(shared);
        // What passes is cut out of the day as it is loaded.
        self.wants(shared).into_iter().map(Effect::Ask).collect()
    }

    fn remember(&self) -> serde_json::Value {
        self.kept()
    }

    fn restore(&mut self, kept: &serde_json::Value, _shared: &Shared) {
        self.take_kept(kept);
    }
}

impl Calendar {
    fn wanted_date(&self, shared: &Shared) -> chrono::NaiveDate {
        if self.follows_today { shared.today() } else { self.date }
    }

    /// Puts the visit that is being moved into a slot that was typed; nothing is stored yet.
    ///
    /// Refuses when it cannot go there: a visit under way keeps its start.
    pub fn set_moving_start(&mut self, slot: Slot, shared: &Shared) -> Vec<Effect> {
        let (Some(moving), Some(view)) = (&mut self.moving, &self.view) else {
            return vec![Effect::Refuse("no visit is being moved".to_owned())];
        };
        let typed = moving.type_slot(slot, view);
        self.show_hours(shared);
        self.settle(shared);
        typed.map_or_else(|why| vec![Effect::Refuse(why)], |()| Vec::new())
    }

    /// Shows another day.
    pub fn show_date(&mut self, date: chrono::NaiveDate, shared: &Shared) -> Vec<Effect> {
        match self.go_to_date(date, shared) {
            Handled::Yes(effects) => effects,
            Handled::No => Vec::new(),
        }
    }

    /// Puts the focus on the lane of a technician, when there is one on that day.
    pub fn show_technician(&mut self, technician: domain::TechnicianId, shared: &Shared) {
        let wanted = LaneKey::Of(technician);
        // Before a day has come it is the lane to begin with.
        self.lane = Some(wanted);
        if let Some(place) = self.lanes().iter().position(|lane| LaneKey::of(lane) == wanted) {
            self.focus_lane(place);
            self.settle(shared);
        }
    }

    /// The length in minutes of the visit that is being moved, for a typed time that names none.
    pub fn moving_minutes(&self) -> Option<u32> {
        self.moving.as_ref().map(|moving| moving.minutes())
    }

    /// The technician whose lane has the focus, or had it last.
    pub fn lane_technician(&self) -> Option<domain::TechnicianId> {
        self.lane_key().and_then(LaneKey::technician)
    }
}
