//! People at a client.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Channel, ClientId, ExternalId, Phone};

/// A person at a client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Contact {
    /// Whose person.
    pub client: ClientId,
    /// Name; never empty.
    pub name: String,
    /// Such as "tenant", "facilities", "accounts".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Telephone numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// How they want to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Channels they have refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opt_outs: Vec<Channel>,
    /// Where the record came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
}
