//! Dates, lengths, promises and planned times.

use app::{Booked, booked};
use chrono::NaiveDate;
use domain::{Slot, Span, Term, WhenError, place_local, read_date, read_minutes, read_when, say_minutes};

use super::{Codec, Put};
use crate::form::spec::{Ground, Kind};

fn unread(error: &WhenError) -> String {
    error.to_string()
}

/// A day, or none.
pub(in crate::form) fn date() -> Codec<Option<NaiveDate>> {
    Codec {
        kind: Kind::Line,
        example: "25 nov 2026, fri, 2026-11-25",
        say: |date, _| date.map_or_else(String::new, |date| date.to_string()),
        put: |slot, text, ground| {
            let text = text.trim();
            *slot = if text.is_empty() {
                None
            } else {
                Some(read_date(text, &ground.context).map_err(|error| unread(&error))?)
            };
            Ok(())
        },
    }
}

/// A length in minutes; empty is 0.
pub(in crate::form) fn length() -> Codec<u32> {
    Codec {
        kind: Kind::Line,
        example: "1h30, 90m",
        say: |minutes, _| if *minutes == 0 { String::new() } else { say_minutes(i64::from(*minutes)) },
        put: |slot, text, _| {
            *slot = read_length(text)?.unwrap_or(0);
            Ok(())
        },
    }
}

/// A length in minutes, or none.
pub(in crate::form) fn length_or_none() -> Codec<Option<u32>> {
    Codec {
        kind: Kind::Line,
        example: "1h30, 90m; empty: as its services say",
        say: |minutes, _| minutes.map_or_else(String::new, |minutes| say_minutes(i64::from(minutes))),
        put: |slot, text, _| {
            *slot = read_length(text)?;
            Ok(())
        },
    }
}

fn read_length(text: &str) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    read_minutes(text).map(Some).map_err(|error| unread(&error))
}

/// What the client was told: an arrival window, or `by` and a time.
pub(in crate::form) fn promise() -> Codec<Option<Term>> {
    Codec {
        kind: Kind::Line,
        example: "fri 2-4pm, tmw am, by thu 17:00",
        say: |term, ground| term.as_ref().map_or_else(String::new, |term| say_term(term, ground)),
        put: |slot, text, ground| {
            let text = text.trim();
            *slot = if text.is_empty() { None } else { Some(read_term(text, ground)?) };
            Ok(())
        },
    }
}

fn say_term(term: &Term, ground: &Ground) -> String {
    let zone = ground.business.zone;
    let local = |at: domain::Moment| at.with_timezone(&zone).naive_local();
    match term {
        Term::By(due) => format!("by {}", local(*due).format("%Y-%m-%d %H:%M")),
        Term::Window(window) => {
            let (from, to) = (local(window.start), local(window.end));
            if from.date() == to.date() {
                format!("{}-{}", from.format("%Y-%m-%d %H:%M"), to.format("%H:%M"))
            } else {
                let length = say_minutes(window.minutes());
                format!("{} for {length}", from.format("%Y-%m-%d %H:%M"))
            }
        }
    }
}

fn read_term(text: &str, ground: &Ground) -> Result<Term, String> {
    let by = text.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map(|_| text[3..].trim());
    let when = read_when(by.unwrap_or(text), &ground.context).map_err(|error| unread(&error))?;
    let moment = |local| place_local(local, ground.business.zone).moment();
    if by.is_some() {
        let starts = when.start(&ground.context).filter(|_| when.time != domain::WhenTime::None);
        let ends = when.end(&ground.context).or(starts);
        let due = ends.or_else(|| Some(when.date?.and_time(ground.context.day_to)));
        return due.map(|due| Term::By(moment(due))).ok_or_else(|| format!("“{text}” names no day"));
    }
    match booked(&when, &ground.context, &ground.business, ground.business.window_minutes) {
        Booked::Slot(span) => Ok(Term::Window(span)),
        Booked::Told(term) => Ok(term),
        Booked::Nothing => Err(format!("“{text}” names no day or time: write it as fri 2-4pm or by thu")),
    }
}

/// The times in which a client can have us.
pub(in crate::form) fn offers() -> Codec<Vec<Span>> {
    Codec {
        kind: Kind::Line,
        example: "tue 9-12 or wed pm; empty: any time",
        say: |offers, ground| domain::say_offers(offers, ground.business.zone),
        put: |slot, text, ground| {
            *slot = domain::read_offers(text, &ground.context).map_err(|error| super::said(&error))?;
            Ok(())
        },
    }
}

/// A planned start and end, or none.
pub(in crate::form) fn slot() -> Codec<Option<Slot>> {
    Codec {
        kind: Kind::Line,
        example: "tmw 9am, fri 14:30 for 2h; empty: in the tray",
        say: |slot, _| say_slot(slot.as_ref()),
        put: |slot, text, ground| put_slot(slot, text, ground, ground.business.visit_minutes),
    }
}

pub(in crate::form) fn say_slot(slot: Option<&Slot>) -> String {
    let said = |slot: &Slot| {
        format!("{} for {}", slot.local_start.format("%Y-%m-%d %H:%M"), say_minutes(slot.span.minutes()))
    };
    slot.map_or_else(String::new, said)
}

/// Puts a planned start and end; `usual` is the length in minutes when the words name none.
pub(in crate::form) fn put_slot(slot: &mut Option<Slot>, text: &str, ground: &Ground, usual: u32) -> Put {
    let text = text.trim();
    if text.is_empty() {
        *slot = None;
        return Ok(());
    }
    let when = read_when(text, &ground.context).map_err(|error| unread(&error))?;
    match booked(&when, &ground.context, &ground.business, usual) {
        Booked::Slot(span) => {
            *slot = Some(Slot::of_span(span, ground.business.zone));
            Ok(())
        }
        Booked::Told(_) | Booked::Nothing => {
            Err(format!("“{text}” names no time of day: add one such as 9am"))
        }
    }
}
