//! Working hours as they are typed: `mon-fri 8-12,13-17; sat 9-12`.
//!
//! Clauses stand between semicolons. Each names days (`mon`, `mon-fri`, `mon,wed`, `daily`) and then
//! intervals, or `off`. A day that no clause names is a day off; one that two clauses name is an error.

use chrono::{NaiveTime, Timelike};

use super::SaidError;
use crate::{Interval, WEEKDAYS, WeekHours, name_beginning};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const EXAMPLE: &str = "write them as “mon-fri 8-12,13-17; sat 9-12”";

type Result<T> = std::result::Result<T, SaidError>;

fn wrong(part: &str, why: &str) -> SaidError {
    SaidError::wrong("hours", format!("“{part}” {why}"), EXAMPLE)
}

/// Reads the hours of a week.
pub fn read_hours(text: &str) -> Result<WeekHours> {
    let mut week: [Option<Vec<Interval>>; 7] = Default::default();
    let clauses = text.split(';').map(str::trim).filter(|clause| !clause.is_empty());
    for clause in clauses {
        let (days, intervals) = clause
            .split_once(char::is_whitespace)
            .ok_or_else(|| wrong(clause, "names days or hours, but not both"))?;
        let intervals = read_intervals(intervals)?;
        for day in read_days(days)? {
            if week[day].replace(intervals.clone()).is_some() {
                return Err(wrong(clause, &format!("says the hours of {} again", DAYS[day])));
            }
        }
    }
    let hours = WeekHours(week.map(Option::unwrap_or_default));
    match hours.fault() {
        Some(fault) => Err(SaidError::wrong("hours", fault, EXAMPLE)),
        None => Ok(hours),
    }
}

fn read_days(text: &str) -> Result<Vec<usize>> {
    let mut days = Vec::new();
    for part in text.split(',') {
        if matches!(part.to_lowercase().as_str(), "daily" | "all") {
            days.extend(0..7);
            continue;
        }
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (first, last) = (read_day(first)?, read_day(last)?);
        let count = (last + 7 - first) % 7 + 1;
        days.extend((first..first + count).map(|day| day % 7));
    }
    Ok(days)
}

fn read_day(text: &str) -> Result<usize> {
    name_beginning(&WEEKDAYS, text.trim(), 2).ok_or_else(|| wrong(text, "is not a day"))
}

/// Reads intervals such as `8-12,13-17`; `off` is none.
pub fn read_intervals(text: &str) -> Result<Vec<Interval>> {
    if text.trim().eq_ignore_ascii_case("off") {
        return Ok(Vec::new());
    }
    text.split(',').map(|part| read_interval(part.trim())).collect()
}

fn read_interval(text: &str) -> Result<Interval> {
    let (from, to) =
        text.split_once(['-', '–']).ok_or_else(|| wrong(text, "is not an interval such as 8-17"))?;
    let (from, to) = (read_time(from, text)?, read_time(to, text)?);
    Interval::new(from, to).ok_or_else(|| wrong(text, "ends before it begins"))
}

/// A time on the clock: `8`, `08:30`, `0830`, `5pm`, `24`.
fn read_time(text: &str, whole: &str) -> Result<NaiveTime> {
    let not_a_time = || wrong(whole, "is not an interval such as 8-17 or 8:30-12");
    let lower = text.trim().to_lowercase();
    let (figures, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(figures), _) => (figures.trim(), Some(0)),
        (None, Some(figures)) => (figures.trim(), Some(12)),
        (None, None) => (lower.as_str(), None),
    };
    let is_packed = figures.len() >= 3 && figures.bytes().all(|b| b.is_ascii_digit());
    let (hour, minute) = match figures.split_once([':', '.']) {
        Some(parts) => parts,
        None if is_packed => figures.split_at(figures.len() - 2),
        None => (figures, "0"),
    };
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let (hour, minute) = (number(hour).ok_or_else(not_a_time)?, number(minute).ok_or_else(not_a_time)?);
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return Err(not_a_time()),
        None if hour == 24 && minute == 0 => 0,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(not_a_time)
}

/// Says the hours of a week so that they read back: `mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00`.
pub fn say_hours(hours: &WeekHours) -> String {
    let mut clauses: Vec<String> = Vec::new();
    let mut day = 0;
    while day < 7 {
        let intervals = &hours.0[day];
        let last = (day..7).take_while(|other| hours.0[*other] == *intervals).last().unwrap_or(day);
        if !intervals.is_empty() {
            let days =
                if last > day { format!("{}-{}", DAYS[day], DAYS[last]) } else { DAYS[day].to_owned() };
            clauses.push(format!("{days} {}", say_intervals(intervals)));
        }
        day = last + 1;
    }
    clauses.join("; ")
}

/// Says intervals: `08:00-12:00,13:00-17:00`, or `off`.
pub fn say_intervals(intervals: &[Interval]) -> String {
    if intervals.is_empty() {
        return "off".to_owned();
    }
    let end = |to: NaiveTime| {
        if to.num_seconds_from_midnight() == 0 { "24:00".to_owned() } else { to.format("%H:%M").to_string() }
    };
    let one = |interval: &Interval| format!("{}-{}", interval.from.format("%H:%M"), end(interval.to));
    intervals.iter().map(one).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_as_people_write_them_and_read_back() {
        for (typed, said) in [
            ("mon-fri 8-17", "mon-fri 08:00-17:00"),
            ("mon-fri 8-12,13-17; sat 9-12", "mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00"),
            ("Mon,Wed 0830-12; Tuesday 5pm-9pm", "mon 08:30-12:00; tue 17:00-21:00; wed 08:30-12:00"),
            ("daily 0-24", "mon-sun 00:00-24:00"),
            ("sat-mon 8am-12pm; tue off", "mon 08:00-12:00; sat-sun 08:00-12:00"),
            ("fri 22-24; sat 0-6", "fri 22:00-24:00; sat 00:00-06:00"),
            ("mon-fri 8–17 ;", "mon-fri 08:00-17:00"),
            ("", ""),
        ] {
            let hours = read_hours(typed).unwrap();
            assert_eq!(say_hours(&hours), said, "{typed}");
            assert_eq!(read_hours(said).unwrap(), hours, "{said}");
        }
    }

    #[test]
    fn what_cannot_be_hours_is_refused_with_its_part() {
        for (typed, part) in [
            ("8-17", "8-17"),
            ("mon", "mon"),
            ("mon 17-8", "17-8"),
            ("mon 8-25", "8-25"),
            ("mon 8", "8"),
            ("moon 8-17", "moon"),
            ("mon 13pm-5pm", "13pm-5pm"),
            ("mon-fri 8-17; wed 9-12", "wed 9-12"),
            ("mon 8-12,11-17", "Monday"),
            ("mon 8-\u{661}7", "8-"),
        ] {
            let error = read_hours(typed).unwrap_err();
            assert!(error.to_string().contains(part), "{typed}: {error}");
            assert!(!error.mend().is_empty());
        }
    }
}
