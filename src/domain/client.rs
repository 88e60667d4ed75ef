//! Clients: who we owe work to.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ExternalId, Fields, TechnicianId};

/// How somebody wants to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By telephone call.
    Phone,
    /// By text message.
    Text,
    /// By e-mail.
    Email,
}

impl Channel {
    /// The word for it, as it is shown and typed.
    pub const fn word(self) -> &'static str {
        match self {
            Channel::Phone => "phone",
            Channel::Text => "text",
            Channel::Email => "email",
        }
    }
}

/// A telephone number as written, with what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Phone {
    /// The number as given.
    pub number: String,
    /// Such as "mobile" or "home"; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

/// The number with what it is for: `07700 900123 (mobile)`.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number)?;
        if self.label.is_empty() { Ok(()) } else { write!(f, " ({})", self.label) }
    }
}

/// Numbers as they are shown, on one line; [`crate::say_phones`] says them so that they read back.
pub fn show_phones(phones: &[Phone]) -> String {
    phones.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A person or organisation we owe work to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Client {
    /// Name of the person or organisation; never empty.
    pub name: String,
    /// Numbers of the client itself; those of people are at its contacts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// How it wants to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Standing wishes in words, such as "shoes off", "call before noon".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub preferences: String,
    /// Technicians the client asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preferred: Vec<TechnicianId>,
    /// Technicians one of whom must go; empty when anybody may.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<TechnicianId>,
    /// Technicians the client does not want.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<TechnicianId>,
    /// Free labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where the record came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
    /// Values of the fields that the business added, by their ids.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Set when no new work is taken for it; its history stays.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inactive: bool,
}

impl Client {
    /// The technicians it names: those it asked for, those one of whom must go, those it does not want.
    pub fn wished(&self) -> impl Iterator<Item = TechnicianId> + '_ {
        self.preferred.iter().chain(&self.required).chain(&self.barred).copied()
    }
}
