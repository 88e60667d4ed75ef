//! Places for sites and homes that have no position of their own, looked up in sets while a slice is loaded.

use std::collections::BTreeSet;
use std::mem;

use domain::{Address, Record, Slice, postcode_keys};
use store::Reader;

use crate::Result;

/// Addresses and zones of which the place is still to be looked up, and what was looked up before.
#[derive(Debug, Default)]
pub(crate) struct Unplaced {
    waiting: Vec<(Address, String)>,
    postcodes: BTreeSet<String>,
    zones: BTreeSet<String>,
    has_places: Option<bool>,
}

impl Unplaced {
    /// Notes a record that is put into a slice, when it has a place and no position.
    pub(crate) fn note(&mut self, record: &Record) {
        match record {
            Record::Site(site) if site.position.is_none() => {
                self.waiting.push((site.address.clone(), site.zone.trim().to_owned()));
            }
            Record::Technician(technician) if technician.home_position.is_none() => {
                self.waiting.push((technician.home.clone(), String::new()));
            }
            Record::Site(_)
            | Record::Technician(_)
            | Record::Business(_)
            | Record::Client(_)
            | Record::Contact(_)
            | Record::Equipment(_)
            | Record::Service(_)
            | Record::Job(_)
            | Record::Visit(_)
            | Record::Event(_)
            | Record::Note(_) => {}
        }
    }

    /// Looks up what was noted since the last time; the zones only of those whose postcode says nothing.
    pub(crate) fn look_up(&mut self, reader: &Reader<'_>, slice: &mut Slice) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let waiting = mem::take(&mut self.waiting);
        let keys = waiting.iter().flat_map(|(address, _)| postcode_keys(&address.postcode));
        let keys: BTreeSet<String> = keys.filter(|key| self.postcodes.insert(key.clone())).collect();
        if !keys.is_empty() && self.has_places(reader)? {
            reader.places_of(&keys)?.iter().for_each(|place| slice.places.add(place));
        }
        let nowhere = waiting.into_iter().filter(|(address, zone)| {
            !zone.is_empty() && slice.places.of_address(address).is_none() && !self.zones.contains(zone)
        });
        let zones: BTreeSet<String> = nowhere.map(|(_, zone)| zone).collect();
        if !zones.is_empty() {
            for (zone, middle) in reader.middles_of_zones(&zones)? {
                slice.places.add_to_zone(&zone, middle);
            }
            self.zones.extend(zones);
        }
        Ok(())
    }

    fn has_places(&mut self, reader: &Reader<'_>) -> Result<bool> {
        match self.has_places {
            Some(known) => Ok(known),
            None => Ok(*self.has_places.insert(reader.has_places()?)),
        }
    }
}
