//! Dates that differ from the week, as they are typed: `24 dec..31 dec = holiday`, `2026-12-24 = 8-12`.

use chrono::NaiveDate;

use super::{SaidError, read_intervals, say_intervals};
use crate::{DayException, Interval, WhenContext, WhenError, read_date};

/// Dates that one stretch may cover.
const LONGEST_ABSENCE: usize = 366;

type Result<T> = std::result::Result<T, SaidError>;

/// Reads a day or days off: `2026-12-24`, `24 dec = holiday`, `2026-12-24..2026-12-31 = holiday`.
pub fn read_days_off(text: &str, context: &WhenContext) -> Result<Vec<DayException>> {
    let (days, reason) = text.split_once('=').unwrap_or((text, ""));
    Ok(exceptions_on(read_dates(days, context)?, &[], reason.trim()))
}

/// Reads a day with other hours: `2026-12-24 = 8-12`.
pub fn read_extra(text: &str, context: &WhenContext) -> Result<Vec<DayException>> {
    let (days, hours) = text.split_once('=').ok_or_else(|| {
        SaidError::wrong(
            "extra",
            format!("“{text}” names a day without hours"),
            "write it as “2026-12-24 = 8-12”",
        )
    })?;
    let intervals = read_intervals(hours)?;
    Ok(exceptions_on(read_dates(days, context)?, &intervals, ""))
}

/// An exception on each of the dates.
fn exceptions_on(dates: Vec<NaiveDate>, intervals: &[Interval], reason: &str) -> Vec<DayException> {
    let on = |date| DayException { date, intervals: intervals.to_vec(), reason: reason.to_owned() };
    dates.into_iter().map(on).collect()
}

/// Reads a date, or two with `..` between them and every one between.
pub fn read_dates(text: &str, context: &WhenContext) -> Result<Vec<NaiveDate>> {
    let Some((first, last)) = text.split_once("..") else {
        return Ok(vec![read_date(text.trim(), context)?]);
    };
    let (first, last) = (read_date(first.trim(), context)?, read_date(last.trim(), context)?);
    let dates: Vec<NaiveDate> =
        first.iter_days().take_while(|date| *date <= last).take(LONGEST_ABSENCE + 1).collect();
    if dates.is_empty() || dates.len() > LONGEST_ABSENCE {
        let message = format!("“{}” is no stretch of 1 to {LONGEST_ABSENCE} days", text.trim());
        return Err(SaidError::wrong(
            "date",
            message,
            "write the first day, two dots and the last: 24 dec..31 dec",
        ));
    }
    Ok(dates)
}

/// Puts exceptions in, over those of the same date, in order of date.
pub fn put_exceptions(exceptions: &mut Vec<DayException>, fresh: Vec<DayException>) {
    for exception in fresh {
        exceptions.retain(|other| other.date != exception.date);
        exceptions.push(exception);
    }
    exceptions.sort_by_key(|exception| exception.date);
}

/// Reads all the dates that differ, a line each: dates, then `=` and the hours, or the reason of a day off;
/// a reason beside hours stands in brackets (`24 dec = 8-12 (short day)`).
pub fn read_exceptions(text: &str, context: &WhenContext) -> Result<Vec<DayException>> {
    let mut exceptions = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (dates, said) = line.split_once('=').unwrap_or((line, "off"));
        let (intervals, reason) = read_said(said.trim())?;
        let dates = read_dates(dates, context).map_err(|error| unread(error, line))?;
        put_exceptions(&mut exceptions, exceptions_on(dates, &intervals, reason));
    }
    Ok(exceptions)
}

/// What cannot be read as a date is told how such a line is written, not how times are.
fn unread(error: SaidError, line: &str) -> SaidError {
    match error {
        SaidError::When(WhenError::Unknown { .. }) => SaidError::wrong(
            "date",
            format!("“{line}” does not begin with a date"),
            "write it as “25 dec = holiday” or “24 dec = 8-12”",
        ),
        SaidError::When(WhenError::Impossible { .. } | WhenError::Ambiguous { .. })
        | SaidError::Wrong { .. } => error,
    }
}

