//! Texts on their way in: names become one line, and none is longer than the store should carry.

use std::borrow::Cow;

use serde_json::Value;

use crate::{Record, Refusal};

/// Longest text of one field, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;

/// Refuses a text that is too long.
pub(super) fn limit(field: &str, text: &str) -> Result<(), Refusal> {
    if text.len() > LONGEST_TEXT {
        let message = format!("has {} bytes", text.len());
        return Err(Refusal::invalid(field, message, "keep it under 64 KiB"));
    }
    Ok(())
}

/// Refuses a record with a text that is too long, wherever it is: a field added later is not forgotten.
pub(super) fn limit_record(record: &Record) -> Result<(), Refusal> {
    let unreadable = |error: serde_json::Error| {
        Refusal::invalid("record", format!("cannot be written down: {error}"), "give other values")
    };
    // Most records are shorter as a whole, and then none of their texts is too long.
    if record.json_len().map_err(unreadable)? <= LONGEST_TEXT {
        return Ok(());
    }
    let fields = record.to_fields().map_err(unreadable)?;
    fields.iter().try_for_each(|(field, value)| limit_value(field, value))
}

fn limit_value(field: &str, value: &Value) -> Result<(), Refusal> {
    match value {
        Value::String(text) => limit(field, text),
        Value::Array(values) => values.iter().try_for_each(|value| limit_value(field, value)),
        Value::Object(fields) => fields.values().try_for_each(|value| limit_value(field, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// The record with its name or title in one line: a line break or a tab pasted into it becomes a space.
pub(super) fn tidy(mut record: Record) -> Record {
    let name = match &mut record {
        Record::Business(r) => &mut r.name,
        Record::Client(r) => &mut r.name,
        Record::Contact(r) => &mut r.name,
        Record::Site(r) => &mut r.name,
        Record::Equipment(r) => &mut r.name,
        Record::Technician(r) => &mut r.name,
        Record::Service(r) => &mut r.name,
        Record::Job(r) => &mut r.title,
        Record::Visit(r) => &mut r.purpose,
        Record::Event(r) => &mut r.title,
        Record::Note(_) => return record,
    };
    if let Cow::Owned(line) = one_line(name) {
        *name = line;
    }
    record
}

/// The text with each line break and tab as a space, and none at its ends.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(breaks) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.trim_matches(breaks).replace("\r\n", " ").replace(breaks, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_become_spaces_and_nothing_else_changes() {
        assert_eq!(one_line("Boiler,\r\nno\theat\n"), "Boiler, no heat");
        assert_eq!(one_line("a\n\nb\u{2028}c\u{b}d"), "a  b c d");
        assert!(matches!(one_line(" Kerr & Söhne\u{a0}家 "), Cow::Borrowed(_)));
    }
}
