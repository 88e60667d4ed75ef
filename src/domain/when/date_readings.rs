//! The dates that a said day can be.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::error::{impossible, in_handled_years, order_example};
use super::phrase::Said;
use super::said_date::{DateSaid, DayUnit, Which};
use super::{DateOrder, WhenContext, WhenError};

/// How many days back a day and month without a year may also mean.
const RECENT_DAYS: i64 = 30;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Every date that is meant, earliest first; at least one. A weekday beside the date must agree.
pub(super) fn date_readings(
    said: &Said<DateSaid>,
    weekday: Option<&Said<Weekday>>,
    context: &WhenContext,
) -> Result<Vec<NaiveDate>, WhenError> {
    let words = said.words.as_str();
    let today = context.today();
    let mut dates = match &said.what {
        DateSaid::Near(days) => vec![shift_days(today, i64::from(*days))],
        DateSaid::Weekday(which, day) => weekday_dates(*which, *day, today),
        DateSaid::DayMonth { day, month, year } => day_month_dates(*day, *month, *year, today),
        DateSaid::Pair(first, second) => pair_dates(*first, *second, context),
        DateSaid::Triple(values, long_year) => triple_dates(*values, *long_year, context.order),
        DateSaid::Exact(date) => vec![Some(*date)],
        DateSaid::In(count, unit) => vec![Some(in_units(words, *count, *unit, today)?)],
    };
    dates.retain(Option::is_some);
    if dates.is_empty() {
        return Err(no_such_day(said, context));
    }
    let mut dates =
        dates.into_iter().map(|date| in_handled_years(words, date)).collect::<Result<Vec<_>, _>>()?;
    dates.sort_unstable();
    dates.dedup();
    if let Some(weekday) = weekday {
        let last = dates.last().copied();
        dates.retain(|date| date.weekday() == weekday.what);
        if let (true, Some(date)) = (dates.is_empty(), last) {
            let name = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
            let why = format!("“{words}” is a {name} ({date}); correct one of them");
            return Err(impossible(&weekday.words, why));
        }
    }
    Ok(dates)
}

fn no_such_day(said: &Said<DateSaid>, context: &WhenContext) -> WhenError {
    let why = match &said.what {
        DateSaid::DayMonth { month: 2, .. } => "February has 28 days, 29 in leap years".to_owned(),
        DateSaid::DayMonth { month: 4 | 6 | 9 | 11, .. } => "that month has 30 days".to_owned(),
        DateSaid::DayMonth { .. } => "that month has 31 days".to_owned(),
        DateSaid::Pair(..) | DateSaid::Triple(..) => {
            format!("there is no such day; write {}", order_example(context.order))
        }
        DateSaid::Near(_) | DateSaid::Weekday(..) | DateSaid::Exact(_) | DateSaid::In(..) => {
            "dates lie between 1900 and 2199".to_owned()
        }
    };
    impossible(&said.words, why)
}

fn shift_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(distance) } else { date.checked_add_days(distance) }
}

fn weekday_dates(which: Which, day: Weekday, today: NaiveDate) -> Vec<Option<NaiveDate>> {
    let ahead = i64::from(day.days_since(today.weekday()));
    match which {
        Which::Bare if ahead == 0 => vec![Some(today), shift_days(today, 7)],
        Which::This | Which::Bare => vec![shift_days(today, ahead)],
        Which::Next => {
            let first = if ahead == 0 { 7 } else { ahead };
            let in_next_week = |since_start: fn(&Weekday) -> u32| {
                7 - i64::from(since_start(&today.weekday())) + i64::from(since_start(&day))
            };
            let monday_weeks = in_next_week(Weekday::num_days_from_monday);
            let sunday_weeks = in_next_week(Weekday::num_days_from_sunday);
            [first, monday_weeks, sunday_weeks].into_iter().map(|days| shift_days(today, days)).collect()
        }
    }
}

/// The next such date and, when it is at most 30 days gone, the last one.
fn day_month_dates(day: u32, month: u32, year: Option<i32>, today: NaiveDate) -> Vec<Option<NaiveDate>> {
    if let Some(year) = year {
        return vec![NaiveDate::from_ymd_opt(year, month, day)];
    }
    // 29 February may be eight years away (1896 to 1904).
    let years = today.year() - 1..=today.year() + 8;
    let dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let (past, coming): (Vec<_>, Vec<_>) = dates.partition(|date| *date < today);
    let recent = past.last().filter(|date| today.signed_duration_since(**date).num_days() <= RECENT_DAYS);
    vec![recent.copied(), coming.first().copied()]
}

/// Day and month in the business's order if that gives a date, else in the other; both when the
/// business has no order.
fn pair_dates(first: u32, second: u32, context: &WhenContext) -> Vec<Option<NaiveDate>> {
    let day_first = || day_month_dates(first, second, None, context.today());
    let month_first = || day_month_dates(second, first, None, context.today());
    let or_else = |dates: Vec<Option<NaiveDate>>, other: &dyn Fn() -> Vec<Option<NaiveDate>>| {
        if dates.iter().any(Option::is_some) { dates } else { other() }
    };
    match context.order {
        Some(DateOrder::Dmy) => or_else(day_first(), &month_first),
        Some(DateOrder::Mdy | DateOrder::Ymd) => or_else(month_first(), &day_first),
        None => [day_first(), month_first()].concat(),
    }
}

/// A year of two figures stands last; first only when that is the business's order.
fn triple_dates(values: [u32; 3], long_year: bool, order: Option<DateOrder>) -> Vec<Option<NaiveDate>> {
    let [a, b, c] = values;
    let date = |year: u32, month: u32, day: u32| {
        let year = if long_year { year } else { year + 2000 };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    };
    let (day_first, month_first) = (date(c, b, a), date(c, a, b));
    let year_first = if long_year { None } else { date(a, b, c) };
    let in_order = match order {
        Some(DateOrder::Dmy) => day_first,
        Some(DateOrder::Mdy) => month_first,
        Some(DateOrder::Ymd) => year_first,
        None => None,
    };
    match in_order {
        Some(date) => vec![Some(date)],
        None => vec![day_first, month_first],
    }
}

fn in_units(words: &str, count: u32, unit: DayUnit, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    let date = match unit {
        DayUnit::Days => today.checked_add_days(Days::new(u64::from(count))),
        DayUnit::Weeks => today.checked_add_days(Days::new(u64::from(count) * 7)),
        DayUnit::Months => today.checked_add_months(Months::new(count)),
        DayUnit::Years => {
            count.checked_mul(12).and_then(|months| today.checked_add_months(Months::new(months)))
        }
    };
    in_handled_years(words, date)
}
