//! Hours and days off as arguments, over the reading of the domain; and the zone of this machine.

use std::path::Path;

use domain::{
    DayException, SaidError, WeekHours, WhenContext, put_exceptions, read_dates, read_days_off, read_extra,
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
    fn wrong_hours_name_their_argument() {
        for (typed, part) in [("8-17", "8-17"), ("mon 17-8", "17-8"), ("mon 8-12,11-17", "Monday")] {
            let failure = read_hours(typed).unwrap_err();
            assert!(failure.to_string().contains(part), "{typed}: {failure}");
            assert_eq!((failure.exit_code(), failure.field()), (2, Some("hours")));
        }
    }
}
