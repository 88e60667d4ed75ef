//! The config's own bindings: the `[keys]` table, action id to a key or a list of keys.
//!
//! ```toml
//! [keys]
//! assign = ["a", "F5"]
//! why = []            # unbound; the palette still has it
//! ```

use toml::de::{DeTable, DeValue};

use crate::action::{Action, Context, Entry, TABLE};
use crate::fault::{ConfigFault, line_of, nearest, parse};
use crate::key::{Chord, Key, Sequence};
use crate::keymap::{Clash, Keymap};
use crate::widget::line_edit::LineEdit;

impl Keymap {
    /// Makes the bindings in force from the built-in ones and the `[keys]` table of a config text.
    ///
    /// Lists everything wrong at once: unknown actions, keys that are none or mean something else, clashes,
    /// actions that nothing would reach any more; each names its line.
    pub fn with_config(text: &str) -> Result<Self, Vec<ConfigFault>> {
        let root = parse(text)?;
        let Some(keys) = root.get_ref().get("keys") else {
            return Ok(Keymap::default());
        };
        let Some(table) = keys.get_ref().as_table() else {
            let line = Some(line_of(text, keys.span().start));
            let message = "keys is not a table; write [keys] and an action a line under it".to_owned();
            return Err(vec![ConfigFault { line, message }]);
        };
        rebind_all(text, table)
    }
}

fn rebind_all(text: &str, table: &DeTable<'_>) -> Result<Keymap, Vec<ConfigFault>> {
    let mut keymap = Keymap::default();
    let mut faults = Vec::new();
    let mut lines: Vec<(Action, usize)> = Vec::new();
    for (id, value) in table {
        let line = line_of(text, id.span().start);
        let keys = action_of(id.get_ref()).and_then(|action| {
            let keys = read_keys(value.get_ref())?;
            check_keys(action.entry(), &keys)?;
            Ok((action, keys))
        });
        match keys {
            Ok((action, keys)) => {
                keymap.rebind(action, keys);
                lines.push((action, line));
            }
            Err(message) => faults.push(ConfigFault { line: Some(line), message }),
        }
    }
    // Two built-in bindings are never the config's fault; a test sees that none of them clash.
    let said = |action| lines.iter().any(|(named, _)| *named == action);
    let clashes: Vec<Clash> =
        keymap.clashes().into_iter().filter(|clash| said(clash.first.0) || said(clash.second.0)).collect();
    faults.extend(describe_clashes(&clashes, &lines));
    faults.sort();
    if faults.is_empty() { Ok(keymap) } else { Err(faults) }
}

