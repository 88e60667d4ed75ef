//! Where visits, sites and technicians' homes are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Position, Site, SiteId, Slice, TechnicianId, Visit};

/// What a position stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The record's own position.
    Own,
    /// The place of its postcode.
    Postcode,
    /// The middle of the sites of its zone.
    Zone,
}

impl Basis {
    /// What is said of a position that is a guess; nothing of the record's own.
    pub fn guess(self) -> Option<&'static str> {
        match self {
            Basis::Own => None,
            Basis::Postcode => Some("from its postcode"),
            Basis::Zone => Some("the middle of its zone"),
        }
    }
}

/// Where something is, as well as that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Located {
    /// Where.
    pub position: Position,
    /// What that stands on.
    pub basis: Basis,
}

impl Located {
    /// Whether it is a guess: not the record's own position.
    pub fn is_guess(&self) -> bool {
        self.basis != Basis::Own
    }
}

/// Where a visit takes place, when that is known.
pub fn place_of(slice: &Slice, visit: &Visit) -> Option<Located> {
    place_of_site(slice, slice.jobs.get(&visit.job)?.site?)
}

/// Where a site is: its own position, else that of its postcode, else the middle of its zone.
pub fn place_of_site(slice: &Slice, id: SiteId) -> Option<Located> {
    let site = slice.sites.get(&id)?;
    let own = site.position.map(|position| Located { position, basis: Basis::Own });
    own.or_else(|| guessed(slice, site))
}

fn guessed(slice: &Slice, site: &Site) -> Option<Located> {
    if slice.places.is_empty() {
        return None;
    }
    let by_postcode = slice.places.of_address(&site.address);
    let by_postcode = by_postcode.map(|position| Located { position, basis: Basis::Postcode });
    let by_zone =
        || slice.places.of_zone(&site.zone).map(|position| Located { position, basis: Basis::Zone });
    by_postcode.or_else(by_zone)
}

/// Where a technician's home base is: its own position, else that of its postcode.
pub fn home_of(slice: &Slice, who: TechnicianId) -> Option<Located> {
    let technician = slice.technicians.get(&who)?;
    let own = technician.home_position.map(|position| Located { position, basis: Basis::Own });
    let by_postcode = || slice.places.of_address(&technician.home);
    own.or_else(|| by_postcode().map(|position| Located { position, basis: Basis::Postcode }))
}
