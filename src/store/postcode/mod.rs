//! Places of postcodes, and the middles of zones: where a site may be that has no position of its own.
//!
//! The places are reference data out of files, not records: the journal does not know them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{PlaceRow, Position};
use rusqlite::{Connection, Row};

use crate::row::{run, select_count, select_rows, text_at};
use crate::search::fold;
use crate::{Reader, StoreError, Tx};

/// What became of places that were put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlacesPut {
    /// That were not there.
    pub created: u64,
    /// That were somewhere else.
    pub updated: u64,
    /// That were there already.
    pub matched: u64,
}

impl Reader<'_> {
    /// Whether any place was ever imported.
    pub fn has_places(&self) -> Result<bool, StoreError> {
        Ok(select_count(self.conn, "select exists (select 1 from postcode)", [])? == 1)
    }

    /// How many places there are of each country, by its code; the empty one is of files that did not say.
    pub fn place_counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        select_rows(self.conn, include_str!("counts.sql"), [], |row| {
            Ok((text_at(row, 0)?.to_owned(), crate::row::number_at(row, 1)?))
        })
    }

    /// The places of these postcodes, written as they are compared ([`domain::postcode_key`]).
    pub fn places_of(&self, postcodes: &BTreeSet<String>) -> Result<Vec<PlaceRow>, StoreError> {
        select_rows(self.conn, include_str!("of.sql"), [serde_json::to_string(postcodes)?], place)
    }

    /// The middle of the sites of each of these zones, by the zone's name as it is given; of sites that have a
    /// position of their own.
    pub fn middles_of_zones(&self, zones: &BTreeSet<String>) -> Result<Vec<(String, Position)>, StoreError> {
        let keys: BTreeSet<String> = zones.iter().map(|zone| fold(zone)).collect();
        let keys = serde_json::to_string(&keys)?;
        let found = select_rows(self.conn, include_str!("middles.sql"), [keys], |row| {
            Ok((text_at(row, 0)?.to_owned(), Position::new(row.get(1)?, row.get(2)?)))
        })?;
        let found: BTreeMap<String, Option<Position>> = found.into_iter().collect();
        let middle = |zone: &String| Some((zone.clone(), (*found.get(&fold(zone))?)?));
        Ok(zones.iter().filter_map(middle).collect())
    }
}

impl Tx<'_> {
    /// Puts places over those of the same postcode, country and name.
    pub fn put_places(&mut self, places: &[PlaceRow]) -> Result<PlacesPut, StoreError> {
        let mut put = PlacesPut::default();
        for place in places {
            match position_of(self.conn, place)? {
                Some(there) if there == place.position => {
                    put.matched += 1;
                    continue;
                }
                Some(_) => put.updated += 1,
                None => put.created += 1,
            }
            let Position { latitude, longitude } = place.position;
            let row = (&place.postcode, &place.country, &place.name, latitude, longitude);
            run(self.conn, include_str!("put.sql"), row)?;
        }
        Ok(put)
    }

    /// Takes the places of a country away; gives how many there were.
    pub fn remove_places(&mut self, country: &str) -> Result<u64, StoreError> {
        Ok(run(self.conn, "delete from postcode where country = $1", [country])? as u64)
    }
}

/// Where a place is kept to be, if it is kept.
fn position_of(conn: &Connection, place: &PlaceRow) -> Result<Option<Position>, StoreError> {
    let sql = "select latitude, longitude from postcode where postcode = $1 and country = $2 and name = $3";
    let key = (&place.postcode, &place.country, &place.name);
    let found = select_rows(conn, sql, key, |row| Ok(Position::new(row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().next().flatten())
}

fn place(row: &Row<'_>) -> Result<PlaceRow, StoreError> {
    let text = |column| Ok::<String, StoreError>(text_at(row, column)?.to_owned());
    let position = Position::new(row.get(3)?, row.get(4)?).ok_or_else(|| StoreError::Damaged {
        place: "the store".to_owned(),
        what: "a place of a postcode lies outside the globe; import its file again".to_owned(),
    })?;
    Ok(PlaceRow { postcode: text(0)?, country: text(1)?, name: text(2)?, position })
}
