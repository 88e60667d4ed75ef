//! A foreign file as a table, whatever it was written as.

use std::collections::HashSet;

use super::delimited::read_delimited;
use super::encoding::{Decoded, Encoding, decode};
use super::json_lines::{looks_like_json, read_json_lines};
use super::problem::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, RowError, Unreadable};

/// A header and its rows, with everything that was odd about the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How the bytes were read.
    pub encoding: Encoding,
    /// What divides the cells; none for JSON lines.
    pub delimiter: Option<char>,
    /// The columns' names: trimmed, never blank, never twice the same.
    pub header: Vec<String>,
    /// The header's line in the file, from 1; for JSON lines the first object's.
    pub header_line: u64,
    /// The data rows in file order; rows of blank cells only are left out.
    pub rows: Vec<Row>,
    /// What makes a row wrong: it can't be imported as it stands.
    pub problems: Vec<RowError>,
    /// What was mended or left out on the way: worth showing, not in the way of importing.
    pub notes: Vec<RowError>,
}

/// One data row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file where it starts, from 1.
    pub line: u64,
    /// Its cells, untrimmed, at least as many as the header has; more only when a problem says so.
    pub cells: Vec<String>,
}

/// What the person already knows about a file; the rest is found out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The delimiter, one of comma, semicolon, tab and `|`.
    pub delimiter: Option<char>,
    /// The line that the header stands on, from 1.
    pub header_line: Option<u64>,
}

impl Table {
    /// A table that nothing has been read into yet.
    pub(super) fn empty(encoding: Encoding, delimiter: Option<char>, header_line: u64) -> Self {
        Table {
            encoding,
            delimiter,
            header: Vec::new(),
            header_line,
            rows: Vec::new(),
            problems: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The place of a column by its name, letter case aside.
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = name.trim().to_lowercase();
        self.header.iter().position(|column| column.to_lowercase() == name)
    }

    /// The column's name for messages; one beyond the header is named by its place.
    pub fn column_name(&self, index: usize) -> String {
        self.header.get(index).cloned().unwrap_or_else(|| format!("column {}", index + 1))
    }

    /// The cells of one column with their lines.
    pub fn column_cells(&self, index: usize) -> impl Iterator<Item = (u64, &str)> {
        self.rows.iter().map(move |row| (row.line, row.cell(index)))
    }
}

impl Row {
    /// The cell at a place; blank when the row has none there.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }
}

/// Reads a delimited file or JSON lines; which of them is found from the text.
pub fn read_table(bytes: &[u8], hints: &Hints) -> Result<Table, Unreadable> {
    read_decoded(decode(bytes)?, hints)
}

/// As [`read_table`], of a file whose text is known already.
pub(crate) fn read_decoded(decoded: Decoded, hints: &Hints) -> Result<Table, Unreadable> {
    let replaced = decoded.encoding.replaced;
    let mut table = if hints.delimiter.is_none() && looks_like_json(&decoded.text) {
        read_json_lines(&decoded.text, decoded.encoding)?
    } else {
        read_delimited(&decoded.text, decoded.encoding, hints)?
    };
    if replaced > 0 {
        report_replaced(&mut table, replaced);
    }
    table.problems.sort_by_key(|problem| problem.row);
    table.notes.sort_by_key(|note| note.row);
    Ok(table)
}

/// Names the first cell with an unreadable character; one finding stands for all.
fn report_replaced(table: &mut Table, replaced: usize) {
    let first = table.rows.iter().find_map(|row| {
        let index = row.cells.iter().position(|cell| cell.contains('\u{fffd}'))?;
        Some((row.line, table.column_name(index)))
    });
    let (line, column) = match first {
        Some((line, column)) => (line, Some(column)),
        None => (table.header_line, None),
    };
    let reason = format!(
        "{replaced} characters of the file are not valid {}; they stand as \u{fffd}",
        table.encoding.name
    );
    table.notes.push(RowError { row: line, column, reason });
}

/// Makes column names trimmed, present and different, telling each change.
pub(super) fn unique_names(names: Vec<String>, mut tell: impl FnMut(String)) -> Vec<String> {
    let given: HashSet<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    let mut taken = HashSet::new();
    let mut unique = Vec::with_capacity(names.len());
    for (index, name) in names.into_iter().enumerate() {
        let name = name.trim();
        let base = if name.is_empty() { format!("column {}", index + 1) } else { name.to_owned() };
        let mut candidate = base.clone();
        let mut count = 1;
        // A made-up name must not be one that another column was given.
        let is_free = |taken: &HashSet<String>, candidate: &str| {
            let lower = candidate.to_lowercase();
            !taken.contains(&lower) && (candidate == name || !given.contains(&lower))
        };
        while !is_free(&taken, &candidate) {
            count += 1;
            candidate = format!("{base} ({count})");
        }
        taken.insert(candidate.to_lowercase());
        if name.is_empty() {
            tell(format!("column {} has no name and is called \"{candidate}\"", index + 1));
        } else if candidate != name {
            tell(format!("a second column \"{base}\" is called \"{candidate}\""));
        }
        unique.push(candidate);
    }
    unique
}

/// Counts what has been read against the caps.
#[derive(Debug, Default)]
pub(super) struct Volume {
    rows: usize,
    cells: usize,
}

impl Volume {
    /// Counts one row; refuses the first that goes over a cap.
    pub(super) fn add_row(&mut self, line: u64, cells: usize) -> Result<(), Unreadable> {
        self.rows += 1;
        self.cells += cells;
        if self.rows > MAX_ROWS {
            return Err(Unreadable::TooManyRows { line });
        }
        if cells > MAX_COLUMNS || self.cells > MAX_CELLS {
            return Err(Unreadable::TooManyColumns { line });
        }
        Ok(())
    }
}
