//! The line that says how a day stands.

use app::view::DayCounts;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pane::row::{Cell, Lit, draw_cells};
use crate::theme::{Role, Theme};

/// Draws how a day stands on the first line of an area: what is wrong in words and colour, the rest quietly.
pub(super) fn draw_counts(buffer: &mut Buffer, row: Rect, counts: &DayCounts, theme: &Theme) {
    draw_cells(buffer, row, &cells(counts), Lit::default(), theme);
}

fn cells(counts: &DayCounts) -> Vec<Cell> {
    let visits = if counts.visits == 1 { "visit" } else { "visits" };
    let mut cells = vec![Cell::new(format!("{} {visits}", counts.visits), Role::Header, 0)];
    let tray = usize::try_from(counts.tray).unwrap_or(usize::MAX);
    let counted = [
        (counts.done, "done", Role::Ok),
        (counts.late, "LATE", Role::Late),
        (counts.clash, "CLASH", Role::Clash),
        (counts.tight, "TIGHT", Role::Warn),
        (counts.skill_gap, "SKILL", Role::Warn),
        (counts.off_shift, "OFF", Role::Warn),
        (tray, "in tray", Role::Accent),
        (counts.unconfirmed, "unconfirmed", Role::Warn),
    ];
    for (count, word, role) in counted.into_iter().filter(|(count, _, _)| *count > 0) {
        cells.push(Cell::new(format!(" {count} {word}"), role, 0));
    }
    cells
}
