//! What a search found.

use domain::{ClientId, EntityRef};
use schemars::JsonSchema;
use serde::Serialize;

use super::Named;

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Found {
    /// Its kind, in the vocabulary's word.
    pub kind: &'static str,
    /// Its id.
    pub id: EntityRef,
    /// What to call it.
    pub label: String,
    /// Whose it is, when it belongs to a client.
    pub client: Option<Named<ClientId>>,
}

/// What a search found, newest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct FindView {
    /// The things found.
    pub results: Vec<Found>,
}
