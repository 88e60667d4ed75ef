//! Times of day and ranges, as they are said: `9`, `9am`, `0930`, `14:30`, `noon`, `9-11`.

use chrono::NaiveTime;

use super::WhenError;
use super::error::impossible;
use super::length::number;
use super::lexeme::{Cursor, Kind};

/// How a time was written; decides how far a line of capture may trust it to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One or two figures: `9`.
    Bare,
    /// Figures that are often something else: `0930`, `9.30`.
    Figures,
    /// With a colon, or with am or pm.
    Marked,
    /// `noon` or `midnight`.
    Word,
}

/// A time of day as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    /// The time; on a dial the one before noon.
    time: NaiveTime,
    /// Whether it was read off a dial, so that twelve hours later is meant as well.
    pub(super) on_dial: bool,
    pub(super) form: Form,
    pub(super) said: String,
}

impl Clock {
    /// The times it can be, earlier first: one, or two on a dial.
    pub(super) fn times(&self) -> Vec<NaiveTime> {
        let later = self.time.overflowing_add_signed(chrono::Duration::hours(12)).0;
        if self.on_dial { vec![self.time, later] } else { vec![self.time] }
    }

    /// Whether the word was `midnight`.
    pub(super) fn is_midnight(&self) -> bool {
        self.form == Form::Word && self.time == NaiveTime::MIN
    }
}

/// A time or a range as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ClockSaid {
    At(Clock),
    Range(Clock, Clock),
}

/// Takes a time or a range if one is next. Errors when it is one that cannot be.
pub(super) fn take_clock_or_range(cursor: &mut Cursor<'_>) -> Result<Option<ClockSaid>, WhenError> {
    let mut ahead = *cursor;
    let between = ahead.take_word(&["between"]).is_some();
    let Some(from) = take_clock(&mut ahead)? else {
        return Ok(None);
    };
    let mut after_join = ahead;
    let joined = after_join.take_sign("-")
        || after_join.take_word(&["to", "till", "until"]).is_some()
        || (between && after_join.take_word(&["and"]).is_some());
    if joined {
        let Some(to) = take_clock(&mut after_join)? else {
            return Err(after_join.unknown_here());
        };
        *cursor = after_join;
        return Ok(Some(ClockSaid::Range(from, to)));
    }
    if between {
        return Err(cursor.unknown_here());
    }
    *cursor = ahead;
    Ok(Some(ClockSaid::At(from)))
}

fn take_clock(cursor: &mut Cursor<'_>) -> Result<Option<Clock>, WhenError> {
    let mut ahead = *cursor;
    let word = |time, said: &str| Clock { time, on_dial: false, form: Form::Word, said: said.to_owned() };
    if let Some(said) = ahead.take_word(&["noon", "midday", "midnight"]) {
        *cursor = ahead;
        let hour = if said == "midnight" { 0 } else { 12 };
        return Ok(Some(word(super::context::on_the_hour(hour), said)));
    }
    let Some(figures) = take_figures(&mut ahead)? else {
        return Ok(None);
    };
    let half = take_half(&mut ahead);
    if ahead.peek_glued().is_some_and(|next| next.kind == Kind::Word) {
        return Ok(None);
    }
    let clock = figures.into_clock(half, ahead.said_since(cursor))?;
    *cursor = ahead;
    Ok(Some(clock))
}

/// Takes `am` or `pm`, or `a` or `p` glued on; true is after noon.
fn take_half(cursor: &mut Cursor<'_>) -> Option<bool> {
    if let Some(half) = cursor.take_word(&["am", "pm"]) {
        return Some(half == "pm");
    }
    cursor.peek_glued()?;
    cursor.take_word(&["a", "p"]).map(|half| half == "p")
}

/// The hour and minute as figures.
struct Figures<'a> {
    hour: &'a str,
    minute: Option<&'a str>,
    form: Form,
}

fn take_figures<'a>(cursor: &mut Cursor<'a>) -> Result<Option<Figures<'a>>, WhenError> {
    let start = *cursor;
    let Some(digits) = cursor.take_number() else {
        return Ok(None);
    };
    for (sign, form) in [(":", Form::Marked), (".", Form::Figures)] {
        let mut ahead = *cursor;
        if !ahead.take_glued_sign(sign) {
            continue;
        }
        let minute = ahead.take_glued_number();
        if sign == "." && minute.is_none() {
            // The end of a sentence.
            continue;
        }
        let mut seconds = ahead;
        if seconds.take_glued_sign(":") && seconds.take_glued_number().is_some_and(|digits| digits.len() == 2)
        {
            ahead = seconds;
        }
        *cursor = ahead;
        return match minute {
            Some(minute) if minute.len() == 2 && digits.len() <= 2 => {
                Ok(Some(Figures { hour: digits, minute: Some(minute), form }))
            }
            Some(_) | None => {
                Err(impossible(start.next_token(), "a time has two figures for the minutes, such as “9:30”"))
            }
        };
    }
    Ok(match digits.len() {
        1 | 2 => Some(Figures { hour: digits, minute: None, form: Form::Bare }),
        3 | 4 => {
            let (hour, minute) = digits.split_at(digits.len() - 2);
            Some(Figures { hour, minute: Some(minute), form: Form::Figures })
        }
        _ => None,
    })
}

impl Figures<'_> {
    fn into_clock(self, half: Option<bool>, said: &str) -> Result<Clock, WhenError> {
        let value = |digits| number(digits).unwrap_or(u32::MAX);
        let (hour, minute) = (value(self.hour), self.minute.map_or(0, value));
        if minute > 59 {
            return Err(impossible(said, "minutes go from 00 to 59"));
        }
        let two_figures = self.minute.is_some() && self.hour.len() == 2;
        let on_dial =
            half.is_none() && (1..=12).contains(&hour) && !self.hour.starts_with('0') && !two_figures;
        let hour_of_day = match half {
            Some(_) if !(1..=12).contains(&hour) => {
                return Err(impossible(said, "with am or pm the hour is 1 to 12; write “14:30” or “2:30pm”"));
            }
            Some(after_noon) => hour % 12 + if after_noon { 12 } else { 0 },
            None if on_dial => hour % 12,
            None => hour,
        };
        let time = NaiveTime::from_hms_opt(hour_of_day, minute, 0)
            .ok_or_else(|| impossible(said, "hours go from 0 to 23; for a date write “25 nov”"))?;
        let form = if half.is_some() { Form::Marked } else { self.form };
        Ok(Clock { time, on_dial, form, said: said.to_owned() })
    }
}
