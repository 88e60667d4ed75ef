//! Bundles as JSON objects: the record's own fields, its parts as lists, and what its neighbours are called.

use domain::{EntityRef, Record};
use serde_json::{Map, Value};

use super::bundle::Bundle;
use super::error::ExportError;
use super::sheet::Part;

/// One bundle as an object in one line.
pub(super) fn object_of(bundle: &Bundle<'_>, parts: &[Part]) -> Result<String, ExportError> {
    let (entity, record) = &bundle.main;
    let mut text = format!("{{\"kind\":\"{}\",{}", entity.kind.word(), inside(*entity, record)?);
    for (name, value) in bundle.around.said.in_json() {
        put(&mut text, name, &Value::from(value).to_string());
    }
    for (part, records) in parts.iter().skip(1).zip(&bundle.parts) {
        let objects = records.iter().map(|(entity, record)| Ok(format!("{{{}}}", inside(*entity, record)?)));
        let objects: Vec<String> = objects.collect::<Result<_, ExportError>>()?;
        put(&mut text, part.kind.plural(), &format!("[{}]", objects.join(",")));
    }
    let names = bundle.names().into_iter().map(|(entity, name)| (entity.to_string(), Value::from(name)));
    put(&mut text, "names", &Value::Object(names.collect::<Map<_, _>>()).to_string());
    text.push('}');
    Ok(text)
}

/// A record's id and fields in the order of the record, without the braces.
fn inside(entity: EntityRef, record: &Record) -> Result<String, ExportError> {
    let json = record.to_json();
    let json = json.map_err(|error| ExportError::Format(format!("{entity} cannot be written: {error}")))?;
    let fields = json.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
    let comma = if fields.is_empty() { "" } else { "," };
    Ok(format!("\"id\":\"{entity}\"{comma}{fields}"))
}

fn put(text: &mut String, name: &str, json: &str) {
    text.push_str(",\"");
    text.push_str(name);
    text.push_str("\":");
    text.push_str(json);
}
