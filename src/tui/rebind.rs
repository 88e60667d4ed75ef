//! The config's own bindings: the `[keys]` table, action id to a key or a list of keys.
//!
//! ```toml
//! [keys]
//! assign = ["a", "F5"]
//! why = []            # unbound; the palette still has it
//! ```

use toml::de::{DeTable, DeValue};

use crate::action::Action;
use crate::key::Sequence;
use crate::keymap::{Clash, Keymap, KeymapError};

impl Keymap {
    /// Makes the bindings in force from the built-in ones and the `[keys]` table of a config text.
    ///
    /// Lists everything wrong at once: unknown actions, keys that are none, clashes; each names its line.
    pub fn with_config(text: &str) -> Result<Self, Vec<KeymapError>> {
        let root = DeTable::parse(text).map_err(|error| {
            let line = error.span().map(|span| line_of(text, span.start));
            vec![KeymapError { line, message: error.message().to_owned() }]
        })?;
        let Some(keys) = root.get_ref().get("keys") else {
            return Ok(Keymap::default());
        };
        let Some(table) = keys.get_ref().as_table() else {
            let line = Some(line_of(text, keys.span().start));
            let message = "keys is not a table; write [keys] and an action a line under it".to_owned();
            return Err(vec![KeymapError { line, message }]);
        };
        rebind_all(text, table)
    }
}

fn rebind_all(text: &str, table: &DeTable<'_>) -> Result<Keymap, Vec<KeymapError>> {
    let mut keymap = Keymap::default();
    let mut errors = Vec::new();
    let mut lines: Vec<(Action, usize)> = Vec::new();
    for (id, value) in table {
        let line = line_of(text, id.span().start);
        let Some(action) = Action::of_id(id.get_ref()) else {
            let message =
                format!("{:?} is not an action; the help (?) lists them", domain::visible(id.get_ref()));
            errors.push(KeymapError { line: Some(line), message });
            continue;
        };
        match read_keys(value.get_ref()) {
            Ok(keys) if takes_a_letter(action, &keys) => {
                let message =
                    format!("{} is pressed while typing; give it a key that types nothing", id.get_ref());
                errors.push(KeymapError { line: Some(line), message });
            }
            Ok(keys) => {
                keymap.rebind(action, keys);
                lines.push((action, line));
            }
            Err(message) => errors.push(KeymapError { line: Some(line), message }),
        }
    }
    for clash in keymap.clashes() {
        let error = describe(&clash, &lines);
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
    errors.sort_by_key(|error| error.line);
    if errors.is_empty() { Ok(keymap) } else { Err(errors) }
}

fn takes_a_letter(action: Action, keys: &[Sequence]) -> bool {
    let typing = action.entry().contexts.iter().any(|context| context.takes_text());
    typing && keys.iter().any(|sequence| sequence.chords()[0].typed().is_some())
}

fn read_keys(value: &DeValue<'_>) -> Result<Vec<Sequence>, String> {
    let wrong = || "keys are a text such as \"Ctrl-d\" or a list of them".to_owned();
    let one = |text: &str| text.parse::<Sequence>().map_err(|error| error.to_string());
    if let Some(text) = value.as_str() {
        return Ok(vec![one(text)?]);
    }
    let list = value.as_array().ok_or_else(wrong)?;
    list.iter().map(|item| one(item.get_ref().as_str().ok_or_else(wrong)?)).collect()
}

/// Names the later of the two lines: that is the one that broke what stood.
fn describe(clash: &Clash, lines: &[(Action, usize)]) -> KeymapError {
    let line_of = |action| lines.iter().find(|(named, _)| *named == action).map(|(_, line)| *line);
    let (mut ours, mut theirs) = (&clash.first, &clash.second);
    if line_of(ours.0) < line_of(theirs.0) {
        (ours, theirs) = (theirs, ours);
    }
    let (ours_id, theirs_id) = (ours.0.entry().id, theirs.0.entry().id);
    let message = if ours.0 == theirs.0 {
        format!("{ours_id} lists {} and {}, and one begins with the other; drop one", ours.1, theirs.1)
    } else {
        format!(
            "{} for {ours_id} clashes with {} for {theirs_id} in {}; choose another or give {theirs_id} other keys",
            ours.1,
            theirs.1,
            clash.context.name()
        )
    };
    KeymapError { line: line_of(ours.0), message }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<String> {
        let errors = Keymap::with_config(text).expect_err("should be refused");
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn without_keys_the_built_in_ones_stand() {
        let keymap = Keymap::with_config("theme = \"dark\"\n").expect("no keys");
        assert_eq!(keymap.keys_of(Action::Assign), Keymap::default().keys_of(Action::Assign));
    }

    #[test]
    fn an_action_is_rebound_or_unbound() {
        let keymap =
            Keymap::with_config("[keys]\nassign = [\"F5\", \"g x\"]\nwhy = []\n").expect("good keys");
        let shown: Vec<String> = keymap.keys_of(Action::Assign).iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["F5", "gx"]);
        assert!(keymap.keys_of(Action::Why).is_empty());
    }

    #[test]
    fn keys_may_change_places() {
        let swapped = Keymap::with_config("[keys]\nwhy = \"a\"\nassign = \"w\"\n");
        assert!(swapped.is_ok(), "{swapped:?}");
    }

    #[test]
    fn everything_wrong_is_listed_with_its_line() {
        insta::assert_snapshot!(
            errors("# mine\n[keys]\nasign = \"a\"\nwhy = \"Ctrl-Foo\"\nnew = 3\nmove = \"s\"\n").join("\n"),
            @r#"
        keys, line 3: "asign" is not an action; the help (?) lists them
        keys, line 4: "Ctrl-Foo" is not a key; write a character, Ctrl-x, F1 to F24 or one of Space, Enter, Esc, Tab, Backspace, Delete, Insert, Left, Right, Up, Down, Home, End, PageUp, PageDown
        keys, line 5: keys are a text such as "Ctrl-d" or a list of them
        keys, line 6: s for move clashes with s for schedule in Today; choose another or give schedule other keys
        keys, line 6: s for move clashes with s for schedule in Calendar; choose another or give schedule other keys
        keys, line 6: s for move clashes with s for schedule in Board; choose another or give schedule other keys
        keys, line 6: s for move clashes with s for schedule in Details; choose another or give schedule other keys
        "#
        );
    }

    #[test]
    fn a_sequence_that_begins_with_a_whole_one_clashes() {
        let found = errors("[keys]\nwhy = \"aa\"\n");
        assert!(found[0].starts_with("keys, line 2: aa for why clashes with a for assign"), "{found:?}");
    }

    #[test]
    fn a_letter_is_refused_where_text_is_typed() {
        let found = errors("[keys]\nsubmit = \"a\"\n");
        assert_eq!(found, ["keys, line 2: submit is pressed while typing; give it a key that types nothing"]);
    }

    #[test]
    fn broken_toml_names_its_line() {
        assert!(errors("a = 1\n[keys\n")[0].starts_with("keys, line 2:"), "{:?}", errors("a = 1\n[keys\n"));
    }
}
