//! The week: a row for each technician, a column for each day.

use app::view::{DayLoad, WeekLane, WeekView};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lanes::LaneKey;
use super::state::Calendar;
use super::{cells, load_words};
use crate::pane::split::area_of;
use crate::shared::Shared;
use crate::text::{fill, put};
use crate::theme::Role;
use crate::widget::lane::{fit_name, gutter};
use crate::widget::{after, first, line};

/// Where the parts of the week are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    header: Rect,
    /// The names of the days.
    heading: Rect,
    /// What the days hold together; empty where there is no room.
    totals: Rect,
    names: Rect,
    /// The cells, without the names.
    grid: Rect,
    detail: Rect,
    /// Rows of a technician: 1, or 2 where all of them fit so.
    rows_each: u16,
}

impl Places {
    /// How many technicians fit.
    pub(super) fn rows_that_fit(&self) -> usize {
        usize::from(self.grid.height / self.rows_each)
    }
}

/// From this many rows on, there is room for the totals and a second line of details.
const ROOMY: u16 = 14;
/// Under this width the names are short, so that every day has five cells.
const NARROW: u16 = 60;

fn places(area: Rect, lanes: usize) -> Places {
    let roomy = area.height >= ROOMY;
    let row = |top: u16, height: u16| Rect { y: area.y + top, height, ..area };
    let (totals, below) = if roomy { (1, 3) } else { (0, 2) };
    let top = 2 + totals;
    let height = area.height.saturating_sub(top + below);
    let beside = if area.width < NARROW { 5 } else { gutter(area.width) };
    let grid = row(top, height);
    let all = u16::try_from(lanes).unwrap_or(u16::MAX).saturating_mul(2);
    Places {
        header: row(0, 1),
        heading: after(row(1, 1), beside),
        totals: row(2, totals),
        names: first(grid, beside),
        grid: after(grid, beside),
        detail: row(top + height, below),
        rows_each: if all <= height { 2 } else { 1 },
    }
}

fn places_of(calendar: &Calendar, area: Rect) -> Places {
    places(area, calendar.week_lanes().len())
}

/// The places on a screen of the present size.
pub(super) fn places_now(calendar: &Calendar, shared: &Shared) -> Places {
    places_of(calendar, area_of(shared))
}

/// Draws the week.
pub(super) fn draw(calendar: &Calendar, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let Some(week) = &calendar.cells.week else {
        super::draw::say_loading(calendar, buffer, area, shared);
        return;
    };
    let p = places_of(calendar, area);
    cells::header(calendar, &week.totals, week.tray_total, name(week), buffer, p.header, shared);
    heading(calendar, week, buffer, &p, shared);
    let lanes = calendar.week_lanes();
    if lanes.is_empty() {
        let none = if calendar.filter.is_empty() {
            " No technician yet"
        } else {
            " Nothing of this week passes the filter"
        };
        put(buffer, p.names.union(p.grid), none, shared.theme.style(Role::Dim), shared.theme.glyphs.ellipsis);
        return;
    }
    totals(week, buffer, &p, shared);
    let from = calendar.first_row_in(p.rows_that_fit());
    let corner = Rect { x: p.names.x, width: p.names.width.saturating_sub(1), ..p.heading };
    super::draw::say_part(from, p.rows_that_fit(), lanes.len(), buffer, corner, shared);
    for (place, lane) in lanes.iter().skip(from).take(p.rows_that_fit()).enumerate() {
        row(calendar, week, lane, place * usize::from(p.rows_each), buffer, &p, shared);
    }
    detail(calendar, week, lanes, buffer, &p, shared);
}

/// `Mon 23 - Sun 29 Nov`, with the year of another year.
fn name(week: &WeekView) -> String {
    let last = week.dates.last().copied().unwrap_or(week.first);
    let is_other_year = chrono::Datelike::year(&last) != chrono::Datelike::year(&week.now.date_naive());
    let pattern = if is_other_year { "%a %-d %b %Y" } else { "%a %-d %b" };
    let from = if chrono::Datelike::month(&last) == chrono::Datelike::month(&week.first) {
        week.first.format("%a %-d")
    } else {
        week.first.format("%a %-d %b")
    };
    format!("{from} - {}", last.format(pattern))
}

fn heading(calendar: &Calendar, week: &WeekView, buffer: &mut Buffer, p: &Places, shared: &Shared) {
    for (date, column) in week.dates.iter().zip(cells::columns(p.heading)) {
        let today = *date == shared.today();
        let name = date.format(if column.width < 7 { "%a" } else { "%a %-d" }).to_string();
        let name = if column.width < 7 { format!("{}{}", &name[..2], date.format("%-d")) } else { name };
        // Today is told by the sign that stands over it in the lanes of a day.
        let name = if today && column.width >= 8 { format!("{name} v") } else { name };
        let role = if today { Role::Now } else { Role::Header };
        let room = first(column, column.width.saturating_sub(1));
        let style = shared.theme.style_if(role, *date == calendar.date);
        put(buffer, room, &name, style, "");
    }
}

