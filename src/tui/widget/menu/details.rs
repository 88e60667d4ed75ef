//! What is said of the selected row in detail, below the list: wrapped, and read on with a key where it is cut.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Choice, Menu};
use crate::text::{fill, put};
use crate::theme::{Role, Theme};
use crate::widget::{after, first, line, popup};

impl Choice {
    /// What is said of it in detail, in lines of at most so many cells.
    fn said(&self, width: usize) -> Vec<(String, Role)> {
        let wrapped = |(text, role): &(String, Role)| {
            let role = *role;
            popup::wrap(text, width).into_iter().map(move |piece| (piece, role))
        };
        self.details.iter().flat_map(wrapped).collect()
    }
}

/// Cells for text in a box of details this wide.
fn cells(width: u16) -> usize {
    usize::from(width.saturating_sub(2))
}

impl Menu {
    /// The most lines that any row has, in a box of details this wide.
    pub(super) fn most_said(&self, width: u16) -> usize {
        self.choices.iter().map(|choice| choice.said(cells(width)).len()).max().unwrap_or(0)
    }

    fn said_of_selected(&self, width: u16) -> Vec<(String, Role)> {
        self.selected().map_or_else(Vec::new, |place| self.choices[place].said(cells(width)))
    }

    /// Whether more is said of the selected row than is seen at once in an area.
    pub fn has_more(&self, area: Rect) -> bool {
        let room = self.layout(area).details;
        self.said_of_selected(room.width).len() > rows(room)
    }

    /// Reads on in what is said of the selected row, a page or back if negative; a line stays in sight.
    pub fn read_on(&mut self, pages: isize, area: Rect) {
        let room = self.layout(area).details;
        let last = self.said_of_selected(room.width).len().saturating_sub(rows(room));
        let page = isize::try_from(rows(room).saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        self.read = self.read.saturating_add_signed(pages.saturating_mul(page)).min(last);
    }

    /// Draws them below a rule, which says which lines of how many are seen when not all are.
    pub(super) fn draw_details(&self, buffer: &mut Buffer, room: Rect, theme: &Theme) {
        if room.height < 2 {
            return;
        }
        let rule = theme.glyphs.rule.repeat(usize::from(room.width));
        fill(buffer, line(room, 0), &rule, theme.style(Role::Border), theme.glyphs.ellipsis);
        let said = self.said_of_selected(room.width);
        // The screen may have grown since it was read on.
        let from = self.read.min(said.len().saturating_sub(rows(room)));
        let seen = said.iter().skip(from).take(rows(room));
        for (place, (text, role)) in seen.enumerate() {
            put(buffer, after(line(room, 1 + place), 1), text, theme.style(*role), theme.glyphs.ellipsis);
        }
        if said.len() > rows(room) {
            let text = format!(" {}-{} of {} lines ", from + 1, from + rows(room), said.len());
            let place = first(after(line(room, 0), 2), room.width.saturating_sub(4));
            put(buffer, place, &text, theme.style(Role::Key), theme.glyphs.ellipsis);
        }
    }
}

/// Lines of text in a box of details, below its rule.
fn rows(room: Rect) -> usize {
    usize::from(room.height.saturating_sub(1))
}
