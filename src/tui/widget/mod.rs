//! Drawing of plain data: each widget takes values defined beside it, a theme and a place in a buffer.
//!
//! No clock, no store, no change of state: the same values give the same cells. Text goes through
//! [`crate::text`], and only rows that can be seen are drawn.

pub mod columns;
pub mod confirm;
pub mod help;
pub mod hint;
pub mod lane;
pub mod line_edit;
pub mod list;
pub mod menu;
pub mod popup;
pub mod scroll;
pub mod text_area;
pub mod toast;

#[cfg(test)]
mod tests;

use ratatui::layout::Rect;

/// Gives line `index` of an area, counted from its top; empty if it lies below.
pub(crate) fn line(area: Rect, index: usize) -> Rect {
    match u16::try_from(index) {
        Ok(index) if index < area.height => Rect { y: area.y + index, height: 1, ..area },
        _ => Rect { height: 0, ..area },
    }
}

/// Gives an area without its first `columns`.
pub(crate) fn after(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}

/// Gives the first `columns` of an area.
pub(crate) fn first(area: Rect, columns: u16) -> Rect {
    Rect { width: columns.min(area.width), ..area }
}
