//! How a file would be read, before any row is looked at closely: what a person can check and change.

use chrono::NaiveDate;
use domain::DateOrder;

use super::added::{AddedColumn, added_fields, added_name, unfed};
use super::header::field_names;
use super::kind::ImportKind;
use super::mapping::Mapping;
use super::options::ImportOptions;
use super::orders::settle_orders;
use super::report::ImportReport;
use super::{Input, describe_cards, describe_table, read_input};
use crate::import::{OrderUnknown, Row, RowError, Table, Unreadable, text};

/// So many different values of a column are shown.
const SAMPLES: usize = 3;
/// Values for samples are looked for in so many rows.
const SAMPLE_ROWS: usize = 200;

/// How a file would be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportPreview {
    /// What its rows are taken for.
    pub kind: ImportKind,
    /// Whose ids it has.
    pub source: String,
    /// How many data rows or cards it has.
    pub rows: u64,
    /// Whose layout it looks like: a program's name, `columns by name`, `vCard`.
    pub layout: String,
    /// The encoding's name.
    pub encoding: String,
    /// What divides the cells.
    pub delimiter: Option<char>,
    /// The header's line, from 1; none for cards.
    pub header_line: Option<u64>,
    /// Its columns in order; none for cards.
    pub columns: Vec<PreviewColumn>,
    /// The fields that a column can feed.
    pub fields: Vec<String>,
    /// The labels of those that the business added.
    added_labels: Vec<(String, String)>,
    /// The order of its dates, where it matters.
    pub dates: DatesPreview,
    /// Whether nothing says whose the rows are, so that one client must be named for all.
    pub needs_client: bool,
    /// What is wrong with the mapping.
    pub errors: Vec<RowError>,
    /// What is wrong with rows as such, and what was mended in reading.
    pub notes: Vec<RowError>,
}

/// A column and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewColumn {
    /// Its name.
    pub name: String,
    /// The field that it feeds; none when it is not used.
    pub field: Option<String>,
    /// Its first different values.
    pub samples: Vec<String>,
}

/// In which order the dates of a file stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatesPreview {
    /// It has no dates, or all read alike in every order.
    None,
    /// They stand in this order.
    Known(DateOrder),
    /// A date has two readings and no other tells: the person must say.
    Ambiguous {
        /// The column.
        column: String,
        /// The line, from 1.
        line: u64,
        /// The date as written.
        cell: String,
        /// Two orders, and the day that each makes of it.
        readings: [(DateOrder, NaiveDate); 2],
    },
}

impl ImportPreview {
    /// A field as it is shown: by the label that the business gave it, else by its name in words.
    pub fn label_of(&self, field: &str) -> String {
        let added = self.added_labels.iter().find(|(name, _)| name == field);
        added.map_or_else(|| field.replace('_', " "), |(_, label)| label.clone())
    }
}

/// Reads a file as an import would, without bringing anything in.
pub fn preview_import(
    kind: ImportKind,
    bytes: &[u8],
    options: &ImportOptions,
) -> Result<ImportPreview, Unreadable> {
    let input = read_input(kind, bytes, options)?;
    let mut report = ImportReport::new(kind, options.source_name(), true);
    let mut preview = match &input {
        Input::Cards(cards) => {
            describe_cards(&mut report, cards);
            let mut preview = described(report);
            preview.notes.extend(cards.problems.iter().cloned());
            preview
        }
        Input::OwnLines(decoded) => {
            report.recognised.encoding = super::encoding_name(&decoded.encoding);
            described(report)
        }
        Input::Table(table) | Input::OwnTable(table) => {
            describe_table(&mut report, table);
            let mut preview = described(report);
            preview.notes.extend(table.problems.iter().cloned());
            read_columns(&mut preview, table, options);
            preview
        }
    };
    preview.notes.sort_by_key(|note| note.row);
    Ok(preview)
}

fn described(report: ImportReport) -> ImportPreview {
    let read = report.recognised;
    ImportPreview {
        kind: report.kind,
        source: report.source,
        rows: report.rows,
        layout: read.layout,
        encoding: read.encoding,
        delimiter: read.delimiter,
        header_line: read.header_line,
        columns: Vec::new(),
        fields: field_names(report.kind).into_iter().map(|field| field.name().to_owned()).collect(),
        added_labels: Vec::new(),
        dates: DatesPreview::None,
        needs_client: false,
        errors: Vec::new(),
        notes: report.notes,
    }
}

fn read_columns(preview: &mut ImportPreview, table: &Table, options: &ImportOptions) {
    let (mapping, errors) = Mapping::guess(table, preview.kind, options);
    let uses = mapping.by_column();
    let known_of =
        |column| uses.iter().find(|(used, _)| *used == column).map(|(_, field)| field.name().to_owned());
    let added_of = |column| mapping.added.iter().find(|added| added.column == column).map(AddedColumn::name);
    let field_of = |column| known_of(column).or_else(|| added_of(column));
    for field in added_fields(preview.kind, &options.definitions) {
        preview.fields.push(added_name(field));
        preview.added_labels.push((added_name(field), field.label.clone()));
    }
    preview.notes.extend(unfed(table, preview.kind, &mapping, &options.definitions));
    preview.columns = (table.header.iter().enumerate())
        .map(|(column, name)| PreviewColumn {
            name: name.clone(),
            field: field_of(column),
            samples: samples(&table.rows, column),
        })
        .collect();
    preview.errors = errors;
    preview.dates = dates(table, &mapping, options);
    preview.needs_client = super::rows::require_client(table, &mapping, preview.kind, options).is_err();
}

fn samples(rows: &[Row], column: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cell in rows.iter().take(SAMPLE_ROWS).filter_map(|row| text(row.cell(column))) {
        if found.len() < SAMPLES && !found.iter().any(|known| known == cell) {
            found.push(cell.to_owned());
        }
    }
    found
}

fn dates(table: &Table, mapping: &Mapping, options: &ImportOptions) -> DatesPreview {
    let settled = settle_orders(table, mapping, options.date_order);
    let open = settled.iter().find_map(|(column, settled)| match settled {
        Err(OrderUnknown::Ambiguous { line, cell, readings }) => Some(DatesPreview::Ambiguous {
            column: table.column_name(*column),
            line: *line,
            cell: cell.clone(),
            readings: *readings,
        }),
        Err(OrderUnknown::Contradictory { .. }) | Ok(_) => None,
    });
    let known = settled.iter().find_map(|(_, settled)| match settled {
        Ok(order) | Err(OrderUnknown::Contradictory { order, .. }) => Some(DatesPreview::Known(*order)),
        Err(OrderUnknown::Ambiguous { .. }) => None,
    });
    open.or(known).unwrap_or(DatesPreview::None)
}
