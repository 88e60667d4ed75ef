//! How many days are seen at once, and what the keys do where a day is a cell.

use app::view::{MonthView, WeekLane, WeekView, month_start, week_start};
use chrono::{Months, NaiveDate};

use super::act::refuse;
use super::lanes::LaneKey;
use super::state::Calendar;
use crate::action::Action;
use crate::ask::Ask;
use crate::effect::Effect;
use crate::pane::Handled;
use crate::shared::Shared;
use crate::widget::scroll::{keep_in_view, step};

/// How many days are seen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// One, with its visits.
    #[default]
    Day,
    /// A week: a cell for each technician and day.
    Week,
    /// A month: a cell for each day.
    Month,
}

/// The days that are seen as cells; the last ones loaded of each reach.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    pub(super) week: Option<Box<WeekView>>,
    pub(super) month: Option<Box<MonthView>>,
    /// The first technician of the week that is drawn.
    pub(super) first_row: usize,
    /// Whether the wheel has moved the technicians away from the focused one.
    pub(super) is_scrolled: bool,
    /// From where the day was opened, to go back there.
    pub(super) opened_from: Option<Reach>,
}

impl Calendar {
    /// What must be loaded for a date as it is looked at.
    pub(super) fn ask_for(&self, date: NaiveDate) -> Ask {
        match self.reach {
            Reach::Day => Ask::Day(date),
            Reach::Week => Ask::Week(date, self.filter.clone()),
            Reach::Month => Ask::Month(date, self.filter.clone()),
        }
    }

    /// Takes a week if it is the one that is looked at.
    pub(super) fn take_week(&mut self, week: &WeekView, shared: &Shared) {
        if week.first != week_start(self.wanted_date(shared), &shared.business) {
            return;
        }
        self.date = self.wanted_date(shared);
        self.cells.week = Some(Box::new(week.clone()));
        if self.week_place().is_none() {
            self.lane = self.week_lanes().first().map(LaneKey::of_week);
        }
        self.settle_week(shared);
    }

    /// Takes a month if it is the one that is looked at.
    pub(super) fn take_month(&mut self, month: &MonthView, shared: &Shared) {
        if month.month == month_start(self.wanted_date(shared)) {
            self.date = self.wanted_date(shared);
            self.cells.month = Some(Box::new(month.clone()));
        }
    }

    /// Shows more or fewer days around the one looked at.
    pub(super) fn show(&mut self, reach: Reach, shared: &Shared) -> Handled {
        self.end_range();
        self.cells.opened_from = None;
        self.reach = reach;
        if reach == Reach::Week && self.week_place().is_none() {
            self.lane = self.week_lanes().first().map(LaneKey::of_week).or(self.lane);
        }
        self.settle_week(shared);
        Handled::with(Effect::Ask(self.ask_for(self.date)))
    }

    /// Opens the day of the focused cell, on its lane.
    pub(super) fn open_cell(&mut self, shared: &Shared) -> Handled {
        let from = self.reach;
        let handled = self.show(Reach::Day, shared);
        self.cells.opened_from = Some(from);
        let is_at_hand = self.view.as_ref().is_some_and(|view| view.date == self.date);
        if let Some(place) = self.lane_place().filter(|_| is_at_hand) {
            self.focus = super::state::Focus::Lanes;
            self.focus_lane(place);
            self.show_hours(shared);
            self.settle(shared);
        }
        handled
    }

