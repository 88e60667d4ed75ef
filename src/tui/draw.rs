//! One frame: tabs above, the view or the opened details, the toast and the hint line below, dialogs over all.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::{fill, make_ascii, put, width_of};
use crate::theme::{Glyphs, Role};
use crate::ui::{Ui, View};
use crate::widget::{hint, line, toast};

/// The smallest screen on which anything is shown.
const SMALLEST: (u16, u16) = (40, 12);

/// Draws the whole screen; answers where the cursor is, when one is shown.
pub fn frame(ui: &Ui, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        say_too_small(ui, buffer, area);
        return None;
    }
    tabs(ui, buffer, line(area, 0));
    let below = crate::draft::draw_banner(&ui.shared, buffer, line(area, 1));
    crate::filter::draw(ui, buffer, line(area, 1 + below));
    let pane = Rect { y: area.y + ui.shared.pane_top(), height: ui.shared.pane_height(), ..area };
    let cursor = ui.front_pane().draw(buffer, pane, &ui.shared);
    crate::filter::highlight(buffer, pane, &ui.shared.filter.words);
    if let Some(said) = ui.toast() {
        let height = toast::height(said, area.width, &ui.shared.theme);
        let row = Rect { y: area.bottom() - 1 - height, height, ..area };
        toast::draw(buffer, row, said, &ui.shared.theme);
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    let targets = ui.front_pane().targets();
    let hints = hint::hints(&ui.shared.keymap, &ui.situation(&targets), ui.pending());
    if ui.pending().is_empty() {
        hint::draw(buffer, last, &hints, &ui.shared.theme);
    } else {
        hint::draw_leads(buffer, pane.union(last), &hints, &ui.shared.theme);
    }
    let mut cursor = cursor;
    for dialog in ui.dialogs() {
        cursor = dialog.draw(buffer, pane, &ui.shared);
    }
    if ui.shared.theme.glyphs == Glyphs::ASCII {
        make_ascii(buffer);
    }
    cursor
}

/// The tabs, the business and the time.
fn tabs(ui: &Ui, buffer: &mut Buffer, row: Rect) {
    let theme = &ui.shared.theme;
    fill(buffer, row, "", theme.style(Role::Header), "");
    let mut at = 1;
    for (view, title) in View::TABS {
        let style = theme.style_if(Role::Header, view == ui.view());
        let room = Rect { x: row.x + at, width: row.width.saturating_sub(at), ..row };
        at += put(buffer, room, title, style, "") + 1;
    }
    let (date, time) =
        (ui.shared.now.format("%a %-d %b  ").to_string(), ui.shared.now.format("%H:%M ").to_string());
    let demo = if ui.is_demo() { "DEMO  " } else { "" };
    let busy = if ui.busy().is_empty() { String::new() } else { format!("{}  ", ui.busy()) };
    let name = &ui.shared.business.name;
    let room = row.width.saturating_sub(at + 1);
    let forms = [format!("{busy}{demo}{name}  {date}{time}"), format!("{busy}{demo}{date}{time}"), time];
    let fits = |form: &&String| width_of(form) <= usize::from(room);
    let said = forms.iter().find(fits).map_or("", String::as_str);
    let cells = u16::try_from(width_of(said)).unwrap_or(room).min(room);
    let place = Rect { x: row.right() - cells, width: cells, ..row };
    put(buffer, place, said, theme.style(Role::Header), "");
}

/// The tab under a column of the first line.
pub fn tab_at(column: u16) -> Option<View> {
    let mut at = 1;
    for (view, title) in View::TABS {
        let end = at + u16::try_from(title.len()).unwrap_or(0);
        if (at..end).contains(&column) {
            return Some(view);
        }
        at = end + 1;
    }
    None
}

fn say_too_small(ui: &Ui, buffer: &mut Buffer, area: Rect) {
    let theme = &ui.shared.theme;
    let said = [
        format!("{}x{} is too small.", area.width, area.height),
        format!("truckroll needs {}x{}.", SMALLEST.0, SMALLEST.1),
        "Make it larger, or q.".to_owned(),
    ];
    for (place, text) in said.iter().enumerate() {
        put(buffer, line(area, place), text, theme.style(Role::Text), "");
    }
}
