//! The sheets: what stands in the rows of each export, and what the columns are called.
//!
//! A row is one record with one of each of its parts: the second contact, site, visit or note of a record stands
//! in a row of its own, in which the record is repeated. So every row can be sorted and filtered, and nothing is
//! left out.

use domain::{Definitions, EntityKind};

use super::column::{Column, columns_added, columns_of, columns_of_visits};
use super::kind::ExportKind;

/// The columns of one kind of record in a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The kind.
    pub(crate) kind: EntityKind,
    /// What stands before its columns' names.
    pub(crate) prefix: &'static str,
    /// Its columns behind that of its id.
    pub(crate) columns: Vec<Column>,
}

impl Part {
    /// The name of a column of this part.
    pub(crate) fn name_of(&self, column: &str) -> String {
        format!("{}{column}", self.prefix)
    }

    /// The names of its columns, its id first.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> + '_ {
        std::iter::once(self.name_of("id"))
            .chain(self.columns.iter().map(|column| self.name_of(&column.name)))
    }
}

/// The parts of a sheet: the record itself, then what belongs to it.
pub(crate) fn parts_of(kind: ExportKind, definitions: &Definitions) -> Vec<Part> {
    let part = |kind: EntityKind, prefix| {
        let mut columns = columns_of(kind);
        columns.extend(columns_added(kind, &columns, definitions));
        Part { kind, prefix, columns }
    };
    let main = |kind: EntityKind| part(kind, "");
    let note = part(EntityKind::Note, "note_");
    match kind {
        ExportKind::Clients => vec![
            main(EntityKind::Client),
            part(EntityKind::Contact, "contact_"),
            part(EntityKind::Site, "site_"),
            note,
        ],
        ExportKind::Equipment => vec![main(EntityKind::Equipment), note],
        ExportKind::Technicians => vec![main(EntityKind::Technician), note],
        ExportKind::Services => vec![main(EntityKind::Service), note],
        ExportKind::Jobs => vec![main(EntityKind::Job), part(EntityKind::Visit, "visit_"), note],
        ExportKind::Visits => {
            let columns = columns_of_visits();
            vec![Part { kind: EntityKind::Visit, prefix: "", columns }, note]
        }
        ExportKind::Everything => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_column_stands_twice_in_a_sheet() {
        for kind in ExportKind::ALL {
            let mut seen = BTreeSet::new();
            for name in parts_of(kind, &Definitions::default()).iter().flat_map(Part::names) {
                assert!(seen.insert(name.clone()), "{}: {name}", kind.word());
                assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{name}");
            }
        }
    }
}
