//! Values of records as people type them, in forms and as arguments: hours, days off, skills, telephone
//! numbers, positions. Each is said so that it reads back to the same value.

mod breaks;
mod days;
mod event_time;
mod hours;
mod list;
mod offers;

use thiserror::Error;

use crate::WhenError;

pub use breaks::{read_breaks, say_breaks};
pub use days::{put_exceptions, read_dates, read_days_off, read_exceptions, read_extra, say_exceptions};
pub use event_time::{EventTime, read_event_time, say_event_time};
pub use hours::{read_hours, read_intervals, say_hours, say_intervals};
pub use list::{
    read_phone, read_phones, read_position, read_skill, read_skills, read_tags, say_phones, say_position,
    say_skills,
};
pub use offers::{read_offers, say_offers};

/// Why a text is not such a value, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SaidError {
    /// A part of it cannot be read.
    #[error("{message}")]
    Wrong {
        /// What the text was to be: `hours`, `skill`.
        field: &'static str,
        /// The part, and what is wrong with it.
        message: String,
        /// How to write it.
        mend: String,
    },
    /// A date in it cannot be read, or has two readings.
    #[error("{0}")]
    When(#[from] WhenError),
}

impl SaidError {
    fn wrong(field: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Self {
        SaidError::Wrong { field, message: message.into(), mend: mend.into() }
    }

    /// How to write it; a date says so in its own message.
    pub fn mend(&self) -> &str {
        match self {
            SaidError::Wrong { mend, .. } => mend,
            SaidError::When(_) => "",
        }
    }
}
