//! Positions of postcodes and zones: what stands in for a site's own position.

use std::collections::BTreeMap;

use super::{country_code, postcode_keys};
use crate::{Address, Position};

/// A place of an imported file.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRow {
    /// ISO code of its country; empty when the file does not say.
    pub country: String,
    /// Its postcode as it is compared ([`postcode_key`](super::postcode_key)).
    pub postcode: String,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub position: Position,
}

/// The postcodes and zones that the sites at hand need, not all there are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    /// By postcode as it is compared, then country: the middle of its places.
    postcodes: BTreeMap<String, BTreeMap<String, Middle>>,
    zones: BTreeMap<String, Middle>,
}

/// The middle of positions that come one by one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Middle {
    latitude: f64,
    longitude: f64,
    count: f64,
}

impl Middle {
    fn add(&mut self, position: Position) {
        self.latitude += position.latitude;
        self.longitude += position.longitude;
        self.count += 1.0;
    }

    fn position(&self) -> Option<Position> {
        Position::new(self.latitude / self.count, self.longitude / self.count)
    }
}

impl Places {
    /// Adds a place; several of one postcode count by their middle.
    pub fn add(&mut self, place: &PlaceRow) {
        let countries = self.postcodes.entry(place.postcode.clone()).or_default();
        countries.entry(place.country.clone()).or_default().add(place.position);
    }

    /// Adds the position of a site of a zone; several count by their middle.
    pub fn add_to_zone(&mut self, zone: &str, position: Position) {
        self.zones.entry(zone_key(zone)).or_default().add(position);
    }

    /// Where the postcode of an address is. None when no file has it, or when several countries have it and the
    /// address does not say which.
    pub fn of_address(&self, address: &Address) -> Option<Position> {
        if self.postcodes.is_empty() {
            return None;
        }
        let country = country_code(&address.country);
        postcode_keys(&address.postcode).iter().find_map(|key| {
            let countries = self.postcodes.get(key)?;
            let named = country.as_ref().and_then(|code| countries.get(code)).or_else(|| countries.get(""));
            let only = || countries.values().next().filter(|_| country.is_none() && countries.len() == 1);
            named.or_else(only)?.position()
        })
    }

    /// The middle of a zone's sites, when that was looked up.
    pub fn of_zone(&self, zone: &str) -> Option<Position> {
        self.zones.get(&zone_key(zone))?.position()
    }

    /// Whether nothing was looked up.
    pub fn is_empty(&self) -> bool {
        self.postcodes.is_empty() && self.zones.is_empty()
    }
}

fn zone_key(zone: &str) -> String {
    zone.trim().to_lowercase()
}
