//! Weeks and months: counts and loads from one query for the whole range.

use chrono::NaiveDate;
use store::Reader;

use crate::view::{
    DaysLoaded, MonthView, WEEK, WeekView, build_month, build_week, month_grid, month_start, span_around,
    week_start,
};
use crate::{App, AppError, Result};

impl App {
    /// The week that holds a date, from the day on which the business's weeks begin.
    pub fn week(&self, date: NaiveDate) -> Result<WeekView> {
        let now = self.now();
        self.store.read(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let first = week_start(date, &business);
            let (_, tray_total) = reader.tray(0, 0)?;
            Ok(build_week(&load_days(reader, first, WEEK)?, first, tray_total, now))
        })
    }

    /// The month that holds a date, in whole weeks.
    pub fn month(&self, date: NaiveDate) -> Result<MonthView> {
        let now = self.now();
        self.store.read(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let month = month_start(date);
            let (first, count) = month_grid(month, &business);
            let (_, tray_total) = reader.tray(0, 0)?;
            Ok(build_month(&load_days(reader, first, count)?, month, tray_total, now))
        })
    }
}

fn load_days(reader: &Reader<'_>, first: NaiveDate, count: u64) -> Result<DaysLoaded> {
    let business = reader.business()?.ok_or(AppError::NoBusiness)?;
    let technicians = reader.technicians()?.into_iter().map(|(id, stored)| (id, stored.record)).collect();
    let outlines = reader.outlines_between(span_around(first, count, &business))?;
    Ok(DaysLoaded { business, technicians, outlines })
}

#[cfg(test)]
mod tests;
