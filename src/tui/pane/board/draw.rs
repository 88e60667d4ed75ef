//! How the board is drawn: a line on top, the columns that fit, details of the selected card below.

use std::collections::BTreeMap;

use app::GroupBy;
use app::view::JobLine;
use domain::JobId;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::pane::board::{Board, Lane, card, parts};
use crate::pane::marks::say_marked;
use crate::pane::page::draw_page;
use crate::pane::row::{Cell, Lit, draw_cells};
use crate::pane::split::draw_rule;
use crate::pane::target;
use crate::shared::Shared;
use crate::text::fill;
use crate::theme::Role;
use crate::widget::columns::{self, cards_that_fit};
use crate::widget::line;
use crate::widget::scroll::keep_in_view;

/// Draws the board.
pub(super) fn draw(board: &Board, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let split = parts(area);
    let held = board.held();
    draw_head(board, buffer, split.head, held.len(), shared);
    draw_columns(board, buffer, split.list, &held, shared);
    draw_nothing(board, buffer, split.list, shared);
    if split.details.is_empty() {
        return;
    }
    let job = board.selected();
    let title = job.map(|job| target::of_job(job).label).unwrap_or_default();
    draw_rule(buffer, split.rule, &title, &shared.theme);
    if let Some(job) = job {
        let lines = card::details(job, shared).lay_out(split.details.width);
        draw_page(buffer, split.details, &lines, 0, None, &shared.theme);
    }
}

/// Says of a board without any card what is to be done about it.
fn draw_nothing(board: &Board, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let is_known = |lane: &Lane| lane.list.is_loaded && lane.list.total == 0;
    if !board.lane().is_none_or(is_known) || board.lanes.iter().any(|lane| lane.list.total > 0) {
        return;
    }
    let said = if shared.filter.is_empty() {
        format!(" no jobs here: {} takes one", shared.key_of(Action::New))
    } else {
        format!(" nothing passes the filter: {} shows all", shared.key_of(Action::ShowAll))
    };
    let theme = &shared.theme;
    fill(buffer, line(area, 1), &said, theme.style(Role::Dim), theme.glyphs.ellipsis);
}

fn draw_head(board: &Board, buffer: &mut Buffer, row: Rect, held: usize, shared: &Shared) {
    let seen = board.seen(row.width);
    let (before, after) = (seen.start, board.lanes.len() - seen.end);
    let mut cells = Vec::new();
    if before > 0 {
        cells.push(Cell::new(format!("<{before}"), Role::Key, 0));
    }
    cells.push(Cell::new(place(board), Role::Header, 0));
    if after > 0 {
        cells.push(Cell::new(format!("{after}>"), Role::Key, 0));
    }
    let marked_text = say_marked(held, board.marks.hidden());
    if !marked_text.is_empty() {
        let text = match board.marked_of {
            Some((marked, total)) if (marked as u64) < total => {
                format!("{held} marked, the first {marked} of {total}")
            }
            Some(_) | None => marked_text,
        };
        cells.push(Cell::new(text, Role::Marked, 0));
    }
    if board.by != GroupBy::Stage {
        cells.push(Cell::new(format!("by {}", board.by.name()), Role::Accent, 0));
    }
    let unlooked: u64 = board.lanes.iter().map(|lane| lane.unlooked).sum();
    if unlooked > 0 {
        cells.push(Cell::new(format!("{unlooked} not looked at: narrow it"), Role::Warn, 0));
    }
    draw_cells(buffer, row, &cells, Lit::default(), &shared.theme);
}

/// Where the selection is in the focused column.
fn place(board: &Board) -> String {
    let Some(lane) = board.lane() else { return "nothing".to_owned() };
    let at = if lane.list.total > 0 { lane.list.row + 1 } else { 0 };
    format!("{} {at}/{}{}", lane.title, lane.list.total, plus(lane))
}

/// The sign that a count is of those that were looked at.
fn plus(lane: &Lane) -> &'static str {
    if lane.unlooked > 0 { "+" } else { "" }
}

fn draw_columns(
    board: &Board,
    buffer: &mut Buffer,
    area: Rect,
    held: &BTreeMap<JobId, JobLine>,
    shared: &Shared,
) {
    let seen = board.seen(area.width);
    let lanes = &board.lanes[seen.clone()];
    let room = cards_that_fit(area.height);
    let style = card::Style { by: board.by, solo: board.solo };
    let cards_of = |lane: &Lane| {
        let card = |job: &JobLine| card::card(job, held.contains_key(&job.id), style, shared);
        let unseen = first_seen(lane, room).saturating_sub(lane.list.start);
        lane.list.rows.iter().skip(unseen).take(room).map(card).collect()
    };
    let cards: Vec<Vec<columns::Card>> = lanes.iter().map(cards_of).collect();
    let columns: Vec<columns::Column<'_>> =
        lanes.iter().zip(&cards).map(|(lane, cards)| column(lane, cards, room)).collect();
    let drawn = columns::Board { columns: &columns, first: 0, focus: board.focus.saturating_sub(seen.start) };
    columns::draw(buffer, area, &drawn, &shared.theme);
}

fn column<'a>(lane: &Lane, cards: &'a [columns::Card], room: usize) -> columns::Column<'a> {
    let title = if lane.list.is_loaded { lane.title.clone() } else { format!("{} ...", lane.title) };
    let first = first_seen(lane, room);
    columns::Column {
        title,
        total: lane.list.total,
        cards,
        start: first.max(lane.list.start),
        first,
        selected: (lane.list.total > 0).then_some(lane.list.row),
    }
}

/// The first card of a column that is seen.
pub(super) fn first_seen(lane: &Lane, room: usize) -> usize {
    let list = &lane.list;
    let selected = (list.total > 0).then_some(list.row);
    keep_in_view(list.top, selected, room, list.total)
}
