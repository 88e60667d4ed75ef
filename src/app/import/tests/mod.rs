//! Tests of reading foreign files.

mod bring;
mod busy;
mod calendars;
mod dates;
mod delimited_files;
mod encodings;
mod json;
mod properties;
mod values;
mod vcards;

use super::{Hints, Table, read_table};

/// Reads a table that must be readable.
fn table(text: &str) -> Table {
    read_table(text.as_bytes(), &Hints::default()).unwrap()
}

/// The cells of all rows.
fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

/// The lines of all rows.
fn lines(table: &Table) -> Vec<u64> {
    table.rows.iter().map(|row| row.line).collect()
}