/// The hours and the reason after the `=`. What begins with a figure is hours.
fn read_said(said: &str) -> Result<(Vec<Interval>, &str)> {
    let bracketed = said.strip_suffix(')').and_then(|rest| rest.split_once('('));
    let (hours, reason) = bracketed.map_or((said, ""), |(hours, reason)| (hours.trim(), reason.trim()));
    if hours.starts_with(|c: char| c.is_ascii_digit()) || hours.eq_ignore_ascii_case("off") {
        return Ok((read_intervals(hours)?, reason));
    }
    Ok((Vec::new(), said))
}

/// Says the dates that differ, a line each, so that they read back; a stretch alike is one line.
pub fn say_exceptions(exceptions: &[DayException]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = exceptions;
    while let Some(first) = rest.first() {
        let alike = rest.windows(2).take_while(|pair| goes_on(&pair[0], &pair[1])).count();
        let last = &rest[alike];
        let dates =
            if alike == 0 { first.date.to_string() } else { format!("{}..{}", first.date, last.date) };
        lines.push(format!("{dates} = {}", say_one(first)));
        rest = &rest[alike + 1..];
    }
    lines.join("\n")
}

fn goes_on(one: &DayException, next: &DayException) -> bool {
    one.date.succ_opt() == Some(next.date) && one.intervals == next.intervals && one.reason == next.reason
}

fn say_one(exception: &DayException) -> String {
    let hours = say_intervals(&exception.intervals);
    let reason = exception.reason.as_str();
    let speaks = reason.starts_with(|c: char| c.is_ascii_digit()) || reason.eq_ignore_ascii_case("off");
    if reason.is_empty() {
        hours
    } else if exception.intervals.is_empty() && !speaks && !reason.ends_with(')') {
        reason.to_owned()
    } else {
        format!("{hours} ({reason})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> WhenContext {
        let now = "2026-11-22T09:00:00".parse().unwrap();
        WhenContext::new(now, chrono_tz::Europe::London)
    }

    #[test]
    fn days_off_may_be_a_stretch_with_a_reason() {
        let off = read_days_off("2026-12-24..2026-12-26 = holiday", &context()).unwrap();
        let dates: Vec<String> = off.iter().map(|exception| exception.date.to_string()).collect();
        assert_eq!(dates, ["2026-12-24", "2026-12-25", "2026-12-26"]);
        assert!(off.iter().all(|exception| exception.reason == "holiday" && exception.intervals.is_empty()));
        let mut exceptions = off;
        put_exceptions(&mut exceptions, read_extra("24 dec = 8-12", &context()).unwrap());
        assert_eq!(exceptions.len(), 3);
        assert_eq!(say_intervals(&exceptions[0].intervals), "08:00-12:00");
        assert!(read_dates("2026-12-26..2026-12-24", &context()).is_err());
        assert!(read_extra("24 dec", &context()).is_err());
    }

    #[test]
    fn dates_that_differ_read_back() {
        for (typed, said) in [
            ("24 dec..26 dec = holiday", "2026-12-24..2026-12-26 = holiday"),
            ("24 dec = 8-12 (short day)\n2 jan", "2026-12-24 = 08:00-12:00 (short day)\n2027-01-02 = off"),
            ("24 dec = off (1st choice)", "2026-12-24 = off (1st choice)"),
            ("24 dec = visit (Leeds)", "2026-12-24 = off (visit (Leeds))"),
            ("", ""),
        ] {
            let read = read_exceptions(typed, &context()).unwrap();
            assert_eq!(say_exceptions(&read), said, "{typed}");
            assert_eq!(read_exceptions(said, &context()).unwrap(), read, "{said}");
        }
        for wrong in ["someday = off", "24 dec = 12-8", "24 dec..1 dec = off"] {
            assert!(read_exceptions(wrong, &context()).is_err(), "{wrong}");
        }
        let said = read_exceptions("25 dec = off\nsoon", &context()).unwrap_err();
        assert_eq!(said.to_string(), "“soon” does not begin with a date");
        assert!(said.mend().contains("25 dec = holiday"));
    }
}
