//! The help: every action with the keys that do it now, made from the table.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, Entry, Group, Situation, TABLE};
use crate::keymap::Keymap;
use crate::reference;
use crate::text::{fill, fit, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, line, popup};

/// The cells for the keys.
const KEYS: usize = 17;
/// The cells that are not the text's: the frame, the keys and what parts them.
const BESIDE: usize = KEYS + 5;

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// Keys, what they do, and whether that cannot be done now; the keys are empty on a line that goes on.
    Row(String, String, bool),
    /// Nothing.
    Blank,
}

/// What cannot be done now, and why not; nothing for what belongs to another view, which its places say.
pub type Barred = BTreeMap<Action, String>;

/// Finds what cannot be done in a situation.
pub fn barred(situation: &Situation<'_>) -> Barred {
    let why_not = |entry: &Entry| {
        let reason = entry.why_not(situation)?.reason;
        let is_here = entry.contexts.contains(&situation.context);
        Some((entry.action, if is_here { reason } else { String::new() }))
    };
    TABLE.iter().filter_map(why_not).collect()
}

/// Writes the whole help for a width: headings, then every action of each, where it can be pressed and what keeps
/// it from being done now.
pub fn lines(keymap: &Keymap, barred: &Barred, width: u16) -> Vec<Line> {
    let room = usize::from(width).saturating_sub(BESIDE).max(1);
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(group.name().to_owned()));
        for entry in TABLE.iter().filter(|entry| entry.group == *group) {
            push_entry(&mut lines, keymap, entry, barred.get(&entry.action), room);
        }
    }
    lines
}

fn push_entry(lines: &mut Vec<Line>, keymap: &Keymap, entry: &Entry, why_not: Option<&String>, room: usize) {
    let keys: Vec<String> = keymap.keys_of(entry.action).iter().map(ToString::to_string).collect();
    let keys = if keys.is_empty() { ":".to_owned() } else { keys.join(" or ") };
    let reason = why_not.filter(|reason| !reason.is_empty());
    let reason = reason.map_or_else(String::new, |reason| format!(" Not now: {reason}."));
    let text = format!("{}: {}{}{reason}", entry.name, entry.help, places(entry));
    let is_barred = why_not.is_some();
    let mut wrapped = popup::wrap(&text, room).into_iter();
    if width_of(&keys) > KEYS {
        lines.push(Line::Row(keys, String::new(), is_barred));
    } else {
        lines.push(Line::Row(keys, wrapped.next().unwrap_or_default(), is_barred));
    }
    lines.extend(wrapped.map(|more| Line::Row(String::new(), more, is_barred)));
}

/// Names where an action can be pressed, unless that is every view or the heading says it.
fn places(entry: &Entry) -> String {
    let names = reference::places(entry);
    if names.is_empty() || entry.group == Group::Moving {
        return String::new();
    }
    format!(" ({})", names.join(", "))
}

/// Draws the lines that can be seen from `first` on, over the whole area.
pub fn draw(buffer: &mut Buffer, area: Rect, lines: &[Line], from: usize, theme: &Theme) {
    let room = popup::draw(buffer, area, "Help: every key", theme);
    let ellipsis = theme.glyphs.ellipsis;
    for (place, what) in lines.iter().skip(from).take(usize::from(room.height)).enumerate() {
        let row = after(line(room, place), 1);
        match what {
            Line::Heading(text) => fill(buffer, row, text, theme.style(Role::Header), ellipsis),
            Line::Row(keys, text, is_barred) => {
                let (key, said) = if *is_barred { (Role::Dim, Role::Dim) } else { (Role::Key, Role::Text) };
                if text.is_empty() {
                    put(buffer, after(row, 1), keys, theme.style(key), ellipsis);
                    continue;
                }
                let keys = fit(keys, KEYS, ellipsis);
                let used = put(buffer, after(row, 1), &keys, theme.style(key), ellipsis);
                put(buffer, after(row, used + 2), text, theme.style(said), ellipsis);
            }
            Line::Blank => {}
        }
    }
}
