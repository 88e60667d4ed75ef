//! The palette on the screen: the line, then a row for each thing it may mean.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Palette, Row, Scope};
use crate::text::{fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::line_edit::{self, Shown};
use crate::widget::scroll::keep_in_view;
use crate::widget::{after, first, line, popup};

/// What the labels take before what they are about, on a screen wide enough for both.
const LABEL: u16 = 24;

impl Palette {
    /// Draws it over an area; gives the place of the cursor.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
        let outer = popup::centred(area, 96, area.height);
        let title = match self.scope {
            Scope::Everything => "Commands, days, names and numbers",
            Scope::Places => "Go to a number, a day or a name",
        };
        let room = popup::draw(buffer, outer, title, theme);
        let shown = Shown { prompt: ":", edit: &self.edit, read_back: &[], message: None };
        let cursor = line_edit::draw(buffer, line(room, 0), &shown, theme);
        let height = usize::from(room.height.saturating_sub(1));
        if self.rows.is_empty() {
            let row = line(room, 1);
            fill(buffer, row, self.nothing(), theme.style(Role::Dim), theme.glyphs.ellipsis);
        }
        let from = keep_in_view(0, self.selected, height, self.rows.len());
        for (place, (_, row)) in self.rows.iter().enumerate().skip(from).take(height) {
            draw_row(buffer, line(room, 1 + place - from), row, self.selected == Some(place), theme);
        }
        cursor
    }

    fn nothing(&self) -> &'static str {
        match (self.scope, self.text().is_empty(), self.has_places()) {
            (Scope::Places, true, _) => "J-12, V-3, C-7, 12, fri, 25 nov, or part of a name",
            (_, _, true) => "nothing has these words; Ctrl-u empties the line",
            (_, _, false) => "looking",
        }
    }
}

fn draw_row(buffer: &mut Buffer, area: Rect, row: &Row, selected: bool, theme: &Theme) {
    let ellipsis = theme.glyphs.ellipsis;
    let role = if row.refused { Role::Dim } else { Role::Text };
    fill(buffer, area, "", theme.style_if(role, selected), "");
    let glyph = if selected { ">" } else { " " };
    put(buffer, area, glyph, theme.style_if(role, selected), "");
    let aside = u16::try_from(width_of(&row.aside)).unwrap_or(u16::MAX);
    let mut room = after(area, 1);
    if aside > 0 && area.width > aside.saturating_add(16) {
        let end = area.width - aside - 1;
        put(buffer, after(area, end), &row.aside, theme.style_if(Role::Key, selected), ellipsis);
        room.width = end.saturating_sub(2);
    }
    if row.about.is_empty() {
        put(buffer, room, &row.label, theme.style_if(role, selected), ellipsis);
        return;
    }
    let label = u16::try_from(width_of(&row.label)).unwrap_or(u16::MAX);
    // A narrow screen has room for the name or, where that matters more, for the reason.
    let named = label.max(LABEL.min(area.width / 3)).min(room.width);
    put(buffer, first(room, named), &row.label, theme.style_if(role, selected), ellipsis);
    let about = after(room, named + 1);
    if about.width > 8 {
        let role = if row.refused { Role::Warn } else { Role::Dim };
        put(buffer, about, &row.about, theme.style_if(role, selected), ellipsis);
    }
}
