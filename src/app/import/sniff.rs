//! Finding a delimited file's delimiter and its header row.

use super::delimited::Record;

/// The delimiters that are looked for, most usual first.
pub(super) const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How much of a file the delimiter is found from, in bytes.
const SAMPLE_BYTES: usize = 64 * 1024;

/// How many records the header is looked for in.
const HEADER_WITHIN: usize = 50;

/// A spreadsheet program's first line that names the delimiter, such as `sep=;`.
pub(super) fn named_delimiter(text: &str) -> Option<char> {
    let line = text.lines().next()?.trim().trim_matches('"');
    let name = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    let name = if name.is_empty() { "\t" } else { name };
    DELIMITERS.into_iter().find(|delimiter| name == delimiter.to_string())
}

/// The start of the text, cut at the end of a line if there is one, and whether it was cut.
fn sample_of(text: &str) -> (&str, bool) {
    if text.len() <= SAMPLE_BYTES {
        return (text, false);
    }
    let start = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    (start.rfind(['\n', '\r']).map_or(start, |at| &start[..=at]), true)
}

/// Finds the delimiter under which most records have the same number of cells, and more than one.
///
/// A comma when nothing divides the rows: a table of one column.
pub(super) fn find_delimiter(text: &str, records_of: impl Fn(&str, char) -> Vec<Record>) -> char {
    let (sample, was_cut) = sample_of(text);
    let mut best = (0.0, ',');
    for delimiter in DELIMITERS {
        let mut records = records_of(sample, delimiter);
        if was_cut {
            // The cut may go through a quoted cell, and so through the last record.
            records.pop();
        }
        let score = evenness(&records);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// The share of records with the most usual width; zero when that is one cell.
#[expect(clippy::cast_precision_loss, reason = "counts of a 64 KiB sample")]
fn evenness(records: &[Record]) -> f64 {
    let width = usual_width(records);
    if width < 2 {
        return 0.0;
    }
    let even = records.iter().filter(|record| record.cells.len() == width).count();
    // Among equally even readings the one with more cells explains more of the file.
    even as f64 / records.len() as f64 + width as f64 * 1e-6
}

/// The most usual number of cells; the larger of two equally usual ones.
fn usual_width(records: &[Record]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(|record| record.cells.len()).collect();
    widths.sort_unstable();
    widths.chunk_by(PartialEq::eq).max_by_key(|run| (run.len(), run[0])).map_or(0, |run| run[0])
}

/// Finds the header's place among the records: after titles, comments and blank rows.
pub(super) fn find_header(records: &[Record]) -> Option<usize> {
    let sample = &records[..records.len().min(HEADER_WITHIN)];
    let width = usual_width(records);
    let fullness = usual_fullness(sample, width);
    let is_full = |record: &Record| {
        let filled = record.filled();
        filled >= width.min(2) && filled * 2 >= fullness && !is_comment(record, width)
    };
    let first = sample.iter().position(is_full)?;
    if sample[first].cells.len() == width || rows_end_blank(sample, width, sample[first].cells.len()) {
        return Some(first);
    }
    // A title that holds a delimiter: the header is the first row as wide as the data.
    let wide = sample.iter().position(|record| record.cells.len() == width && is_full(record));
    Some(wide.unwrap_or(first))
}

/// The middle number of cells that are not blank, over records of the usual width.
fn usual_fullness(records: &[Record], width: usize) -> usize {
    let mut filled: Vec<usize> =
        records.iter().filter(|record| record.cells.len() == width).map(Record::filled).collect();
    filled.sort_unstable();
    filled.get(filled.len() / 2).copied().unwrap_or(0)
}

/// Whether every record of the usual width has nothing beyond the header's cells.
fn rows_end_blank(records: &[Record], width: usize, header_width: usize) -> bool {
    records
        .iter()
        .filter(|record| record.cells.len() == width)
        .all(|record| record.cells.iter().skip(header_width).all(|cell| cell.trim().is_empty()))
}

/// Whether the record is a remark: it begins with `#` and is not shaped like the table.
pub(super) fn is_comment(record: &Record, width: usize) -> bool {
    let begins = record.cells.first().is_some_and(|cell| cell.trim_start().starts_with('#'));
    begins && (record.cells.len() != width || record.filled() == 1 && width > 1)
}
