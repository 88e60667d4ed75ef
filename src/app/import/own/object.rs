//! Our own JSON into drafts: the records as they are, their parts in lists.

use domain::{EntityKind, EntityRef};
use serde_json::Value;

use super::{Content, Draft, Drafts, Parent};
use crate::export::{ExportKind, Fields};
use crate::import::RowError;

/// What an object says beside the record's own fields.
const BESIDE: [&str; 9] =
    ["kind", "stage", "address", "client_id", "site_id", "promised_from", "promised_to", "due", "names"];

/// The lists of parts, with the kind of what is in them.
const LISTS: [(&str, EntityKind); 4] = [
    ("contacts", EntityKind::Contact),
    ("sites", EntityKind::Site),
    ("visits", EntityKind::Visit),
    ("notes", EntityKind::Note),
];

pub(super) fn read(kind: ExportKind, text: &str) -> Drafts {
    let mut drafts = Drafts::default();
    let Some(main) = kind.main() else { return drafts };
    for (line, object) in objects(kind, text, &mut drafts.errors) {
        drafts.rows += 1;
        if let Err(reason) = add(&mut drafts, main, line, object) {
            drafts.errors.push(RowError::of_row(line, reason));
        }
    }
    drafts
}

/// The objects with their lines: one a line, or the list of a document or an array.
fn objects(kind: ExportKind, text: &str, errors: &mut Vec<RowError>) -> Vec<(u64, Value)> {
    let mut found = Vec::new();
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default();
    let is_object =
        |text: &str| serde_json::from_str::<Value>(text).is_ok_and(|value| value.get("kind").is_some());
    if is_object(first) {
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            match serde_json::from_str(text) {
                Ok(object) => found.push((line, object)),
                Err(error) => errors.push(RowError::of_row(line, format!("not a JSON object: {error}"))),
            }
        }
        return found;
    }
    let document = format!("\"{}\"", kind.word());
    let is_whole = start.starts_with('[') || start[1..].trim_start().starts_with(&document);
    if !is_whole {
        return stream(text, errors);
    }
    // An export writes the objects of a document a line each, behind the line that begins it.
    let list = match serde_json::from_str(text) {
        Ok(Value::Object(mut document)) => document.remove(kind.word()).unwrap_or_default(),
        Ok(other) => other,
        Err(error) => {
            errors.push(RowError::of_row(error.line() as u64, format!("not valid JSON: {error}")));
            return found;
        }
    };
    if let Value::Array(list) = list {
        found.extend((2..).zip(list));
    }
    found
}

/// Objects one after another, each over as many lines as it likes.
fn stream(text: &str, errors: &mut Vec<RowError>) -> Vec<(u64, Value)> {
    let mut found = Vec::new();
    let mut objects = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut lines = crate::import::quoting::LineCounter::new(text, 1);
    loop {
        let begin = objects.byte_offset();
        let blank = text[begin..].len() - text[begin..].trim_start().len();
        match objects.next() {
            None => return found,
            Some(Ok(object)) => found.push((lines.line_at(begin + blank), object)),
            Some(Err(error)) => {
                errors.push(RowError::of_row(error.line() as u64, format!("not valid JSON: {error}")));
                return found;
            }
        }
    }
}

fn add(drafts: &mut Drafts, kind: EntityKind, line: u64, object: Value) -> Result<(), String> {
    let Value::Object(mut fields) = object else { return Err("not a JSON object".to_owned()) };
    if let Some(Value::Object(names)) = fields.get("names") {
        for (id, name) in names {
            if let (Ok(entity), Some(name)) = (id.parse::<EntityRef>(), name.as_str()) {
                drafts.names.insert(entity, name.to_owned());
            }
        }
    }
    // Of a job the client stands in the record, of equipment and visits beside it.
    let said = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (site, client) = match kind {
        EntityKind::Job => (said("site"), said("client")),
        EntityKind::Equipment => (said("site"), said("client_id")),
        EntityKind::Visit => (said("site_id"), said("client_id")),
        EntityKind::Business
        | EntityKind::Client
        | EntityKind::Contact
        | EntityKind::Site
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Event
        | EntityKind::Note => (String::new(), String::new()),
    };
    drafts.own(&site, &client);
    let lists: Vec<(EntityKind, Value)> =
        LISTS.into_iter().filter_map(|(name, kind)| Some((kind, fields.remove(name)?))).collect();
    for name in BESIDE {
        fields.remove(name);
    }
    let parent = Parent { draft: drafts.all.len() };
    add_record(drafts, kind, line, fields, None)?;
    for (kind, list) in lists {
        let Value::Array(list) = list else { return Err(format!("{} are no list", kind.plural())) };
        for part in list {
            let Value::Object(fields) = part else { return Err(format!("a {} is no object", kind.word())) };
            add_record(drafts, kind, line, fields, Some(parent))?;
        }
    }
    Ok(())
}

fn add_record(
    drafts: &mut Drafts,
    kind: EntityKind,
    line: u64,
    mut fields: Fields,
    parent: Option<Parent>,
) -> Result<(), String> {
    let id = match fields.remove("id") {
        None => None,
        Some(id) => {
            let entity = id.as_str().and_then(|id| id.parse::<EntityRef>().ok());
            let entity = entity.filter(|entity| entity.kind == kind);
            let wrong = || format!("{id} is no id of a {}; they look like {}-17", kind.word(), kind.prefix());
            Some(entity.ok_or_else(wrong)?.id)
        }
    };
    drafts.all.push(Draft { line, kind, id, content: Content::Whole(fields), parent });
    Ok(())
}
