//! Whether definitions can stand beside each other and beside the fields that every record has.

use super::{Definitions, FieldDefinition, FieldKind, FieldOn};
use unicode_width::UnicodeWidthStr;

use crate::Stage;

/// Longest id, in characters.
const LONGEST_ID: usize = 40;
/// Widest label, in columns.
const WIDEST_LABEL: usize = 40;

/// Which definition is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefinitionPlace {
    /// The field of that place in the list, from 0.
    Field(usize),
    /// The labels under that stage.
    Substatus(Stage),
}

/// Why definitions cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DefinitionFault {
    /// Which one.
    pub place: DefinitionPlace,
    /// What is wrong, in a sentence that names the key.
    pub message: String,
}

impl Definitions {
    /// The first fault: an id that is not `snake_case`, is taken or is a built-in name; a label that is
    /// empty, too wide or taken; choices or substatus labels that are missing, empty or twice there.
    pub fn check(&self) -> Result<(), DefinitionFault> {
        for (place, field) in self.fields.iter().enumerate() {
            check_field(field, &self.fields[..place])
                .map_err(|message| DefinitionFault { place: DefinitionPlace::Field(place), message })?;
        }
        for (&stage, labels) in &self.substatuses {
            check_words(labels, "a substatus label").map_err(|message| DefinitionFault {
                place: DefinitionPlace::Substatus(stage),
                message: format!("substatus {}: {message}", stage.name()),
            })?;
        }
        Ok(())
    }
}

fn check_field(field: &FieldDefinition, earlier: &[FieldDefinition]) -> Result<(), String> {
    let FieldDefinition { on, id, label, .. } = field;
    let word = on.kind().word();
    let is_snake = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && id.len() <= LONGEST_ID;
    if !is_snake {
        return Err(format!(
            "the field id “{id}” must be small letters, digits and _, begin with a letter and have at most {LONGEST_ID}"
        ));
    }
    if built_in(*on).any(|name| name == id) {
        return Err(format!("the field id “{id}” is a name that every {word} has already: choose another"));
    }
    check_word(label, "the label of a field")?;
    let same = |other: &&FieldDefinition| other.on == *on;
    if earlier.iter().filter(same).any(|other| other.id == *id) {
        return Err(format!("the field id “{id}” is defined twice for a {word}"));
    }
    let folded = label.to_lowercase();
    if earlier.iter().filter(same).any(|other| other.label.to_lowercase() == folded || other.id == folded) {
        return Err(format!("the label “{label}” is taken by another field of a {word}"));
    }
    match &field.kind {
        FieldKind::Choice(choices) => {
            check_words(choices, "a choice").map_err(|message| format!("the field {id}: {message}"))
        }
        FieldKind::Text | FieldKind::Number | FieldKind::Date | FieldKind::YesNo => Ok(()),
    }
}

fn check_words(words: &[String], what: &str) -> Result<(), String> {
    if words.is_empty() {
        return Err(format!("{what} is missing: list at least one"));
    }
    for (place, word) in words.iter().enumerate() {
        check_word(word, what)?;
        let folded = word.to_lowercase();
        if words[..place].iter().any(|other| other.to_lowercase() == folded) {
            return Err(format!("“{word}” is listed twice"));
        }
    }
    Ok(())
}

fn check_word(word: &str, what: &str) -> Result<(), String> {
    if word.trim().is_empty() {
        return Err(format!("{what} is empty"));
    }
    if word.trim() != word || word.chars().any(char::is_control) {
        return Err(format!("“{}” is no name: leave out line breaks and spaces at its ends", word.trim()));
    }
    if word.width() > WIDEST_LABEL {
        return Err(format!("“{word}” is wider than {WIDEST_LABEL} columns"));
    }
    Ok(())
}

/// The names that a kind of record has of itself, in JSON, on the command line and in files.
fn built_in(on: FieldOn) -> impl Iterator<Item = &'static str> {
    let names = match on {
        FieldOn::Client => {
            "id client name phone phones email emails channel preferences preferred required barred tag tags external \
             inactive fields contact contacts site sites address note notes jobs"
        }
        FieldOn::Site => {
            "id site client name address position latitude longitude zone access access_notes hazards parking \
             tag tags external fields equipment note notes"
        }
        FieldOn::Equipment => {
            "id equipment client site name make model serial installed warranty warranty_until external fields \
             note notes"
        }
        FieldOn::Job => {
            "id job client site title description service services skill skills priority agreed_at duration \
             duration_minutes offer offered collect_at collect_minutes promise promises checklist price invoice tag \
             tags external hold completion verification closed_at cancellation overrides fields substatus stage mark marks visit visits note \
             notes technician when zone text"
        }
    };
    names.split_ascii_whitespace()
}
