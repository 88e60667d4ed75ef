//! From the pieces of a phrase to all that it can mean.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use super::clock::ClockSaid;
use super::date_readings::date_readings;
use super::error::{impossible, in_handled_years};
use super::meaning::whole_minute;
use super::phrase::{MomentSaid, Phrase, Said};
use super::said_date::{DateSaid, Which};
use super::time_readings::time_readings;
use super::{When, WhenContext, WhenError, WhenTime};

/// Every meaning of a phrase, earliest first; at least one.
pub(super) fn readings(phrase: &Phrase, context: &WhenContext) -> Result<Vec<When>, WhenError> {
    let minutes = phrase.length.as_ref().map(|length| length.what);
    let mut readings = match &phrase.moment {
        Some(moment) => vec![moment_reading(moment, context)?],
        None => dated_readings(phrase, context)?,
    };
    for reading in &mut readings {
        reading.minutes = minutes;
    }
    readings.sort_unstable();
    readings.dedup();
    Ok(readings)
}

fn moment_reading(moment: &Said<MomentSaid>, context: &WhenContext) -> Result<When, WhenError> {
    let local = match moment.what {
        MomentSaid::Now => Some(context.now),
        MomentSaid::InMinutes(minutes) => {
            context.now.checked_add_signed(Duration::minutes(i64::from(minutes)))
        }
        MomentSaid::Local(local) => Some(local),
        MomentSaid::Stamp(stamp) => Some(local_of_stamp(&moment.words, stamp, context)?),
    };
    let date = in_handled_years(&moment.words, local.map(|local| local.date()))?;
    let time = local.map_or(NaiveTime::MIN, |local| whole_minute(local).time());
    Ok(When { date: Some(date), time: WhenTime::At(time), minutes: None })
}

/// The business's local time of a stamp. Refuses the second pass of an hour that clocks repeat: a
/// local time always means the first.
fn local_of_stamp(
    words: &str,
    stamp: DateTime<FixedOffset>,
    context: &WhenContext,
) -> Result<NaiveDateTime, WhenError> {
    let local = stamp.with_timezone(&context.zone).naive_local();
    let first = context.zone.from_local_datetime(&local).earliest();
    if first.is_some_and(|first| first != stamp) {
        return Err(impossible(
            words,
            "clocks go back then and this is the second pass; choose a time outside that hour",
        ));
    }
    Ok(local)
}

fn dated_readings(phrase: &Phrase, context: &WhenContext) -> Result<Vec<When>, WhenError> {
    let times = time_readings(phrase.clock.as_ref(), phrase.part.as_ref(), context)?;
    let midnight = matches!(&phrase.clock, Some(Said { what: ClockSaid::At(at), .. }) if at.is_midnight());
    let said_dates = match &phrase.date {
        Some(said) => Some(date_readings(said, phrase.weekday.as_ref(), context)?),
        None => context.day.map(|day| vec![day]),
    };
    let bare_weekday = matches!(
        (&phrase.date, &phrase.weekday),
        (Some(Said { what: DateSaid::Weekday(Which::Bare, _), .. }), None)
    );
    let mut readings = Vec::new();
    for time in times {
        let on = |date| When { date: Some(date), time, minutes: None };
        match &said_dates {
            _ if time == WhenTime::None && phrase.date.is_none() => {
                readings.push(When { date: None, time, minutes: None });
            }
            Some(dates) if midnight => {
                let both = dates.iter().flat_map(|date| [Some(*date), date.succ_opt()]);
                readings.extend(both.flatten().map(on));
            }
            Some(dates) if bare_weekday => {
                readings.extend(not_past_today(dates, time, context).into_iter().map(on));
            }
            Some(dates) => readings.extend(dates.iter().copied().map(on)),
            None if midnight => readings.extend(context.today().succ_opt().map(on)),
            None => readings.extend(undated(time, context)),
        }
    }
    Ok(readings)
}

/// A time without a day: today, or both today and tomorrow when it is already past.
fn undated(time: WhenTime, context: &WhenContext) -> Vec<When> {
    let today = When { date: Some(context.today()), time, minutes: None };
    let tomorrow = When { date: context.today().succ_opt(), ..today };
    if today.is_past(context) { vec![today, tomorrow] } else { vec![today] }
}

/// The dates without today when the time is already past today.
fn not_past_today(dates: &[NaiveDate], time: WhenTime, context: &WhenContext) -> Vec<NaiveDate> {
    let kept = |date: &NaiveDate| {
        *date != context.today() || !When { date: Some(*date), time, minutes: None }.is_past(context)
    };
    dates.iter().copied().filter(kept).collect()
}
