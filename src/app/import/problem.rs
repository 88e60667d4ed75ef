//! What can be wrong with a foreign file, and the caps it is held to.

use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;

/// The largest file that is read, in bytes (RELIABILITY: "Import is all or nothing").
pub const MAX_FILE_BYTES: usize = 50 * 1024 * 1024;
/// The most data rows, or cards, in one file.
pub const MAX_ROWS: usize = 100_000;
/// The longest cell or card property, in bytes.
pub const MAX_FIELD_BYTES: usize = 64 * 1024;
/// The most columns in one table.
pub const MAX_COLUMNS: usize = 1_000;
/// The most cells in one table; bounds memory where many rows meet many columns.
pub const MAX_CELLS: usize = 10_000_000;
/// The deepest nesting of objects in a line of JSON.
pub const MAX_DEPTH: usize = 16;

/// Something about one place of a file, said so that a person can find and mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowError {
    /// The line of the file where the row starts, counted from 1.
    pub row: u64,
    /// The column's name, or none when the whole row is meant.
    pub column: Option<String>,
    /// What is wrong, and how to mend it when that is known.
    pub reason: String,
}

impl RowError {
    /// Says something about a whole row.
    pub fn of_row(row: u64, reason: impl Into<String>) -> Self {
        RowError { row, column: None, reason: reason.into() }
    }

    /// Says something about one cell.
    pub fn of_cell(row: u64, column: impl Into<String>, reason: impl Into<String>) -> Self {
        RowError { row, column: Some(column.into()), reason: reason.into() }
    }
}

/// A cell's text in quotes for a message, cut short when it is long.
pub(super) fn quoted(cell: &str) -> String {
    let cell = cell.trim();
    match cell.char_indices().nth(60) {
        Some((at, _)) => format!("\"{}…\"", &cell[..at]),
        None => format!("\"{cell}\""),
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Reading the bytes failed.
    #[error("the file could not be read: {0}")]
    Io(String),
    /// There is nothing but white space in it.
    #[error("the file is empty")]
    Empty,
    /// It is over [`MAX_FILE_BYTES`].
    #[error("the file is larger than 50 MiB; split it and import the parts one after another")]
    TooLarge,
    /// It is not text.
    #[error("this is not a text file: {found}; {mend}")]
    Binary {
        /// What shows that it is not text.
        found: String,
        /// What to do instead.
        mend: String,
    },
    /// No row could be the header.
    #[error("no header row was found; the first row must name the columns")]
    NoHeader,
    /// There is no vCard in it.
    #[error("no card was found; a vCard file has BEGIN:VCARD and END:VCARD around each contact")]
    NoCard,
    /// A quote swallows the rest of the file.
    #[error(
        "line {line}, column {column}: a quote is opened and never closed; close it, or double it (\"\") if it is part of the text"
    )]
    OpenQuote {
        /// The line of the quote, from 1.
        line: u64,
        /// The cell's place in its row, from 1.
        column: usize,
    },
    /// A cell is over [`MAX_FIELD_BYTES`].
    #[error(
        "line {line}, column {column}: the text is longer than 64 KiB; shorten it, or look for a missing quote"
    )]
    FieldTooLong {
        /// The line where its row starts, from 1.
        line: u64,
        /// The column's name.
        column: String,
    },
    /// There are over [`MAX_ROWS`] rows.
    #[error("line {line}: more than 100,000 rows; split the file and import the parts one after another")]
    TooManyRows {
        /// The line of the first row that is too many.
        line: u64,
    },
    /// There are over [`MAX_COLUMNS`] columns or [`MAX_CELLS`] cells.
    #[error(
        "line {line}: too many columns (at most 1,000, and 10 million cells in all); leave out what is not needed"
    )]
    TooManyColumns {
        /// The line where the count went over.
        line: u64,
    },
}
