//! The pieces of a phrase, in whatever order they were said.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Weekday};

use super::clock::{ClockSaid, take_clock_or_range};
use super::error::{impossible, unknown};
use super::length::take_length;
use super::lexeme::{Cursor, Lexeme};
pub(super) use super::said_date::Wanted;
use super::said_date::{DateSaid, Which, take_date, take_day_count};
use super::trust::{Piece, PieceKind, Trust, trust_of_clock, trust_of_date};
use super::{DayPart, WhenError};

/// A moment said as one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MomentSaid {
    Now,
    InMinutes(u32),
    Stamp(DateTime<FixedOffset>),
    Local(NaiveDateTime),
}

/// A piece with the words it was said in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said<T> {
    pub(super) what: T,
    pub(super) words: String,
}

/// A whole phrase; at least one piece is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) moment: Option<Said<MomentSaid>>,
    pub(super) date: Option<Said<DateSaid>>,
    /// A weekday said beside a date of the calendar: it must agree.
    pub(super) weekday: Option<Said<Weekday>>,
    pub(super) clock: Option<Said<ClockSaid>>,
    pub(super) part: Option<Said<DayPart>>,
    pub(super) length: Option<Said<u32>>,
    pub(super) pieces: Vec<Piece>,
}

/// Reads a whole text as pieces. Errors name the first part that is none, cannot be, or says again
/// what was already said.
pub(super) fn read_phrase(text: &str, lexemes: &[Lexeme<'_>], wanted: Wanted) -> Result<Phrase, WhenError> {
    let mut cursor = Cursor::new(text, lexemes);
    let mut phrase = Phrase::default();
    while !cursor.is_done() {
        if !phrase.pieces.is_empty() && [",", "."].iter().any(|sign| cursor.take_sign(sign)) {
            continue;
        }
        let before = cursor;
        let preposition = cursor.take_word(&["at", "on", "from"]);
        let taken = take_piece(&mut cursor, &mut phrase, wanted)?;
        if !taken {
            return Err(before.unknown_here());
        }
        if let (Some(preposition), Some(piece)) = (preposition, phrase.pieces.last_mut()) {
            piece.trust_after(preposition);
        }
    }
    if phrase.pieces.is_empty() { Err(unknown("")) } else { Ok(phrase) }
}

fn take_piece(cursor: &mut Cursor<'_>, phrase: &mut Phrase, wanted: Wanted) -> Result<bool, WhenError> {
    Ok(take_moment(cursor, phrase)?
        || take_tonight(cursor, phrase)?
        || take_day(cursor, phrase, wanted)?
        || take_duration(cursor, phrase)?
        || take_time(cursor, phrase)?
        || take_part(cursor, phrase)?)
}

/// `now`, `in 2h`, `+30m`, `in 3 days`, or a stamp such as `2026-11-25T09:00:00Z`.
fn take_moment(cursor: &mut Cursor<'_>, phrase: &mut Phrase) -> Result<bool, WhenError> {
    let start = *cursor;
    if let Some(stamp) = read_stamp(cursor.next_token()) {
        cursor.skip_token();
        return phrase.put_moment(stamp?, Trust::Anywhere, cursor.said_since(&start)).map(|()| true);
    }
    if cursor.take_word(&["now"]).is_some() {
        return phrase.put_moment(MomentSaid::Now, Trust::AtEnd, cursor.said_since(&start)).map(|()| true);
    }
    let mut ahead = *cursor;
    if ahead.take_word(&["in"]).is_none() && !ahead.take_sign("+") {
        return Ok(false);
    }
    if let Some(date) = take_day_count(&mut ahead)? {
        *cursor = ahead;
        return phrase.put_date(date, Trust::Anywhere, cursor.said_since(&start)).map(|()| true);
    }
    let mut hour = ahead;
    let minutes = if hour.take_word(&["a", "an", "one"]).is_some() && hour.take_word(&["hour"]).is_some() {
        ahead = hour;
        Some(60)
    } else {
        take_length(&mut ahead)?.map(|length| length.minutes)
    };
    let Some(minutes) = minutes else { return Ok(false) };
    *cursor = ahead;
    phrase
        .put_moment(MomentSaid::InMinutes(minutes), Trust::Anywhere, cursor.said_since(&start))
        .map(|()| true)
}

/// Reads a token such as `2026-11-25T09:00:00+01:00` (RFC 3339) or, without an offset, a local one.
fn read_stamp(token: &str) -> Option<Result<MomentSaid, WhenError>> {
    let token = token.trim_end_matches(',');
    let bytes = token.as_bytes();
    let shaped = bytes.first().is_some_and(u8::is_ascii_digit)
        && bytes.get(4) == Some(&b'-')
        && bytes.get(10).is_some_and(|byte| byte.eq_ignore_ascii_case(&b't'));
    if !shaped {
        return None;
    }
    let token = token.to_ascii_uppercase();
    if let Ok(stamp) = DateTime::parse_from_rfc3339(&token) {
        return Some(Ok(MomentSaid::Stamp(stamp)));
    }
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&token, format).ok());
    Some(
        local.map(MomentSaid::Local).ok_or_else(|| {
            impossible(&token, "a stamp is written “2026-11-25T09:00:00Z” or “2026-11-25T09:00”")
        }),
    )
}

