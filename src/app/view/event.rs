//! Events as they stand in a day.

use domain::{Event, EventId, EventKind, Span, Tz};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Local, local};

/// An event in somebody's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventLine {
    /// Which.
    pub id: EventId,
    /// What it is.
    pub kind: EventKind,
    /// What to call it.
    pub title: String,
    /// When it begins; it may be another day.
    pub start: Local,
    /// When it is over.
    pub end: Local,
    /// Whether it is of whole days.
    pub all_day: bool,
    /// Whether it is everybody's.
    pub everybody: bool,
}

impl EventLine {
    pub(crate) fn of(id: EventId, event: &Event, zone: Tz) -> Self {
        let Span { start, end } = event.span();
        EventLine {
            id,
            kind: event.kind,
            title: event.label(),
            start: local(start, zone),
            end: local(end, zone),
            all_day: event.all_day,
            everybody: event.technician.is_none(),
        }
    }
}
