//! Drafts against the store: what is new, what is changed, and what cannot be.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{Brought, EntityKind, EntityRef, NextIds, Record};
use serde_json::{Map, Value};
use store::named_by;

use super::table::owner_field;
use super::{Content, Draft, Drafts, OwnDesk};
use crate::Result;
use crate::export::{Fields, Names, set_at};
use crate::import::{Counts, ImportReport, RowError};

/// What is being made of a file.
struct Keeping<'d, 'r> {
    desk: &'d OwnDesk<'r>,
    ids: NextIds,
    names: Names,
    owners: BTreeMap<EntityRef, EntityRef>,
    brought: Vec<Brought>,
    made: HashSet<EntityRef>,
    errors: Vec<RowError>,
    warnings: Vec<RowError>,
    /// What each line made or changed: true when it made something.
    lines: BTreeMap<u64, Option<bool>>,
}

/// Compares the drafts with the store and counts in the report.
pub(super) fn keep(desk: &OwnDesk<'_>, drafts: Drafts, report: &mut ImportReport) -> Result<Vec<Brought>> {
    let mut keeping = Keeping {
        desk,
        ids: desk.reader.next_ids()?,
        names: drafts.names,
        owners: drafts.owners,
        brought: Vec::new(),
        made: HashSet::new(),
        errors: drafts.errors,
        warnings: Vec::new(),
        lines: BTreeMap::new(),
    };
    let taken: Vec<EntityRef> =
        drafts.all.iter().filter_map(|draft| Some(super::entity(draft.kind, draft.id?))).collect();
    keeping.reserve(&taken);
    let entities: Vec<EntityRef> = drafts.all.iter().map(|draft| keeping.entity_of(draft)).collect();
    for (draft, &entity) in drafts.all.iter().zip(&entities) {
        keeping.lines.entry(draft.line).or_insert(None);
        let owner = draft.parent.map(|parent| entities[parent.draft]);
        keeping.keep_draft(draft, entity, owner)?;
    }
    keeping.make_named()?;
    Ok(keeping.finish(report))
}

impl Keeping<'_, '_> {
    /// Keeps the numbers that the file gives from being given to its new records.
    fn reserve(&mut self, taken: &[EntityRef]) {
        for entity in taken {
            let next = self.ids.0.entry(entity.kind).or_insert(1);
            *next = (*next).max(entity.id.saturating_add(1));
        }
    }

    fn entity_of(&mut self, draft: &Draft) -> EntityRef {
        let id = draft.id.unwrap_or_else(|| self.ids.take(draft.kind));
        super::entity(draft.kind, id)
    }

    fn keep_draft(&mut self, draft: &Draft, entity: EntityRef, owner: Option<EntityRef>) -> Result<()> {
        let before = self.desk.reader.get(entity)?.map(|stored| stored.record);
        let base = match (&draft.content, &before) {
            (Content::Some(_), Some(before)) => before.to_fields().map_err(store::StoreError::from)?,
            (Content::Some(_), None) => self.usual_fields(draft.kind),
            (Content::Whole(_), _) => Map::new(),
        };
        let mut fields = with_content(base, &draft.content);
        if let (Some(owner), Some(field)) = (owner, owner_field(draft.kind)) {
            fields.insert(field.to_owned(), Value::from(owner.to_string()));
        }
        complete_nested(&mut fields);
        let record = match Record::from_fields(draft.kind, fields) {
            Ok(record) => record,
            Err(error) => {
                self.errors.push(RowError::of_row(draft.line, format!("{entity}: {error}")));
                return Ok(());
            }
        };
        match before {
            None => self.make(draft.line, entity, record),
            Some(before) => self.change(draft, entity, &before, record),
        }
        Ok(())
    }

