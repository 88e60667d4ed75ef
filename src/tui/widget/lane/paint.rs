//! The lanes in cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Away, Block, Day, Lane, fit_name, gutter, lanes_that_fit, rows_of};
use crate::text::{fill, fit, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, first, line};

/// Where minutes are on the screen.
struct Axis {
    area: Rect,
    first_minute: i32,
    cells_an_hour: i32,
}

/// A stretch of cells that can be seen, and whether either end is cut off.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    row: Rect,
    cut_left: bool,
    cut_right: bool,
}

impl Axis {
    /// Gives the cell at which a minute falls, counted from the left edge; negative before it.
    ///
    /// Rounded to the nearest, so visits that touch in time touch in cells.
    fn cell(&self, minute: i32) -> i32 {
        let twice = (minute - self.first_minute) * self.cells_an_hour * 2 + 60;
        twice.div_euclid(120)
    }

    /// Gives the cells of a time, of which some may be out of sight; at least one.
    fn cells(&self, from: i32, to: i32) -> (i32, i32) {
        let start = self.cell(from);
        (start, self.cell(to).max(start + 1))
    }

    /// Gives what can be seen of cells on text row `row`.
    fn row_of(&self, row: usize, (start, end): (i32, i32)) -> Option<Rect> {
        let (left, right) = (start.max(0), end.min(i32::from(self.area.width)));
        let (left, cells) = (u16::try_from(left).ok()?, u16::try_from(right - left).ok()?);
        let row = first(after(line(self.area, row), left), cells);
        (!row.is_empty()).then_some(row)
    }

    /// Gives the part of a time that can be seen on text row `row`; at least one cell wide.
    fn stretch(&self, row: usize, from: i32, to: i32) -> Option<Stretch> {
        let (start, end) = self.cells(from, to);
        let cut_right = end > i32::from(self.area.width);
        Some(Stretch { row: self.row_of(row, (start, end))?, cut_left: start < 0, cut_right })
    }
}

pub(super) fn day(buffer: &mut Buffer, area: Rect, day: &Day<'_>, theme: &Theme) {
    let axis = Axis {
        area: after(area, gutter(area.width)),
        first_minute: day.first_hour * 60,
        cells_an_hour: day.zoom.cells_an_hour(),
    };
    ruler(buffer, &axis, day, theme);
    let seen = day.lanes.iter().enumerate().skip(day.first_lane).take(lanes_that_fit(area.height));
    for (place, (index, lane)) in seen.enumerate() {
        let top = 1 + place * 2;
        beside(buffer, area, top, lane, day.focus == Some(index), theme);
        ground(buffer, &axis, top, lane, theme);
        events(buffer, &axis, top, lane, theme);
        now_line(buffer, &axis, top, day.now, theme);
        blocks(buffer, &axis, top, lane, theme);
    }
}

fn ruler(buffer: &mut Buffer, axis: &Axis, day: &Day<'_>, theme: &Theme) {
    let row = line(axis.area, 0);
    let hours = i32::from(row.width) / axis.cells_an_hour + 1;
    for offset in 0..hours {
        let hour = day.first_hour + offset;
        let cell = u16::try_from(offset * axis.cells_an_hour).unwrap_or(u16::MAX);
        let text = format!("|{:02}", hour.rem_euclid(24));
        // The last hour may be cut by the edge; a lone digit would be misread.
        let room = after(row, cell);
        let text = if room.width < 3 { "|" } else { text.as_str() };
        put(buffer, room, text, theme.style(Role::Header), "");
    }
    if let Some(now) = day.now.and_then(|now| axis.stretch(0, now, now)) {
        put(buffer, now.row, "v", theme.style(Role::Now), "");
    }
}

