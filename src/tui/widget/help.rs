//! The help: every action with the keys that do it now, made from the table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Entry, Group, TABLE};
use crate::keymap::Keymap;
use crate::reference;
use crate::text::{fill, fit, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, line, popup};

/// The cells for the keys.
const KEYS: usize = 17;

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// Keys and what they do; the keys are empty on a line that goes on.
    Row(String, String),
    /// Nothing.
    Blank,
}

/// Writes the whole help for a width: headings, then every action of each, where it can be pressed.
pub fn lines(keymap: &Keymap, width: u16) -> Vec<Line> {
    let room = usize::from(width).saturating_sub(KEYS + 4).max(20);
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(group.name().to_owned()));
        for entry in TABLE.iter().filter(|entry| entry.group == *group) {
            push_entry(&mut lines, keymap, entry, room);
        }
    }
    lines
}

fn push_entry(lines: &mut Vec<Line>, keymap: &Keymap, entry: &Entry, room: usize) {
    let keys: Vec<String> = keymap.keys_of(entry.action).iter().map(ToString::to_string).collect();
    let keys = if keys.is_empty() { ":".to_owned() } else { keys.join(" or ") };
    let text = format!("{}: {}{}", entry.name, entry.help, places(entry));
    let mut wrapped = popup::wrap(&text, room).into_iter();
    if width_of(&keys) > KEYS {
        lines.push(Line::Row(keys, String::new()));
    } else {
        lines.push(Line::Row(keys, wrapped.next().unwrap_or_default()));
    }
    lines.extend(wrapped.map(|more| Line::Row(String::new(), more)));
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
            Line::Row(keys, text) if text.is_empty() => {
                put(buffer, after(row, 1), keys, theme.style(Role::Key), ellipsis);
            }
            Line::Row(keys, text) => {
                let keys = fit(keys, KEYS, ellipsis);
                let used = put(buffer, after(row, 1), &keys, theme.style(Role::Key), ellipsis);
                put(buffer, after(row, used + 2), text, theme.style(Role::Text), ellipsis);
            }
            Line::Blank => {}
        }
    }
}
