//! A week: the load of each technician on each day.

use chrono::{Datelike, Days, NaiveDate};
use domain::{Business, Moment, TechnicianId};
use schemars::JsonSchema;
use serde::Serialize;

use super::day_load::{DayLoad, DaysLoaded, Loads, weigh};
use super::{Local, Named, local, short_names};

/// The days of a week.
pub const WEEK: u64 = 7;

/// One technician's week; without a technician, what has a time and nobody to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WeekLane {
    /// Whose.
    pub technician: Option<Named<TechnicianId>>,
    /// What to call them where room is short.
    pub short: String,
    /// One load for each day of the week.
    pub days: Vec<DayLoad>,
}

/// A week of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WeekView {
    /// Its first day: a Monday or a Sunday, as the business has it.
    pub first: NaiveDate,
    /// Its seven days.
    pub dates: Vec<NaiveDate>,
    /// The present moment.
    pub now: Local,
    /// Lanes in order of name, the one without a technician first when it has visits.
    pub lanes: Vec<WeekLane>,
    /// How each day stands for everybody, each visit counted once.
    pub totals: Vec<DayLoad>,
    /// How many the tray holds, whatever the day.
    pub tray_total: u64,
}

/// The first day of the week that holds a date.
pub fn week_start(date: NaiveDate, business: &Business) -> NaiveDate {
    let weekday = date.weekday();
    let into = if business.week_starts_monday {
        weekday.num_days_from_monday()
    } else {
        weekday.num_days_from_sunday()
    };
    date.checked_sub_days(Days::new(u64::from(into))).unwrap_or(date)
}

/// Dates in a row; fewer where the calendar ends.
pub(super) fn dates_from(first: NaiveDate, count: u64) -> Vec<NaiveDate> {
    (0..count).filter_map(|by| first.checked_add_days(Days::new(by))).collect()
}

/// Builds the week that begins on a date, from the visits around it.
pub fn build_week(loaded: &DaysLoaded, first: NaiveDate, tray_total: u64, now: Moment) -> WeekView {
    let dates = dates_from(first, WEEK);
    let loads = weigh(loaded, &dates, now);
    let lanes = lanes_of(loaded, &loads);
    WeekView { first, dates, now: local(now, loaded.business.zone), lanes, totals: loads.totals, tray_total }
}

fn lanes_of(loaded: &DaysLoaded, loads: &Loads) -> Vec<WeekLane> {
    let name = |id: &TechnicianId| {
        let found = loaded.technicians.iter().find(|(other, _)| other == id);
        found.map_or_else(|| id.to_string(), |(_, technician)| technician.name.clone())
    };
    let mut lanes: Vec<WeekLane> = loads
        .technicians
        .iter()
        .map(|(id, days)| {
            let technician = Some(Named { id: *id, name: name(id) });
            WeekLane { technician, short: String::new(), days: days.clone() }
        })
        .collect();
    lanes.sort_by_key(|lane| lane.technician.as_ref().map(|t| (t.name.to_lowercase(), t.id)));
    let names = lanes.iter().filter_map(|lane| Some(lane.technician.as_ref()?.name.as_str()));
    let short = short_names(&names.collect::<Vec<_>>());
    for (lane, short) in lanes.iter_mut().zip(short) {
        lane.short = short;
    }
    if loads.nobody.iter().any(|load| load.visits > 0) {
        lanes.insert(0, WeekLane { technician: None, short: String::new(), days: loads.nobody.clone() });
    }
    lanes
}