fn beside(buffer: &mut Buffer, area: Rect, top: usize, lane: &Lane, focused: bool, theme: &Theme) {
    let room = first(area, gutter(area.width) - 1);
    let ellipsis = theme.glyphs.ellipsis;
    let role = if focused { Role::Header } else { Role::Text };
    put(buffer, line(room, top), if focused { ">" } else { " " }, theme.style(Role::Accent), "");
    let name = fit_name(&lane.name, usize::from(room.width.saturating_sub(1)), ellipsis);
    put(buffer, after(line(room, top), 1), &name, theme.style(role), ellipsis);
    let load = if lane.overloaded { format!("{}!", lane.load) } else { lane.load.clone() };
    let role = if lane.overloaded { Role::Clash } else { Role::Dim };
    put(buffer, after(line(room, top + 1), 1), &load, theme.style(role), ellipsis);
}

/// Paints what lies under the visits: time not worked, then travel over it.
fn ground(buffer: &mut Buffer, axis: &Axis, top: usize, lane: &Lane, theme: &Theme) {
    let kinds = [(&lane.off, '/', Role::Off), (&lane.travel, '~', Role::Dim)];
    for (stretches, glyph, role) in kinds {
        for (from, to) in stretches {
            if let Some(seen) = axis.stretch(top, *from, *to) {
                repeat(buffer, seen.row, glyph, theme.style(role));
            }
        }
    }
}

/// Paints what is not for jobs as time not worked, with its name where nothing lies over it.
fn events(buffer: &mut Buffer, axis: &Axis, top: usize, lane: &Lane, theme: &Theme) {
    let visits = visits_over(axis, lane);
    for (place, event) in lane.events.iter().enumerate() {
        let Some(seen) = axis.stretch(top, event.start, event.end) else { continue };
        repeat(buffer, seen.row, '/', theme.style(Role::Off));
        let later = lane.events[place + 1..].iter().map(|event| axis.cells(event.start, event.end));
        let over = visits.iter().copied().chain(later);
        let Some(inside) = room_for_name(axis, event, over).and_then(|part| axis.row_of(top, part)) else {
            continue;
        };
        // A letter or two would be misread as something else.
        if inside.width >= 3 {
            // Cut without a mark: a plain terminal's `~` is travel.
            put(buffer, inside, &event.label, theme.style(Role::Off), "");
        }
    }
}

/// The cells of the visits in the first row, with what runs on after them.
fn visits_over(axis: &Axis, lane: &Lane) -> Vec<(i32, i32)> {
    let rows = rows_of(lane.blocks.iter().map(|block| (block.start, block.end)));
    let first_row = lane.blocks.iter().zip(rows).filter(|(_, row)| *row == 0);
    let until = |block: &Block| block.tail.as_ref().map_or(block.end, |tail| tail.end.max(block.end));
    first_row.map(|(block, _)| axis.cells(block.start, until(block))).collect()
}

/// The cells for the name of an event, one in from its ends and from what lies before: in the first part that nothing
/// lies over and in which it fits whole, else in the widest.
fn room_for_name(axis: &Axis, event: &Away, over: impl Iterator<Item = (i32, i32)>) -> Option<(i32, i32)> {
    let (start, end) = axis.cells(event.start, event.end);
    let (mut from, end) = (start.max(0), end.min(i32::from(axis.area.width)));
    let mut over: Vec<(i32, i32)> = over.filter(|(start, _)| *start < end).collect();
    over.sort_unstable();
    let mut parts = Vec::new();
    for (start, end) in over.into_iter().chain([(end - 1, end)]) {
        parts.push((from + 1, start));
        from = from.max(end);
    }
    let width = |(from, to): &(i32, i32)| to - from;
    let wanted = i32::try_from(width_of(&event.label)).unwrap_or(i32::MAX);
    let whole = parts.iter().find(|part| width(part) >= wanted);
    whole.or_else(|| parts.iter().rev().max_by_key(|part| width(part))).copied()
}

fn now_line(buffer: &mut Buffer, axis: &Axis, top: usize, now: Option<i32>, theme: &Theme) {
    let Some(now) = now else { return };
    for row in [top, top + 1] {
        if let Some(seen) = axis.stretch(row, now, now) {
            put(buffer, seen.row, ":", theme.style(Role::Now), "");
        }
    }
}

