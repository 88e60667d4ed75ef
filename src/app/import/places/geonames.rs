//! GeoNames' postal code files: tab-separated, without a header and without quotes.
//!
//! Columns as their readme has them: country code, postal code, place name, admin name1, admin code1, admin name2,
//! admin code2, admin name3, admin code3, latitude, longitude, accuracy.

use crate::import::table::{Row, Table};
use crate::import::{Decoded, MAX_FIELD_BYTES, MAX_ROWS, RowError, Unreadable};

/// Its columns under the names that ours go by.
const COLUMNS: [&str; 12] = [
    "country code",
    "postal code",
    "place name",
    "admin name1",
    "admin code1",
    "admin name2",
    "admin code2",
    "admin name3",
    "admin code3",
    "latitude",
    "longitude",
    "accuracy",
];
/// A row may leave out the accuracy.
const LEAST: usize = COLUMNS.len() - 1;

/// Whether a text is such a file: its first line has a country's code and a position where they belong.
pub(super) fn is_geonames(text: &str) -> bool {
    let cells: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
    let is_number = |at: usize| cells.get(at).is_some_and(|cell| cell.trim().parse::<f64>().is_ok());
    let has_country = cells[0].len() == 2 && cells[0].chars().all(|c| c.is_ascii_uppercase());
    (LEAST..=COLUMNS.len()).contains(&cells.len()) && has_country && is_number(9) && is_number(10)
}

/// Reads such a file as a table with a header; a row of another width is a problem.
pub(super) fn read_geonames(decoded: Decoded) -> Result<Table, Unreadable> {
    let mut table = Table {
        encoding: decoded.encoding,
        delimiter: Some('\t'),
        header: COLUMNS.map(str::to_owned).to_vec(),
        header_line: 0,
        rows: Vec::new(),
        problems: Vec::new(),
        notes: Vec::new(),
    };
    for (line, text) in (1..).zip(decoded.text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        if table.rows.len() == MAX_ROWS {
            return Err(Unreadable::TooManyRows { line });
        }
        let cells: Vec<String> = text.split('\t').map(str::to_owned).collect();
        if let Some(long) = cells.iter().position(|cell| cell.len() > MAX_FIELD_BYTES) {
            return Err(Unreadable::FieldTooLong { line, column: table.column_name(long) });
        }
        if !(LEAST..=COLUMNS.len()).contains(&cells.len()) {
            let reason = format!("the row has {} cells, the file {}", cells.len(), COLUMNS.len());
            table.problems.push(RowError::of_row(line, reason));
        }
        table.rows.push(Row { line, cells });
    }
    Ok(table)
}
