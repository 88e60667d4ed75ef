//! The month: whole weeks, a cell for each day.

use app::view::{MonthDay, MonthView};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::Calendar;
use super::{cells, load_words};
use crate::shared::Shared;
use crate::text::{fill, put};
use crate::theme::Role;
use crate::widget::{first, line};

/// Where the parts of the month are.
#[derive(Debug, Clone, Copy)]
struct Places {
    header: Rect,
    heading: Rect,
    grid: Rect,
    detail: Rect,
    /// Rows of a week.
    rows_each: u16,
}

/// More rows than these say nothing more.
const MOST_ROWS: u16 = 4;

fn places(area: Rect, weeks: usize) -> Places {
    let row = |top: u16, height: u16| Rect { y: area.y + top, height, ..area };
    let below = if area.height >= 14 { 3 } else { 2 };
    let room = area.height.saturating_sub(2 + below);
    let weeks = u16::try_from(weeks).unwrap_or(6).max(1);
    let rows_each = (room / weeks).clamp(1, MOST_ROWS);
    let height = (weeks * rows_each).min(room);
    Places {
        header: row(0, 1),
        heading: row(1, 1),
        grid: row(2, height),
        detail: row(2 + height, area.height.saturating_sub(2 + height)),
        rows_each,
    }
}

/// Draws the month.
pub(super) fn draw(calendar: &Calendar, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let Some(month) = &calendar.cells.month else {
        super::draw::say_loading(calendar, buffer, area, shared);
        return;
    };
    let p = places(area, month.weeks().count());
    let own: Vec<_> = month.days.iter().filter(|day| is_own(month, day.date)).map(|day| day.load).collect();
    let name = month.month.format("%B %Y").to_string();
    cells::header(calendar, &own, month.tray_total, name, buffer, p.header, shared);
    for (day, column) in month.days.iter().zip(cells::columns(p.heading)) {
        let name = day.date.format("%a").to_string();
        put(buffer, column, &name, shared.theme.style(Role::Header), "");
    }
    for (place, week) in month.weeks().enumerate() {
        let top = place * usize::from(p.rows_each);
        for (day, column) in week.iter().zip(cells::columns(line(p.grid, top))) {
            cell(calendar, month, day, column, p.rows_each, buffer, shared);
        }
    }
    detail(calendar, month, buffer, p.detail, shared);
}

fn is_own(month: &MonthView, date: NaiveDate) -> bool {
    (date.year(), date.month()) == (month.month.year(), month.month.month())
}

fn cell(
    calendar: &Calendar,
    month: &MonthView,
    day: &MonthDay,
    column: Rect,
    rows: u16,
    buffer: &mut Buffer,
    shared: &Shared,
) {
    let room = first(column, column.width.saturating_sub(u16::from(column.width > 5)));
    let is_today = day.date == shared.today();
    let date = day.date.day().to_string();
    let texts = load_words::month_cell(&date, &day.load, usize::from(room.width), usize::from(rows));
    let role = if is_own(month, day.date) { load_words::role(&day.load, true) } else { Role::Dim };
    let selected = day.date == calendar.date;
    for place in 0..rows {
        let text = texts.get(usize::from(place)).map_or("", String::as_str);
        let row = Rect { y: room.y + place, ..room };
        let style = shared.theme.style_if(role, selected);
        fill(buffer, row, text, style, "");
    }
    if is_today {
        let style = shared.theme.style_if(Role::Now, selected);
        put(buffer, first(room, 2), &format!("{date:>2}"), style, "");
        // A sign as well as a colour, where the cell leaves a place for it.
        if room.width >= 8 {
            put(buffer, Rect { x: room.right() - 1, width: 1, ..room }, "v", style, "");
        }
    }
}

fn detail(calendar: &Calendar, month: &MonthView, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let Some(day) = month.days.iter().find(|day| day.date == calendar.date) else { return };
    let title = calendar.date.format("%A %-d %B").to_string();
    let text = load_words::sentence_of(&day.load, true, &calendar.filter);
    cells::details(&title, &text, load_words::role(&day.load, true), buffer, area, shared);
}

/// Finds the date at a cell of the pane.
pub(super) fn hit(calendar: &Calendar, at: Position, area: Rect) -> Option<NaiveDate> {
    let month = calendar.cells.month.as_ref()?;
    let p = places(area, month.weeks().count());
    if !p.grid.contains(at) {
        return None;
    }
    let week = usize::from((at.y - p.grid.y) / p.rows_each);
    let column = cells::column_at(p.grid, at.x)?;
    month.days.get(week * 7 + column).map(|day| day.date)
}
