//! A list in columns, of any length: only the rows seen are asked for and drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{clear, fill, put};
use crate::theme::{Role, Theme};
use crate::widget::{after, first, line};

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many cells.
    Cells(u16),
    /// A share of what the others leave.
    Share(u16),
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Its title; if all are empty no heading is drawn.
    pub title: &'a str,
    /// Its width, without the blank after it.
    pub width: Width,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its texts, one a column; where there are fewer, the last takes the columns that are left.
    pub cells: Vec<String>,
    /// How it is drawn.
    pub role: Role,
    /// Whether it is marked.
    pub marked: bool,
}

/// The list as seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<'a> {
    /// The columns.
    pub headings: &'a [Heading<'a>],
    /// The rows at hand: all of them, or those around what is seen.
    pub rows: &'a [Row],
    /// The place of the first row at hand among all.
    pub start: usize,
    /// How many rows there are in all.
    pub total: usize,
    /// The first row seen, among all.
    pub first: usize,
    /// The selected row, among all.
    pub selected: Option<usize>,
    /// What is said if there are none, and what to do about it.
    pub empty: &'a str,
}

/// Gives how many rows fit.
pub fn rows_that_fit(height: u16, headings: &[Heading<'_>]) -> usize {
    usize::from(height).saturating_sub(usize::from(has_titles(headings)))
}

/// Draws the rows that can be seen.
pub fn draw(buffer: &mut Buffer, area: Rect, list: &List<'_>, theme: &Theme) {
    let area = area.intersection(buffer.area);
    let widths = share(area.width, list.headings);
    let top = usize::from(has_titles(list.headings));
    if top == 1 {
        draw_titles(buffer, line(area, 0), list, &widths, theme);
    }
    if list.total == 0 {
        fill(buffer, line(area, top), list.empty, theme.style(Role::Dim), theme.glyphs.ellipsis);
        return;
    }
    for place in 0..rows_that_fit(area.height, list.headings) {
        let index = list.first + place;
        let Some(row) = index.checked_sub(list.start).and_then(|at| list.rows.get(at)) else {
            continue;
        };
        let selected = list.selected == Some(index);
        draw_row(buffer, line(area, top + place), row, &widths, selected, theme);
    }
}

fn has_titles(headings: &[Heading<'_>]) -> bool {
    headings.iter().any(|heading| !heading.title.is_empty())
}

fn draw_titles(buffer: &mut Buffer, row: Rect, list: &List<'_>, widths: &[u16], theme: &Theme) {
    let style = theme.style(Role::Header);
    let ellipsis = theme.glyphs.ellipsis;
    fill(buffer, row, "", style, "");
    let place = match list.selected {
        Some(selected) => format!(" {}/{}", selected + 1, list.total),
        None => format!(" {}", list.total),
    };
    let cells = u16::try_from(place.len()).ok().filter(|cells| row.width > *cells).unwrap_or(0);
    // The last title ends before the place, so that a cut one is seen to be cut.
    let titles = first(row, row.width - cells);
    let mut at = 1;
    for (heading, width) in list.headings.iter().zip(widths) {
        put(buffer, first(after(titles, at), *width), heading.title, style, ellipsis);
        at += width + 1;
    }
    if cells > 0 {
        put(buffer, after(row, row.width - cells), &place, style, ellipsis);
    }
}

fn draw_row(buffer: &mut Buffer, row: Rect, what: &Row, widths: &[u16], selected: bool, theme: &Theme) {
    let (role, glyph) = if what.marked { (Role::Marked, "*") } else { (what.role, " ") };
    let style = theme.style_if(role, selected);
    clear(buffer, row, style);
    put(buffer, row, glyph, style, "");
    let mut at = 1;
    for (place, (text, width)) in what.cells.iter().zip(widths).enumerate() {
        let is_last = place + 1 == what.cells.len() && place + 1 < widths.len();
        let width = if is_last { row.width } else { *width };
        put(buffer, first(after(row, at), width), text, style, theme.glyphs.ellipsis);
        at = at.saturating_add(width).saturating_add(1);
    }
}

/// Gives each column its cells: the fixed ones first, the rest shared in proportion.
fn share(width: u16, headings: &[Heading<'_>]) -> Vec<u16> {
    let gaps = u16::try_from(headings.len()).unwrap_or(u16::MAX);
    let (mut fixed, mut shares) = (0_u16, 0_u16);
    for heading in headings {
        match heading.width {
            Width::Cells(cells) => fixed = fixed.saturating_add(cells),
            Width::Share(part) => shares = shares.saturating_add(part),
        }
    }
    let free = u32::from(width.saturating_sub(fixed).saturating_sub(gaps));
    let part_of = |part: u16| free * u32::from(part) / u32::from(shares.max(1));
    headings
        .iter()
        .map(|heading| match heading.width {
            Width::Cells(cells) => cells,
            Width::Share(part) => u16::try_from(part_of(part)).unwrap_or(u16::MAX),
        })
        .collect()
}
