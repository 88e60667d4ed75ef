//! What an import of places did, or why it did nothing.

use std::collections::BTreeMap;

use domain::PlaceRow;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::About;
use crate::import::bring::listed;
use crate::import::{NearDuplicate, Recognised, RowError};

/// What an import of places did, or would do, or why nothing was written. Rows are counted as in any import.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlacesReport {
    /// Always none: places are reference data beside the records, and no operation brings them.
    pub operation: Option<i64>,
    /// Rows that made a place.
    pub created: u64,
    /// Rows that moved one.
    pub updated: u64,
    /// Rows that changed nothing.
    pub matched: u64,
    /// Rows that were left out: they repeat a place, lack a postcode or position, or are bad.
    pub skipped: u64,
    /// What is wrong, by line.
    pub errors: Vec<RowError>,
    /// Always empty: places have no duplicates.
    pub near_duplicates: Vec<NearDuplicate>,
    /// Whether the file was rejected: nothing was imported.
    pub rejected: bool,
    /// Whether this is only what would be done.
    pub dry_run: bool,
    /// What the rows are: `places`.
    pub kind: &'static str,
    /// How many data rows the file has.
    pub rows: u64,
    /// How many places the file has of each country.
    pub countries: Vec<CountryCount>,
    /// How the file was read.
    pub recognised: Recognised,
    /// Columns that were not used.
    pub unmapped: Vec<String>,
    /// What came in but looks wrong.
    pub warnings: Vec<RowError>,
    /// What was mended or left out in reading the file.
    pub notes: Vec<RowError>,
    /// How many of the errors are about columns.
    #[serde(skip)]
    pub(super) wrong_columns: usize,
}

/// How many places there are of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountryCount {
    /// Its code; empty when the file did not say.
    pub country: String,
    /// How many.
    pub places: u64,
}

impl CountryCount {
    pub(super) fn all(rows: &[PlaceRow]) -> Vec<Self> {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for row in rows {
            *counts.entry(&row.country).or_default() += 1;
        }
        let counted = |(country, places): (&str, u64)| CountryCount { country: country.to_owned(), places };
        counts.into_iter().map(counted).collect()
    }

    /// What it is called in a sentence.
    pub fn said(&self) -> String {
        let places = if self.places == 1 { "place" } else { "places" };
        let country = if self.country.is_empty() { "no country said" } else { &self.country };
        format!("{} {places} ({country})", self.places)
    }
}

impl PlacesReport {
    pub(super) fn new(dry_run: bool) -> Self {
        PlacesReport {
            operation: None,
            created: 0,
            updated: 0,
            matched: 0,
            skipped: 0,
            errors: Vec::new(),
            near_duplicates: Vec::new(),
            rejected: false,
            dry_run,
            kind: "places",
            rows: 0,
            countries: Vec::new(),
            recognised: Recognised::default(),
            unmapped: Vec::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
            wrong_columns: 0,
        }
    }

    pub(super) fn describe(&mut self, about: About) {
        self.rows = about.rows;
        self.wrong_columns = about.wrong_columns;
        self.errors = about.errors;
        self.warnings = about.warnings;
        self.notes = about.notes;
        self.recognised = about.recognised;
        self.unmapped = about.unmapped;
    }

    /// How many rows are bad.
    pub fn bad_rows(&self) -> u64 {
        let header = self.recognised.header_line.unwrap_or_default();
        let mut rows: Vec<u64> =
            self.errors.iter().map(|error| error.row).filter(|row| *row > header).collect();
        rows.dedup();
        rows.len() as u64
    }

    /// The report in lines of text.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.headline()];
        if !self.rejected {
            let PlacesReport { created, updated, matched, skipped, .. } = self;
            lines.push(format!(
                "Rows: {created} created, {updated} updated, {matched} matched, {skipped} skipped"
            ));
        }
        let columns =
            self.recognised.columns.iter().map(|column| format!("{} = {}", column.column, column.field));
        if !self.recognised.layout.is_empty() {
            lines.push(format!(
                "Read as {}: {}",
                self.recognised.layout,
                columns.collect::<Vec<_>>().join(", ")
            ));
        }
        listed(&mut lines, "Wrong", &self.errors);
        listed(&mut lines, "Worth a look", &self.warnings);
        listed(&mut lines, "Read with care", &self.notes);
        lines
    }

    fn headline(&self) -> String {
        let places = self.countries.iter().map(CountryCount::said).collect::<Vec<_>>().join(", ");
        let changes = self.created + self.updated;
        match (self.rejected, self.dry_run) {
            (true, _) if self.bad_rows() == 0 => {
                "Nothing was imported: the file cannot be used as it is.".to_owned()
            }
            (true, _) => {
                format!("Nothing was imported: {} of {} rows are wrong.", self.bad_rows(), self.rows)
            }
            (false, _) if self.countries.is_empty() => "There is no place in the file.".to_owned(),
            (false, true) if changes == 0 => format!("Nothing would be imported: {places} are known."),
            (false, true) => format!("{places} would be imported; nothing was written."),
            (false, false) if changes == 0 => format!("Nothing to import: {places} are known."),
            (false, false) => {
                format!("Imported {places}. Places are reference data: undo does not take them back.")
            }
        }
    }
}
