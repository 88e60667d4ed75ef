//! How the import is drawn: a box over the whole pane, the step in it.

use app::import::{DatesPreview, ImportPreview};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::columns::{ColumnRow, ColumnsStep, NO_CLIENT, Over, no_column, order_said, rows_of};
use super::findings::ReportStep;
use super::{FileStep, Import, Step};
use crate::shared::Shared;
use crate::text::{counted, fill, put};
use crate::theme::{Role, Theme};
use crate::widget::line_edit::{self, LineEdit};
use crate::widget::list::{self, Heading, List, Row, Width, rows_that_fit};
use crate::widget::scroll::keep_in_view;
use crate::widget::{line, popup};

/// Lines for the whole of what is selected.
const DETAIL: u16 = 3;

pub(super) fn draw(import: &Import, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
    let theme = &shared.theme;
    match &import.step {
        Step::Kind(menu) => menu.draw(buffer, area, theme),
        Step::File(step) => {
            let title = format!("Import {}: which file?", import.kind.word());
            let room = popup::draw(buffer, area, &title, theme);
            draw_file(&import.path, step, buffer, room, theme)
        }
        Step::Columns(step) => {
            let preview = import.preview.as_ref()?;
            let room = popup::draw(buffer, area, &title_of(import), theme);
            draw_columns(step, preview, import, buffer, room, theme);
            draw_over(step, buffer, area, theme)
        }
        Step::Running(running) => {
            let room = popup::draw(buffer, area, &title_of(import), theme);
            running.draw(buffer, room, theme);
            None
        }
        Step::Report(step) => {
            let room = popup::draw(buffer, area, &title_of(import), theme);
            draw_report(step, buffer, room, theme);
            None
        }
    }
}

fn title_of(import: &Import) -> String {
    let name = import.file.as_ref().map_or("", |file| file.name.as_str());
    format!("Import {}: {name}", import.kind.word())
}

fn draw_file(
    path: &LineEdit,
    step: &FileStep,
    buffer: &mut Buffer,
    room: Rect,
    theme: &Theme,
) -> Option<Position> {
    let message = step.message.as_deref().filter(|message| !message.is_empty());
    let found = &step.found;
    let own = found.typed == path.text();
    let mut lines: Vec<String> = Vec::new();
    if step.is_reading {
        lines.push("reading".to_owned());
    } else if own && !found.problem.is_empty() {
        lines.push(found.problem.clone());
    } else if own && found.names.is_empty() && message.is_none() {
        lines.push("nothing there begins so".to_owned());
    } else if own {
        lines.push("Tab completes, Enter reads the file, Esc goes back".to_owned());
    }
    if own {
        let taken = lines.len() + usize::from(message.is_some()) + 2;
        let fits = usize::from(room.height).saturating_sub(taken);
        let shown = if found.names.len() + found.more > fits { fits.saturating_sub(1) } else { fits };
        lines.extend(found.names.iter().take(shown).map(|name| format!("  {name}")));
        let rest = found.names.len().saturating_sub(shown) + found.more;
        lines.extend((rest > 0).then(|| format!("  and {rest} more")));
    }
    let shown = line_edit::Shown { prompt: ">", edit: path, read_back: &lines, message };
    line_edit::draw(buffer, room, &shown, theme)
}

/// How the file was read, in one sentence.
fn said_of_file(preview: &ImportPreview) -> String {
    let mut parts = vec![preview.layout.clone(), preview.encoding.clone()];
    match preview.delimiter {
        Some('\t') => parts.push("divided by tabs".to_owned()),
        Some(delimiter) => parts.push(format!("divided by “{delimiter}”")),
        None => {}
    }
    parts.extend(preview.header_line.filter(|at| *at > 1).map(|at| format!("header on line {at}")));
    let word = if preview.columns.is_empty() { "card" } else { "row" };
    parts.push(counted(preview.rows, word));
    parts.retain(|part| !part.is_empty());
    format!(" {}", parts.join(", "))
}

/// How many columns are used, and which are not.
fn said_of_use(preview: &ImportPreview) -> (String, Role) {
    if preview.columns.is_empty() {
        return (" cards name their own fields: nothing has to be said".to_owned(), Role::Dim);
    }
    let unused: Vec<&str> = preview
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| column.name.as_str())
        .collect();
    let used = preview.columns.len() - unused.len();
    let rest = if unused.is_empty() { String::new() } else { format!("; not used: {}", unused.join(", ")) };
    (format!(" {used} of {} columns are used{rest}", preview.columns.len()), Role::Dim)
}