fn totals(week: &WeekView, buffer: &mut Buffer, p: &Places, shared: &Shared) {
    let style = shared.theme.style(Role::Dim);
    put(buffer, first(after(p.totals, 1), p.names.width), "all", style, "");
    let row = Rect { x: p.grid.x, width: p.grid.width, ..p.totals };
    for (day, column) in week.totals.iter().zip(cells::columns(row)) {
        let room = first(column, column.width.saturating_sub(1));
        let role = match load_words::role(day, true) {
            Role::Text => Role::Dim,
            other => other,
        };
        for text in load_words::week_cell(day, true, usize::from(room.width), 1) {
            put(buffer, room, &text, shared.theme.style(role), "");
        }
    }
}

fn row(
    calendar: &Calendar,
    week: &WeekView,
    lane: &WeekLane,
    top: usize,
    buffer: &mut Buffer,
    p: &Places,
    shared: &Shared,
) {
    let theme = &shared.theme;
    let focused = calendar.lane == Some(LaneKey::of_week(lane));
    let name = if lane.technician.is_some() { lane.short.as_str() } else { "( )" };
    let names = first(line(p.names, top), p.names.width.saturating_sub(1));
    put(buffer, names, if focused { ">" } else { " " }, theme.style(Role::Accent), "");
    let role = if focused { Role::Header } else { Role::Text };
    let room = after(names, 1);
    let name = fit_name(name, usize::from(room.width), theme.glyphs.ellipsis);
    put(buffer, room, &name, theme.style(role), theme.glyphs.ellipsis);
    let all = line(p.grid, top);
    for ((date, day), column) in week.dates.iter().zip(&lane.days).zip(cells::columns(all)) {
        let selected = focused && *date == calendar.date;
        cell(day, lane.technician.is_some(), selected, column, buffer, p.rows_each, shared);
    }
}

fn cell(
    day: &DayLoad,
    counts_capacity: bool,
    selected: bool,
    column: Rect,
    buffer: &mut Buffer,
    rows: u16,
    shared: &Shared,
) {
    let is_off = day.visits == 0 && counts_capacity && day.working_minutes == 0;
    let role = if is_off { Role::Off } else { load_words::role(day, counts_capacity) };
    let room = first(column, column.width.saturating_sub(1));
    let texts = load_words::week_cell(day, counts_capacity, usize::from(room.width), usize::from(rows));
    for place in 0..rows {
        let text = texts.get(usize::from(place)).map_or("", String::as_str);
        let line = Rect { y: room.y + place, ..room };
        fill(buffer, line, text, shared.theme.style_if(role, selected), "");
    }
}

fn detail(
    calendar: &Calendar,
    week: &WeekView,
    lanes: &[WeekLane],
    buffer: &mut Buffer,
    p: &Places,
    shared: &Shared,
) {
    let place = week.dates.iter().position(|date| *date == calendar.date);
    let focused = calendar.week_place().and_then(|place| lanes.get(place));
    let (Some(day), Some(lane)) = (place, focused) else { return };
    let Some(load) = lane.days.get(day) else { return };
    let who = lane.technician.as_ref().map_or("( ) nobody", |technician| technician.name.as_str());
    let title = format!("{who}, {}", calendar.date.format("%a %-d %b"));
    let counts_capacity = lane.technician.is_some();
    let text = load_words::sentence_of(load, counts_capacity, &calendar.filter);
    let role = load_words::role(load, counts_capacity);
    cells::details(&title, &text, role, buffer, p.detail, shared);
}

/// Finds the technician and the day at a cell of the pane.
pub(super) fn hit(calendar: &Calendar, at: Position, area: Rect) -> Option<(LaneKey, Option<NaiveDate>)> {
    let p = places_of(calendar, area);
    if !p.names.union(p.grid).contains(at) {
        return None;
    }
    let row = usize::from((at.y - p.grid.y) / p.rows_each);
    let lanes = calendar.week_lanes();
    let lane = lanes.get(calendar.first_row_in(p.rows_that_fit()) + row)?;
    let column = if p.grid.contains(at) { cells::column_at(p.grid, at.x) } else { None };
    let date = column.and_then(|column| calendar.cells.week.as_ref()?.dates.get(column).copied());
    Some((LaneKey::of_week(lane), date))
}
