//! Fields that a business adds of its own: what they are called, what may stand in them, and the values.
//!
//! A definition stands in the configuration, a value in its record. A value whose definition has left the
//! configuration stays as it is: it is shown under its id, and may be taken off.

mod check;
mod definitions;
mod read;
mod value;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::EntityKind;

pub use check::{DefinitionFault, DefinitionPlace};
pub use definitions::Definitions;
pub use read::FieldFault;
pub(crate) use read::any_of;
pub use value::{FieldValue, Fields};

/// The kinds of record that can have fields of the business's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the records")]
pub enum FieldOn {
    Client,
    Site,
    Equipment,
    Job,
}

impl FieldOn {
    /// Every kind that can have fields.
    pub const ALL: [FieldOn; 4] = [FieldOn::Client, FieldOn::Site, FieldOn::Equipment, FieldOn::Job];

    /// The kind of record; its word is the configuration's.
    pub fn kind(self) -> EntityKind {
        match self {
            FieldOn::Client => EntityKind::Client,
            FieldOn::Site => EntityKind::Site,
            FieldOn::Equipment => EntityKind::Equipment,
            FieldOn::Job => EntityKind::Job,
        }
    }

    /// The one for a kind of record; none when such records have no fields of the business's own.
    pub fn of_kind(kind: EntityKind) -> Option<Self> {
        Self::ALL.into_iter().find(|on| on.kind() == kind)
    }
}

/// What may stand in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A calendar date.
    Date,
    /// Yes or no.
    YesNo,
    /// One of these words.
    Choice(Vec<String>),
}

impl FieldKind {
    /// Its word in the configuration.
    pub fn word(&self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::YesNo => "yes_no",
            FieldKind::Choice(_) => "choice",
        }
    }

    /// The words to choose from: those of a choice, yes and no, or none.
    pub fn choices(&self) -> Vec<&str> {
        match self {
            FieldKind::Choice(choices) => choices.iter().map(String::as_str).collect(),
            FieldKind::YesNo => vec!["yes", "no"],
            FieldKind::Text | FieldKind::Number | FieldKind::Date => Vec::new(),
        }
    }
}

/// A field that the business added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDefinition {
    /// On which kind of record.
    pub on: FieldOn,
    /// Its name for the command line, JSON and export: `snake_case`, unique on its kind of record.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// What may stand in it.
    pub kind: FieldKind,
    /// Whether a new record must have it, and no edit may take it off.
    pub required: bool,
    /// Whether lists have a column for it.
    pub in_lists: bool,
}

#[cfg(test)]
mod tests;
