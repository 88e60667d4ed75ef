//! What the business adds of its own: `[[field]]` and `[substatus]`.

use std::collections::BTreeMap;

use domain::{DefinitionFault, DefinitionPlace, Definitions, FieldDefinition, FieldKind, FieldOn, Stage};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A field as the configuration writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldConfig {
    /// On which kind of record.
    pub(crate) on: FieldOn,
    /// Its name for the command line, JSON and export.
    pub(crate) id: String,
    /// Its name for people; made from the id when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<String>,
    /// What may stand in it; text when it is left out.
    #[serde(default)]
    pub(crate) kind: KindWord,
    /// What there is to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) choices: Vec<String>,
    /// Whether a new record must have it.
    #[serde(default)]
    pub(crate) required: bool,
    /// Whether lists have a column for it.
    #[serde(default)]
    pub(crate) in_lists: bool,
}

/// The word for what may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KindWord {
    /// Any text.
    #[default]
    Text,
    /// A number.
    Number,
    /// A calendar date.
    Date,
    /// Yes or no.
    YesNo,
    /// One of its choices.
    Choice,
}

/// The labels under each stage.
pub(super) type SubstatusConfig = BTreeMap<Stage, Spanned<Vec<String>>>;

/// A fault and the byte of the text where it is.
pub(super) type Fault = (usize, String);

/// The definitions that the configuration makes; the fault of the first that cannot hold.
pub(super) fn definitions_of(
    fields: &[Spanned<FieldConfig>],
    substatus: &SubstatusConfig,
) -> Result<Definitions, Fault> {
    let read = |field: &Spanned<FieldConfig>| {
        definition_of(field.get_ref()).map_err(|message| (field.span().start, message))
    };
    let definitions = Definitions {
        fields: fields.iter().map(read).collect::<Result<_, _>>()?,
        substatuses: substatus.iter().map(|(stage, labels)| (*stage, labels.get_ref().clone())).collect(),
    };
    let at = |fault: DefinitionFault| {
        let start = match fault.place {
            DefinitionPlace::Field(place) => fields.get(place).map(|field| field.span().start),
            DefinitionPlace::Substatus(stage) => substatus.get(&stage).map(|labels| labels.span().start),
        };
        (start.unwrap_or_default(), fault.message)
    };
    definitions.check().map_err(at)?;
    Ok(definitions)
}

fn definition_of(field: &FieldConfig) -> Result<FieldDefinition, String> {
    let id = field.id.clone();
    let kind = match field.kind {
        KindWord::Text => FieldKind::Text,
        KindWord::Number => FieldKind::Number,
        KindWord::Date => FieldKind::Date,
        KindWord::YesNo => FieldKind::YesNo,
        KindWord::Choice => FieldKind::Choice(field.choices.clone()),
    };
    if field.kind != KindWord::Choice && !field.choices.is_empty() {
        return Err(format!("the field {id} has choices: say kind = \"choice\", or leave them out"));
    }
    let label = field.label.clone().unwrap_or_else(|| label_of(&id));
    Ok(FieldDefinition { on: field.on, id, label, kind, required: field.required, in_lists: field.in_lists })
}

/// `boiler_key` as people write it: Boiler key.
fn label_of(id: &str) -> String {
    let words = id.replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