/// `tonight` and `this morning`, `this afternoon`, `this evening`: a day and a part in one.
fn take_tonight(cursor: &mut Cursor<'_>, phrase: &mut Phrase) -> Result<bool, WhenError> {
    let start = *cursor;
    let mut ahead = *cursor;
    let part = if ahead.take_word(&["tonight"]).is_some() {
        DayPart::Evening
    } else {
        let this = ahead.take_word(&["this"]);
        match this.and_then(|_| ahead.take_known(long_part)) {
            Some(part) => part,
            None => return Ok(false),
        }
    };
    *cursor = ahead;
    phrase.put_date(DateSaid::Near(0), Trust::AtEnd, cursor.said_since(&start))?;
    phrase.put_part(part, Trust::Beside, cursor.said_since(&start)).map(|()| true)
}

fn long_part(word: &str) -> Option<DayPart> {
    match word {
        "morning" => Some(DayPart::Morning),
        "afternoon" => Some(DayPart::Afternoon),
        "evening" => Some(DayPart::Evening),
        _ => None,
    }
}

fn take_day(cursor: &mut Cursor<'_>, phrase: &mut Phrase, wanted: Wanted) -> Result<bool, WhenError> {
    let start = *cursor;
    let Some(date) = take_date(cursor, wanted)? else {
        return Ok(false);
    };
    let words = cursor.said_since(&start);
    let trust = trust_of_date(&date, words);
    phrase.put_date(date, trust, words).map(|()| true)
}

fn take_duration(cursor: &mut Cursor<'_>, phrase: &mut Phrase) -> Result<bool, WhenError> {
    let start = *cursor;
    let mut ahead = *cursor;
    let said_for = ahead.take_word(&["for"]).is_some();
    let Some(length) = take_length(&mut ahead)? else {
        return Ok(false);
    };
    *cursor = ahead;
    let trust = if length.maybe_metres && !said_for { Trust::Beside } else { Trust::AtEnd };
    phrase.put_length(length.minutes, trust, cursor.said_since(&start)).map(|()| true)
}

fn take_time(cursor: &mut Cursor<'_>, phrase: &mut Phrase) -> Result<bool, WhenError> {
    let start = *cursor;
    let Some(clock) = take_clock_or_range(cursor)? else {
        return Ok(false);
    };
    phrase.put_clock(clock, cursor.said_since(&start)).map(|()| true)
}

