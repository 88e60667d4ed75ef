//! Addresses and positions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A postal address as its writer gave it; every part may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Address {
    /// House, street, floor; may hold several lines.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// Town or city.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// County, state or province.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// Postcode or ZIP, as text: leading zeros count.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Country.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
}

impl Address {
    /// The parts that are there, in one line.
    pub fn line(&self) -> String {
        [&self.street, &self.city, &self.region, &self.postcode, &self.country]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
            .replace('\n', ", ")
    }

    /// Whether every part is empty.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A point on the globe in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
}

impl Position {
    /// Builds a position; none outside the globe.
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some(Self { latitude, longitude })
    }
}

/// Where a record came from in another system, so that the same row is known again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ExternalId {
    /// The source's name, such as the import's `--source` or the file's layout.
    pub source: String,
    /// The id within it, as text.
    pub key: String,
}
