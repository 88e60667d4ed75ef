//! Why a phrase has no single meaning.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{DateOrder, When, WhenContext};

/// Why a phrase has no single meaning; its text is a full sentence that says how to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhenError {
    /// A part is no day, time or length.
    Unknown {
        /// The part.
        part: String,
        /// How to write one.
        hint: String,
    },
    /// A part can be read but cannot be: `31 feb`, `25:00`, `11-9`.
    Impossible {
        /// The part.
        part: String,
        /// Why, and how to write it.
        why: String,
    },
    /// There are several readings.
    Ambiguous {
        /// What was said.
        text: String,
        /// Every reading, earliest first; at least two.
        readings: Vec<When>,
        /// What it was read against; the readings are described by it.
        context: WhenContext,
    },
}

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WhenError::Unknown { part, hint } if part.is_empty() => {
                write!(f, "there is no time here; {hint}")
            }
            WhenError::Unknown { part, hint } => write!(f, "cannot read “{part}”; {hint}"),
            WhenError::Impossible { part, why } => write!(f, "“{part}” cannot be: {why}"),
            WhenError::Ambiguous { text, readings, context } => {
                write!(f, "“{text}” can mean ")?;
                for (index, reading) in readings.iter().enumerate() {
                    let before = match index {
                        0 => "",
                        _ if index + 1 == readings.len() => " or ",
                        _ => ", ",
                    };
                    let past = if reading.is_past(context) { " (already past)" } else { "" };
                    write!(f, "{before}“{}”{past}", reading.describe(context.today()))?;
                }
                f.write_str("; write the one you mean")
            }
        }
    }
}

impl std::error::Error for WhenError {}

/// The error for a part that is nothing we know, with a hint for the words people try.
pub(super) fn unknown(part: &str) -> WhenError {
    let word = part.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
    let hint = match word.as_str() {
        "in" | "+" => "say how long, such as “in 2h”, “in 90 min” or “in 3 days”",
        "next" | "this" => "name a day after it, such as “next tue”",
        "last" | "ago" | "previous" => "write the date, such as “25 nov” or “yesterday”",
        "by" | "before" | "after" | "until" | "till" => {
            "give a day and a time or a range, such as “fri 2-4pm”"
        }
        "every" | "each" | "daily" | "weekly" | "monthly" => {
            "that repeats; recurring work is a service plan, one visit has one date"
        }
        "asap" | "soon" | "later" => "write “now”, “in 2h” or “today pm”",
        _ => "times look like “9am”, “tmw 14:30”, “fri 2-4pm”, “25 nov am”, “in 2h” or “9 for 2h”",
    };
    WhenError::Unknown { part: part.to_owned(), hint: hint.to_owned() }
}

/// The error for a part that is understood but cannot be.
pub(super) fn impossible(part: &str, why: impl Into<String>) -> WhenError {
    WhenError::Impossible { part: part.to_owned(), why: why.into() }
}

/// The date, when it lies in the years that truckroll handles.
pub(super) fn in_handled_years(part: &str, date: Option<NaiveDate>) -> Result<NaiveDate, WhenError> {
    date.filter(|date| (1900..=2199).contains(&date.year()))
        .ok_or_else(|| impossible(part, "dates lie between 1900 and 2199"))
}

/// How the order of figures is written, for sentences.
pub(super) fn order_example(order: Option<DateOrder>) -> &'static str {
    match order {
        Some(DateOrder::Dmy) => "day/month such as “25/11”, or “25 nov”",
        Some(DateOrder::Mdy | DateOrder::Ymd) => "month/day such as “11/25”, or “25 nov”",
        None => "such as “25 nov” or “2026-11-25”",
    }
}