    /// What keys do in a week or a month.
    pub(super) fn act_on_cells(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let times = i64::from(count.unwrap_or(1));
        let by = isize::try_from(times).unwrap_or(1);
        let is_month = self.reach == Reach::Month;
        match action {
            Action::Left | Action::DayBack => self.go_days(-times, shared),
            Action::Right | Action::DayOn => self.go_days(times, shared),
            Action::WeekBack | Action::HalfUp if is_month => self.go_months(-times, shared),
            Action::WeekOn | Action::HalfDown if is_month => self.go_months(times, shared),
            Action::Up if is_month => self.go_days(-7 * times, shared),
            Action::Down if is_month => self.go_days(7 * times, shared),
            Action::WeekBack => self.go_days(-7 * times, shared),
            Action::WeekOn => self.go_days(7 * times, shared),
            Action::DayToday => self.go_to_date(shared.today(), shared),
            Action::First | Action::Last if is_month => self.go_in_month(action, count, shared),
            Action::Up => self.go_rows(-by, shared),
            Action::Down => self.go_rows(by, shared),
            Action::HalfUp => self.go_rows(-self.half_of_rows(shared).saturating_mul(by), shared),
            Action::HalfDown => self.go_rows(self.half_of_rows(shared).saturating_mul(by), shared),
            Action::First => {
                let place = count.map_or(0, |count| count.saturating_sub(1) as usize);
                self.focus_row(place, shared)
            }
            Action::Last => self.focus_row(usize::MAX, shared),
            Action::Open => self.open_cell(shared),
            Action::NextMatch => self.next_cell(by, shared),
            Action::PreviousMatch => self.next_cell(-by, shared),
            _ => Handled::No,
        }
    }

    fn go_months(&mut self, months: i64, shared: &Shared) -> Handled {
        let by = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX));
        let date =
            if months < 0 { self.date.checked_sub_months(by) } else { self.date.checked_add_months(by) };
        date.map_or_else(|| refuse("the calendar ends there"), |date| self.go_to_date(date, shared))
    }

    /// The first or last day of the month; with a count, that day of it.
    fn go_in_month(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let first = month_start(self.date);
        let days = u32::from(chrono::Datelike::num_days_in_month(&first));
        let day = if action == Action::Last { days } else { count.unwrap_or(1).clamp(1, days) };
        let date = chrono::Datelike::with_day(&first, day).unwrap_or(first);
        self.go_to_date(date, shared)
    }

    /// Whether a date is among the days that are at hand.
    pub(super) fn is_at_hand(&self, date: NaiveDate, shared: &Shared) -> bool {
        match self.reach {
            Reach::Day => false,
            Reach::Week => {
                let week = self.cells.week.as_ref();
                week.is_some_and(|week| week.first == week_start(date, &shared.business))
            }
            Reach::Month => self.cells.month.as_ref().is_some_and(|month| month.month == month_start(date)),
        }
    }
}

/// The technicians of the week.
impl Calendar {
    /// The lanes of the week.
    pub(super) fn week_lanes(&self) -> &[WeekLane] {
        self.cells.week.as_ref().map_or(&[], |week| &week.lanes)
    }

    pub(super) fn week_place(&self) -> Option<usize> {
        let key = self.lane?;
        self.week_lanes().iter().position(|lane| LaneKey::of_week(lane) == key)
    }

    fn go_rows(&mut self, by: isize, shared: &Shared) -> Handled {
        let place = step(self.week_place(), by, self.week_lanes().len()).unwrap_or(0);
        self.focus_row(place, shared)
    }

    pub(super) fn focus_row(&mut self, place: usize, shared: &Shared) -> Handled {
        let lanes = self.week_lanes();
        let lane = lanes.get(place.min(lanes.len().saturating_sub(1)));
        self.lane = lane.map(LaneKey::of_week).or(self.lane);
        self.settle_week(shared);
        Handled::quietly()
    }

    fn half_of_rows(&self, shared: &Shared) -> isize {
        let rows = super::week::places_now(self, shared).rows_that_fit();
        isize::try_from(rows / 2).unwrap_or(1).max(1)
    }

    /// The first technician to draw where so many rows fit.
    pub(super) fn first_row_in(&self, rows: usize) -> usize {
        let focus = self.week_place().filter(|_| !self.cells.is_scrolled);
        keep_in_view(self.cells.first_row, focus, rows, self.week_lanes().len())
    }

    /// Brings the focused technician into view.
    pub(super) fn settle_week(&mut self, shared: &Shared) {
        self.cells.is_scrolled = false;
        let rows = super::week::places_now(self, shared).rows_that_fit();
        self.cells.first_row = self.first_row_in(rows);
    }
}