fn action_of(id: &str) -> Result<Action, String> {
    Action::of_id(id).ok_or_else(|| {
        let shown = domain::visible(id);
        match nearest(id, TABLE.iter().map(|entry| entry.id)) {
            Some(meant) => format!("{shown:?} is not an action; {meant:?} is"),
            None => format!("{shown:?} is not an action; `truckroll config keys` lists them"),
        }
    })
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

/// Refuses keys that mean something else where the action is pressed, and an action that nothing would reach.
fn check_keys(entry: &Entry, keys: &[Sequence]) -> Result<(), String> {
    let id = entry.id;
    if keys.is_empty() {
        return check_reachable(entry);
    }
    for (sequence, first) in keys.iter().map(|keys| (keys, keys.chords()[0])) {
        let within = |rule: fn(Context) -> bool| entry.contexts.iter().any(|context| rule(*context));
        if within(Context::takes_text) && first.typed().is_some() {
            return Err(format!("{id} is pressed while typing; give it a key that types nothing"));
        }
        if within(Context::takes_text) && LineEdit::default().press(first) {
            return Err(format!("{sequence} edits the line while typing; give {id} another key"));
        }
        if within(Context::digits_are_views) && first == Chord::plain(Key::Char('0')) {
            return Err(format!("0 begins a count, as in 03j; give {id} another key"));
        }
        let counts = within(|context| !context.takes_text() && !context.digits_are_views());
        if counts && matches!(first.typed(), Some('0'..='9')) {
            return Err(format!(
                "{sequence} begins with a digit, and digits are counts there; give {id} another key"
            ));
        }
    }
    Ok(())
}

/// What is pressed in a view can be chosen in the palette; what a dialog lives by has only its keys.
fn check_reachable(entry: &Entry) -> Result<(), String> {
    if entry.action == Action::Palette {
        return Err("palette must keep a key: it reaches every action that has none".to_owned());
    }
    let in_view = entry.contexts.iter().any(|context| context.digits_are_views());
    if in_view || entry.hint.is_empty() {
        return Ok(());
    }
    Err(format!("{} must keep a key: nothing else does it", entry.id))
}

/// Says each pair of bindings that clash once, with every place where they meet, on the later of their lines.
fn describe_clashes(clashes: &[Clash], lines: &[(Action, usize)]) -> Vec<ConfigFault> {
    let mut pairs: Vec<(&Clash, Vec<&str>)> = Vec::new();
    for clash in clashes {
        let same = |(other, _): &&mut (&Clash, Vec<&str>)| {
            (&other.first, &other.second) == (&clash.first, &clash.second)
        };
        match pairs.iter_mut().find(same) {
            Some((_, names)) => names.push(clash.context.name()),
            None => pairs.push((clash, vec![clash.context.name()])),
        }
    }
    pairs.into_iter().map(|(clash, names)| describe(clash, &names, lines)).collect()
}

fn describe(clash: &Clash, names: &[&str], lines: &[(Action, usize)]) -> ConfigFault {
    let line_of = |action| lines.iter().find(|(named, _)| *named == action).map(|(_, line)| *line);
    let (mut ours, mut theirs) = (&clash.first, &clash.second);
    if line_of(ours.0) < line_of(theirs.0) {
        (ours, theirs) = (theirs, ours);
    }
    let (ours_id, theirs_id) = (ours.0.entry().id, theirs.0.entry().id);
    let message = if ours.0 == theirs.0 {
        format!("{ours_id} lists {} and {}, and one begins with the other; drop one", ours.1, theirs.1)
    } else {
        let origin = line_of(theirs.0).map_or_else(|| "built in".to_owned(), |line| format!("line {line}"));
        let how = if ours.1 == theirs.1 { "is also" } else { "cannot stand beside" };
        format!(
            "{} for {ours_id} {how} {} for {theirs_id} ({origin}) in {}; choose another or give {theirs_id} other keys",
            ours.1,
            theirs.1,
            names.join(", ")
        )
    };
    ConfigFault { line: line_of(ours.0), message }
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
        line 3: "asign" is not an action; "assign" is
        line 4: "Ctrl-Foo" is not a key; write a character, Ctrl-x, F1 to F24 or one of Space, Enter, Esc, Tab, Backspace, Delete, Insert, Left, Right, Up, Down, Home, End, PageUp, PageDown
        line 5: keys are a text such as "Ctrl-d" or a list of them
        line 6: s for move is also s for schedule (built in) in Today, Calendar, Board, Details; choose another or give schedule other keys
        "#
        );
    }

    #[test]
    fn a_sequence_that_begins_with_a_whole_one_clashes() {
        let found = errors("[keys]\nwhy = \"aa\"\n");
        assert!(
            found[0].starts_with("line 2: aa for why cannot stand beside a for assign (built in)"),
            "{found:?}"
        );
    }

    #[test]
    fn a_letter_is_refused_where_text_is_typed() {
        let found = errors("[keys]\nsubmit = \"a\"\n");
        assert_eq!(found, ["line 2: submit is pressed while typing; give it a key that types nothing"]);
    }

    #[test]
    fn a_clash_of_two_lines_names_both() {
        let found = errors("[keys]\nwhy = \"F5\"\nassign = \"F5\"\n");
        assert_eq!(
            found,
            [
                "line 3: F5 for assign is also F5 for why (line 2) in Today, Calendar, Board, Details; choose another \
              or give why other keys"
            ]
        );
    }

    #[test]
    fn keys_that_edit_or_count_are_refused() {
        for (keys, said) in [
            ("choose = \"Left\"", "Left edits the line while typing; give choose another key"),
            ("undo = \"0\"", "0 begins a count, as in 03j; give undo another key"),
            (
                "commit-move = \"5\"",
                "5 begins with a digit, and digits are counts there; give commit-move another key",
            ),
        ] {
            assert_eq!(errors(&format!("[keys]\n{keys}\n")), [format!("line 2: {said}")]);
        }
        assert!(Keymap::with_config("[keys]\nundo = \"g 5\"\n").is_ok());
    }

    #[test]
    fn nothing_is_left_that_cannot_be_reached() {
        for (id, refused) in
            [("palette", true), ("submit", true), ("leave", true), ("undo", false), ("page-up", false)]
        {
            let found = Keymap::with_config(&format!("[keys]\n{id} = []\n"));
            assert_eq!(found.is_err(), refused, "{id}");
        }
    }

    #[test]
    fn broken_toml_names_its_line() {
        assert!(errors("a = 1\n[keys\n")[0].starts_with("line 2:"), "{:?}", errors("a = 1\n[keys\n"));
    }
}
