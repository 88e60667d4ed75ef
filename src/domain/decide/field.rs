//! Fields of the business's own: what a command may put into them.

use super::desk::Desk;
use crate::{FieldDefinition, FieldOn, FieldValue, Fields, Record, Refusal, any_of};

/// Refuses values that their definitions do not allow, and a new record without a required one.
///
/// What stays as it was is not looked at: its definition may have changed or left the configuration since.
/// So the text of an old record can be mended without filling in a field that became required later.
pub(super) fn check_fields(desk: &Desk<'_>, before: Option<&Record>, after: &Record) -> Result<(), Refusal> {
    let (Some(on), Some(fields)) = (FieldOn::of_kind(after.kind()), after.fields()) else { return Ok(()) };
    let nothing = Fields::new();
    let held = before.and_then(Record::fields).unwrap_or(&nothing);
    for (id, value) in fields.iter().filter(|(id, value)| held.get(*id) != Some(value)) {
        check_value(desk, on, id, value)?;
    }
    let definitions = &desk.context.definitions;
    let lost = |field: &&FieldDefinition| {
        let is_new_or_had_it = before.is_none() || held.contains_key(&field.id);
        field.required && is_new_or_had_it && !fields.contains_key(&field.id)
    };
    match definitions.on(on).find(lost) {
        Some(field) => {
            let message = format!("is missing: every {} has “{}”", on.kind().word(), field.label);
            Err(Refusal::invalid(
                &field.id,
                message,
                format!("{} (--set {}=…)", field.kind.wants(), field.id),
            ))
        }
        None => Ok(()),
    }
}

fn check_value(desk: &Desk<'_>, on: FieldOn, id: &str, value: &FieldValue) -> Result<(), Refusal> {
    let (definitions, word) = (&desk.context.definitions, on.kind().word());
    let Some(field) = definitions.field(on, id) else {
        let known: Vec<String> = definitions.on(on).map(|field| field.id.clone()).collect();
        let message = format!("is no field of a {word}");
        let mend = if known.is_empty() {
            format!("define it in the configuration: [[field]] with on = \"{word}\" and id = \"{id}\"")
        } else {
            format!("choose {}, or define it in the configuration with [[field]]", any_of(&known))
        };
        return Err(Refusal::invalid(id, message, mend));
    };
    if value.fits(&field.kind) {
        return Ok(());
    }
    let message = format!("“{value}” cannot stand in a {} field", field.kind.word());
    Err(Refusal::invalid(id, message, field.kind.wants()))
}
