//! Fields that the business added, in a line of capture: `po_number=4711`, `landlord="J. Kerr"`.

use domain::{Definitions, FieldOn, Fields, WhenContext};

/// What a line says of the fields of a job.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The line with blanks in their place, so that every other word stands where it stood.
    pub(super) line: String,
    /// The values.
    pub(super) fields: Fields,
    /// What cannot be read or is missing.
    pub(super) problems: Vec<String>,
}

/// Takes the fields of a job out of a line, as far as the note. Only the id of a field that is defined, with
/// `=` right behind it, is one: nothing else of a line can be meant by it.
pub(super) fn take_fields(line: &str, definitions: &Definitions, context: &WhenContext) -> Said {
    let mut said = Said { line: line.to_owned(), ..Said::default() };
    let end = line.find("::").unwrap_or(line.len());
    for start in word_starts(&line[..end]) {
        let Some((id, rest)) = line[start..end].split_once('=') else { continue };
        let Some(field) = definitions.field(FieldOn::Job, id) else { continue };
        let (value, length) = value_of(rest);
        let range = start..start + id.len() + 1 + length;
        said.line.replace_range(range.clone(), &" ".repeat(range.len()));
        match field.kind.read_said(value, context) {
            Ok(value) => drop(said.fields.insert(field.id.clone(), value)),
            Err(fault) => said.problems.push(format!("{id}: {}; {}", fault.message, fault.mend)),
        }
    }
    let missing = |id: &String| !said.fields.contains_key(id);
    let required = definitions.on(FieldOn::Job).filter(|field| field.required && missing(&field.id));
    let told = required.map(|field| format!("“{}” is missing: write {}=…", field.label, field.id));
    if said.problems.is_empty() {
        said.problems = told.collect();
    }
    said
}

/// What a new client must have and a line cannot say.
pub(super) fn missing_of_client(definitions: &Definitions) -> Option<String> {
    let field = definitions.on(FieldOn::Client).find(|field| field.required)?;
    Some(format!("a new client must have “{}”: add the client first, then its job", field.label))
}

/// The bytes at which words begin.
fn word_starts(line: &str) -> Vec<usize> {
    let divides = |c: char| c.is_whitespace() || c == ',';
    let mut before = true;
    let mut starts = Vec::new();
    for (at, c) in line.char_indices() {
        if before && !divides(c) {
            starts.push(at);
        }
        before = divides(c);
    }
    starts
}

/// A value, in quotes or up to the next blank or comma, and how many bytes it takes.
fn value_of(rest: &str) -> (&str, usize) {
    if let Some(inside) = rest.strip_prefix('"')
        && let Some(length) = inside.find('"')
    {
        return (&inside[..length], length + 2);
    }
    let length = rest.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(rest.len());
    (&rest[..length], length)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says by panicking that it failed
mod tests {
    use domain::{FieldDefinition, FieldKind};
    use serde_json::json;

    use super::*;

    fn take(line: &str, required: bool) -> Said {
        let field = |id: &str, kind, required| FieldDefinition {
            on: FieldOn::Job,
            id: id.into(),
            label: format!("The {id}"),
            kind,
            required,
            in_lists: false,
        };
        let fields = vec![field("po", FieldKind::Text, required), field("since", FieldKind::Date, false)];
        let definitions = Definitions { fields, ..Definitions::default() };
        let now = "2026-11-22T11:20:00".parse().unwrap();
        take_fields(line, &definitions, &WhenContext::new(now, domain::Tz::Europe__London))
    }

    #[test]
    fn values_are_taken_out_and_the_rest_stays_in_its_place() {
        let said = take("boiler po=\"A 7\", Kerr since=tmw tmw 9am :: po=no", false);
        assert_eq!(json!(said.fields), json!({"po": "A 7", "since": "2026-11-23"}));
        assert_eq!(said.line, "boiler         , Kerr           tmw 9am :: po=no");
        assert!(said.problems.is_empty());
    }

    #[test]
    fn what_is_no_defined_field_stays_in_the_line() {
        for line in ["valve x=1, Kerr", "set topo=1, Kerr", "po = 7, Kerr", "a=po=7, Kerr", "note :: po=1"] {
            let said = take(line, false);
            assert_eq!((said.line.as_str(), said.fields.len()), (line, 0));
        }
    }

    #[test]
    fn a_wrong_value_and_a_missing_one_are_told() {
        assert!(take("tap since=soon, Kerr", false).problems[0].starts_with("since: "));
        assert_eq!(take("tap, Kerr", true).problems, ["“The po” is missing: write po=…"]);
        assert!(take("tap po=, Kerr", true).problems[0].starts_with("po: is empty"));
    }
}
