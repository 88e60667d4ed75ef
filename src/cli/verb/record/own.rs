//! Fields that the business added: set, listed and shown.

use clap::Args;
use domain::{Definitions, FieldOn, FieldValue, Fields, Record};

use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Page;

/// Values of fields of the business's own.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct SetArgs {
    /// A field of the business's own, such as boiler_key=blue; nothing after the = clears it; may be repeated
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    set: Vec<String>,
}

impl SetArgs {
    /// Puts the values that were given in their places.
    pub(crate) fn apply(&self, on: FieldOn, fields: &mut Fields, desk: &Desk) -> Result<()> {
        self.set.iter().try_for_each(|text| put_one(text, on, fields, desk))
    }

    /// The values that name a site (`site.boiler_key=blue`), without that word, and the others: a client may
    /// be added with its site.
    pub(crate) fn split_site(&self) -> (SetArgs, SetArgs) {
        let (mut of_site, mut others) = (SetArgs::default(), SetArgs::default());
        for text in &self.set {
            match text.trim_start().strip_prefix("site.") {
                Some(own) => of_site.set.push(own.to_owned()),
                None => others.set.push(text.clone()),
            }
        }
        (of_site, others)
    }
}

fn put_one(text: &str, on: FieldOn, fields: &mut Fields, desk: &Desk) -> Result<()> {
    let Some((name, value)) = text.split_once('=') else {
        let message = format!("set: “{text}” has no value");
        return Err(Failure::usage("set", message, "write it as FIELD=VALUE, such as boiler_key=blue"));
    };
    if !value.trim().is_empty() {
        let (id, value) = value_of(on, name, value, desk)?;
        fields.insert(id, value);
        return Ok(());
    }
    // A value whose field has left the configuration is still on the record under its id.
    let definitions = desk.app.definitions();
    let id = definitions.named(on, name).map_or(name.trim(), |field| field.id.as_str());
    if fields.remove(id).is_none() && definitions.field(on, id).is_none() {
        return Err(no_field(definitions, on, name));
    }
    Ok(())
}

/// Which values the records of a list have in fields of the business's own.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct FieldArgs {
    /// With this value in a field of the business's own, such as po_number=4711; may be repeated
    #[arg(long = "field", value_name = "FIELD=VALUE")]
    fields: Vec<String>,
}

impl FieldArgs {
    /// The fields by their ids, each with the value asked for.
    pub(crate) fn values(&self, on: FieldOn, desk: &Desk) -> Result<Vec<(String, FieldValue)>> {
        let value = |text: &String| {
            let (name, value) = text.split_once('=').ok_or_else(|| {
                let message = format!("field: “{text}” has no value");
                Failure::usage("field", message, "write it as FIELD=VALUE, such as po_number=4711")
            })?;
            value_of(on, name, value, desk)
        };
        self.fields.iter().map(value).collect()
    }
}

/// A field by its id or label, and a value of it as it was said.
pub(crate) fn value_of(on: FieldOn, name: &str, value: &str, desk: &Desk) -> Result<(String, FieldValue)> {
    let definitions = desk.app.definitions();
    let Some(field) = definitions.named(on, name) else { return Err(no_field(definitions, on, name)) };
    let read = field.kind.read_said(value, &desk.context(None)?);
    let value =
        read.map_err(|fault| Failure::usage("set", format!("{}: {}", field.id, fault.message), fault.mend))?;
    Ok((field.id.clone(), value))
}

fn no_field(definitions: &Definitions, on: FieldOn, name: &str) -> Failure {
    let (word, name) = (on.kind().word(), name.trim());
    let known: Vec<&str> = definitions.on(on).map(|field| field.id.as_str()).collect();
    let mend = if known.is_empty() {
        format!("define it in the configuration: [[field]] with on = \"{word}\" (truckroll config edit)")
    } else {
        format!("there are {}; the configuration can add others: truckroll config edit", known.join(", "))
    };
    Failure::usage("set", format!("set: “{name}” is no field of a {word}"), mend)
}

/// Says the values of a record, each under its label.
pub(crate) fn say_fields(page: &mut Page, on: FieldOn, fields: &Fields, desk: &Desk) {
    for (label, value) in desk.app.definitions().said(on, fields) {
        page.field(&label.to_lowercase(), &value.to_string());
    }
}

/// As [`say_fields`], for a record of any kind.
pub(crate) fn say_fields_of(page: &mut Page, record: &Record, desk: &Desk) {
    if let (Some(on), Some(fields)) = (FieldOn::of_kind(record.kind()), record.fields()) {
        say_fields(page, on, fields, desk);
    }
}

/// The heads of a list's columns, with those of the fields that lists have.
pub(crate) fn header_with<'h>(
    header: &[&'h str],
    on: Option<FieldOn>,
    definitions: &'h Definitions,
) -> Vec<&'h str> {
    let own = on.into_iter().flat_map(|on| definitions.in_lists(on)).map(|field| field.label.as_str());
    header.iter().copied().chain(own).collect()
}

/// The cells of a record below those heads.
pub(crate) fn cells_of(on: FieldOn, fields: &Fields, definitions: &Definitions) -> Vec<String> {
    let said = |value: Option<&FieldValue>| value.map_or_else(String::new, ToString::to_string);
    definitions.in_lists(on).map(|field| said(fields.get(&field.id))).collect()
}