fn take_part(cursor: &mut Cursor<'_>, phrase: &mut Phrase) -> Result<bool, WhenError> {
    let start = *cursor;
    let short = |word: &str| match word {
        "am" => Some(DayPart::Morning),
        "pm" => Some(DayPart::Afternoon),
        _ => long_part(word),
    };
    let Some(part) = cursor.take_known(short) else {
        return Ok(false);
    };
    phrase.put_part(part, Trust::AtEnd, cursor.said_since(&start)).map(|()| true)
}

fn twice(kind: &str, first: &str, again: &str) -> WhenError {
    impossible(again, format!("there is already a {kind}, “{first}”; keep one of them"))
}

fn said<T>(what: T, words: &str) -> Said<T> {
    Said { what, words: words.to_owned() }
}

fn is_of_calendar(date: &DateSaid) -> bool {
    match date {
        DateSaid::DayMonth { .. } | DateSaid::Pair(..) | DateSaid::Triple(..) | DateSaid::Exact(_) => true,
        DateSaid::Near(_) | DateSaid::Weekday(..) | DateSaid::In(..) => false,
    }
}

impl Phrase {
    fn add(&mut self, kind: PieceKind, trust: Trust, bare: bool) {
        self.pieces.push(Piece { kind, trust, bare });
    }

    fn put_moment(&mut self, moment: MomentSaid, trust: Trust, words: &str) -> Result<(), WhenError> {
        if let Some(first) = self.day_words().or_else(|| self.time_words()) {
            return Err(twice("time", first, words));
        }
        self.moment = Some(said(moment, words));
        self.add(PieceKind::Moment, trust, false);
        Ok(())
    }

    fn put_date(&mut self, date: DateSaid, trust: Trust, words: &str) -> Result<(), WhenError> {
        match (&self.date, &date) {
            (None, _) if self.moment.is_none() => self.date = Some(said(date, words)),
            (Some(first), DateSaid::Weekday(Which::Bare, day))
                if self.weekday.is_none() && is_of_calendar(&first.what) =>
            {
                self.weekday = Some(said(*day, words));
            }
            (Some(Said { what: DateSaid::Weekday(Which::Bare, day), words: first }), _)
                if self.weekday.is_none() && is_of_calendar(&date) =>
            {
                self.weekday = Some(said(*day, first));
                self.date = Some(said(date, words));
            }
            (Some(_) | None, _) => return Err(twice("day", self.day_words().unwrap_or(""), words)),
        }
        self.add(PieceKind::Day, trust, false);
        Ok(())
    }

    fn put_clock(&mut self, clock: ClockSaid, words: &str) -> Result<(), WhenError> {
        let taken =
            self.moment.as_ref().map(|first| &first.words).or(self.clock.as_ref().map(|first| &first.words));
        if let Some(first) = taken {
            return Err(twice("time", first, words));
        }
        let (trust, bare) = trust_of_clock(&clock);
        self.clock = Some(said(clock, words));
        self.add(PieceKind::Time, trust, bare);
        Ok(())
    }

    fn put_part(&mut self, part: DayPart, trust: Trust, words: &str) -> Result<(), WhenError> {
        let taken =
            self.moment.as_ref().map(|first| &first.words).or(self.part.as_ref().map(|first| &first.words));
        if let Some(first) = taken {
            return Err(twice("time", first, words));
        }
        self.part = Some(said(part, words));
        self.add(PieceKind::Time, trust, false);
        Ok(())
    }

    fn put_length(&mut self, minutes: u32, trust: Trust, words: &str) -> Result<(), WhenError> {
        if let Some(first) = &self.length {
            return Err(twice("length", &first.words, words));
        }
        self.length = Some(said(minutes, words));
        self.add(PieceKind::Length, trust, false);
        Ok(())
    }

    fn day_words(&self) -> Option<&str> {
        let moment = self.moment.as_ref().map(|said| said.words.as_str());
        moment.or_else(|| self.date.as_ref().map(|said| said.words.as_str()))
    }

    fn time_words(&self) -> Option<&str> {
        let clock = self.clock.as_ref().map(|said| said.words.as_str());
        clock.or_else(|| self.part.as_ref().map(|said| said.words.as_str()))
    }
}
