//! Equipment: installed things.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ExternalId, Fields, SiteId};

/// An installed thing at a site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Equipment {
    /// Where it is installed.
    pub site: SiteId,
    /// What it is, such as "combi boiler"; never empty.
    pub name: String,
    /// Its maker.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub make: String,
    /// Its model.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// Its serial number, as text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub serial: String,
    /// The day it was installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installed: Option<NaiveDate>,
    /// The last day of its warranty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warranty_until: Option<NaiveDate>,
    /// Where the record came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
    /// Values of the fields that the business added, by their ids.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
}
