//! Everything of another store into an empty one: the same records under the same ids.
//!
//! The file is what `export everything` wrote, as one JSON document or as JSON lines. It comes in whole as one
//! operation or not at all; the history of the other store is not in it.

use std::collections::BTreeMap;

use domain::{Brought, Business, Command, EntityKind, EntityRef, Record, Refusal};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::export::{FORMAT, VERSION};
use crate::{App, Clock, Outcome, Result};

/// The largest file that is read, in bytes: a store of a hundred thousand jobs and more.
pub const MAX_EVERYTHING_BYTES: u64 = 1024 * 1024 * 1024;

/// What a file of everything holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Everything {
    business: Business,
    records: Vec<Brought>,
}

#[derive(Deserialize)]
struct Header {
    format: String,
    version: u64,
    counts: BTreeMap<EntityKind, u64>,
}

#[derive(Deserialize)]
struct Document<'t> {
    #[serde(borrow)]
    records: Vec<Line<'t>>,
}

/// One record as it stands in the file.
#[derive(Deserialize)]
struct Line<'t> {
    id: EntityRef,
    #[serde(borrow)]
    record: &'t RawValue,
}

impl Everything {
    /// Reads a file; the error says what is wrong with it and where.
    pub fn read(text: &str) -> std::result::Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        // Lines begin with a header that is whole; the header of a document goes on with its records.
        let is_lines = serde_json::from_str::<IgnoredAny>(first).is_ok() && text.lines().count() > 1;
        let header: Header = serde_json::from_str(if is_lines { first } else { text })
            .map_err(|error| format!("this is not what “truckroll export everything” writes: {error}"))?;
        if header.format != FORMAT {
            return Err(format!("the file says that it is “{}”, not “{FORMAT}”", header.format));
        }
        if header.version > VERSION {
            return Err(format!(
                "the file has version {} of the format, this program knows {VERSION}; use a newer truckroll",
                header.version
            ));
        }
        let mut reading = Reading::default();
        if is_lines {
            for (line, text) in (1_usize..).zip(text.lines()).skip(1).filter(|(_, text)| !text.is_empty()) {
                let record = serde_json::from_str(text).map_err(|error| format!("line {line}: {error}"))?;
                reading.add(&record).map_err(|error| format!("line {line}: {error}"))?;
            }
        } else {
            let document: Document<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
            document.records.iter().try_for_each(|record| reading.add(record))?;
        }
        reading.finish(&header.counts)
    }

    /// How many records it holds, the business included.
    pub fn len(&self) -> usize {
        self.records.len() + 1
    }

    /// Its records but the business.
    pub fn into_records(self) -> Vec<Brought> {
        self.records
    }

    /// Whether it holds nothing but the business.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

#[derive(Default)]
struct Reading {
    business: Option<Business>,
    records: Vec<Brought>,
    counts: BTreeMap<EntityKind, u64>,
}

impl Reading {
    fn add(&mut self, line: &Line<'_>) -> std::result::Result<(), String> {
        let entity = line.id;
        *self.counts.entry(entity.kind).or_default() += 1;
        let record = Record::from_json(entity.kind, line.record.get());
        match record.map_err(|error| format!("{entity}: {error}"))? {
            Record::Business(business) => self.business = Some(business),
            record @ (Record::Client(_)
            | Record::Contact(_)
            | Record::Site(_)
            | Record::Equipment(_)
            | Record::Technician(_)
            | Record::Service(_)
            | Record::Job(_)
            | Record::Visit(_)
            | Record::Event(_)
            | Record::Note(_)) => self.records.push(Brought { entity, record }),
        }
        Ok(())
    }

    fn finish(self, counts: &BTreeMap<EntityKind, u64>) -> std::result::Result<Everything, String> {
        for (kind, wanted) in counts {
            let found = self.counts.get(kind).copied().unwrap_or_default();
            if found != *wanted {
                let said = format!("the file has {found} {} and says that it has {wanted}", kind.plural());
                return Err(format!("{said}; was it cut off? Export it again"));
            }
        }
        let business = self.business.ok_or("the file has no business")?;
        Ok(Everything { business, records: self.records })
    }
}

impl App {
    /// Brings everything into this store, which must have nothing but its business; that becomes the file's.
    pub fn import_everything(&mut self, everything: Everything, file: &str) -> Result<Outcome> {
        self.store.read(|reader| refuse_unless_empty(*reader))?;
        let many = everything.len();
        let mut records = everything.records;
        let business = EntityRef { kind: EntityKind::Business, id: 1 };
        records.push(Brought { entity: business, record: everything.business.into() });
        let outcome = self.execute_built(None, |reader| {
            refuse_unless_empty(*reader)?;
            Ok(Command::Import(records, format!("everything from {file}")))
        })?;
        self.tidy_after(many);
        Ok(outcome)
    }

    /// Makes a store at a path with everything of a file.
    pub fn init_from(
        path: &std::path::Path,
        everything: Everything,
        file: &str,
        clock: Clock,
        actor: impl Into<String>,
    ) -> Result<(Self, Outcome)> {
        let (mut app, made) = App::init(path, everything.business.clone(), clock, actor)?;
        if everything.is_empty() {
            return Ok((app, made));
        }
        let outcome = app.import_everything(everything, file)?;
        Ok((app, outcome))
    }
}

fn refuse_unless_empty(reader: store::Reader<'_>) -> Result<()> {
    let mut found = Vec::new();
    for &kind in EntityKind::ALL.iter().filter(|kind| **kind != EntityKind::Business) {
        match reader.count(kind)? {
            0 => {}
            1 => found.push(format!("1 {}", kind.word())),
            several => found.push(format!("{several} {}", kind.plural())),
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let mend = "bring it into a new store: truckroll --db NEW.db import everything FILE";
    Err(Refusal::invalid("store", format!("holds {} already", found.join(", ")), mend).into())
}
