//! The hint line, made from the table of actions and the bindings in force: only what is possible now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, Situation, within};
use crate::key::Sequence;
use crate::keymap::{Keymap, Pending};
use crate::text::{fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, first, line};

/// Gives the keys and words of the hint line: those of the context, or what the pending keys can become;
/// always only what is possible now.
pub fn hints(keymap: &Keymap, situation: &Situation<'_>, pending: &Pending) -> Vec<(String, String)> {
    let context = situation.context;
    if pending.is_empty() {
        let hinted = within(context).filter(|entry| !entry.hint.is_empty());
        let hinted = hinted.filter(|entry| entry.why_not(situation).is_none());
        let keyed = hinted.filter_map(|entry| {
            let keys = keymap.keys_of(entry.action).first()?;
            let is_own = entry.action == Action::Submit && !situation.submits.is_empty();
            let word = if is_own { situation.submits } else { entry.hint };
            Some((keys.to_string(), word.to_owned()))
        });
        return keyed.collect();
    }
    let depth = pending.depth();
    if depth == 0 {
        return vec![(pending.shown(), "times: the keys of an action".to_owned())];
    }
    let said = |(action, sequence): (Action, &Sequence)| {
        let rest: Vec<String> = sequence.chords()[depth..].iter().map(ToString::to_string).collect();
        (rest.join(" "), action.entry().name.to_lowercase())
    };
    let leads = || keymap.leads_to(context, pending);
    let why_not = |action: Action| action.entry().why_not(situation);
    let possible: Vec<_> = leads().filter(|(action, _)| why_not(*action).is_none()).map(said).collect();
    if !possible.is_empty() {
        return possible;
    }
    // Nothing is possible: the first reason is worth more than an empty line.
    let reason = leads().find_map(|(action, _)| why_not(action)).map(|unavailable| unavailable.reason);
    vec![(pending.shown(), reason.unwrap_or_default())]
}

/// Draws as many whole hints as fit on the first line of an area, the keys apart from the words; always the last,
/// which is the way to all others or out.
pub fn draw(buffer: &mut Buffer, area: Rect, hints: &[(String, String)], theme: &Theme) {
    let row = line(area.intersection(buffer.area), 0);
    let Some((last, others)) = hints.split_last() else { return draw_row(buffer, row, &[], theme) };
    let mut end = 1 + cells_of(last);
    let mut shown: Vec<&(String, String)> = Vec::new();
    for hint in others {
        end += cells_of(hint) + 1;
        if end > usize::from(row.width) {
            break;
        }
        shown.push(hint);
    }
    shown.push(last);
    draw_row(buffer, row, &shown, theme);
}

/// Draws all of what the pending keys can become, on as many lines from the bottom of an area up as it takes.
pub fn draw_leads(buffer: &mut Buffer, area: Rect, leads: &[(String, String)], theme: &Theme) {
    let area = area.intersection(buffer.area);
    let mut rows: Vec<Vec<&(String, String)>> = vec![Vec::new()];
    let mut end = 1;
    for lead in leads {
        let cells = cells_of(lead);
        if end > 1 && end + cells > usize::from(area.width) {
            rows.push(Vec::new());
            end = 1;
        }
        end += cells + 1;
        rows.last_mut().into_iter().for_each(|row| row.push(lead));
    }
    let skipped = usize::from(area.height).saturating_sub(rows.len());
    for (place, row) in rows.iter().enumerate() {
        draw_row(buffer, line(area, skipped + place), row, theme);
    }
}

fn cells_of((keys, word): &(String, String)) -> usize {
    width_of(keys) + 1 + width_of(word)
}

fn draw_row(buffer: &mut Buffer, row: Rect, hints: &[&(String, String)], theme: &Theme) {
    fill(buffer, row, "", theme.style(Role::Hint), "");
    let mut at = 1;
    for hint @ (keys, word) in hints {
        let cells = u16::try_from(cells_of(hint)).unwrap_or(u16::MAX);
        let room = first(after(row, at), cells);
        let used = put(buffer, room, keys, theme.style(Role::Key), "");
        put(buffer, after(room, used + 1), word, theme.style(Role::Hint), "");
        at = at.saturating_add(cells).saturating_add(1);
    }
}
