//! Bundles into the rows of a sheet.

use super::around::Around;
use super::bundle::Bundle;
use super::cell::Cell;
use super::error::ExportError;
use super::sheet::Part;
use domain::{EntityRef, Record};

/// Gives the rows of one bundle: as many as the longest of its parts, at least one.
pub(super) fn each_row(
    bundle: &Bundle<'_>,
    parts: &[Part],
    mut take: impl FnMut(&[Cell<'_>]) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let Some((main, others)) = parts.split_first() else { return Ok(()) };
    let around = &bundle.around;
    let mut row = Vec::with_capacity(parts.iter().map(|part| part.columns.len() + 1).sum());
    add_cells(&mut row, main, bundle.main.0, bundle.main.1, around);
    let own = row.len();
    let height = bundle.parts.iter().map(|records| records.len()).max().unwrap_or(0).max(1);
    for number in 0..height {
        row.truncate(own);
        for (part, records) in others.iter().zip(&bundle.parts) {
            match records.get(number) {
                Some((id, record)) => add_cells(&mut row, part, *id, record, around),
                None => row.resize(row.len() + part.columns.len() + 1, Cell::Blank),
            }
        }
        take(&row)?;
    }
    Ok(())
}

fn add_cells<'r>(
    row: &mut Vec<Cell<'r>>,
    part: &Part,
    id: EntityRef,
    record: &'r Record,
    around: &Around<'r>,
) {
    row.push(Cell::Id(id));
    row.extend(part.columns.iter().map(|column| column.cell(record, around)));
}
