//! The table of actions makes every reference: what one says of a key, all say.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::desk::Desk;

const KEYS: &str = include_str!("../../assets/keys.md");

/// The actions that the configuration's reference lists: id to name and help.
fn listed(desk: &Desk) -> BTreeMap<String, (String, String)> {
    let data = desk.data(&["config", "keys"]);
    let text = |action: &Value, key: &str| action[key].as_str().unwrap().to_owned();
    let actions = data["actions"].as_array().unwrap().iter();
    actions.map(|action| (text(action, "id"), (text(action, "name"), text(action, "help")))).collect()
}

/// The manual page as it reads: without the marks of its format.
fn manual(desk: &Desk) -> String {
    let page = desk.ok(&["man"]);
    let (_, keys) = page.split_once(".SH KEYS").unwrap();
    let keys = keys.split(".SH ").next().unwrap();
    ["\\fB", "\\fI", "\\fR", "\\&"]
        .iter()
        .fold(keys.replace("\\-", "-"), |text, mark| text.replace(mark, ""))
        .replace("\\*(Aq", "'")
        .replace("\\\\", "\\")
}

#[test]
fn the_manual_the_configuration_and_the_document_name_the_same_actions() {
    let desk = Desk::bare();
    let (actions, manual) = (listed(&desk), manual(&desk));
    assert!(actions.len() > 100, "{}", actions.len());
    for (id, (name, help)) in &actions {
        let said = format!("{name}: {help}");
        assert!(manual.contains(&said), "the manual does not say of {id}: {said}\n{manual}");
        let row = KEYS.lines().find(|line| line.ends_with(&format!("| `{id}` |")));
        assert!(row.is_some_and(|row| row.contains(&said)), "keys.md does not say of {id}: {said}");
    }
    let rows = KEYS.lines().filter(|line| line.ends_with("` |")).count();
    assert_eq!(rows, actions.len(), "keys.md has rows that are no action");
    let reference = desk.ok(&["config", "keys"]);
    let bound = reference.lines().filter_map(|line| line.split_once(" = [")).map(|(id, _)| id);
    let bound: Vec<&str> = bound.filter(|id| !id.starts_with('#')).collect();
    assert!(bound.iter().all(|id| actions.contains_key(*id)), "{bound:?}");
}
