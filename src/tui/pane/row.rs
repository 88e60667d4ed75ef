//! One line of a list made of cells in different roles.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{clear, put};
use crate::theme::{Role, Theme};
use crate::widget::{after, first};

/// A cell of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says.
    pub(super) text: String,
    /// How it is drawn.
    pub(super) role: Role,
    /// Its columns; 0 takes as many as the text needs.
    pub(super) width: u16,
}

impl Cell {
    /// A cell of a width.
    pub(super) fn new(text: impl Into<String>, role: Role, width: u16) -> Self {
        Cell { text: text.into(), role, width }
    }
}

/// How a line is lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Lit {
    /// Whether it is selected.
    pub(super) selected: bool,
    /// Whether it is marked.
    pub(super) marked: bool,
}

/// Draws cells from left to right on the first line of an area, a blank between each two.
pub(super) fn draw_cells(buffer: &mut Buffer, row: Rect, cells: &[Cell], lit: Lit, theme: &Theme) {
    let role_of = |role| if lit.marked { Role::Marked } else { role };
    clear(buffer, Rect { height: row.height.min(1), ..row }, theme.style_if(Role::Text, lit.selected));
    let glyph = if lit.marked { "*" } else { " " };
    put(buffer, row, glyph, theme.style_if(role_of(Role::Text), lit.selected), "");
    let mut at = 1;
    for cell in cells {
        let room = after(row, at);
        let room = if cell.width > 0 { first(room, cell.width) } else { room };
        let style = theme.style_if(role_of(cell.role), lit.selected);
        let used = put(buffer, room, &cell.text, style, theme.glyphs.ellipsis);
        let taken = if cell.width > 0 { cell.width } else { used };
        if taken > 0 {
            at = at.saturating_add(taken).saturating_add(1);
        }
    }
}