fn draw_columns(
    step: &ColumnsStep,
    preview: &ImportPreview,
    import: &Import,
    buffer: &mut Buffer,
    room: Rect,
    theme: &Theme,
) {
    let ellipsis = theme.glyphs.ellipsis;
    fill(buffer, line(room, 0), &said_of_file(preview), theme.style(Role::Text), ellipsis);
    let trouble = if preview.needs_client {
        Some(NO_CLIENT.to_owned())
    } else {
        (!preview.errors.is_empty()).then(|| no_column(preview.kind))
    };
    let (said, role) = match step.message.clone().or(trouble) {
        Some(why) => (format!(" {why}"), Role::Error),
        None => said_of_use(preview),
    };
    fill(buffer, line(room, 1), &said, theme.style(role), ellipsis);
    let rows = rows_of(preview);
    let detail = u16::min(DETAIL, room.height.saturating_sub(6) / 2);
    let area = Rect { y: room.y + 2, height: room.height.saturating_sub(2 + detail), ..room };
    let headings = headings_of_columns(room.width);
    let drawn: Vec<Row> = rows.iter().map(|row| column_row(*row, preview, import)).collect();
    let fits = rows_that_fit(area.height, headings);
    let list = List {
        headings,
        rows: &drawn,
        start: 0,
        total: drawn.len(),
        first: keep_in_view(0, Some(step.row), fits, drawn.len()),
        selected: Some(step.row),
        empty: "",
    };
    list::draw(buffer, area, &list, theme);
    let below = Rect { y: area.bottom(), height: detail, ..room };
    if let Some(row) = rows.get(step.row) {
        draw_wrapped(buffer, below, &detail_of(*row, preview), Role::Dim, theme);
    }
}

fn headings_of_columns(width: u16) -> &'static [Heading<'static>] {
    const COLUMN: Heading<'static> = Heading { title: "Column", width: Width::Share(2) };
    const FIELD: Heading<'static> = Heading { title: "Field", width: Width::Cells(18) };
    const VALUES: Heading<'static> = Heading { title: "First values", width: Width::Share(3) };
    if width < 60 { &[COLUMN, FIELD] } else { &[COLUMN, FIELD, VALUES] }
}

fn column_row(row: ColumnRow, preview: &ImportPreview, import: &Import) -> Row {
    let plain = |cells: [&str; 3], role| Row {
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        role,
        marked: false,
    };
    match row {
        ColumnRow::Dates => match &preview.dates {
            DatesPreview::Ambiguous { cell, .. } => {
                plain(["(dates)", "? which order", &format!("{cell} has two readings")], Role::Error)
            }
            DatesPreview::Known(order) => plain(["(dates)", order_said(*order), ""], Role::Text),
            DatesPreview::None => plain(["(dates)", "", ""], Role::Dim),
        },
        ColumnRow::Client => {
            let role = if preview.needs_client { Role::Error } else { Role::Text };
            let named = import.options.client.as_deref();
            plain(["(client)", named.unwrap_or("none"), "whose the rows are that name no client"], role)
        }
        ColumnRow::Source => plain(
            ["(source)", &preview.source, "whose ids the file has: by them rows are known again"],
            Role::Text,
        ),
        ColumnRow::Column(place) => {
            let Some(column) = preview.columns.get(place) else { return plain(["", "", ""], Role::Dim) };
            let field = column.field.as_ref().map_or("-".to_owned(), |field| preview.label_of(field));
            let role = if column.field.is_some() { Role::Text } else { Role::Dim };
            plain([&column.name, &field, &column.samples.join("  |  ")], role)
        }
    }
}

/// What is selected, in full.
fn detail_of(row: ColumnRow, preview: &ImportPreview) -> String {
    match row {
        ColumnRow::Dates => match &preview.dates {
            DatesPreview::Ambiguous { column, line, cell, readings } => format!(
                "{column}, line {line}: {cell} is {} or {}, and no other date tells. Enter says which.",
                readings[0].1.format("%-d %B %Y"),
                readings[1].1.format("%-d %B %Y")
            ),
            DatesPreview::Known(order) => format!("Dates stand as {}.", order_said(*order)),
            DatesPreview::None => String::new(),
        },
        ColumnRow::Client => "Enter names the client of rows that name none.".to_owned(),
        ColumnRow::Source => "Files of one source share their ids. Enter changes the name.".to_owned(),
        ColumnRow::Column(place) => preview.columns.get(place).map_or_else(String::new, |column| {
            let values =
                if column.samples.is_empty() { "no values".to_owned() } else { column.samples.join("  |  ") };
            format!("{}: {values}", column.name)
        }),
    }
}

