//! Our own exports back in: the same records under the same ids.
//!
//! A table is known by its `external_ids` column and ids of our form, JSON lines by their `kind`; a file that is
//! given a source or a mapping is read like anybody else's. A record whose id is free comes in as it is in the
//! file; one that is on record is changed where the file says something else, but for its facts (promises,
//! completion, a visit's times), which have commands of their own. An id that belongs to something else here
//! shows that the file is of another store, and is refused.

mod keep;
mod object;
mod recognise;
mod table;

use std::collections::BTreeMap;

use domain::{Brought, Business, Definitions, EntityKind, EntityRef, Moment};
use serde_json::Value;
use store::Reader;

pub(crate) use recognise::{hints_of_own, is_own_lines, is_own_table};

use super::{ImportKind, ImportReport, RowError, Table};
use crate::Result;
use crate::export::{ExportKind, Fields, Names, Place};

/// What a file says about one record.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    line: u64,
    kind: EntityKind,
    /// Its number; a record without one is new.
    id: Option<u64>,
    content: Content,
    /// The row's record to which this one belongs, when it is not the row's own.
    parent: Option<Parent>,
}

/// Whose a record is: its row's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parent {
    /// The place of the owner's draft among the drafts.
    draft: usize,
}

/// What is known of a record's fields.
#[derive(Debug, Clone, PartialEq)]
enum Content {
    /// The fields of the columns that the table has, by their paths; none takes a value away.
    Some(Vec<(String, Option<Value>)>),
    /// All of them.
    Whole(Fields),
}

/// What a file holds, before it is compared with the store.
#[derive(Debug, Default)]
struct Drafts {
    all: Vec<Draft>,
    /// What the records that are named are called in the file.
    names: Names,
    /// Whose the sites are that are named.
    owners: BTreeMap<EntityRef, EntityRef>,
    errors: Vec<RowError>,
    rows: u64,
}

/// Whose hand it is, and where.
pub(crate) struct OwnDesk<'r> {
    pub(crate) reader: Reader<'r>,
    pub(crate) business: Business,
    pub(crate) definitions: &'r Definitions,
    pub(crate) now: Moment,
    pub(crate) actor: String,
}

/// A file of ours.
pub(crate) enum OwnFile<'f> {
    Table(&'f Table),
    Lines(&'f str),
}

/// Compares a file of ours with the store; gives what is to be stored. Errors and counts stand in the report.
pub(crate) fn bring_own(
    desk: &OwnDesk<'_>,
    kind: ImportKind,
    file: &OwnFile<'_>,
    report: &mut ImportReport,
) -> Result<Vec<Brought>> {
    let Some(kind) = export_of(kind) else { return Ok(Vec::new()) };
    let place = Place { zone: desk.business.zone, currency: desk.business.currency };
    let drafts = match file {
        OwnFile::Table(table) => table::read(kind, table, place, desk.definitions),
        OwnFile::Lines(text) => object::read(kind, text),
    };
    report.rows = drafts.rows;
    "truckroll's own".clone_into(&mut report.recognised.layout);
    keep::keep(desk, drafts, report)
}

/// The export that a kind of import reads back.
fn export_of(kind: ImportKind) -> Option<ExportKind> {
    ExportKind::ALL.into_iter().find(|export| export.word() == kind.word())
}

impl Drafts {
    /// Remembers whose a site is.
    fn own(&mut self, site: &str, client: &str) {
        let parse = |id: &str| id.trim().parse::<EntityRef>().ok();
        if let (Some(site), Some(client)) = (parse(site), parse(client)) {
            self.owners.insert(site, client);
        }
    }
}

fn entity(kind: EntityKind, id: u64) -> EntityRef {
    EntityRef { kind, id }
}
