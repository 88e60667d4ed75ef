//! Whether a file is one that an export wrote.

use domain::EntityRef;

use super::export_of;
use crate::import::{Hints, ImportKind, Table};

/// The column that only our own tables have.
const OWN_COLUMN: &str = "external_ids";

/// The first id of our own JSON stands within so many characters, however it is laid out.
const LOOK_AT: usize = 400;

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
    // Other programs lay JSON out in their own way; before the first id nothing but layout has white space.
    let start: String = text.chars().take(LOOK_AT).filter(|c| !c.is_whitespace()).collect();
    let document = format!("{{\"{}\":[", export.word());
    let inside = start.strip_prefix(&document).or_else(|| start.strip_prefix('[')).unwrap_or(&start);
    inside.starts_with(&format!("{{\"kind\":\"{}\",\"id\":\"{}-", main.word(), main.prefix()))
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
