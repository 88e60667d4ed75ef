//! One line that says what happened and how to undo it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, line};

/// What is said, until the next key or minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What happened, or what went wrong, where and how to mend it.
    pub text: String,
    /// How to take it back: `z undo`; empty if it cannot be.
    pub undo: String,
    /// Whether something went wrong.
    pub failed: bool,
}

/// Draws the toast on the first line of an area; the way back is kept whole.
pub fn draw(buffer: &mut Buffer, area: Rect, toast: &Toast, theme: &Theme) {
    let row = line(area.intersection(buffer.area), 0);
    let role = if toast.failed { Role::Error } else { Role::Toast };
    let glyph = if toast.failed { "!" } else { " " };
    let back = toast.undo.trim();
    let undo = u16::try_from(width_of(back)).unwrap_or(u16::MAX).min(row.width);
    let gap = u16::from(undo > 0);
    let room = Rect { width: row.width.saturating_sub(undo + gap), ..row };
    fill(buffer, room, &format!("{glyph}{}", toast.text), theme.style(role), theme.glyphs.ellipsis);
    put(buffer, after(row, row.width - undo), back, theme.style(Role::Key), theme.glyphs.ellipsis);
}
