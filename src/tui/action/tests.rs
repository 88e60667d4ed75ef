//! What holds for every row of the table.

use std::collections::HashSet;

use super::*;
use crate::key::{Key, Sequence};

#[test]
fn the_table_lists_each_action_at_its_own_place() {
    for (place, entry) in TABLE.iter().enumerate() {
        assert_eq!(entry.action as usize, place, "{}", entry.id);
        assert_eq!(entry.action.entry().id, entry.id);
        assert_eq!(Action::of_id(entry.id), Some(entry.action));
    }
}

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let mut seen = HashSet::new();
    for entry in TABLE {
        assert!(seen.insert(entry.id), "{} twice", entry.id);
        assert!(entry.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", entry.id);
    }
}

#[test]
fn every_row_says_what_it_does_in_one_short_line() {
    for entry in TABLE {
        assert!(!entry.name.is_empty() && entry.help.ends_with('.'), "{}", entry.id);
        assert!(entry.help.len() <= 90, "{}: the help is {} long", entry.id, entry.help.len());
        assert!(!entry.contexts.is_empty(), "{}", entry.id);
        assert!(Group::ALL.contains(&entry.group), "{}", entry.id);
    }
}

#[test]
fn nothing_needs_alt_or_a_bracket_as_its_only_key() {
    for entry in TABLE.iter().filter(|entry| !entry.keys.is_empty()) {
        let easy = entry.keys.iter().any(|keys| {
            let sequence: Sequence = keys.parse().expect("a key of the table");
            sequence.chords().iter().all(|chord| {
                let bracket = matches!(chord.key, Key::Char('[' | ']' | '{' | '}' | '<' | '>'));
                !(chord.alt || bracket || chord.ctrl && chord.key == Key::Enter)
            })
        });
        assert!(easy, "{} has no easy key", entry.id);
    }
}

#[test]
fn no_letter_is_bound_where_text_is_typed() {
    for context in Context::ALL.iter().filter(|context| context.takes_text()) {
        for entry in within(*context) {
            for keys in entry.keys {
                let sequence: Sequence = keys.parse().expect("a key of the table");
                assert_eq!(sequence.chords()[0].typed(), None, "{} takes {keys}", entry.id);
            }
        }
    }
}

#[test]
fn bare_d_is_unbound() {
    for entry in TABLE {
        assert!(!entry.keys.iter().any(|keys| keys.starts_with('d')), "{}", entry.id);
    }
}

#[test]
fn every_context_can_be_left_and_tells_its_keys() {
    for context in Context::ALL {
        let esc = within(*context).any(|entry| entry.keys.contains(&"Esc"));
        let hinted = within(*context).any(|entry| !entry.hint.is_empty());
        assert!(esc && hinted, "{context:?}");
    }
}
