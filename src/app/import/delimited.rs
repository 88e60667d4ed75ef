//! Delimited text (CSV and its kin) into a table.

use csv::{ReaderBuilder, StringRecord};

use super::encoding::Encoding;
use super::problem::{MAX_CELLS, MAX_COLUMNS, MAX_FIELD_BYTES, MAX_ROWS, RowError, Unreadable};
use super::quoting::{LineCounter, QuoteFaults, find_quote_faults};
use super::sniff::{find_delimiter, find_header, is_comment, named_delimiter};
use super::table::{Hints, Row, Table, Volume, unique_names};

/// One record as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line where it starts, from 1.
    pub(super) line: u64,
    /// Its cells, untrimmed.
    pub(super) cells: Vec<String>,
    /// Whether a blank line or row stands before it.
    pub(super) after_blank: bool,
}

impl Record {
    /// How many cells are not blank.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// Reads delimited text; what the hints leave open is found from the text.
pub(super) fn read_delimited(text: &str, encoding: Encoding, hints: &Hints) -> Result<Table, Unreadable> {
    let named = named_delimiter(text);
    let (body, first_line) = if named.is_some() { after_first_line(text) } else { (text, 1) };
    let delimiter = hints.delimiter.or(named).unwrap_or_else(|| {
        find_delimiter(body, |sample, candidate| {
            read_records(sample, candidate, first_line).unwrap_or_default()
        })
    });
    let faults = find_quote_faults(body, byte_of(delimiter));
    refuse_open_quote(body, first_line, &faults)?;
    let mut records = read_records(body, delimiter, first_line)?;
    let header_at = match hints.header_line {
        Some(line) => records.iter().position(|record| record.line >= line),
        None => find_header(&records),
    }
    .ok_or(Unreadable::NoHeader)?;
    let data = records.split_off(header_at + 1);
    let header = records.pop().ok_or(Unreadable::NoHeader)?;
    let mut table = Table::empty(encoding, Some(delimiter), header.line);
    note_titles(&mut table, &records);
    let has_comments = records.iter().any(|record| is_comment(record, header.cells.len()));
    let data = set_aside_remarks(&mut table, data, header.cells.len(), has_comments);
    refuse_long_cell(&table, header.line, &header.cells)?;
    name_columns(&mut table, header, &data);
    fill_rows(&mut table, data)?;
    report_stray_quotes(&mut table, body, first_line, &faults);
    Ok(table)
}

/// The delimiters are all ASCII; anything else a caller hints is taken as a comma.
fn byte_of(delimiter: char) -> u8 {
    u8::try_from(delimiter).ok().filter(u8::is_ascii).unwrap_or(b',')
}

fn after_first_line(text: &str) -> (&str, u64) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let rest = &text[end..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
    (rest, 2)
}

fn refuse_open_quote(text: &str, first_line: u64, faults: &QuoteFaults) -> Result<(), Unreadable> {
    let Some(open) = faults.open else { return Ok(()) };
    let line = LineCounter::new(text, first_line).line_at(open.at);
    Err(Unreadable::OpenQuote { line, column: open.column + 1 })
}

/// Reads all records, leaving out blank lines and rows of blank cells only.
fn read_records(text: &str, delimiter: char, first_line: u64) -> Result<Vec<Record>, Unreadable> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(byte_of(delimiter))
        .from_reader(text.as_bytes());
    let mut lines = LineCounter::new(text, first_line);
    let (mut records, mut cells, mut record) = (Vec::new(), 0_usize, StringRecord::new());
    let (mut after_blank, mut next_line) = (false, first_line);
    // The text is valid UTF-8 and ragged rows are allowed, so only reading from memory could fail.
    while reader.read_record(&mut record).map_err(|error| Unreadable::Io(error.to_string()))? {
        let line = start_line(&record, text, &mut lines);
        after_blank |= line > next_line;
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        next_line = next_line_after(text, end, &mut lines);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            after_blank = true;
            continue;
        }
        cells += record.len();
        if record.len() > MAX_COLUMNS || cells > MAX_CELLS {
            return Err(Unreadable::TooManyColumns { line });
        }
        let cells = record.iter().map(str::to_owned).collect();
        records.push(Record { line, cells, after_blank });
        after_blank = false;
    }
    Ok(records)
}

/// The line of a record's first cell: the reader's place may still be before ends of earlier lines.
fn start_line(record: &StringRecord, text: &str, lines: &mut LineCounter<'_>) -> u64 {
    let place = record.position().map_or(0, csv::Position::byte);
    let place = usize::try_from(place).unwrap_or(usize::MAX).min(text.len());
    let ends = text.as_bytes()[place..].iter().take_while(|&&byte| matches!(byte, b'\r' | b'\n')).count();
    lines.line_at(place + ends)
}

