//! An event: time that is not for jobs.

use domain::{Command, Event, EventKind, EventTime, ExternalId, Record, TechnicianId};

use crate::form::codec;
use crate::form::row::Row;

/// An event; a new one has no time yet.
#[derive(Debug, Clone, PartialEq)]
pub struct EventEntry {
    title: String,
    /// None says that its title tells.
    kind: Option<EventKind>,
    technician: Option<TechnicianId>,
    at: Option<EventTime>,
    external: Vec<ExternalId>,
}

impl EventEntry {
    /// A new event, of a technician when one is named.
    pub fn new(technician: Option<TechnicianId>) -> Self {
        EventEntry { title: String::new(), kind: None, technician, at: None, external: Vec::new() }
    }

    pub(super) fn kept(event: Event) -> Self {
        let Event { kind, technician, slot, all_day, title, external } = event;
        EventEntry { title, kind: Some(kind), technician, at: Some((slot, all_day)), external }
    }

    /// The record; none while it has no time, which its field does not let pass.
    pub(super) fn record(self) -> Option<Record> {
        let (slot, all_day) = self.at?;
        let kind = self.kind.or_else(|| EventKind::said_in(&self.title)).unwrap_or_default();
        let event = Event::new(kind, self.technician, slot);
        Some(Event { all_day, title: self.title, external: self.external, ..event }.into())
    }

    pub(super) fn adds(self) -> Command {
        self.record().map_or_else(|| Command::Batch(Vec::new()), Command::Add)
    }
}

type Entry = EventEntry;

pub(super) fn rows(entry: &Entry) -> Vec<Row<Entry>> {
    let kind = if entry.at.is_some() { codec::event_kind() } else { codec::event_kind_or_title() };
    vec![
        Row::new("slot", "When", codec::event_time(), |r: &mut Entry| &mut r.at).required(),
        Row::new("title", "What it is", codec::line(), |r: &mut Entry| &mut r.title)
            .such_as("van service, gas course, holiday"),
        Row::new("technician", "Technician", codec::technician_or_everybody(), |r: &mut Entry| {
            &mut r.technician
        }),
        Row::new("kind", "Kind", kind, |r: &mut Entry| &mut r.kind),
    ]
}
