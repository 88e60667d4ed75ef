//! The board: a column a stage, cards of two lines.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::{clear, fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, first, line};

/// The narrowest column that is still worth reading.
pub const NARROWEST: u16 = 18;
/// The text lines of a card.
const CARD: usize = 2;

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Number, title, client.
    pub top: String,
    /// When, who, where.
    pub bottom: String,
    /// What is wrong with it, in words or glyphs, shown first on the second line.
    pub marks: String,
    /// How the marks are drawn.
    pub role: Role,
    /// Whether it is marked.
    pub marked: bool,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    /// The stage.
    pub title: String,
    /// How many cards it has in all.
    pub total: usize,
    /// The cards at hand: all of them, or those around what is seen.
    pub cards: &'a [Card],
    /// The place of the first card at hand among all.
    pub start: usize,
    /// The first card seen, among all.
    pub first: usize,
    /// The selected card, among all.
    pub selected: Option<usize>,
}

/// The board as seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board<'a> {
    /// Every column, in order.
    pub columns: &'a [Column<'a>],
    /// The first column seen.
    pub first: usize,
    /// The column with the focus.
    pub focus: usize,
}

/// Gives how many columns fit side by side; at least one.
pub fn columns_that_fit(width: u16, total: usize) -> usize {
    usize::from(((width + 1) / (NARROWEST + 1)).max(1)).min(total.max(1))
}

/// Gives how many cards fit under a column's title.
pub fn cards_that_fit(height: u16) -> usize {
    usize::from(height.saturating_sub(1)) / CARD
}

/// Finds what a cell of the area belongs to: the place of the column among the `fitting` ones that are
/// seen, and of the card among those seen in it; no card on the title.
pub fn card_at(area: Rect, fitting: usize, position: Position) -> Option<(usize, Option<usize>)> {
    let place = (0..fitting).find(|place| room_of(area, *place, fitting).contains(position))?;
    let row = usize::from(position.y - area.y);
    Some((place, row.checked_sub(1).map(|row| row / CARD)))
}

/// Draws the columns and cards that can be seen.
pub fn draw(buffer: &mut Buffer, area: Rect, board: &Board<'_>, theme: &Theme) {
    let area = area.intersection(buffer.area);
    let fitting = columns_that_fit(area.width, board.columns.len());
    let seen = board.columns.iter().enumerate().skip(board.first).take(fitting);
    for (place, (index, column)) in seen.enumerate() {
        let room = room_of(area, place, fitting);
        draw_column(buffer, room, column, index == board.focus, theme);
        if place + 1 < fitting {
            let gap = first(after(area, room.right() - area.x), 1);
            for row in 0..usize::from(area.height) {
                put(buffer, line(gap, row), theme.glyphs.upright, theme.style(Role::Border), "");
            }
        }
    }
}

/// Shares the width among the columns, a rule between each two, the first ones taking what is left over.
fn room_of(area: Rect, place: usize, fitting: usize) -> Rect {
    let count = u16::try_from(fitting).unwrap_or(u16::MAX);
    let place = u16::try_from(place).unwrap_or(u16::MAX);
    let free = area.width.saturating_sub(count - 1);
    let (each, over) = (free / count, free % count);
    first(after(area, place * (each + 1) + place.min(over)), each + u16::from(place < over))
}

fn draw_column(buffer: &mut Buffer, room: Rect, column: &Column<'_>, focused: bool, theme: &Theme) {
    let fitting = cards_that_fit(room.height);
    let more_below = column.total > column.first + fitting;
    let more = match (column.first > 0, more_below) {
        (true, true) => theme.glyphs.more.concat(),
        (true, false) => theme.glyphs.more[0].to_owned(),
        (false, true) => theme.glyphs.more[1].to_owned(),
        (false, false) => String::new(),
    };
    let style = theme.style(if focused { Role::Header } else { Role::Accent });
    let title = format!("{}{}", if focused { ">" } else { " " }, column.title);
    let count = format!(" {} {more}", column.total);
    fill(buffer, line(room, 0), "", style, "");
    // A long title is cut before the count, which is always whole.
    let cells = u16::try_from(width_of(&count)).unwrap_or(room.width);
    let own = first(line(room, 0), room.width.saturating_sub(cells));
    let used = put(buffer, own, &title, style, theme.glyphs.ellipsis);
    put(buffer, after(line(room, 0), used), &count, style, theme.glyphs.ellipsis);
    for place in 0..fitting {
        let index = column.first + place;
        let Some(card) = index.checked_sub(column.start).and_then(|at| column.cards.get(at)) else {
            continue;
        };
        let lines = [line(room, 1 + place * CARD), line(room, 2 + place * CARD)];
        draw_card(buffer, lines, card, focused && column.selected == Some(index), theme);
    }
}

fn draw_card(buffer: &mut Buffer, [top, bottom]: [Rect; 2], card: &Card, selected: bool, theme: &Theme) {
    let ellipsis = theme.glyphs.ellipsis;
    let (role, glyph) = if card.marked { (Role::Marked, "*") } else { (Role::Text, " ") };
    let plain = theme.style_if(role, selected);
    fill(buffer, top, &format!("{glyph}{}", card.top), plain, ellipsis);
    clear(buffer, bottom, theme.style_if(Role::Dim, selected));
    let inset = after(bottom, 2);
    let used = put(buffer, inset, &card.marks, theme.style_if(card.role, selected), ellipsis);
    let gap = if used > 0 { used + 1 } else { 0 };
    put(buffer, after(inset, gap), &card.bottom, theme.style_if(Role::Dim, selected), ellipsis);
}
