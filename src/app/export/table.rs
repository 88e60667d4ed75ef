//! Bundles into the rows of a sheet.

use serde_json::Value;

use super::bundle::Bundle;
use super::cell::Cell;
use super::error::ExportError;
use super::shape::{Fields, Names, Place, value_at};
use super::sheet::Part;

/// The rows of one bundle: as many as the longest of its parts, at least one.
pub(super) fn rows_of(bundle: &Bundle, parts: &[Part], place: Place) -> Result<Vec<Vec<Cell>>, ExportError> {
    let Some((main, others)) = parts.split_first() else { return Ok(Vec::new()) };
    let mut fields = fields_of(&bundle.main.1)?;
    fields.extend(bundle.derived.iter().map(|(name, value)| (format!("@{name}"), value.clone())));
    let mut head = cells_of(&bundle.main.0.to_string(), &fields, main, &bundle.names, place);
    let height = bundle.parts.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut rows = Vec::with_capacity(height);
    for number in 0..height {
        let mut row = if number + 1 == height { std::mem::take(&mut head) } else { head.clone() };
        for (part, records) in others.iter().zip(&bundle.parts) {
            match records.get(number) {
                Some((id, record)) => {
                    row.extend(cells_of(&id.to_string(), &fields_of(record)?, part, &bundle.names, place));
                }
                None => row.extend(std::iter::repeat_n(Cell::Blank, part.columns.len() + 1)),
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

fn cells_of(id: &str, fields: &Fields, part: &Part, names: &Names, place: Place) -> Vec<Cell> {
    let mut cells = vec![Cell::text(id)];
    cells.extend(part.columns.iter().map(|column| match found(fields, &column.path) {
        Some(value) => column.shape.write(value, names, place),
        None => Cell::Blank,
    }));
    cells
}

fn found<'f>(fields: &'f Fields, path: &str) -> Option<&'f Value> {
    if path.starts_with('@') { fields.get(path) } else { value_at(fields, path) }
}

fn fields_of(record: &domain::Record) -> Result<Fields, ExportError> {
    record.to_fields().map_err(|error| ExportError::Format(format!("a record cannot be written: {error}")))
}
