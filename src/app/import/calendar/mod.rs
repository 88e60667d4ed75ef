//! iCalendar files (RFC 5545) into stretches of busy time.
//!
//! `calcard` takes the text apart and `rrule` expands rules; both only in plain local time. Zones are placed here,
//! as everywhere else: a time in a gap moves forward, one that clocks show twice is the first.

mod busy_time;
mod event;
mod lines;
mod period;
mod rule;
mod series;
mod stamp;
mod zone;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType};
use calcard::{Entry, Parser};
use domain::{EventKind, Slot, Span, Tz};
use thiserror::Error;

use super::{RowError, Unreadable, decode};
use lines::scan;
use series::Collected;
use zone::Zones;

/// The most occurrences of one recurrence rule.
pub const MAX_OCCURRENCES: usize = 500;

/// A stretch of time that a calendar says is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line where its component begins, from 1.
    pub line: u64,
    /// What it is known by again: its uid and, of a recurring one, which occurrence it is.
    pub key: String,
    /// What it is, in words; empty when it is private or does not say.
    pub title: String,
    /// What kind of event it is: time off when the calendar says “out of office”, else busy.
    pub kind: EventKind,
    /// When.
    pub slot: Slot,
    /// Whether it is of whole days.
    pub all_day: bool,
}

/// What a calendar says within a window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// What is taken, by start and key; each key once.
    pub blocks: Vec<Block>,
    /// How many components speak of time that is or could be taken.
    pub components: u64,
    /// How many of those take no time within the window: free, cancelled, over long ago, far ahead.
    pub idle: u64,
    /// What cannot be understood, by line.
    pub errors: Vec<RowError>,
    /// What was understood with a doubt, by line.
    pub warnings: Vec<RowError>,
}

/// Why a calendar cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The file is not text, or too large.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// There is no calendar in it.
    #[error(
        "no calendar was found; an iCalendar file has BEGIN:VCALENDAR and END:VCALENDAR around its events"
    )]
    NoCalendar,
    /// A component is not closed.
    #[error("line {line}: BEGIN:{name} has no END; was the file cut off? Fetch it again")]
    Unclosed {
        /// Where it begins, from 1.
        line: u64,
        /// What it is.
        name: String,
    },
    /// Components lie in one another too deep.
    #[error("line {line}: components lie in one another more than 16 deep")]
    TooDeep {
        /// Where, from 1.
        line: u64,
    },
    /// There is too much of it.
    #[error("the calendar has more than 100,000 stretches of time; export fewer years of it")]
    TooMany,
}

impl CalendarError {
    /// The line it is about, from 1.
    pub fn line(&self) -> u64 {
        match self {
            CalendarError::Unclosed { line, .. } | CalendarError::TooDeep { line } => *line,
            CalendarError::Unreadable(_) | CalendarError::NoCalendar | CalendarError::TooMany => 1,
        }
    }
}

/// What is wanted of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// What takes somebody's time: not what is marked as free.
    Busy,
    /// Days with a name, such as holidays: they take nobody's time by themselves.
    Days,
}

/// Reads what a calendar says within a window. Times without a zone, and days, are in `zone`.
pub fn read_calendar(bytes: &[u8], zone: Tz, window: Span, wants: Wants) -> Result<Calendar, CalendarError> {
    let text = decode(bytes)?.text;
    let mut begins = scan(&text)?.into_iter();
    let mut collected = Collected::new(zone, window, wants);
    let mut parser = Parser::new(&text);
    let mut has_calendar = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                has_calendar = true;
                collect(&calendar, &mut begins, &mut collected)?;
            }
            Entry::Eof => break,
            // Lines between calendars say nothing; a card among them is somebody else's.
            _ => {}
        }
    }
    if !has_calendar {
        return Err(CalendarError::NoCalendar);
    }
    Ok(collected.finish())
}

/// Collects the components of a calendar, with the lines where they begin: they are in the order of the file.
fn collect(
    calendar: &ICalendar,
    begins: &mut impl Iterator<Item = u64>,
    collected: &mut Collected,
) -> Result<(), CalendarError> {
    let zones = Zones::of(calendar, collected.zone(), collected.window());
    for component in &calendar.components {
        let line = begins.next().unwrap_or(1);
        match component.component_type {
            ICalendarComponentType::VEvent => collected.event(component, line, &zones),
            ICalendarComponentType::VFreebusy => collected.free_busy(component, line, &zones),
            _ => {}
        }
        if collected.is_too_much() {
            return Err(CalendarError::TooMany);
        }
    }
    collected.close_calendar();
    Ok(())
}

/// The first text of a property.
fn text_of(component: &ICalendarComponent, name: &calcard::icalendar::ICalendarProperty) -> Option<String> {
    let text = component.property(name)?.values.first()?.as_text()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
