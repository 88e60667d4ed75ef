//! Beginning: a new store with its business.

use std::path::Path;

use chrono::NaiveTime;
use domain::{Business, Command, Currency, Interval, Record, Tz, WeekHours};
use store::Store;

use crate::{App, Clock, OpenOptions, Outcome, Result};

impl App {
    /// Makes a store at a path and puts the business in it as the first operation.
    pub fn init(
        path: &Path,
        business: Business,
        clock: Clock,
        actor: impl Into<String>,
    ) -> Result<(Self, Outcome)> {
        let mut app = App::new(Store::create(path, &OpenOptions::at(clock.now()))?, clock, actor);
        let outcome = app.run(Command::Add(Record::Business(business)))?;
        Ok((app, outcome))
    }

    /// A store in memory that is gone with the process; for tests and throw-away use.
    pub fn in_memory(business: Business, clock: Clock, actor: impl Into<String>) -> Result<Self> {
        let mut app = App::new(Store::memory()?, clock, actor);
        app.run(Command::Add(Record::Business(business)))?;
        Ok(app)
    }
}

/// The settings of a business of which only name, zone and currency are known: open Monday to Friday
/// 08:00–17:00, arrival windows of two hours, visits of one.
pub fn usual_business(name: impl Into<String>, zone: Tz, currency: Currency) -> Business {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    Business {
        name: name.into(),
        zone,
        currency,
        week_starts_monday: true,
        hours: WeekHours::weekdays(Interval { from: time(8), to: time(17) }),
        exceptions: Vec::new(),
        window_minutes: 120,
        visit_minutes: 60,
        reserve_minutes: 0,
        date_order: None,
    }
}