    /// What a new record has that a table need not say.
    fn usual_fields(&self, kind: EntityKind) -> Fields {
        let business = &self.desk.business;
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        let now = Value::from(self.desk.now.to_rfc3339());
        match kind {
            EntityKind::Job => put("agreed_at", now),
            EntityKind::Visit => {
                put("minutes", Value::from(business.visit_minutes));
                put("state", Value::from("planned"));
            }
            EntityKind::Note => {
                put("at", now);
                put("by", Value::from(self.desk.actor.clone()));
            }
            EntityKind::Service => put("crew_size", Value::from(1)),
            EntityKind::Technician => {
                put("hours", serde_json::to_value(&business.hours).unwrap_or_default());
            }
            EntityKind::Business
            | EntityKind::Client
            | EntityKind::Contact
            | EntityKind::Site
            | EntityKind::Event
            | EntityKind::Equipment => {}
        }
        fields
    }

    fn make(&mut self, line: u64, entity: EntityRef, record: Record) {
        self.made.insert(entity);
        self.lines.insert(line, Some(true));
        self.brought.push(Brought { entity, record });
    }

    fn change(&mut self, draft: &Draft, entity: EntityRef, before: &Record, mut record: Record) {
        if let Some(reason) = is_another(entity, before, &record) {
            self.errors.push(RowError::of_row(draft.line, reason));
            return;
        }
        let kept = keep_facts(before, &mut record, matches!(draft.content, Content::Whole(_)));
        if !kept.is_empty() {
            let reason = format!(
                "{entity}: {} stay as they are on record; they have commands of their own",
                kept.join(", ")
            );
            self.warnings.push(RowError::of_row(draft.line, reason));
        }
        if *before == record {
            return;
        }
        let line = self.lines.entry(draft.line).or_insert(None);
        line.get_or_insert(false);
        self.brought.push(Brought { entity, record });
    }

    /// Makes the records that are named and nowhere to be found, as far as the file says what they are.
    fn make_named(&mut self) -> Result<()> {
        let mut missing: BTreeSet<EntityRef> = BTreeSet::new();
        for brought in &self.brought {
            let mut named = named_by(&brought.record);
            if let Record::Note(note) = &brought.record {
                named.push(note.about);
            }
            // A site that has to be made needs its client.
            named.extend(named.clone().iter().filter_map(|entity| self.owners.get(entity)));
            missing.extend(named.into_iter().filter(|entity| !self.made.contains(entity)));
        }
        let mut stubs: BTreeMap<EntityKind, u64> = BTreeMap::new();
        for entity in missing {
            let stored = self.desk.reader.get(entity)?.map(|stored| stored.record);
            let name = self.names.get(&entity).cloned();
            match (stored, name) {
                (Some(stored), Some(name)) if !same(&stored.label(), &name) => {
                    let reason = of_another_store(entity, &stored.label(), &name);
                    self.errors.push(RowError::of_row(0, reason));
                }
                (Some(_), _) => {}
                (None, Some(name)) if self.make_stub(entity, &name) => {
                    *stubs.entry(entity.kind).or_default() += 1;
                }
                (None, _) => {
                    let kind = entity.kind;
                    let reason =
                        format!("there is no {} {entity}; import the {} first", kind.word(), kind.plural());
                    self.errors.push(RowError::of_row(0, reason));
                }
            }
        }
        for (kind, count) in stubs {
            let words = if count == 1 { "was" } else { "were" };
            let plural = if count == 1 { kind.word() } else { kind.plural() };
            let reason = format!("{count} {plural} {words} not there and came in with the name alone");
            self.warnings.push(RowError::of_row(0, reason));
        }
        Ok(())
    }

    /// Makes a record of which the file has only the name; whether that is enough.
    fn make_stub(&mut self, entity: EntityRef, name: &str) -> bool {
        let mut fields = self.usual_fields(entity.kind);
        fields.insert("name".to_owned(), Value::from(name));
        let is_enough = match entity.kind {
            EntityKind::Client | EntityKind::Technician | EntityKind::Service => true,
            EntityKind::Site => match self.owners.get(&entity) {
                Some(owner) => {
                    fields.insert("client".to_owned(), Value::from(owner.to_string()));
                    true
                }
                None => false,
            },
            EntityKind::Business
            | EntityKind::Contact
            | EntityKind::Equipment
            | EntityKind::Job
            | EntityKind::Visit
            | EntityKind::Event
            | EntityKind::Note => false,
        };
        let Some(record) = is_enough.then(|| Record::from_fields(entity.kind, fields).ok()).flatten() else {
            return false;
        };
        self.made.insert(entity);
        self.brought.push(Brought { entity, record });
        true
    }

