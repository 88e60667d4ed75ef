//! Every record in one file, to be brought into an empty store: the same ids, the same canonical dump.
//!
//! The file says first what it is and how many records follow, so that one that was cut off is known. History
//! stays behind: the journal is of the store that it was written in.

use std::io::{BufWriter, Seek, Write};

use domain::EntityKind;
use serde_json::{Map, Value, json};
use store::Reader;

use super::error::ExportError;
use super::kind::ExportFormat;
use super::{Exported, PAGE};
use crate::{App, AppError};

/// What the file calls itself.
pub(crate) const FORMAT: &str = "truckroll everything";
/// The version of the format; a higher one is of a later program.
pub(crate) const VERSION: u64 = 1;

impl App {
    pub(super) fn export_everything<W: Write + Seek + Send>(
        &self,
        format: ExportFormat,
        out: W,
    ) -> Result<Exported, ExportError> {
        let is_document = match format {
            ExportFormat::Json => true,
            ExportFormat::Jsonl => false,
            ExportFormat::Csv | ExportFormat::Xlsx => {
                let message = "everything does not fit one table; export it as json or jsonl";
                return Err(ExportError::Format(message.to_owned()));
            }
        };
        let mut out = BufWriter::new(out);
        let now = self.now();
        self.store.read(|reader| {
            let mut head = header(reader, now)?.to_string();
            if is_document {
                head.pop();
                head.push_str(",\"records\":[");
            }
            out.write_all(head.as_bytes())?;
            let mut records = 0;
            for &kind in EntityKind::ALL {
                let mut after = 0;
                loop {
                    let page = reader.bodies_after(kind, after, PAGE)?;
                    let Some((last, _)) = page.last() else { break };
                    after = last.id;
                    for (entity, body) in page {
                        let comma = if is_document && records > 0 { "," } else { "" };
                        write!(out, "{comma}\n{{\"id\":\"{entity}\",\"record\":{body}}}")?;
                        records += 1;
                    }
                }
            }
            out.write_all(if is_document { b"\n]}\n" } else { b"\n" })?;
            out.flush()?;
            Ok(Exported { records, rows: records, cut: 0 })
        })
    }
}

fn header(reader: &Reader<'_>, now: domain::Moment) -> Result<Value, ExportError> {
    reader.business()?.ok_or(AppError::NoBusiness)?;
    let mut counts = Map::new();
    for &kind in EntityKind::ALL {
        counts.insert(kind.word().to_owned(), Value::from(reader.count(kind)?));
    }
    Ok(json!({ "format": FORMAT, "version": VERSION, "written_at": now.to_rfc3339(), "counts": counts }))
}
