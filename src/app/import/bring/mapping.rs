//! Which column of a table feeds which field.

use std::collections::BTreeSet;

use domain::{Definitions, FieldDefinition};

use super::added::{AddedColumn, added_by_head, added_by_map, added_fields, added_name};
use super::field::Field;
use super::header::{Meaning, field_named, field_names, meaning_of, plain};
use super::kind::ImportKind;
use super::options::ImportOptions;
use crate::import::{RowError, Table};

/// The columns by the field they feed.
#[derive(Debug, Clone, Default)]
pub(super) struct Mapping {
    /// The columns that are used, by field, group and how well their names fit.
    uses: Vec<(Meaning, usize)>,
    /// The columns that are not.
    pub(super) unmapped: Vec<usize>,
    /// The columns that feed fields which the business added.
    pub(super) added: Vec<AddedColumn>,
}

impl Mapping {
    /// Finds it out; the errors stand at the header.
    pub(super) fn find(
        table: &Table,
        kind: ImportKind,
        options: &ImportOptions,
    ) -> Result<Self, Vec<RowError>> {
        let (mapping, errors) = Mapping::guess(table, kind, options);
        if errors.is_empty() { Ok(mapping) } else { Err(errors) }
    }

    /// Finds out as much as can be, and what is wrong with it.
    pub(super) fn guess(table: &Table, kind: ImportKind, options: &ImportOptions) -> (Self, Vec<RowError>) {
        let mut errors = Vec::new();
        let mut given = BTreeSet::new();
        let mut mapping = Mapping::default();
        for (place, (column, field)) in options.map.iter().enumerate() {
            match mapped(table, kind, column, field, &options.definitions) {
                Ok((column, Mapped::Added(field))) => {
                    given.insert(column);
                    mapping.added.push(AddedColumn { field: *field, column });
                }
                Ok((column, Mapped::Known(meaning))) => {
                    given.insert(column);
                    let rank = u16::try_from(place).unwrap_or(u16::MAX);
                    mapping.uses.extend(meaning.map(|meaning| (Meaning { rank, ..meaning }, column)));
                }
                Err(reason) => errors.push(RowError::of_cell(table.header_line, column.clone(), reason)),
            }
        }
        let taken: BTreeSet<Field> = mapping.uses.iter().map(|(meaning, _)| meaning.field).collect();
        for (column, name) in table.header.iter().enumerate().filter(|(column, _)| !given.contains(column)) {
            let is_free =
                |field: &&FieldDefinition| !mapping.added.iter().any(|added| added.field == **field);
            if let Some(field) = added_by_head(kind, name, &options.definitions).filter(is_free) {
                mapping.added.push(AddedColumn { field: field.clone(), column });
                continue;
            }
            match meaning_beside(table, kind, name).filter(|meaning| !taken.contains(&meaning.field)) {
                Some(meaning) => mapping.uses.push((meaning, column)),
                None => mapping.unmapped.push(column),
            }
        }
        mapping.uses.sort_unstable();
        if errors.is_empty() && !mapping.uses.iter().any(|(meaning, _)| meaning.field.can_carry(kind)) {
            errors.push(nothing_known(table, kind));
        }
        (mapping, errors)
    }

    /// Whether any column feeds a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.uses.iter().any(|(meaning, _)| meaning.field == field)
    }

    /// The columns of a field with their groups, best first.
    pub(super) fn of(&self, field: Field) -> impl Iterator<Item = (u8, usize)> + '_ {
        let uses = self.uses.iter().filter(move |(meaning, _)| meaning.field == field);
        uses.map(|(meaning, column)| (meaning.group, *column))
    }

    /// The addresses that a row can have, in order.
    pub(super) fn address_groups(&self) -> BTreeSet<u8> {
        let of_address = self.uses.iter().filter(|(meaning, _)| meaning.field.is_of_address());
        of_address.map(|(meaning, _)| meaning.group).collect()
    }

    /// Every use in the order of the columns.
    pub(super) fn by_column(&self) -> Vec<(usize, Field)> {
        let mut uses: Vec<(usize, Field)> =
            self.uses.iter().map(|(meaning, column)| (*column, meaning.field)).collect();
        uses.sort_unstable();
        uses
    }
}

/// What `--map` says of a column.
enum Mapped {
    /// It feeds a field that the business added.
    Added(Box<FieldDefinition>),
    /// What it means; none leaves it out.
    Known(Option<Meaning>),
}

/// One `--map`: the column and what it says of it.
fn mapped(
    table: &Table,
    kind: ImportKind,
    column: &str,
    field: &str,
    definitions: &Definitions,
) -> Result<(usize, Mapped), String> {
    let index = table
        .column(column)
        .ok_or_else(|| format!("there is no column “{column}”; the file has {}", table.header.join(", ")))?;
    if field.is_empty() {
        return Ok((index, Mapped::Known(None)));
    }
    if let Some(added) = added_by_map(kind, field, definitions) {
        return Ok((index, Mapped::Added(Box::new(added.clone()))));
    }
    let meaning = field_named(kind, field).ok_or_else(|| {
        let known = field_names(kind).into_iter().map(|field| field.name().to_owned());
        let added = added_fields(kind, definitions).into_iter().map(added_name);
        let valid: Vec<String> = known.chain(added).collect();
        format!("there is no field “{field}” for {}; there are {}", kind.word(), valid.join(", "))
    })?;
    Ok((index, Mapped::Known(Some(meaning))))
}

/// What a column means beside the others: where a column names the customer in full, a full name is a person's.
fn meaning_beside(table: &Table, kind: ImportKind, name: &str) -> Option<Meaning> {
    let meaning = meaning_of(kind, name)?;
    let is_person = kind == ImportKind::Clients
        && plain(name) == "fullname"
        && table.header.iter().any(|other| plain(other) == "customerfullname");
    Some(if is_person { Meaning { field: Field::Contact, ..meaning } } else { meaning })
}

fn nothing_known(table: &Table, kind: ImportKind) -> RowError {
    let what = match kind {
        ImportKind::Clients => "names a client, a person or a site",
        ImportKind::Jobs => "is known",
        ImportKind::Technicians => "names a technician",
        ImportKind::Services => "names a service",
        ImportKind::Equipment => "names a piece of equipment",
        ImportKind::Visits => {
            let reason =
                "visits are read from truckroll's own export alone; bring planned times in with the jobs";
            return RowError::of_row(table.header_line, reason);
        }
    };
    let valid: Vec<&str> = field_names(kind).into_iter().map(Field::name).collect();
    RowError::of_row(
        table.header_line,
        format!(
            "no column {what} (the file has {}); say which is which with --map COLUMN=FIELD; the fields of {} are {}",
            table.header.join(", "),
            kind.word(),
            valid.join(", ")
        ),
    )
}