fn draw_over(step: &ColumnsStep, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
    let (edit, title, said) = match step.over.as_ref()? {
        Over::Field(menu, _) | Over::Dates(menu) => return menu.draw(buffer, area, theme),
        Over::Client(edit) => {
            (edit, "Whose are the rows that name no client?", "a name or C-12; empty for none")
        }
        Over::Source(edit) => (edit, "Whose ids does the file have?", "a name; empty for the file's own"),
    };
    let room = popup::draw(buffer, popup::centred(area, 60, 5), title, theme);
    let read_back = [said.to_owned()];
    line_edit::draw(
        buffer,
        room,
        &line_edit::Shown { prompt: ">", edit, read_back: &read_back, message: None },
        theme,
    )
}

fn draw_report(step: &ReportStep, buffer: &mut Buffer, room: Rect, theme: &Theme) {
    let inside = usize::from(room.width.saturating_sub(2));
    let mut at = 0;
    // On a low screen the findings need the room: the lines over them are cut, not wrapped.
    let is_low = room.height < 12;
    for (text, role) in step.head() {
        let pieces = if is_low { vec![text] } else { popup::wrap(&text, inside) };
        for piece in pieces {
            put(buffer, line(room, at), &format!(" {piece}"), theme.style(role), theme.glyphs.ellipsis);
            at += 1;
        }
    }
    let head = u16::try_from(at).unwrap_or(u16::MAX).min(room.height);
    let detail = u16::min(DETAIL, room.height.saturating_sub(head) / 3);
    let area = Rect { y: room.y + head, height: room.height - head - detail, ..room };
    let headings = headings_of_findings(room.width);
    let fits = rows_that_fit(area.height, headings);
    let total = step.findings.len();
    let first = keep_in_view(step.row.saturating_sub(fits / 2), Some(step.row), fits, total);
    let rows: Vec<Row> = (step.findings.iter().skip(first).take(fits))
        .map(|finding| Row {
            cells: vec![
                finding.sort.to_owned(),
                finding.line.clone(),
                finding.column.clone(),
                finding.said.clone(),
            ],
            role: finding.role,
            marked: false,
        })
        .collect();
    let selected = (total > 0).then_some(step.row);
    let empty = " nothing is wrong, and nothing needs a look";
    list::draw(
        buffer,
        area,
        &List { headings, rows: &rows, start: first, total, first, selected, empty },
        theme,
    );
    if let Some(finding) = step.findings.get(step.row) {
        let place = match (finding.line.as_str(), finding.column.as_str()) {
            ("", "") => String::new(),
            ("", column) => format!("{column}: "),
            (row, "") => format!("Line {row}: "),
            (row, column) => format!("Line {row}, {column}: "),
        };
        let below = Rect { y: area.bottom(), height: detail, ..room };
        draw_wrapped(buffer, below, &format!("{place}{}", finding.said), finding.role, theme);
    }
}

fn headings_of_findings(width: u16) -> &'static [Heading<'static>] {
    const SORT: Heading<'static> = Heading { title: "", width: Width::Cells(6) };
    const LINE: Heading<'static> = Heading { title: "Line", width: Width::Cells(6) };
    const COLUMN: Heading<'static> = Heading { title: "Column", width: Width::Share(1) };
    const REASON: Heading<'static> = Heading { title: "Reason", width: Width::Share(3) };
    if width < 60 { &[SORT, LINE, COLUMN] } else { &[SORT, LINE, COLUMN, REASON] }
}

fn draw_wrapped(buffer: &mut Buffer, area: Rect, text: &str, role: Role, theme: &Theme) {
    let inside = usize::from(area.width.saturating_sub(2));
    let pieces = popup::wrap(text, inside);
    let fits = usize::from(area.height);
    for (place, piece) in pieces.iter().take(fits).enumerate() {
        let more = place + 1 == fits && pieces.len() > fits;
        let tail = if more { theme.glyphs.ellipsis } else { "" };
        put(buffer, line(area, place), &format!(" {piece}{tail}"), theme.style(role), theme.glyphs.ellipsis);
    }
}
