//! Places of postcodes out of a file: reference data for where sites are that have no position of their own.
//!
//! They are no records: no operation brings them, and none takes them back. The same file again changes nothing, a
//! newer one moves what it names, and a country's places can be taken away.

mod column;
mod geonames;
mod read;
mod report;
#[cfg(test)]
mod tests;

use domain::{PlaceRow, Refusal};
use schemars::JsonSchema;
use serde::Serialize;

pub use report::{CountryCount, PlacesReport};

use super::bring::unreadable_at;
use crate::{App, Result};
use read::{Places, read_places};

/// What is known about a file of places; the rest is found out from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceOptions {
    /// The ISO code of the country of rows that name none.
    pub country: Option<String>,
    /// Which column feeds which field; a blank field leaves the column out.
    pub map: Vec<(String, String)>,
    /// What divides the cells.
    pub delimiter: Option<char>,
    /// The line of the header, from 1.
    pub header_line: Option<u64>,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Whether good rows are imported although others are bad.
    pub skip_bad: bool,
}

/// How many places of a country were taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacesRemoved {
    /// The country's code; empty for places of files that named none.
    pub country: String,
    /// How many there were.
    pub removed: u64,
}

impl App {
    /// Brings the places of a file in, all of them or none, or reports why not.
    ///
    /// GeoNames' postal code files, and tables with columns for postcode, latitude and longitude. They go into a
    /// table of reference: there is no operation for it.
    pub fn import_places(&mut self, bytes: &[u8], options: &PlaceOptions) -> Result<PlacesReport> {
        let mut report = PlacesReport::new(options.dry_run);
        let places = match read_places(bytes, options) {
            Ok(places) => places,
            Err(unreadable) => {
                report.errors.push(unreadable_at(&unreadable));
                report.rejected = true;
                return Ok(report);
            }
        };
        let Places { rows, repeated, blank, about } = places;
        report.describe(about);
        if report.wrong_columns > 0 || (!report.errors.is_empty() && !options.skip_bad) {
            report.rejected = true;
            return Ok(report);
        }
        report.skipped = repeated + blank + report.bad_rows();
        self.put_places(&rows, &mut report)?;
        Ok(report)
    }

    fn put_places(&mut self, rows: &[PlaceRow], report: &mut PlacesReport) -> Result<()> {
        let mut tx = self.store.begin()?;
        let put = tx.put_places(rows)?;
        (report.created, report.updated, report.matched) = (put.created, put.updated, put.matched);
        report.countries = CountryCount::all(rows);
        // Dropped, a rehearsal leaves nothing.
        if !report.dry_run && put.created + put.updated > 0 {
            tx.commit()?;
            self.written.store(true, std::sync::atomic::Ordering::Relaxed);
        }
        Ok(())
    }

    /// How many places there are of each country.
    pub fn places(&self) -> Result<Vec<CountryCount>> {
        self.store.read(|reader| {
            let counted = |(country, places)| CountryCount { country, places };
            Ok(reader.place_counts()?.into_iter().map(counted).collect())
        })
    }

    /// Takes the places of a country away; empty for those of files that named none.
    pub fn remove_places(&mut self, country: &str) -> Result<PlacesRemoved> {
        let country = country.trim().to_uppercase();
        let mut tx = self.store.begin()?;
        let removed = tx.remove_places(&country)?;
        if removed == 0 {
            let what = format!("there are no places of “{country}”");
            return Err(Refusal::NothingToDo { what }.into());
        }
        tx.commit()?;
        self.written.store(true, std::sync::atomic::Ordering::Relaxed);
        Ok(PlacesRemoved { country, removed })
    }
}
