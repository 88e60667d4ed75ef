//! How the clients are drawn.

use app::view::ClientLine;
use domain::{FieldDefinition, FieldOn};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pane::clients::{Clients, parts};
use crate::pane::detail::{client_status, client_status_role};
use crate::pane::marks::say_marked;
use crate::pane::page::draw_page;
use crate::pane::row::{Cell, Lit, draw_cells};
use crate::pane::split::{Split, below, draw_rule};
use crate::shared::Shared;
use crate::text::{counted, fill};
use crate::theme::Role;
use crate::widget::line;
use crate::widget::list::{self, Heading, List, Row, Width, rows_that_fit};
use crate::widget::scroll::keep_in_view;

/// From so many columns on, lists have the fields of the business's own that ask for it.
const WIDE: u16 = 120;
/// Columns of such a field.
const OWN: u16 = 14;

/// Draws the list and the card.
pub(super) fn draw(clients: &Clients, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let split = parts(area);
    draw_head(clients, buffer, split.head, shared);
    draw_list(clients, buffer, split.list, shared);
    if !split.details.is_empty() {
        draw_card(clients, buffer, split, shared);
    }
}

/// Where the page of the card is: under its title when that is not on the rule.
pub(super) fn card_area(split: Split) -> Rect {
    if is_beside(split) { below(split.details, 2) } else { split.details }
}

fn is_beside(split: Split) -> bool {
    split.rule.width == 1
}

fn draw_head(clients: &Clients, buffer: &mut Buffer, row: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let list = &clients.list;
    let held = clients.marks.held(|| clients.listed(), list.selected).len();
    let count = if list.is_loaded { counted(list.total, "client") } else { "loading clients".to_owned() };
    let mut cells = vec![Cell::new(count, Role::Header, 0)];
    if !clients.text.is_empty() {
        cells.push(Cell::new(format!("with /{}", clients.text), Role::Accent, 0));
    }
    let marked = say_marked(held, clients.marks.hidden());
    if !marked.is_empty() {
        cells.push(Cell::new(marked, Role::Marked, 0));
    }
    if clients.text.is_empty() {
        let hint = "/ finds name, phone, address, e-mail, serial";
        cells.push(Cell::new(hint, Role::Dim, 0));
    }
    draw_cells(buffer, row, &cells, Lit::default(), theme);
}

/// The columns that a width has room for.
///
/// While something is searched for, what it was found in takes the place of the address.
pub(super) fn headings(width: u16, is_search: bool) -> &'static [Heading<'static>] {
    const NAME: Heading<'static> = Heading { title: "Client", width: Width::Share(3) };
    const PHONE: Heading<'static> = Heading { title: "Phone", width: Width::Cells(15) };
    const JOBS: Heading<'static> = Heading { title: "Open", width: Width::Cells(4) };
    const ADDRESS: Heading<'static> = Heading { title: "Address", width: Width::Share(3) };
    const FOUND: Heading<'static> = Heading { title: "Found in", width: Width::Share(4) };
    const TAGS: Heading<'static> = Heading { title: "Tags", width: Width::Cells(12) };
    match width {
        0..50 if is_search => &[NAME, FOUND],
        50.. if is_search => &[NAME, PHONE, JOBS, FOUND],
        0..50 => &[NAME, PHONE],
        50..78 => &[NAME, PHONE, JOBS, ADDRESS],
        78.. => &[NAME, PHONE, JOBS, ADDRESS, TAGS],
    }
}

fn cells(line: &ClientLine, width: u16, is_search: bool) -> Vec<String> {
    let jobs = if line.open_jobs == 0 { String::new() } else { line.open_jobs.to_string() };
    if is_search {
        let found = line.found_by.clone().unwrap_or_else(|| line.address.clone());
        return match width {
            0..50 => vec![line.name.clone(), found],
            50.. => vec![line.name.clone(), line.phone.clone(), jobs, found],
        };
    }
    let mut all =
        vec![line.name.clone(), line.phone.clone(), jobs, line.address.clone(), line.tags.join(", ")];
    // What has no column here must not stand in that of the next.
    all.truncate(headings(width, false).len());
    all
}

/// The fields of the business's own that lists have a column for, where the screen is wide.
fn own_columns(shared: &Shared) -> impl Iterator<Item = &FieldDefinition> {
    let is_wide = shared.size.width >= WIDE;
    shared.definitions.in_lists(FieldOn::Client).filter(move |_| is_wide)
}

fn own_cells(line: &ClientLine, own: &[&FieldDefinition]) -> Vec<String> {
    own.iter().map(|field| line.fields.get(&field.id).map_or_else(String::new, ToString::to_string)).collect()
}

fn draw_list(clients: &Clients, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let list = &clients.list;
    let is_search = !clients.text.is_empty();
    let mut headings = headings(area.width, is_search).to_vec();
    let own: Vec<&FieldDefinition> = own_columns(shared).collect();
    headings.extend(own.iter().map(|field| Heading { title: &field.label, width: Width::Cells(OWN) }));
    let held = clients.marks.held(|| clients.listed(), list.selected);
    let selected = (list.total > 0).then_some(list.row);
    let room = rows_that_fit(area.height, &headings);
    let first = keep_in_view(list.top, selected, room, list.total);
    let seen = list.rows.iter().skip(first.saturating_sub(list.start)).take(room);
    let rows = seen.map(|line| Row {
        cells: [cells(line, area.width, is_search), own_cells(line, &own)].concat(),
        role: Role::Text,
        marked: held.contains_key(&line.id),
    });
    let rows: Vec<Row> = rows.collect();
    let empty = match (list.is_loaded, clients.text.as_str()) {
        (false, _) => " loading".to_owned(),
        (true, "") => " no clients yet: c adds the first".to_owned(),
        (true, text) => format!(" nobody has “{text}”: c adds a client"),
    };
    let drawn = List {
        headings: &headings,
        rows: &rows,
        start: first.max(list.start),
        total: list.total,
        first,
        selected,
        empty: &empty,
    };
    list::draw(buffer, area, &drawn, &shared.theme);
}

fn draw_card(clients: &Clients, buffer: &mut Buffer, split: Split, shared: &Shared) {
    let theme = &shared.theme;
    let sign = if clients.in_card { "> " } else { "" };
    let line_of = clients.list.selected_row();
    let title = line_of.map_or_else(String::new, |line| format!("{sign}{} {}", line.id, line.name));
    draw_rule(buffer, split.rule, &title, theme);
    let Some(card) = clients.card() else {
        if line_of.is_some() {
            fill(buffer, line(card_area(split), 0), " loading", theme.style(Role::Dim), "");
        }
        return;
    };
    let area = card_area(split);
    if is_beside(split) {
        let ellipsis = theme.glyphs.ellipsis;
        fill(buffer, line(split.details, 0), &format!(" {title}"), theme.style(Role::Header), ellipsis);
        fill(
            buffer,
            line(split.details, 1),
            &format!(" {}", client_status(card)),
            theme.style(client_status_role(card)),
            ellipsis,
        );
    }
    let (lines, room) = clients.card_lines(shared);
    let top = clients.reading.top_for(&lines, room.max(usize::from(area.height)));
    let selected = clients.reading.selected.filter(|_| clients.in_card);
    draw_page(buffer, area, &lines, top, selected, theme);
}
