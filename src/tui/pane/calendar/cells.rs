//! What the week and the month have in common when they are drawn: how they stand, and the cell that is selected.

use app::view::DayLoad;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::Calendar;
use crate::shared::Shared;
use crate::text::{counted, put, width_of};
use crate::theme::Role;
use crate::widget::{after, line};

/// Draws what is seen and how it stands on one line; what does not fit is left out whole.
pub(super) fn header(
    calendar: &Calendar,
    days: &[DayLoad],
    tray: u64,
    name: String,
    buffer: &mut Buffer,
    row: Rect,
    shared: &Shared,
) {
    let sum = |of: fn(&DayLoad) -> usize| days.iter().map(of).sum::<usize>();
    let visits = sum(|day| day.visits);
    let some = |count: usize, role, word: &str| (count > 0).then(|| (role, format!("{count} {word}")));
    let mut words = vec![(Role::Header, name)];
    words.push((Role::Text, counted(visits, "visit")));
    words.extend(some(sum(|day| day.late), Role::Late, "LATE"));
    words.extend(some(sum(|day| day.clash), Role::Clash, "CLASH"));
    words.extend(some(sum(|day| day.unassigned), Role::Warn, "NOBODY"));
    // The tray is counted whole, so beside visits that are narrowed it would mislead.
    words.extend(calendar.filter.is_empty().then(|| (Role::Text, format!("{tray} in tray"))));
    words.extend(some(sum(|day| day.done), Role::Ok, "done"));
    words.extend(some(sum(|day| day.unconfirmed), Role::Warn, "unconfirmed"));
    let mut at = row;
    for (role, text) in words {
        if width_of(&text) <= usize::from(at.width) {
            let used = put(buffer, at, &text, shared.theme.style(role), "");
            at = after(at, used + 2);
        }
    }
}

/// Draws the rule with the name of what is selected, and under it what is to be said of it.
pub(super) fn details(title: &str, text: &str, role: Role, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    super::draw::title(buffer, line(area, 0), title, true, shared);
    let room = after(area, 1);
    let width = usize::from(room.width.saturating_sub(1));
    for (place, said) in super::draw::wrapped(text, width).iter().enumerate() {
        let role = if place == 0 { role } else { Role::Text };
        put(buffer, line(room, place + 1), said, shared.theme.style(role), shared.theme.glyphs.ellipsis);
    }
}

/// Shares a width among seven columns: the first ones get the cells that are left over.
pub(super) fn columns(area: Rect) -> [Rect; 7] {
    let (each, left) = (area.width / 7, area.width % 7);
    let mut at = area.x;
    std::array::from_fn(|place| {
        let more = u16::from(u16::try_from(place).unwrap_or(u16::MAX) < left);
        let column = Rect { x: at, width: each + more, ..area };
        at += column.width;
        column
    })
}

/// The column under a cell.
pub(super) fn column_at(area: Rect, x: u16) -> Option<usize> {
    columns(area).iter().position(|column| (column.left()..column.right()).contains(&x))
}
