//! One row of the palette, and where it leads.

use app::Place;
use chrono::NaiveDate;
use domain::{ClientId, EntityKind, EntityRef, JobId, TechnicianId};

use crate::action::{Action, Entry, Situation};
use crate::ask::Opened;
use crate::keymap::Keymap;

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// An action.
    Act(Action),
    /// A job or a client, opened.
    Open(Opened),
    /// The lane of a technician.
    Lane(TechnicianId),
    /// A day of the calendar.
    Day(NaiveDate),
    /// The filter that has this name.
    Filter(String),
    /// Nowhere: the reason.
    Nowhere(String),
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// What it is about, or why it cannot be done.
    pub about: String,
    /// Its keys, or its kind.
    pub aside: String,
    /// Whether it cannot be done now.
    pub refused: bool,
    /// Where it leads.
    pub goal: Goal,
}

/// An action as it can be matched.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) action: Action,
    /// Its keys as they are written, which can be typed as its name.
    pub(super) keys: Vec<String>,
    pub(super) row: Row,
}

impl Offer {
    pub(super) fn of(entry: &'static Entry, keymap: &Keymap, situation: &Situation<'_>) -> Self {
        let keys: Vec<String> = keymap.keys_of(entry.action).iter().map(ToString::to_string).collect();
        let why_not = entry.why_not(situation).map(|unavailable| {
            let mend = unavailable.mend.map_or_else(String::new, |mend| format!("; {}", mend.sentence));
            format!("{}{mend}", unavailable.reason)
        });
        let row = Row {
            label: entry.name.to_owned(),
            about: why_not.clone().unwrap_or_else(|| entry.help.trim_end_matches('.').to_owned()),
            aside: keys.join(" "),
            refused: why_not.is_some(),
            goal: why_not.map_or(Goal::Act(entry.action), Goal::Nowhere),
        };
        Offer { action: entry.action, keys, row }
    }
}

impl Row {
    /// The row of a record that was found.
    pub(super) fn of_place(place: &Place) -> Self {
        let goal = place.seen_at.map(|seen| goal_of(seen, &place.label));
        let refused = goal.is_none();
        let nowhere = || format!("no view shows a {} yet", place.id.kind.word());
        Row {
            label: format!("{} {}", place.id, place.label),
            about: if refused { nowhere() } else { place.whose.clone() },
            aside: place.id.kind.word().to_owned(),
            refused,
            goal: goal.unwrap_or_else(|| Goal::Nowhere(nowhere())),
        }
    }

    /// The row of a record known by its id alone.
    pub(super) fn of_id(id: EntityRef, opened: Opened) -> Self {
        Row {
            label: format!("Go to {id}"),
            about: String::new(),
            aside: id.kind.word().to_owned(),
            refused: false,
            goal: Goal::Open(opened),
        }
    }

    /// The row of a day.
    pub(super) fn of_day(date: NaiveDate) -> Self {
        Row {
            label: format!("Go to {}", date.format("%a %-d %b %Y")),
            about: String::new(),
            aside: "day".to_owned(),
            refused: false,
            goal: Goal::Day(date),
        }
    }
}

/// What a typed id opens without asking anybody; visits are seen under their job, which only the store knows.
pub(super) fn opened_of(id: EntityRef) -> Option<Opened> {
    match id.kind {
        EntityKind::Job => Some(Opened::Job(JobId(id.id))),
        EntityKind::Client => Some(Opened::Client(ClientId(id.id))),
        EntityKind::Business
        | EntityKind::Contact
        | EntityKind::Site
        | EntityKind::Equipment
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Visit
        | EntityKind::Event
        | EntityKind::Note => None,
    }
}

fn goal_of(seen: EntityRef, label: &str) -> Goal {
    match (seen.kind, opened_of(seen)) {
        (_, Some(opened)) => Goal::Open(opened),
        (EntityKind::Technician, None) => Goal::Lane(TechnicianId(seen.id)),
        (_, None) => Goal::Nowhere(format!("no view shows {label} yet")),
    }
}