/// Paints the visits: one that overlaps an earlier one goes to the second row, where else the notes are.
fn blocks(buffer: &mut Buffer, axis: &Axis, top: usize, lane: &Lane, theme: &Theme) {
    let rows = rows_of(lane.blocks.iter().map(|block| (block.start, block.end)));
    let below = || lane.blocks.iter().zip(&rows).filter(|(_, row)| **row > 0).map(|(block, _)| block);
    for (place, (minute, text)) in lane.notes.iter().enumerate() {
        let next_note = lane.notes.get(place + 1).map(|(next, _)| *next);
        let next_block = below().map(|block| block.start).find(|start| start >= minute);
        let until = [next_note, next_block].into_iter().flatten().min().unwrap_or(i32::MAX / 1_000);
        if let Some(seen) = axis.stretch(top + 1, *minute, until) {
            let text = shortened(text, usize::from(seen.row.width));
            put(buffer, seen.row, text, theme.style(Role::Warn), theme.glyphs.ellipsis);
        }
    }
    // Those that have no row of their own lie under the second row; the selected one is over everything.
    let mut order: Vec<usize> = (0..lane.blocks.len()).collect();
    order.sort_by_key(|index| (lane.blocks[*index].selected, std::cmp::Reverse(rows[*index])));
    for index in order {
        let hidden = if rows[index] == 1 { hidden_under(index, lane, &rows) } else { 0 };
        block(buffer, axis, top + rows[index].min(1), &lane.blocks[index], hidden, theme);
    }
}

/// Gives a note, without its number where that would be cut and misread.
fn shortened(text: &str, width: usize) -> &str {
    let word = text.split(['-', '+', ' ']).next().unwrap_or(text);
    if width_of(text) <= width { text } else { word }
}

/// Counts the visits without a row of their own that a visit of the second row covers.
fn hidden_under(index: usize, lane: &Lane, rows: &[usize]) -> usize {
    let over = &lane.blocks[index];
    let under =
        |(block, row): &(&Block, &usize)| **row > 1 && block.start < over.end && over.start < block.end;
    lane.blocks.iter().zip(rows).filter(under).count()
}

fn block(buffer: &mut Buffer, axis: &Axis, row: usize, block: &Block, hidden: usize, theme: &Theme) {
    if let Some(tail) = &block.tail
        && let Some(seen) = axis.stretch(row, block.end, tail.end)
        && tail.end > block.end
    {
        repeat(buffer, seen.row, '=', theme.style(Role::Late));
        let room = first(after(seen.row, 1), seen.row.width.saturating_sub(2));
        put(buffer, room, &tail.label, theme.style(Role::Late), "");
    }
    if let Some(seen) = axis.stretch(row, block.start, block.end) {
        let style = theme.style_if(block.role(), block.selected);
        fill(buffer, seen.row, &drawn(block, seen, hidden), style, "");
    }
}

/// Writes a visit into its cells, the brackets only where it truly begins and ends.
fn drawn(block: &Block, seen: Stretch, hidden: usize) -> String {
    let cells = usize::from(seen.row.width);
    if cells == 1 {
        return block.dot().to_string();
    }
    let (open, close) = block.brackets();
    let open = if seen.cut_left { None } else { Some(open) };
    let close = if seen.cut_right { None } else { Some(close) };
    let room = cells - usize::from(open.is_some()) - usize::from(close.is_some());
    // Cut without a mark: every cell counts here, and a plain terminal's `~` is travel.
    let more = if hidden > 0 { format!("+{hidden} ") } else { String::new() };
    let inside = fit(&(more + &block.inside()), room, "");
    open.into_iter().chain(inside.chars()).chain(close).collect()
}

fn repeat(buffer: &mut Buffer, row: Rect, glyph: char, style: Style) {
    let text: String = std::iter::repeat_n(glyph, usize::from(row.width)).collect();
    put(buffer, row, &text, style, "");
}
