//! The line that says how a day stands.

use app::view::DayCounts;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pane::row::{Cell, Lit, draw_cells};
use crate::text::{counted, width_of};
use crate::theme::{Role, Theme};

/// Draws how a day stands on the first line of an area: what is wrong in words and colour, the rest quietly; and
/// how many are marked. Counts are those of the whole day, which is said where a filter shows less of it.
pub(super) fn draw_counts(
    buffer: &mut Buffer,
    row: Rect,
    counts: &DayCounts,
    (marked, filtered): (usize, bool),
    theme: &Theme,
) {
    let mut cells = cells(counts, marked, filtered);
    let widths: Vec<usize> = cells.iter().map(|cell| width_of(&cell.text)).collect();
    let left_out = cells.split_off(fitting(&widths, 1, usize::from(row.width)));
    if !left_out.is_empty() {
        cells.push(Cell::new(left_out_sign(left_out.len()), Role::Hint, 0));
    }
    draw_cells(buffer, row, &cells, Lit::default(), theme);
}

/// How many words fit whole, for half a count would be misread: each has so many cells of gap before it, and where
/// not all fit there is room for the sign that says so.
pub(super) fn fitting(widths: &[usize], gap: usize, room: usize) -> usize {
    let taken = |count: usize| widths[..count].iter().map(|width| gap + width).sum::<usize>();
    if taken(widths.len()) <= room {
        return widths.len();
    }
    let fits = |count: &usize| taken(*count) + gap + left_out_sign(widths.len() - count).len() <= room;
    (1..widths.len()).rev().find(fits).unwrap_or(0)
}

/// Says that so many counts are not shown.
pub(super) fn left_out_sign(count: usize) -> String {
    format!(" +{count}")
}

/// How many visits a day has, of which a filter may show fewer.
pub(super) fn day_of(visits: usize, filtered: bool) -> String {
    let counted = counted(visits, "visit");
    if filtered { format!("whole day: {counted}") } else { counted }
}

fn cells(counts: &DayCounts, marked: usize, filtered: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::new(day_of(counts.visits, filtered), Role::Header, 0)];
    let tray = usize::try_from(counts.tray).unwrap_or(usize::MAX);
    let counted = [
        (marked, "marked", Role::Marked),
        (counts.done, "done", Role::Ok),
        (counts.late, "LATE", Role::Late),
        (counts.clash, "CLASH", Role::Clash),
        (counts.tight, "TIGHT", Role::Warn),
        (counts.skill_gap, "SKILL", Role::Warn),
        (counts.crew_short, "SHORT", Role::Warn),
        (counts.off_shift, "OFF", Role::Warn),
        (tray, "in tray", Role::Accent),
        (counts.unconfirmed, "unconfirmed", Role::Warn),
    ];
    for (count, word, role) in counted.into_iter().filter(|(count, _, _)| *count > 0) {
        cells.push(Cell::new(format!(" {count} {word}"), role, 0));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_do_not_fit_are_counted() {
        let widths = [9, 8, 8, 8];
        assert_eq!(fitting(&widths, 1, 37), 4, "all fit");
        // " +1" takes three cells and the gap before it.
        assert_eq!(fitting(&widths, 1, 36), 3);
        assert_eq!(fitting(&widths, 1, 31), 2);
        assert_eq!(fitting(&widths, 1, 22), 1);
        assert_eq!(fitting(&widths, 1, 5), 0);
        assert_eq!(fitting(&[], 1, 0), 0);
        assert_eq!(day_of(1, false), "1 visit");
        assert_eq!(day_of(37, true), "whole day: 37 visits");
    }
}
