//! Sites: where work happens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Address, ClientId, ExternalId, Fields, Position};

/// A place where work happens.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Site {
    /// Whose site.
    pub client: ClientId,
    /// What people call it; may be empty when the address says enough.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its address.
    #[serde(skip_serializing_if = "Address::is_empty")]
    pub address: Address,
    /// Its position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// The zone the business puts it in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// Sensitive: gate and alarm codes, key safes. Never shown or exported unless asked for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub access_notes: String,
    /// Dangers to whoever goes there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hazards: String,
    /// Where to leave the van.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parking: String,
    /// Free labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where the record came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
    /// Values of the fields that the business added, by their ids.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
}

impl Site {
    /// What to call it in a list: its name, else its address.
    pub fn label(&self) -> String {
        if self.name.is_empty() { self.address.line() } else { self.name.clone() }
    }
}
