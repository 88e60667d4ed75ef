//! The rows of our own tables into drafts.

use std::collections::{HashMap, HashSet};

use domain::{Definitions, EntityKind, EntityRef};
use serde_json::Value;

use super::{Content, Draft, Drafts, Parent};
use crate::export::{ExportKind, Part, Place, Shape, parts_of, split_name, unguard};
use crate::import::{Row, RowError, Table};

/// Where the columns of a part stand in the table: that of the id, and those that the table has.
struct Found {
    part: Part,
    id: Option<usize>,
    columns: Vec<(usize, usize)>,
}

pub(super) fn read(kind: ExportKind, table: &Table, place: Place, definitions: &Definitions) -> Drafts {
    let found: Vec<Found> = parts_of(kind, definitions).into_iter().map(|part| find(part, table)).collect();
    let mut names: HashMap<usize, usize> = HashMap::new();
    for (column, name) in table.header.iter().enumerate() {
        let of_name = name.strip_suffix("_id").and_then(|stem| table.column(stem));
        names.extend(of_name.map(|of_name| (column, of_name)));
    }
    let mut reading = Reading {
        table,
        place,
        found,
        bad: table.problems.iter().map(|problem| problem.row).collect(),
        owner: (table.column("site_id"), table.column("client_id")),
        names,
        drafts: Drafts { rows: table.rows.len() as u64, ..Drafts::default() },
        first_with: HashMap::new(),
    };
    reading.drafts.errors.extend(table.problems.iter().cloned());
    for row in &table.rows {
        reading.add_row(row);
    }
    reading.drafts
}

fn find(part: Part, table: &Table) -> Found {
    let id = table.column(&part.name_of("id"));
    let columns = part.columns.iter().enumerate();
    let columns =
        columns.filter_map(|(place, column)| Some((place, table.column(&part.name_of(&column.name))?)));
    let columns = columns.collect();
    Found { part, id, columns }
}

struct Reading<'t> {
    table: &'t Table,
    place: Place,
    found: Vec<Found>,
    drafts: Drafts,
    /// The lines that cannot be read.
    bad: HashSet<u64>,
    /// The columns of a site and of its client.
    owner: (Option<usize>, Option<usize>),
    /// For a column of ids the one that says what they are called: `client` for `client_id`.
    names: HashMap<usize, usize>,
    /// The draft of each record that the table has named by its id.
    first_with: HashMap<EntityRef, usize>,
}

impl Reading<'_> {
    fn add_row(&mut self, row: &Row) {
        if self.bad.contains(&row.line) {
            return;
        }
        let cell = |column: Option<usize>| column.map_or("", |column| row.cell(column));
        self.drafts.own(cell(self.owner.0), cell(self.owner.1));
        let found = std::mem::take(&mut self.found);
        let mut parent = None;
        for (place, part) in found.iter().enumerate() {
            let owner = if place == 0 { None } else { parent };
            let draft = self.add_part(row, part, owner);
            if place == 0 {
                parent = draft.map(|draft| Parent { draft });
            }
        }
        self.found = found;
    }

    /// The draft of one part of a row; none when the row has nothing there.
    fn add_part(&mut self, row: &Row, found: &Found, parent: Option<Parent>) -> Option<usize> {
        let kind = found.part.kind;
        let id = match self.id_of(row, found) {
            Ok(id) => id,
            Err(error) => {
                self.drafts.errors.push(error);
                return None;
            }
        };
        let mut content = Vec::new();
        for (place, column) in &found.columns {
            let definition = &found.part.columns[*place];
            let text = unguard(row.cell(*column));
            self.remember(row, definition.shape, text, *column);
            if definition.is_derived() {
                continue;
            }
            match read_cell(definition.shape, text, self.place) {
                Ok(value) => content.push((definition.path.clone().into_owned(), value)),
                Err(reason) => {
                    let column = self.table.column_name(*column);
                    self.drafts.errors.push(RowError::of_cell(row.line, column, reason));
                }
            }
        }
        if id.is_none() && content.iter().all(|(_, value)| value.is_none()) {
            return None;
        }
        let draft = Draft { line: row.line, kind, id, content: Content::Some(content), parent };
        Some(self.add(draft))
    }

    /// Adds a draft; a record that stands on several rows must be the same on each.
    fn add(&mut self, draft: Draft) -> usize {
        let place = self.drafts.all.len();
        if let Some(id) = draft.id {
            let entity = super::entity(draft.kind, id);
            if let Some(&first) = self.first_with.get(&entity) {
                let known = &self.drafts.all[first];
                if known.content != draft.content || known.parent != draft.parent {
                    let reason = format!(
                        "{entity} stands on line {} already, with other values; make them the same",
                        known.line
                    );
                    self.drafts.errors.push(RowError::of_row(draft.line, reason));
                }
                return first;
            }
            self.first_with.insert(entity, place);
        }
        self.drafts.all.push(draft);
        place
    }

    fn id_of(&self, row: &Row, found: &Found) -> Result<Option<u64>, RowError> {
        let Some(column) = found.id else { return Ok(None) };
        let text = row.cell(column).trim();
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<EntityRef>() {
            Ok(entity) if entity.kind == found.part.kind => Ok(Some(entity.id)),
            Ok(_) | Err(_) => {
                let kind = found.part.kind;
                let reason =
                    format!("“{text}” is no id of a {}; they look like {}-17", kind.word(), kind.prefix());
                Err(RowError::of_cell(row.line, self.table.column_name(column), reason))
            }
        }
    }

    /// Remembers what the row calls the records that it names.
    fn remember(&mut self, row: &Row, shape: Shape, text: &str, column: usize) {
        match shape {
            Shape::Ids | Shape::Crew => {
                for entry in crate::export::split(text) {
                    let (id, name) = split_name(&entry);
                    if let (Ok(entity), false) = (id.parse::<EntityRef>(), name.is_empty()) {
                        self.drafts.names.insert(entity, name.to_owned());
                    }
                }
            }
            Shape::Id => {
                let named = self.names.get(&column);
                let name = named.map(|column| unguard(row.cell(*column))).filter(|name| !name.is_empty());
                if let (Ok(entity), Some(name)) = (text.trim().parse::<EntityRef>(), name) {
                    self.drafts.names.insert(entity, name.to_owned());
                }
            }
            Shape::Text
            | Shape::Words
            | Shape::Pairs(..)
            | Shape::Skills
            | Shape::Flag
            | Shape::Count
            | Shape::Number
            | Shape::OwnNumber
            | Shape::YesNo
            | Shape::Date
            | Shape::Moment
            | Shape::Minor
            | Shape::State
            | Shape::How
            | Shape::Json => {}
        }
    }
}

fn read_cell(shape: Shape, text: &str, place: Place) -> Result<Option<Value>, String> {
    let is_blank = if shape == Shape::Text { text.is_empty() } else { text.trim().is_empty() };
    if is_blank { Ok(None) } else { shape.read(text, place).map(Some) }
}

/// The kinds whose records say themselves whose they are.
pub(super) fn owner_field(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Contact | EntityKind::Site => Some("client"),
        EntityKind::Visit => Some("job"),
        EntityKind::Note => Some("about"),
        EntityKind::Business
        | EntityKind::Client
        | EntityKind::Equipment
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Event
        | EntityKind::Job => None,
    }
}
