//! The fields that the business added to a kind of record.

use domain::{Definitions, FieldDefinition, FieldKind, FieldOn, Fields};

use crate::form::row::Row;
use crate::form::spec::{Kind, Spec};

/// A row for each field defined on a kind of record; `at` is where its values are.
pub(super) fn rows<R: Clone + 'static>(
    on: FieldOn,
    definitions: &Definitions,
    at: fn(&mut R) -> &mut Fields,
) -> impl Iterator<Item = Row<R>> {
    definitions.on(on).map(move |field| row(field.clone(), at))
}

fn row<R: Clone + 'static>(field: FieldDefinition, at: fn(&mut R) -> &mut Fields) -> Row<R> {
    let spec = Spec {
        name: field.id.clone(),
        label: field.label.clone(),
        kind: kind(&field),
        example: example(&field.kind).to_owned(),
        required: field.required,
    };
    let id = field.id.clone();
    let say = move |record: &R, _: &_| {
        at(&mut record.clone()).get(&id).map_or_else(String::new, ToString::to_string)
    };
    let put = move |record: &mut R, text: &str, _: &_| {
        if text.trim().is_empty() {
            at(record).remove(&field.id);
            return Ok(());
        }
        let value = field.read(text).map_err(|fault| format!("{}: {}", fault.message, fault.mend))?;
        at(record).insert(field.id.clone(), value);
        Ok(())
    };
    Row::with(spec, say, put)
}

fn kind(field: &FieldDefinition) -> Kind {
    match &field.kind {
        FieldKind::Text | FieldKind::Number | FieldKind::Date => Kind::Line,
        FieldKind::YesNo | FieldKind::Choice(_) => {
            // The first choice is that nothing was said.
            let words = field.kind.choices().into_iter().map(str::to_owned);
            Kind::Choice(std::iter::once(String::new()).chain(words).collect())
        }
    }
}

fn example(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Date => "2026-11-25",
        FieldKind::Number => "a number such as 12 or 12.5",
        FieldKind::Text | FieldKind::YesNo | FieldKind::Choice(_) => "",
    }
}
