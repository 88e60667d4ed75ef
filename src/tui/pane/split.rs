//! A list with the details of what is selected: at the right of it when there is room, else below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::shared::Shared;
use crate::text::{fill, put};
use crate::theme::{Role, Theme};
use crate::widget::{after, first, line};

/// Under so many rows nothing but the list is shown.
const LOWEST: u16 = 7;

/// The parts of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split {
    /// The line on top.
    pub(super) head: Rect,
    /// The list.
    pub(super) list: Rect,
    /// The rule between list and details: one column, or one line with a title; empty if there are none.
    pub(super) rule: Rect,
    /// The details; empty if there is no room for them.
    pub(super) details: Rect,
}

/// Gives the area of a pane on a screen of the size at hand.
pub(super) fn area_of(shared: &Shared) -> Rect {
    Rect::new(0, 0, shared.size.width, shared.pane_height())
}

/// Divides a pane; details stand at the right from `wide` columns on, else below in at most `tallest` lines.
pub(super) fn divide(area: Rect, wide: u16, tallest: u16) -> Split {
    let head = line(area, 0);
    let rest = below(area, 1);
    let none = Rect { height: 0, ..area };
    if area.height < LOWEST {
        return Split { head, list: rest, rule: none, details: none };
    }
    if area.width >= wide {
        let width = area.width * 2 / 5;
        let list = first(rest, area.width - width - 1);
        let rule = first(after(rest, list.width), 1);
        return Split { head, list, rule, details: after(rest, list.width + 1) };
    }
    let details = (rest.height / 3).min(tallest);
    let above = rest.height - details - 1;
    let list = Rect { height: above, ..rest };
    let rule = line(rest, usize::from(above));
    Split { head, list, rule, details: below(rest, above + 1) }
}

/// Gives an area without its first lines.
pub(super) fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect { y: area.y + lines, height: area.height - lines, ..area }
}

/// Draws the rule between list and details, with the title of the details where it is a line.
pub(super) fn draw_rule(buffer: &mut Buffer, rule: Rect, title: &str, theme: &Theme) {
    let (style, glyphs) = (theme.style(Role::Border), &theme.glyphs);
    if rule.width == 1 {
        for row in 0..usize::from(rule.height) {
            put(buffer, line(rule, row), glyphs.upright, style, "");
        }
        return;
    }
    fill(buffer, rule, &glyphs.rule.repeat(usize::from(rule.width)), style, "");
    if !title.is_empty() {
        let room = first(after(rule, 2), rule.width.saturating_sub(4));
        put(buffer, room, &format!(" {title} "), theme.style(Role::Header), glyphs.ellipsis);
    }
}
