//! In which order the date columns of a table stand.

use std::collections::HashMap;

use domain::{DateOrder, FieldKind};

use super::mapping::Mapping;
use crate::import::{Evidence, OrderUnknown, RowError, Table};

/// The order of each date column, and the columns of which it cannot be told.
///
/// Where most dates fit one order and some do not, the rows of those say so themselves.
pub(super) fn find_orders(
    table: &Table,
    mapping: &Mapping,
    given: Option<DateOrder>,
) -> (HashMap<usize, DateOrder>, Vec<RowError>) {
    let mut orders = HashMap::new();
    let mut errors = Vec::new();
    for (column, settled) in settle_orders(table, mapping, given) {
        match settled {
            Ok(order) | Err(OrderUnknown::Contradictory { order, .. }) => drop(orders.insert(column, order)),
            Err(OrderUnknown::Ambiguous { line, cell, readings }) => {
                let unknown = OrderUnknown::Ambiguous { line, cell, readings };
                errors.push(RowError::of_cell(line, table.column_name(column), unknown.to_string()));
            }
        }
    }
    (orders, errors)
}

/// What each date column says of its own order and of that of the whole file.
pub(super) fn settle_orders(
    table: &Table,
    mapping: &Mapping,
    given: Option<DateOrder>,
) -> Vec<(usize, Result<DateOrder, OrderUnknown>)> {
    let known = mapping.by_column().into_iter().filter(|(_, field)| field.is_date());
    let added = mapping.added.iter().filter(|added| added.field.kind == FieldKind::Date);
    let columns: Vec<usize> =
        known.map(|(column, _)| column).chain(added.map(|added| added.column)).collect();
    let evidence: Vec<Evidence> =
        columns.iter().map(|column| Evidence::of_column(table.column_cells(*column))).collect();
    columns.into_iter().zip(Evidence::settle_all(&evidence, given)).collect()
}