    fn finish(self, report: &mut ImportReport) -> Vec<Brought> {
        for outcome in self.lines.values() {
            match outcome {
                Some(true) => report.created += 1,
                Some(false) => report.updated += 1,
                None => report.matched += 1,
            }
        }
        let mut counts: BTreeMap<EntityKind, Counts> = BTreeMap::new();
        for brought in &self.brought {
            let count = counts.entry(brought.entity.kind).or_default();
            if self.made.contains(&brought.entity) {
                count.created += 1;
            } else {
                count.updated += 1;
            }
        }
        report.records = counts;
        report.errors = self.errors;
        report.errors.sort_by_key(|error| error.row);
        report.warnings = self.warnings;
        let mut brought = self.brought;
        brought.sort_by_key(|brought| brought.entity);
        brought
    }
}

fn with_content(mut fields: Fields, content: &Content) -> Fields {
    match content {
        Content::Whole(whole) => whole.clone(),
        Content::Some(some) => {
            for (path, value) in some {
                set_at(&mut fields, path, value.clone());
            }
            fields
        }
    }
}

/// Gives a completion its list of parts: an empty one says that none were used, and an empty cell says it too.
fn complete_nested(fields: &mut Fields) {
    if let Some(Value::Object(completion)) = fields.get_mut("completion") {
        completion.entry("parts").or_insert_with(|| Value::Array(Vec::new()));
    }
}

fn same(one: &str, two: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(one) == plain(two)
}

fn of_another_store(entity: EntityRef, here: &str, there: &str) -> String {
    format!(
        "{entity} is “{here}” here and “{there}” in the file; if the file is of another store, bring it in with \
         --source NAME, else rename one of them"
    )
}

/// Why a record of the file is not the one that has its id here.
fn is_another(entity: EntityRef, before: &Record, after: &Record) -> Option<String> {
    let (here, there) = (before.label(), after.label());
    match entity.kind {
        EntityKind::Visit | EntityKind::Note => {
            let differs = match before {
                Record::Visit(before) => !matches!(after, Record::Visit(after) if before.job == after.job),
                before => before != after,
            };
            differs.then(|| of_another_store(entity, &here, &there))
        }
        EntityKind::Business
        | EntityKind::Client
        | EntityKind::Contact
        | EntityKind::Site
        | EntityKind::Equipment
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Event
        | EntityKind::Job => (!same(&here, &there)).then(|| of_another_store(entity, &here, &there)),
    }
}

/// Puts the facts on record in place of the file's, and what a whole record leaves out on purpose; says which
/// facts differed.
fn keep_facts(before: &Record, after: &mut Record, is_whole: bool) -> Vec<&'static str> {
    let mut kept = Vec::new();
    macro_rules! keep {
        ($before:ident, $after:ident: $($field:ident),*) => {
            $(if $before.$field != $after.$field {
                kept.push(stringify!($field));
                $after.$field.clone_from(&$before.$field);
            })*
        };
    }
    if let (Record::Job(before), Record::Job(after)) = (before, &mut *after) {
        keep!(before, after: promises, invoice, hold, completion, verification, closed_at, cancellation, overrides);
        if before.completion.is_some() {
            keep!(before, after: checklist);
        }
    }
    if let (Record::Visit(before), Record::Visit(after)) = (before, &mut *after) {
        keep!(before, after: slot, crew, window, told_at, state, history, pinned, overrides);
    }
    if let (Record::Site(before), Record::Site(after)) = (before, after)
        && is_whole
        && after.access_notes.is_empty()
    {
        // An export leaves access notes out unless they are asked for.
        after.access_notes.clone_from(&before.access_notes);
    }
    kept
}
