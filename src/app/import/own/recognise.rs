//! Whether a file is one that an export wrote.

use domain::EntityRef;

use super::export_of;
use crate::import::{Hints, ImportKind, Table};

/// The column that only our own tables have.
const OWN_COLUMN: &str = "external_ids";

/// Whether a table is our own of this kind: it has our column, and its ids are those of our records.
pub(crate) fn is_own_table(kind: ImportKind, table: &Table) -> bool {
    let Some(main) = export_of(kind).and_then(super::ExportKind::main) else { return false };
    let (Some(id), Some(_)) = (table.column("id"), table.column(OWN_COLUMN)) else { return false };
    table.rows.iter().all(|row| {
        let text = row.cell(id).trim();
        text.is_empty() || text.parse::<EntityRef>().is_ok_and(|entity| entity.kind == main)
    })
}

/// Whether a text is JSON of ours: its first object says of what kind it is, and has an id of that kind.
pub(crate) fn is_own_lines(kind: ImportKind, text: &str) -> bool {
    let Some(export) = export_of(kind) else { return false };
    let Some(main) = export.main() else { return false };
    let inside = text.trim_start();
    let document = format!("{{\"{}\":[", export.word());
    let inside = inside.strip_prefix(&document).or_else(|| inside.strip_prefix('[')).unwrap_or(inside);
    let begin = format!("{{\"kind\":\"{}\",\"id\":\"{}-", main.word(), main.prefix());
    inside.trim_start().starts_with(&begin)
}

/// A table of ours needs no guessing, whatever stands in its cells.
pub(crate) fn hints_of_own(text: &str, hints: Hints) -> Hints {
    let first = text.lines().next().unwrap_or_default();
    let is_ours = first.starts_with("id,") && first.split(',').any(|name| name == OWN_COLUMN);
    if !is_ours {
        return hints;
    }
    Hints { delimiter: hints.delimiter.or(Some(',')), header_line: hints.header_line.or(Some(1)) }
}
