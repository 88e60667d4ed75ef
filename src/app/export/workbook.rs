//! A workbook: texts as texts, whatever they look like, and days, moments and amounts as what they are.

use std::io::{Seek, Write};

use chrono::NaiveDateTime;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::Cell;
use super::error::ExportError;

/// The most characters that a cell holds.
const MOST_IN_CELL: usize = 32_767;
/// The most rows that a sheet has, its header included.
const MOST_ROWS: u32 = 1_048_576;

/// A workbook of one sheet being written; its rows wait in a temporary file, not in memory.
pub(super) struct Book {
    workbook: Workbook,
    next: u32,
    cut: u64,
    day: Format,
    moment: Format,
    amounts: [Format; 4],
}

impl Book {
    /// A sheet with a header that stays in sight.
    pub(super) fn begin(name: &str, columns: &[String]) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, name) in (0..).zip(columns) {
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        let of = |pattern: &str| Format::new().set_num_format(pattern);
        let amounts = [of("#,##0"), of("#,##0.0"), of("#,##0.00"), of("#,##0.000")];
        Ok(Book { workbook, next: 1, cut: 0, day: of("yyyy-mm-dd"), moment: of("yyyy-mm-dd hh:mm"), amounts })
    }

    /// Writes a row.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        if self.next == MOST_ROWS {
            let message = "a sheet holds 1,048,575 rows; export fewer, or as csv";
            return Err(ExportError::Format(message.to_owned()));
        }
        let row = self.next;
        self.next += 1;
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => self.cut += write_text(sheet, row, column, text)?,
                Cell::Id(id) => drop(sheet.write_string(row, column, id.to_string())?),
                #[expect(clippy::cast_precision_loss, reason = "a sheet has only such numbers")]
                Cell::Count(count) => drop(sheet.write_number(row, column, *count as f64)?),
                Cell::Number(number) => drop(sheet.write_number(row, column, *number)?),
                Cell::Amount(_, places) => {
                    let exact: f64 = cell.plain().parse().unwrap_or_default();
                    let format = &self.amounts[(*places).min(3)];
                    sheet.write_number_with_format(row, column, exact, format)?;
                }
                Cell::Yes => drop(sheet.write_boolean(row, column, true)?),
                Cell::Date(date) => {
                    let at = date.and_time(chrono::NaiveTime::MIN);
                    write_time(sheet, (row, column), at, &self.day, "%Y-%m-%d")?;
                }
                Cell::At(at) => {
                    let local = at.naive_local();
                    write_time(sheet, (row, column), local, &self.moment, "%Y-%m-%d %H:%M:%S")?;
                }
            }
        }
        Ok(())
    }

    /// Ends the workbook; gives how many texts had to be cut.
    pub(super) fn finish<W: Write + Seek + Send>(mut self, out: W) -> Result<u64, ExportError> {
        self.workbook.save_to_writer(out)?;
        Ok(self.cut)
    }
}

/// Writes a text, cut where a cell can hold no more.
fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<u64, ExportError> {
    if text.encode_utf16().count() <= MOST_IN_CELL {
        sheet.write_string(row, column, text)?;
        return Ok(0);
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_IN_CELL
    };
    let cut: String = text.chars().take_while(fits).chain(['…']).collect();
    sheet.write_string(row, column, cut)?;
    Ok(1)
}

/// Writes a date and time as such; one before the calendar of workbooks begins stands as text.
fn write_time(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    at: NaiveDateTime,
    format: &Format,
    pattern: &str,
) -> Result<(), ExportError> {
    match ExcelDateTime::parse_from_str(&at.format("%Y-%m-%dT%H:%M:%S").to_string()) {
        Ok(time) => drop(sheet.write_datetime_with_format(row, column, &time, format)?),
        Err(_) => drop(sheet.write_string(row, column, at.format(pattern).to_string())?),
    }
    Ok(())
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => ExportError::Io(error),
            other => ExportError::Format(format!("the workbook cannot be written: {other}")),
        }
    }
}
