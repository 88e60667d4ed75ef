//! Hours and days off as arguments, over the reading of the domain; and the zone of this machine.

use std::path::Path;

use chrono::NaiveTime;
use domain::{
    DayException, FloatingBreak, Interval, SaidError, Technician, WeekHours, WhenContext, put_exceptions,
    read_dates, read_days_off, read_extra,
};

use crate::failure::{Failure, Result};

pub(crate) use domain::{say_hours, say_intervals};

impl From<SaidError> for Failure {
    fn from(error: SaidError) -> Self {
        match error {
            SaidError::Wrong { field, message, mend } => {
                Failure::usage(field, format!("{field}: {message}"), mend)
            }
            SaidError::When(error) => error.into(),
        }
    }
}

/// Reads the hours of a week.
pub(crate) fn read_hours(text: &str) -> Result<WeekHours> {
    Ok(domain::read_hours(text)?)
}

/// The dates that are said to differ from the week, as they were typed.
pub(crate) struct DaysSaid<'t> {
    /// Dates that are as usual again.
    pub(crate) usual: &'t [String],
    /// Days off.
    pub(crate) off: &'t [String],
    /// Dates with other hours.
    pub(crate) extra: &'t [String],
}

impl DaysSaid<'_> {
    /// Puts what was said in, over what stood at the same dates.
    pub(crate) fn apply(&self, exceptions: &mut Vec<DayException>, context: &WhenContext) -> Result<()> {
        for dates in self.usual {
            let dates = read_dates(dates, context)?;
            exceptions.retain(|exception| !dates.contains(&exception.date));
        }
        for dates in self.off {
            put_exceptions(exceptions, read_days_off(dates, context)?);
        }
        for dates in self.extra {
            put_exceptions(exceptions, read_extra(dates, context)?);
        }
        Ok(())
    }
}

/// The breaks of a technician that no hours of theirs touch, on no weekday and no date: no time is kept for them.
pub(crate) fn breaks_outside(technician: &Technician) -> Vec<FloatingBreak> {
    let ends_after = |end: NaiveTime, start: NaiveTime| end == NaiveTime::MIN || end > start;
    let touches = |pause: &FloatingBreak, hours: &Interval| {
        ends_after(hours.to, pause.from) && ends_after(pause.to, hours.from)
    };
    let days = technician.hours.0.iter();
    let days: Vec<_> = days.chain(technician.exceptions.iter().map(|day| &day.intervals)).flatten().collect();
    let is_outside = |pause: &FloatingBreak| !days.iter().any(|hours| touches(pause, hours));
    technician.breaks.iter().copied().filter(is_outside).collect()
}

/// The zone of this machine: `TZ`, else where `/etc/localtime` points to.
pub(crate) fn system_zone() -> Option<domain::Tz> {
    let of_path = |path: &Path| {
        let text = path.to_str()?;
        let name = text.split_once("zoneinfo/").map_or(text, |(_, name)| name);
        name.parse().ok()
    };
    if let Some(zone) = std::env::var_os("TZ").filter(|zone| !zone.is_empty()) {
        let zone = zone.to_string_lossy().into_owned();
        return of_path(Path::new(zone.trim_start_matches(':')));
    }
    if let Some(zone) = std::fs::canonicalize("/etc/localtime").ok().as_deref().and_then(of_path) {
        return Some(zone);
    }
    std::fs::read_to_string("/etc/timezone").ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_outside_of_all_hours_is_found() {
        let outside = |hours: &str, breaks: &str| {
            let (hours, breaks) = (read_hours(hours).unwrap(), domain::read_breaks(breaks).unwrap());
            domain::say_breaks(&breaks_outside(&Technician { hours, breaks, ..Technician::default() }))
        };
        let week = "mon-fri 8-12,13-17; sat 18-24";
        assert_eq!(outside(week, "30m 11:30-14:00; 15m 16-18; 20m 22-24"), "");
        assert_eq!(
            outside(week, "1h 12-13; 15m 6-8; 30m 17-18"),
            "15m 06:00-08:00; 1h 12:00-13:00; 30m 17:00-18:00"
        );
        let breaks = domain::read_breaks("30m 20-21").unwrap();
        let (date, intervals) = (chrono::NaiveDate::default(), domain::read_intervals("18-22").unwrap());
        let late = DayException { date, intervals, reason: String::new() };
        assert!(
            breaks_outside(&Technician { breaks, exceptions: vec![late], ..Technician::default() })
                .is_empty()
        );
    }

    #[test]
    fn wrong_hours_name_their_argument() {
        for (typed, part) in [("8-17", "8-17"), ("mon 17-8", "17-8"), ("mon 8-12,11-17", "Monday")] {
            let failure = read_hours(typed).unwrap_err();
            assert!(failure.to_string().contains(part), "{typed}: {failure}");
            assert_eq!((failure.exit_code(), failure.field()), (2, Some("hours")));
        }
    }
}
