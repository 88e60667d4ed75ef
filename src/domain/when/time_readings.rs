//! The times that a said time can be.

use chrono::NaiveTime;

use super::clock::{Clock, ClockSaid};
use super::context::on_the_hour;
use super::error::impossible;
use super::meaning::minutes_between;
use super::phrase::Said;
use super::{DayPart, WhenContext, WhenError, WhenTime};

/// A range that crosses midnight is at most this long.
const MAX_NIGHT_MINUTES: u32 = 12 * 60;

/// A range read off a dial that runs backwards on it (`9-5`) and leaves the working hours is at most
/// this long; beyond, it is a slip (`11-9`).
const MAX_BACKWARD_MINUTES: u32 = 9 * 60;

/// Every time that is meant; at least one. A part of the day beside a time chooses its half.
pub(super) fn time_readings(
    clock: Option<&Said<ClockSaid>>,
    part: Option<&Said<DayPart>>,
    context: &WhenContext,
) -> Result<Vec<WhenTime>, WhenError> {
    match (clock, part) {
        (None, None) => Ok(vec![WhenTime::None]),
        (None, Some(part)) => Ok(vec![WhenTime::Part(part.what)]),
        (Some(clock), part) => match &clock.what {
            ClockSaid::At(at) => at_readings(at, part, context),
            ClockSaid::Range(from, to) => range_readings(&clock.words, from, to, part, context),
        },
    }
}

fn at_readings(
    clock: &Clock,
    part: Option<&Said<DayPart>>,
    context: &WhenContext,
) -> Result<Vec<WhenTime>, WhenError> {
    let times: Vec<NaiveTime> = clock.times().into_iter().filter(|time| fits(*time, part)).collect();
    check_part(&clock.said, part, times.is_empty())?;
    let times = prefer(times, |time| context.works_at(*time));
    Ok(times.into_iter().map(WhenTime::At).collect())
}

fn range_readings(
    words: &str,
    from: &Clock,
    to: &Clock,
    part: Option<&Said<DayPart>>,
    context: &WhenContext,
) -> Result<Vec<WhenTime>, WhenError> {
    let pairs: Vec<_> =
        shortest_pairs(words, from, to)?.into_iter().filter(|pair| fits(pair.0, part)).collect();
    check_part(words, part, pairs.is_empty())?;
    let inside = |pair: &(NaiveTime, NaiveTime)| context.works_at(pair.0) && context.works_at(pair.1);
    let pairs = prefer(pairs, inside);
    if let [pair] = pairs.as_slice()
        && (from.on_dial || to.on_dial)
        && !inside(pair)
        && runs_backward(from, to)
        && minutes_between(pair.0, pair.1) > MAX_BACKWARD_MINUTES
    {
        return Err(backward(words));
    }
    Ok(pairs.into_iter().map(|(from, to)| WhenTime::Between(from, to)).collect())
}

/// The start and end times that can be meant: on one day and the shortest way, or through the night
/// when both ends are unmistakable.
fn shortest_pairs(words: &str, from: &Clock, to: &Clock) -> Result<Vec<(NaiveTime, NaiveTime)>, WhenError> {
    let (starts, ends) = (from.times(), to.times());
    if let ([start], [end]) = (starts.as_slice(), ends.as_slice()) {
        let fits = start < end || (start > end && minutes_between(*start, *end) <= MAX_NIGHT_MINUTES);
        return if fits { Ok(vec![(*start, *end)]) } else { Err(backward(words)) };
    }
    let pairs = starts.iter().flat_map(|start| ends.iter().map(|end| (*start, *end)));
    let pairs: Vec<_> = pairs.filter(|(start, end)| start < end).collect();
    let longer = |pair: &(NaiveTime, NaiveTime), other: &(NaiveTime, NaiveTime)| {
        (pair.0 == other.0 || pair.1 == other.1) && pair.1 - pair.0 > other.1 - other.0
    };
    let shortest: Vec<_> =
        pairs.iter().filter(|pair| !pairs.iter().any(|other| longer(pair, other))).copied().collect();
    if shortest.is_empty() { Err(backward(words)) } else { Ok(shortest) }
}

fn backward(words: &str) -> WhenError {
    impossible(
        words,
        "it ends before it starts; write both ends in full, such as “11:00-21:00” or “10pm-2am”",
    )
}

fn runs_backward(from: &Clock, to: &Clock) -> bool {
    let on_dial = |clock: &Clock| {
        let time = clock.times().first().copied().unwrap_or(NaiveTime::MIN);
        minutes_between(on_the_hour(0), time) % (12 * 60)
    };
    on_dial(to) <= on_dial(from)
}

/// The ones inside when there are any, else all.
fn prefer<T: Copy>(all: Vec<T>, inside: impl Fn(&T) -> bool) -> Vec<T> {
    let some: Vec<T> = all.iter().copied().filter(|one| inside(one)).collect();
    if some.is_empty() { all } else { some }
}

/// Whether a time lies in the half of the day that a part names.
fn fits(time: NaiveTime, part: Option<&Said<DayPart>>) -> bool {
    match part.map(|part| part.what) {
        None => true,
        Some(DayPart::Morning) => time < on_the_hour(12),
        Some(DayPart::Afternoon) => time >= on_the_hour(12),
        Some(DayPart::Evening) => time >= on_the_hour(17),
    }
}

fn check_part(words: &str, part: Option<&Said<DayPart>>, none_fits: bool) -> Result<(), WhenError> {
    match part {
        Some(part) if none_fits => {
            Err(impossible(words, format!("it is not in the {}; leave one of them out", part.what.word())))
        }
        Some(_) | None => Ok(()),
    }
}