/// The line after the one that a record ended on; the reader may have stopped between CR and LF.
fn next_line_after(text: &str, end: usize, lines: &mut LineCounter<'_>) -> u64 {
    let between =
        end > 0 && text.as_bytes().get(end - 1) == Some(&b'\r') && text.as_bytes().get(end) == Some(&b'\n');
    lines.line_at(end + usize::from(between))
}

fn note_titles(table: &mut Table, titles: &[Record]) {
    for title in titles {
        let text = shown(&title.cells);
        table.notes.push(RowError::of_row(title.line, format!("left out, stands above the header: {text}")));
    }
}

/// The most rows below a table that may pass for remarks.
const MAX_TRAILERS: usize = 3;

/// Takes remarks out of the data: comments where the file has them, and what follows the table.
fn set_aside_remarks(table: &mut Table, data: Vec<Record>, width: usize, comments: bool) -> Vec<Record> {
    let (remarks, mut data): (Vec<_>, Vec<_>) =
        data.into_iter().partition(|record| comments && is_comment(record, width));
    for remark in remarks {
        let text = shown(&remark.cells);
        table.notes.push(RowError::of_row(remark.line, format!("left out, a comment: {text}")));
    }
    // Where blank rows stand between the data too, they set nothing apart.
    let blanks_divide = data.iter().filter(|record| record.after_blank).count() <= MAX_TRAILERS;
    for _ in 0..MAX_TRAILERS {
        if let Some(trailer) = data.pop_if(|last| width > 1 && is_trailer(last, blanks_divide)) {
            let text = shown(&trailer.cells);
            table.notes.push(RowError::of_row(trailer.line, format!("left out, follows the table: {text}")));
        }
    }
    data
}

/// Whether a last row is a remark: one text alone, set apart by a blank row or telling when the
/// file was made.
fn is_trailer(record: &Record, blanks_divide: bool) -> bool {
    let alone = record.filled() == 1 && record.cells.first().is_some_and(|cell| !cell.trim().is_empty());
    alone && (blanks_divide && record.after_blank || tells_when(&record.cells[0]))
}

/// Whether the text reads like `Saturday, Nov 22, 2025 10:00:12 AM GMT-8`.
fn tells_when(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has_clock = lower
        .as_bytes()
        .windows(3)
        .any(|three| three[0].is_ascii_digit() && three[1] == b':' && three[2].is_ascii_digit());
    let has_year = lower
        .split(|character: char| !character.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    has_clock && has_year
}

fn shown(cells: &[String]) -> String {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let text = filled.join(" ");
    if text.chars().count() > 80 { text.chars().take(79).chain(['…']).collect() } else { text }
}

fn name_columns(table: &mut Table, header: Record, data: &[Record]) {
    let mut names = header.cells;
    let used = |index: usize| {
        data.iter().any(|record| record.cells.get(index).is_some_and(|cell| !cell.trim().is_empty()))
    };
    while names.last().is_some_and(|name| name.trim().is_empty()) && !used(names.len() - 1) {
        names.pop();
    }
    let line = header.line;
    table.header = unique_names(names, |reason| table.notes.push(RowError::of_row(line, reason)));
}

fn refuse_long_cell(table: &Table, line: u64, cells: &[String]) -> Result<(), Unreadable> {
    match cells.iter().position(|cell| cell.len() > MAX_FIELD_BYTES) {
        Some(index) => Err(Unreadable::FieldTooLong { line, column: table.column_name(index) }),
        None => Ok(()),
    }
}

fn fill_rows(table: &mut Table, data: Vec<Record>) -> Result<(), Unreadable> {
    let width = table.header.len();
    let mut volume = Volume::default();
    table.rows.reserve(data.len().min(MAX_ROWS));
    for mut record in data {
        volume.add_row(record.line, record.cells.len())?;
        refuse_long_cell(table, record.line, &record.cells)?;
        let found = record.cells.len();
        while record.cells.len() > width && record.cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            record.cells.pop();
        }
        if record.cells.len() > width {
            let reason = format!(
                "the row has {found} cells, the header {width}; is a delimiter inside a text that is not quoted?"
            );
            table.problems.push(RowError::of_row(record.line, reason));
        } else if found < width {
            let reason = format!("the row ends after {found} of {width} cells; the rest is taken as blank");
            table.notes.push(RowError::of_row(record.line, reason));
            record.cells.resize(width, String::new());
        } else {
            record.cells.resize(width, String::new());
        }
        table.rows.push(Row { line: record.line, cells: record.cells });
    }
    Ok(())
}

fn report_stray_quotes(table: &mut Table, text: &str, first_line: u64, faults: &QuoteFaults) {
    let mut lines = LineCounter::new(text, first_line);
    for stray in &faults.stray {
        let line = lines.line_at(stray.at);
        let column = table.column_name(stray.column);
        let reason = "text follows a closing quote; a quote inside a quoted text must be doubled (\"\")";
        table.notes.push(RowError::of_cell(line, column, reason));
    }
}
