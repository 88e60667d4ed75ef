//! Columns that feed fields which the business added.

use domain::{DateOrder, Definitions, FieldDefinition, FieldKind, FieldOn, FieldValue, Fields};

use super::cells::Cells;
use super::kind::ImportKind;
use super::mapping::Mapping;
use crate::import::{RowError, Table, read_date, read_flag, text};

/// What a person writes before the id of such a field: `--map COLUMN=field:boiler_key`.
const PREFIX: &str = "field:";

/// A column that feeds a field which the business added.
#[derive(Debug, Clone)]
pub(super) struct AddedColumn {
    /// The field.
    pub(super) field: FieldDefinition,
    /// The column, from 0.
    pub(super) column: usize,
}

impl AddedColumn {
    /// Its name in a report and for `--map`.
    pub(super) fn name(&self) -> String {
        added_name(&self.field)
    }
}

/// The name of a field for `--map`.
pub(super) fn added_name(field: &FieldDefinition) -> String {
    format!("{PREFIX}{}.{}", field.on.kind().word(), field.id)
}

/// The records that a row of a kind makes and that can have such fields, the row's own first.
fn hosts(kind: ImportKind) -> &'static [FieldOn] {
    match kind {
        ImportKind::Clients => &[FieldOn::Client, FieldOn::Site],
        ImportKind::Jobs => &[FieldOn::Job, FieldOn::Site],
        ImportKind::Equipment => &[FieldOn::Equipment],
        ImportKind::Technicians | ImportKind::Services | ImportKind::Visits => &[],
    }
}

/// The fields that columns of a kind of rows can feed.
pub(super) fn added_fields(kind: ImportKind, definitions: &Definitions) -> Vec<&FieldDefinition> {
    hosts(kind).iter().flat_map(|on| definitions.on(*on)).collect()
}

/// What is said when no column feeds a field that every record of the rows' own kind has: they come in without it.
pub(super) fn unfed(
    table: &Table,
    kind: ImportKind,
    mapping: &Mapping,
    definitions: &Definitions,
) -> Vec<RowError> {
    let required =
        hosts(kind).iter().take(1).flat_map(|on| definitions.on(*on)).filter(|field| field.required);
    let missing = required.filter(|field| !mapping.added.iter().any(|added| added.field == **field));
    let said = |field: &FieldDefinition| {
        let (label, word, name) = (&field.label, field.on.kind().word(), added_name(field));
        format!("no column has “{label}”, which every {word} has; if one does, say --map COLUMN={name}")
    };
    missing.map(|field| RowError::of_row(table.header_line, said(field))).collect()
}

/// The field that a column's head names by id or label.
pub(super) fn added_by_head<'d>(
    kind: ImportKind,
    head: &str,
    definitions: &'d Definitions,
) -> Option<&'d FieldDefinition> {
    hosts(kind).iter().find_map(|on| definitions.named(*on, head))
}

/// The field that `--map` names: `field:boiler_key`, `field:site.boiler_key`; none when it names another.
pub(super) fn added_by_map<'d>(
    kind: ImportKind,
    said: &str,
    definitions: &'d Definitions,
) -> Option<&'d FieldDefinition> {
    let name = said.trim().strip_prefix(PREFIX)?.trim();
    let (word, id) = name.split_once('.').unwrap_or(("", name));
    let mut asked = hosts(kind).iter().filter(|on| word.is_empty() || on.kind().word() == word);
    asked.find_map(|on| definitions.named(*on, id))
}

impl Cells<'_> {
    /// The values of the fields that the business added to a kind of record; a cell that is no value is an
    /// error. With `is_row` the record is the row's own, and a required one that is missing is remarked on.
    pub(super) fn added(&mut self, on: FieldOn, is_row: bool) -> Fields {
        let mut fields = Fields::new();
        for column in self.sheet().mapping.added.iter().filter(|added| added.field.on == on) {
            match self.added_cell(column) {
                Some(Ok(value)) => drop(fields.insert(column.field.id.clone(), value)),
                Some(Err(reason)) => self.fail(column.column, reason),
                None if is_row && column.field.required => {
                    let word = on.kind().word();
                    self.warn(
                        column.column,
                        format!("it is empty, and every {word} has “{}”", column.field.label),
                    );
                }
                None => {}
            }
        }
        fields
    }

    fn added_cell(&self, added: &AddedColumn) -> Option<Result<FieldValue, String>> {
        let cell = text(self.row().cell(added.column))?;
        let order = self.sheet().orders.get(&added.column).copied();
        Some(read_cell(&added.field.kind, cell, order.unwrap_or(DateOrder::Ymd)))
    }
}

fn read_cell(kind: &FieldKind, cell: &str, order: DateOrder) -> Result<FieldValue, String> {
    let plain = |cell: &str| kind.read(cell).map_err(|fault| format!("{}; {}", fault.message, fault.mend));
    match kind {
        FieldKind::Date => match read_date(cell, order)? {
            Some(read) => Ok(FieldValue::Text(read.date.to_string())),
            None => plain(cell),
        },
        FieldKind::YesNo => match read_flag(cell)? {
            Some(yes) => Ok(FieldValue::YesNo(yes)),
            None => plain(cell),
        },
        FieldKind::Text | FieldKind::Number | FieldKind::Choice(_) => plain(cell),
    }
}
