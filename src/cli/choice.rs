//! Arguments that are one of several values by name.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// The values that an argument may have, each with its name and what help says of it; one without help is another
/// name for the value before it.
pub(crate) type Choices<T> = &'static [(T, &'static str, &'static str)];

/// Reads one of the values by its name; help and completions tell them all.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    choices: Choices<T>,
) -> impl TypedValueParser<Value = T> {
    let mut shown: Vec<PossibleValue> = Vec::new();
    for (_, name, help) in choices {
        let again = if help.is_empty() { shown.pop() } else { None };
        shown.push(match again {
            Some(value) => value.alias(*name),
            None => PossibleValue::new(*name).help(*help),
        });
    }
    PossibleValuesParser::new(shown).try_map(|said| find(choices, &said).ok_or("it has no such value"))
}

/// The value of that name, whatever the case.
pub(crate) fn find<T: Copy>(choices: Choices<T>, name: &str) -> Option<T> {
    choices.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name)).map(|(value, ..)| *value)
}
