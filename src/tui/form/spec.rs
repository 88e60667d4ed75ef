//! What a field of a form is: its name, how it is filled in, and what it is read against.

use std::collections::BTreeMap;

use app::Wanted;
use domain::{Business, Definitions, EntityRef, Moment, ServiceId, WhenContext};

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Lines,
    /// One of these words.
    Choice(Vec<String>),
    /// One record, suggested as it is typed.
    One(Wanted),
    /// Records after each other, with commas between.
    Many(Wanted),
    /// Words after each other, with commas between; any word may stand there.
    Words(Wanted),
    /// Shown, and not changed here.
    Fixed,
}

impl Kind {
    /// What is suggested in such a field.
    pub fn wanted(&self) -> Option<&Wanted> {
        match self {
            Kind::One(wanted) | Kind::Many(wanted) | Kind::Words(wanted) => Some(wanted),
            Kind::Line | Kind::Lines | Kind::Choice(_) | Kind::Fixed => None,
        }
    }
}

/// A field as its table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// Its name in the record's JSON, by which refusals and drafts call it.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// How it is filled in.
    pub kind: Kind,
    /// What to write, shown while it is empty and has the keys.
    pub example: String,
    /// Whether it must be filled in.
    pub required: bool,
}

/// What texts are said and read against.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Dates and times.
    pub context: WhenContext,
    /// Its zone, currency and usual lengths.
    pub business: Business,
    /// What to call the records that are named.
    pub names: BTreeMap<EntityRef, String>,
    /// The standard durations of the price book, in minutes.
    pub durations: BTreeMap<ServiceId, u32>,
    /// The present moment.
    pub now: Moment,
    /// Who is acting.
    pub actor: String,
    /// The fields that the business added.
    pub definitions: Definitions,
}

impl Ground {
    /// A record as a field has it: `C-4 Kerr`.
    pub fn say(&self, entity: EntityRef) -> String {
        match self.names.get(&entity) {
            Some(name) if !name.is_empty() => format!("{entity} {}", name.replace('\n', " ")),
            Some(_) | None => entity.to_string(),
        }
    }
}
