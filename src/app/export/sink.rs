//! Where bundles go: the formats, each behind the same three calls.

use std::io::{BufWriter, Seek, Write};

use super::ExportQuery;
use super::bundle::Bundle;
use super::error::ExportError;
use super::kind::ExportFormat;
use super::object::object_of;
use super::sheet::Part;
use super::table::each_row;

/// So many bytes are written at once.
const BUFFER: usize = 64 * 1024;

/// An export being written.
pub(super) struct Sink<W: Write + Seek + Send> {
    parts: Vec<Part>,
    rows: u64,
    form: Form<W>,
}

enum Form<W: Write + Seek + Send> {
    Csv(Box<csv::Writer<W>>),
    /// One document: the records in a list.
    Json(BufWriter<W>),
    Jsonl(BufWriter<W>),
    #[cfg(feature = "xlsx")]
    Xlsx(Box<super::workbook::Book>, W),
}

impl<W: Write + Seek + Send> Sink<W> {
    /// Begins an export with what stands before the first record.
    pub(super) fn begin(query: &ExportQuery, parts: Vec<Part>, out: W) -> Result<Self, ExportError> {
        let names: Vec<String> = parts.iter().flat_map(Part::names).collect();
        let form = match query.format {
            ExportFormat::Csv => {
                // RFC 4180 ends rows with CRLF.
                let mut builder = csv::WriterBuilder::new();
                let builder = builder.terminator(csv::Terminator::CRLF).buffer_capacity(BUFFER);
                let mut writer = builder.from_writer(out);
                writer.write_record(&names)?;
                Form::Csv(Box::new(writer))
            }
            ExportFormat::Json => {
                let mut writer = BufWriter::with_capacity(BUFFER, out);
                write!(writer, "{{\"{}\":[", query.kind.word())?;
                Form::Json(writer)
            }
            ExportFormat::Jsonl => Form::Jsonl(BufWriter::with_capacity(BUFFER, out)),
            #[cfg(feature = "xlsx")]
            ExportFormat::Xlsx => {
                Form::Xlsx(Box::new(super::workbook::Book::begin(query.kind.word(), &names)?), out)
            }
            #[cfg(not(feature = "xlsx"))]
            ExportFormat::Xlsx => {
                let message = "this build of truckroll writes no workbooks; export as csv instead";
                return Err(ExportError::Format(message.to_owned()));
            }
        };
        Ok(Sink { parts, rows: 0, form })
    }

    /// Writes a bundle.
    pub(super) fn add(&mut self, bundle: &Bundle<'_>) -> Result<(), ExportError> {
        match &mut self.form {
            Form::Csv(writer) => {
                each_row(bundle, &self.parts, |row| {
                    for cell in row {
                        writer.write_field(cell.plain().as_bytes())?;
                    }
                    // Without a field more it ends the row.
                    writer.write_record(None::<&[u8]>)?;
                    self.rows += 1;
                    Ok(())
                })?;
            }
            Form::Json(writer) => {
                let comma = if self.rows == 0 { "\n" } else { ",\n" };
                write!(writer, "{comma}{}", object_of(bundle, &self.parts)?)?;
                self.rows += 1;
            }
            Form::Jsonl(writer) => {
                writeln!(writer, "{}", object_of(bundle, &self.parts)?)?;
                self.rows += 1;
            }
            #[cfg(feature = "xlsx")]
            Form::Xlsx(book, _) => {
                each_row(bundle, &self.parts, |row| {
                    self.rows += 1;
                    book.row(row)
                })?;
            }
        }
        Ok(())
    }

    /// Ends the export; gives the number of rows, and of texts that had to be cut.
    pub(super) fn finish(self) -> Result<(u64, u64), ExportError> {
        let cut = match self.form {
            Form::Csv(mut writer) => {
                writer.flush()?;
                0
            }
            Form::Json(mut writer) => {
                writer.write_all(b"\n]}\n")?;
                writer.flush()?;
                0
            }
            Form::Jsonl(mut writer) => {
                writer.flush()?;
                0
            }
            #[cfg(feature = "xlsx")]
            Form::Xlsx(book, out) => book.finish(out)?,
        };
        Ok((self.rows, cut))
    }
}
