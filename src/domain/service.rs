//! Services: the price book.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ExternalId, Money, Skill};

/// One line of a checklist as the price book has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChecklistItem {
    /// What to check or do.
    pub text: String,
    /// Whether a job cannot be completed without an answer.
    #[serde(default)]
    pub required: bool,
}

/// A part by name and quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartLine {
    /// The part.
    pub name: String,
    /// How many; at least 1.
    pub quantity: u32,
}

/// An entry of the price book.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Service {
    /// Name; never empty.
    pub name: String,
    /// The business's own short code; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// What is included, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// What is not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub exclusions: String,
    /// What must hold for the price and promise to stand.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub conditions: String,
    /// Standard duration in minutes; 0 when unknown.
    pub duration_minutes: u32,
    /// Skills that whoever goes must have between them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Skill>,
    /// How many people it takes; at least 1.
    pub crew_size: u32,
    /// Checklist copied to each new job.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<ChecklistItem>,
    /// Parts it usually takes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartLine>,
    /// Standard price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Where the record came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
    /// Set when it is no longer offered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inactive: bool,
}
