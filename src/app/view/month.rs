//! A month: how each of its days stands.

use chrono::{Datelike, NaiveDate};
use domain::{Business, Moment};
use schemars::JsonSchema;
use serde::Serialize;

use super::day_load::{DayLoad, DaysLoaded, weigh};
use super::week::{WEEK, dates_from, week_start};
use super::{Local, local};

/// A day of the month's grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MonthDay {
    /// The local date.
    pub date: NaiveDate,
    /// How it stands.
    #[serde(flatten)]
    pub load: DayLoad,
}

/// A month of the calendar in whole weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MonthView {
    /// Its first day.
    pub month: NaiveDate,
    /// The present moment.
    pub now: Local,
    /// The days of every week that has a day of the month, in order.
    pub days: Vec<MonthDay>,
    /// How many the tray holds, whatever the day.
    pub tray_total: u64,
}

impl MonthView {
    /// The weeks, seven days each.
    pub fn weeks(&self) -> impl Iterator<Item = &[MonthDay]> {
        self.days.chunks(usize::try_from(WEEK).unwrap_or(7))
    }
}

/// The first day of a date's month.
pub fn month_start(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// The first day of the grid of a month, and how many days it has: whole weeks.
pub fn month_grid(month: NaiveDate, business: &Business) -> (NaiveDate, u64) {
    let first = week_start(month, business);
    let before = (month - first).num_days();
    let days = before + i64::from(month.num_days_in_month());
    (first, u64::try_from(days).unwrap_or(WEEK).div_ceil(WEEK) * WEEK)
}

/// Builds the grid of a month from the visits around it.
pub fn build_month(loaded: &DaysLoaded, month: NaiveDate, tray_total: u64, now: Moment) -> MonthView {
    let (first, count) = month_grid(month, &loaded.business);
    let dates = dates_from(first, count);
    let loads = weigh(loaded, &dates, now);
    let days = dates.into_iter().zip(loads.totals).map(|(date, load)| MonthDay { date, load }).collect();
    MonthView { month, now: local(now, loaded.business.zone), days, tray_total }
}
