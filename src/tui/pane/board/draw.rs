//! How the board is drawn: a line on top, the columns that fit, details of the selected card below.

use std::collections::BTreeMap;

use app::view::JobLine;
use domain::JobId;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pane::board::{Board, FILTERED, Lane, card, parts};
use crate::pane::page::draw_page;
use crate::pane::row::{Cell, Lit, draw_cells};
use crate::pane::split::draw_rule;
use crate::pane::target;
use crate::shared::Shared;
use crate::theme::Role;
use crate::widget::columns::{self, cards_that_fit};
use crate::widget::scroll::keep_in_view;

/// Draws the board.
pub(super) fn draw(board: &Board, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let split = parts(area);
    let held = board.held();
    draw_head(board, buffer, split.head, held.len(), shared);
    draw_columns(board, buffer, split.list, &held, shared);
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
    if held > 0 {
        cells.push(Cell::new(format!("{held} marked"), Role::Marked, 0));
    }
    if !board.words.is_empty() {
        let found: usize = board.lanes.iter().map(|lane| board.shown(lane).count()).sum();
        let text = format!("/{}: {found} in the first {FILTERED} of each", board.words.join(" "));
        cells.push(Cell::new(text, Role::Accent, 0));
    }
    draw_cells(buffer, row, &cells, Lit::default(), &shared.theme);
}

/// Where the selection is in the focused column, among what passes the filter.
fn place(board: &Board) -> String {
    let lane = board.lane();
    let (at, total) = if board.words.is_empty() {
        ((lane.list.total > 0).then_some(lane.list.row), lane.list.total)
    } else {
        let at = board.shown(lane).position(|(place, _)| place == lane.list.row);
        (at, board.shown(lane).count())
    };
    format!("{} {}/{total}", lane.stage.title(), at.map_or(0, |at| at + 1))
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
    let cards_of = |lane: &Lane| {
        let shown = board.shown(lane);
        shown.map(|(_, job)| card::card(job, held.contains_key(&job.id), shared)).collect()
    };
    let cards: Vec<Vec<columns::Card>> = lanes.iter().map(cards_of).collect();
    let columns: Vec<columns::Column<'_>> =
        lanes.iter().zip(&cards).map(|(lane, cards)| column(board, lane, cards, room)).collect();
    let drawn = columns::Board { columns: &columns, first: 0, focus: board.focus - seen.start };
    columns::draw(buffer, area, &drawn, &shared.theme);
}

fn column<'a>(board: &Board, lane: &Lane, cards: &'a [columns::Card], room: usize) -> columns::Column<'a> {
    let title = lane.stage.title();
    let title = if lane.list.is_loaded { title.to_owned() } else { format!("{title} ...") };
    let (total, start, selected) = if board.words.is_empty() {
        (lane.list.total, lane.list.start, (lane.list.total > 0).then_some(lane.list.row))
    } else {
        (cards.len(), 0, board.shown(lane).position(|(place, _)| place == lane.list.row))
    };
    let first = first_seen(board, lane, selected, room, total);
    columns::Column { title, total, cards, start, first, selected }
}

/// The first card of a column that is seen, among those that pass the filter.
pub(super) fn first_seen(
    board: &Board,
    lane: &Lane,
    selected: Option<usize>,
    room: usize,
    total: usize,
) -> usize {
    let top = if board.words.is_empty() { lane.list.top } else { 0 };
    keep_in_view(top, selected, room, total)
}
