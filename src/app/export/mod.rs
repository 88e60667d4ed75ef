//! Records out of the store: tables for spreadsheets, JSON for programs, and everything for another store.
//!
//! What goes out is what is on record, so that an import brings the same back (see `import::own` and
//! `import::everything`): hidden characters are for the sink to show. Access notes stay in unless they are asked
//! for. Everything is read in one read transaction and never held as a whole, so it must be written to something
//! that does not wait, such as a file.

mod around;
mod bundle;
mod cell;
mod column;
mod error;
mod everything;
mod guard;
mod kind;
mod list;
mod object;
mod page;
mod shape;
mod sheet;
mod sink;
mod table;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says by panicking that it failed
mod tests;
#[cfg(feature = "xlsx")]
mod workbook;
mod written;

use std::io::{Seek, Write};

use domain::{EntityKind, EntityRef, JobId, Record};
use store::{JobFilter, Reader};

pub use error::ExportError;
pub(crate) use everything::{FORMAT, VERSION};
pub(crate) use guard::unguard;
pub use kind::{ExportFormat, ExportKind};
pub(crate) use list::split;
pub(crate) use shape::{Fields, Names, Place, Shape, set_at, split_name};
pub(crate) use sheet::{Part, parts_of};

use crate::filter::resolve;
use crate::{App, AppError, JobQuery};
use bundle::{Gatherer, is_wanted};
use sink::Sink;

/// So many records are read at a time.
const PAGE: usize = 500;

/// What is to be written out.
#[derive(Debug, Clone)]
pub struct ExportQuery {
    /// Which records.
    pub kind: ExportKind,
    /// As what.
    pub format: ExportFormat,
    /// Which jobs; of it technicians and dates hold for visits too. Pages do not matter.
    pub jobs: JobQuery,
    /// Whether access notes, which hold codes of gates and alarms, go out too; in everything they always do.
    pub with_access_notes: bool,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exported {
    /// Records of the kind that was asked for; of every kind in an export of everything.
    pub records: u64,
    /// Rows of a table.
    pub rows: u64,
    /// Texts that a cell of a workbook could not hold whole.
    pub cut: u64,
}

impl App {
    /// Writes records out, as of one moment.
    pub fn export<W: Write + Seek + Send>(
        &self,
        query: &ExportQuery,
        out: W,
    ) -> Result<Exported, ExportError> {
        let Some(main) = query.kind.main() else { return self.export_everything(query.format, out) };
        self.store.read(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let place = Place { zone: business.zone, currency: business.currency };
            let mut parts = parts_of(query.kind, &self.definitions);
            if !query.with_access_notes {
                for part in &mut parts {
                    part.columns.retain(|column| column.path != "access_notes");
                }
            }
            let mut sink = Sink::begin(query, parts, out)?;
            let mut gatherer = Gatherer::new(*reader, place, query.with_access_notes)?;
            let mut records = 0;
            let mut each = |page: Vec<(EntityRef, Record)>| {
                gatherer.turn_page(query.kind, &page)?;
                for (entity, record) in &page {
                    records += 1;
                    sink.add(&gatherer.gather(query.kind, *entity, record))?;
                }
                Ok(())
            };
            match self.wanted(reader, main, &query.jobs)? {
                Wanted::Nothing => {}
                Wanted::Jobs(ids) => each_of(reader, &ids, &mut each)?,
                Wanted::All(filter) => for_each(reader, main, &filter, &mut each)?,
            }
            let (rows, cut) = sink.finish()?;
            Ok(Exported { records, rows, cut })
        })
    }
}

/// Which records are to go out.
enum Wanted {
    Nothing,
    Jobs(Vec<JobId>),
    /// All of the kind; of visits those that pass.
    All(Box<JobFilter>),
}

impl App {
    fn wanted(&self, reader: &Reader<'_>, kind: EntityKind, query: &JobQuery) -> crate::Result<Wanted> {
        let Some(filter) = resolve(reader, &query.filter)? else { return Ok(Wanted::Nothing) };
        let filter = JobFilter {
            from: query.from,
            to: query.to,
            substatuses: query.substatuses.clone(),
            fields: query.fields.clone(),
            ..filter
        };
        if kind != EntityKind::Job || (filter == JobFilter::default() && !query.filter.looks_at_marks()) {
            return Ok(Wanted::All(Box::new(filter)));
        }
        let mut ids = if query.filter.looks_at_marks() {
            let all = JobQuery { limit: usize::MAX, offset: 0, ..query.clone() };
            self.jobs(&all)?.jobs.into_iter().map(|job| job.id).collect()
        } else {
            reader.jobs(&filter, usize::MAX, 0)?.0
        };
        ids.sort_unstable();
        Ok(Wanted::Jobs(ids))
    }
}

/// What is done with each page of records, by id.
type Each<'e> = &'e mut dyn FnMut(Vec<(EntityRef, Record)>) -> Result<(), ExportError>;

/// Goes through these jobs, which are in the order of their numbers.
fn each_of(reader: &Reader<'_>, ids: &[JobId], each: Each<'_>) -> Result<(), ExportError> {
    for ids in ids.chunks(PAGE) {
        let entities: Vec<EntityRef> = ids.iter().map(|id| EntityRef::from(*id)).collect();
        let stored = reader.many(&entities)?.into_iter();
        each(stored.map(|(entity, stored)| (entity, stored.record)).collect())?;
    }
    Ok(())
}

/// Goes through the records of a kind that pass the filter, by id, a page at a time.
fn for_each(
    reader: &Reader<'_>,
    kind: EntityKind,
    filter: &JobFilter,
    each: Each<'_>,
) -> Result<(), ExportError> {
    let mut after = 0;
    loop {
        let bodies = reader.bodies_after(kind, after, PAGE)?;
        let Some((last, _)) = bodies.last() else { return Ok(()) };
        after = last.id;
        let mut page = Vec::with_capacity(bodies.len());
        for (entity, body) in bodies {
            let record = Record::from_json(kind, &body).map_err(store::StoreError::from)?;
            if is_wanted(&record, filter) {
                page.push((entity, record));
            }
        }
        each(page)?;
    }
}
