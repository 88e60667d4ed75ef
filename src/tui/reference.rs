//! The reference of every action, made from the one table: for the configuration, the man page and the document.

use crate::action::{Context, Entry, Group, TABLE};
use crate::keymap::Keymap;

/// One action as the reference lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The heading it stands under.
    pub heading: &'static str,
    /// Its id in the config.
    pub id: &'static str,
    /// Its keys, the one to show first.
    pub keys: Vec<String>,
    /// Its name in the palette.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// Where it can be pressed, when that is not every view.
    pub places: Vec<&'static str>,
}

/// Describes every action with the keys that do it, in the order of the help.
pub fn describe(keymap: &Keymap) -> Vec<Described> {
    let of_group = |group: &Group| TABLE.iter().filter(|entry| entry.group == *group).collect::<Vec<_>>();
    Group::ALL.iter().flat_map(of_group).map(|entry| described(entry, keymap)).collect()
}

fn described(entry: &'static Entry, keymap: &Keymap) -> Described {
    Described {
        heading: entry.group.name(),
        id: entry.id,
        keys: keymap.keys_of(entry.action).iter().map(ToString::to_string).collect(),
        name: entry.name,
        help: entry.help,
        places: places(entry),
    }
}

/// Names where an action can be pressed; nothing when that is every view.
pub fn places(entry: &Entry) -> Vec<&'static str> {
    let mut views = Context::ALL.iter().filter(|context| context.digits_are_views());
    if views.all(|view| entry.contexts.contains(view)) {
        return Vec::new();
    }
    entry.contexts.iter().map(|context| context.name()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the document is kept.
    const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/keys.md");

    #[test]
    fn every_action_is_described_once() {
        let described = describe(&Keymap::default());
        let mut ids: Vec<&str> = described.iter().map(|action| action.id).collect();
        ids.sort_unstable();
        let mut table: Vec<&str> = TABLE.iter().map(|entry| entry.id).collect();
        table.sort_unstable();
        assert_eq!(ids, table);
    }

    /// `TRUCKROLL_WRITE_DOCS=1` writes it anew.
    #[test]
    fn the_document_of_the_keys_is_that_of_the_table() {
        let fresh = write_document(&Keymap::default());
        if std::env::var_os("TRUCKROLL_WRITE_DOCS").is_some() {
            std::fs::write(KEPT, &fresh).expect("the document can be written");
        }
        let kept = std::fs::read_to_string(KEPT).unwrap_or_default();
        assert!(
            kept == fresh,
            "assets/keys.md is not made from the table; TRUCKROLL_WRITE_DOCS=1 cargo test -p truckroll-tui document"
        );
    }

    /// Writes the document of every key, in Markdown.
    fn write_document(keymap: &Keymap) -> String {
        let mut text = String::from(
            "# Keys\n\nEvery action of the screen, made from the table of actions (`src/tui/action/table.rs`); do not \
             edit it here. The id is what `[keys]` in the configuration knows: `assign = [\"a\", \"F5\"]` binds, \
             `why = []` unbinds. A count comes before a key and begins with `0`: `03j`.\n",
        );
        let mut heading = "";
        for action in describe(keymap) {
            if action.heading != heading {
                heading = action.heading;
                text.push_str(&["\n## ", heading, "\n\n| keys | action | id |\n|---|---|---|\n"].concat());
            }
            let code = |keys: &String| format!("`{}`", keys.replace('|', "\\|"));
            let keys =
                if action.keys.is_empty() { "`:`".to_owned() } else { join(action.keys.iter().map(code)) };
            let places = join(action.places.iter().map(|place| (*place).to_owned()));
            let places = if places.is_empty() { places } else { format!(" ({places})") };
            let help = action.help.replace('|', "\\|");
            let row = ["| ", &keys, " | ", action.name, ": ", &help, &places, " | `", action.id, "` |\n"];
            text.push_str(&row.concat());
        }
        text
    }

    fn join(texts: impl Iterator<Item = String>) -> String {
        texts.collect::<Vec<_>>().join(", ")
    }
}
