//! What an import did, or why it did nothing.

use std::collections::BTreeMap;

use domain::{EntityKind, EntityRef};
use schemars::JsonSchema;
use serde::Serialize;

use super::kind::ImportKind;
use crate::import::RowError;

/// What an import did, or would do, or why nothing was written.
///
/// Every row of the file is counted once: `created` when it made a record, `updated` when it only changed some,
/// `matched` when everything was there already, `skipped` when it repeats another row or is bad and left out.
/// A rejected file counts no rows: nothing of it was imported.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ImportReport {
    /// The operation; none when nothing was written.
    pub operation: Option<i64>,
    /// Rows that made a record.
    pub created: u64,
    /// Rows that only changed records.
    pub updated: u64,
    /// Rows that changed nothing.
    pub matched: u64,
    /// Rows that were left out.
    pub skipped: u64,
    /// What is wrong, by line.
    pub errors: Vec<RowError>,
    /// Clients that may be the same as another; they are never merged by an import.
    pub near_duplicates: Vec<NearDuplicate>,
    /// Whether the file was rejected: nothing was imported.
    pub rejected: bool,
    /// Whether this is only what would be done.
    pub dry_run: bool,
    /// What the rows are.
    pub kind: ImportKind,
    /// Whose ids the file has.
    pub source: String,
    /// How many data rows or cards the file has.
    pub rows: u64,
    /// The records that were made and changed, by kind.
    pub records: BTreeMap<EntityKind, Counts>,
    /// How the file was read.
    pub recognised: Recognised,
    /// Columns that were not used.
    pub unmapped: Vec<String>,
    /// What came in but looks wrong.
    pub warnings: Vec<RowError>,
    /// What was mended or left out in reading the file.
    pub notes: Vec<RowError>,
}

/// How many records of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// That were made.
    pub created: u64,
    /// That were changed.
    pub updated: u64,
}

/// How a file was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Recognised {
    /// The layout: a program's name, `columns by name`, `vCard`.
    pub layout: String,
    /// The encoding's name.
    pub encoding: String,
    /// What divides the cells.
    pub delimiter: Option<char>,
    /// The header's line, from 1.
    pub header_line: Option<u64>,
    /// Which column feeds which field.
    pub columns: Vec<ColumnUse>,
    /// In which order the dates of columns stand, where it matters.
    pub dates: Vec<ColumnUse>,
}

/// A column and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ColumnUse {
    /// The column's name.
    pub column: String,
    /// The field, or the order of dates.
    pub field: String,
}

/// A client of the file that may be another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NearDuplicate {
    /// The line of the row that made it.
    pub row: u64,
    /// The client that the row made, or would make.
    pub id: EntityRef,
    /// Its name.
    pub name: String,
    /// The client it may be.
    pub other: EntityRef,
    /// That one's name.
    pub other_name: String,
    /// What they share.
    pub reason: String,
}

impl ImportReport {
    /// An empty report.
    pub(super) fn new(kind: ImportKind, source: String, dry_run: bool) -> Self {
        ImportReport {
            operation: None,
            created: 0,
            updated: 0,
            matched: 0,
            skipped: 0,
            errors: Vec::new(),
            near_duplicates: Vec::new(),
            rejected: false,
            dry_run,
            kind,
            source,
            rows: 0,
            records: BTreeMap::new(),
            recognised: Recognised::default(),
            unmapped: Vec::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Makes it the report of a file of which nothing was imported.
    pub(super) fn reject(&mut self) {
        self.rejected = true;
        (self.created, self.updated, self.matched, self.skipped) = (0, 0, 0, 0);
        self.records.clear();
    }
}
