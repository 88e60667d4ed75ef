//! The line that says how a day stands.

use app::view::DayCounts;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pane::row::{Cell, Lit, draw_cells};
use crate::text::{counted, width_of};
use crate::theme::{Role, Theme};

/// Draws how a day stands on the first line of an area: what is wrong in words and colour, the rest quietly; and
/// how many are marked.
pub(super) fn draw_counts(buffer: &mut Buffer, row: Rect, counts: &DayCounts, marked: usize, theme: &Theme) {
    let mut cells = cells(counts, marked);
    // Half a count would be misread.
    let mut end = 0;
    cells.retain(|cell| {
        end += 1 + width_of(&cell.text);
        end <= usize::from(row.width)
    });
    draw_cells(buffer, row, &cells, Lit::default(), theme);
}

fn cells(counts: &DayCounts, marked: usize) -> Vec<Cell> {
    let mut cells = vec![Cell::new(counted(counts.visits, "visit"), Role::Header, 0)];
    let tray = usize::try_from(counts.tray).unwrap_or(usize::MAX);
    let counted = [
        (marked, "marked", Role::Marked),
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
