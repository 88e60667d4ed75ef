//! The fields of records in words: people by name, times by the business's clocks.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate};
use domain::{Address, EntityKind, EntityRef, Money, Slot, Span, Term, Tz, VisitState};
use serde_json::{Map, Value};
use store::Reader;

use crate::Result;
use crate::view::{FieldLine, local};

/// The fields of a record as the journal has them.
pub(super) type Fields = Map<String, Value>;

/// What stands in the place of a field that nobody asked for.
const HIDDEN: &str = "(hidden)";

/// Says fields in words.
pub(super) struct Teller<'r> {
    reader: &'r Reader<'r>,
    pub(super) zone: Tz,
    names: HashMap<EntityRef, String>,
}

impl<'r> Teller<'r> {
    pub(super) fn new(reader: &'r Reader<'r>) -> Result<Self> {
        let zone = reader.business()?.map_or(Tz::UTC, |business| business.zone);
        Ok(Teller { reader, zone, names: HashMap::new() })
    }

    /// What people call a record: its name, else its id.
    pub(super) fn label(&mut self, entity: EntityRef) -> String {
        if let Some(known) = self.names.get(&entity) {
            return known.clone();
        }
        // A record that is gone, or cannot be read, is called by its id.
        let stored = self.reader.get(entity).ok().flatten();
        let is_nameless = matches!(entity.kind, EntityKind::Visit | EntityKind::Note);
        let label = match stored.filter(|_| !is_nameless) {
            Some(stored) => format!("{entity} {}", stored.record.label()),
            None => entity.to_string(),
        };
        self.names.insert(entity, label.clone());
        label
    }

    /// The fields in which two sides of a change differ; one line when the record was made or removed bare.
    pub(super) fn fields(
        &mut self,
        entity: EntityRef,
        before: Option<&Fields>,
        after: Option<&Fields>,
    ) -> Vec<FieldLine> {
        let label = self.label(entity);
        let none = Fields::new();
        let (was, is) = (before.unwrap_or(&none), after.unwrap_or(&none));
        let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        let mut lines = Vec::new();
        for name in names.into_iter().filter(|name| is_told(entity.kind, name)) {
            let (before, after) = self.sides(entity.kind, name, was.get(name), is.get(name));
            if before != after {
                let name = name.replace('_', " ");
                lines.push(FieldLine { entity, label: label.clone(), name, before, after });
            }
        }
        lines
    }

    fn sides(
        &mut self,
        kind: EntityKind,
        name: &str,
        before: Option<&Value>,
        after: Option<&Value>,
    ) -> (Option<String>, Option<String>) {
        if name == "access_notes" {
            let hidden =
                |side: Option<&Value>| side.filter(|side| !is_blank(side)).map(|_| HIDDEN.to_owned());
            return match (hidden(before), hidden(after)) {
                (Some(_), Some(_)) => (Some(HIDDEN.to_owned()), Some("(another text, hidden)".to_owned())),
                sides => sides,
            };
        }
        let lacks = |side: Option<&Value>, other: Option<&Value>| match (side, other) {
            (Some(Value::Array(own)), Some(Value::Array(other))) => {
                Some(Value::Array(own.iter().filter(|item| !other.contains(item)).cloned().collect()))
            }
            (side, _) => side.cloned(),
        };
        let mut said = |side: Option<Value>| {
            let side = side.filter(|side| !is_blank(side))?;
            Some(self.say_field(kind, name, &side)).filter(|said| !said.is_empty())
        };
        (said(lacks(before, after)), said(lacks(after, before)))
    }

    fn say_field(&mut self, kind: EntityKind, name: &str, value: &Value) -> String {
        if kind == EntityKind::Visit
            && name == "state"
            && let Ok(state) = serde_json::from_value::<VisitState>(value.clone())
        {
            return state.describe();
        }
        self.say(name, value)
    }

    /// Any value, by its shape.
    fn say(&mut self, name: &str, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => self.say_text(name, text),
            Value::Array(items) => {
                let said = items.iter().map(|item| self.say(name, item)).filter(|said| !said.is_empty());
                let said: Vec<String> = said.collect();
                said.join(if items.iter().any(Value::is_object) { "; " } else { ", " })
            }
            Value::Object(fields) => self.say_object(value, fields),
        }
    }

    fn say_text(&mut self, name: &str, text: &str) -> String {
        if let Ok(entity) = text.parse::<EntityRef>()
            && is_reference(name)
        {
            return self.label(entity);
        }
        if let Ok(at) = DateTime::parse_from_rfc3339(text)
            && is_time(name)
        {
            return local(at.to_utc(), self.zone).format("%a %-d %b %Y %H:%M").to_string();
        }
        if let Ok(date) = text.parse::<NaiveDate>() {
            return date.format("%a %-d %b %Y").to_string();
        }
        if is_word(name) { text.replace('_', " ") } else { text.to_owned() }
    }

    fn say_object(&mut self, value: &Value, fields: &Fields) -> String {
        if let Some(span) = span_of(value) {
            return self.say_span(span);
        }
        if let Ok(money) = serde_json::from_value::<Money>(value.clone()) {
            return money.to_string();
        }
        if let Ok(term) = serde_json::from_value::<Term>(value.clone()) {
            return match term {
                Term::Window(window) => self.say_span(window),
                Term::By(due) => format!("by {}", local(due, self.zone).format("%a %-d %b %Y %H:%M")),
            };
        }
        if ["street", "city", "postcode"].into_iter().any(|part| fields.contains_key(part))
            && let Ok(address) = serde_json::from_value::<Address>(value.clone())
        {
            return address.line();
        }
        let parts = fields.iter().filter_map(|(name, value)| {
            let said = self.say(name, value);
            let plain = ["name", "number", "text", "term", "lead", "title"].contains(&name.as_str());
            let told = if plain { said.clone() } else { format!("{} {said}", name.replace('_', " ")) };
            (!said.is_empty() && said != "no").then_some((!plain, told))
        });
        let mut parts: Vec<(bool, String)> = parts.collect();
        // What it is called stands first.
        parts.sort_by_key(|(later, _)| *later);
        parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join(", ")
    }

    fn say_span(&self, span: Span) -> String {
        let (start, end) = (local(span.start, self.zone), local(span.end, self.zone));
        let ends = if start.date_naive() == end.date_naive() { "%H:%M" } else { "%a %-d %b %H:%M" };
        format!("{}-{}", start.format("%a %-d %b %Y %H:%M"), end.format(ends))
    }
}

/// Whether a field is worth telling: what another field says in better words is not.
fn is_told(kind: EntityKind, name: &str) -> bool {
    !(kind == EntityKind::Visit && name == "history")
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn span_of(value: &Value) -> Option<Span> {
    let slot = serde_json::from_value::<Slot>(value.clone()).ok().map(|slot| slot.span);
    slot.or_else(|| serde_json::from_value::<Span>(value.clone()).ok())
}

/// Whether a field holds ids.
fn is_reference(name: &str) -> bool {
    [
        "client",
        "site",
        "job",
        "about",
        "lead",
        "helpers",
        "services",
        "preferred",
        "required",
        "barred",
        "equipment",
    ]
    .contains(&name)
}

/// Whether a field holds moments.
fn is_time(name: &str) -> bool {
    matches!(name, "at" | "by" | "start" | "end") || name.ends_with("_at")
}

/// Whether a field holds a word of a fixed list, which JSON writes with underscores.
fn is_word(name: &str) -> bool {
    ["invoice", "priority", "channel", "opt_outs", "reason", "how"].contains(&name)
}
