//! Two clients side by side, before they are made one.

use app::{DuplicatePair, MergeView};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::shared::Shared;
use crate::text::put;
use crate::theme::{Role, Theme};
use crate::widget::menu::{Choice, Menu};
use crate::widget::{after, first, line, popup};

/// Cells of the first column, which says what a row is about.
const ABOUT: u16 = 12;
/// Under so many cells inside, what it would become is left to the reader.
const THREE_COLUMNS: u16 = 70;

/// The dialog: what is compared, and the first line seen.
#[derive(Debug, Clone)]
pub struct Merge {
    /// Both clients.
    pub view: Box<MergeView>,
    /// The first line seen.
    pub from: usize,
}

/// A line of the comparison: what it is about, and a text for each column.
struct Row {
    about: &'static str,
    cells: Vec<String>,
    role: Role,
}

impl Merge {
    /// Shows a comparison from its top.
    pub fn new(view: Box<MergeView>) -> Self {
        Merge { view, from: 0 }
    }

    /// How many lines it has on this screen.
    pub fn length(&self, shared: &Shared) -> usize {
        let width = shared.size.width.saturating_sub(2);
        rows(&self.view, width).iter().map(|row| wrapped(row, width).len()).sum()
    }

    /// Draws it over the whole area.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let title = format!("Make {} part of {}?", self.view.gone.id, self.view.keep.id);
        let room = popup::draw(buffer, area, &title, theme);
        let rows = rows(&self.view, room.width);
        let lines = rows.iter().flat_map(|row| wrapped(row, room.width));
        for (place, (about, cells, role)) in lines.skip(self.from).take(usize::from(room.height)).enumerate()
        {
            draw_line(buffer, line(room, place), (about, &cells), theme, role);
        }
    }
}

fn rows(view: &MergeView, width: u16) -> Vec<Row> {
    let columns = if width >= THREE_COLUMNS { 3 } else { 2 };
    let of = |about, mut cells: Vec<String>, role| {
        cells.truncate(columns);
        Row { about, cells, role }
    };
    let heads =
        vec![format!("{} stays", view.keep.id), format!("{} goes", view.gone.id), "so it becomes".to_owned()];
    let said = view.rows.iter().map(|row| {
        let differs = !row.merged.is_empty() && row.merged != row.keep;
        let role = if differs { Role::Accent } else { Role::Text };
        of(row.about, vec![row.keep.clone(), row.gone.clone(), row.merged.clone()], role)
    });
    std::iter::once(of("", heads, Role::Header)).chain(said).collect()
}

/// Cells of each column but the first.
fn column(width: u16, columns: usize) -> u16 {
    let columns = u16::try_from(columns.max(1)).unwrap_or(1);
    width.saturating_sub(ABOUT) / columns
}

fn wrapped(row: &Row, width: u16) -> Vec<(&'static str, Vec<String>, Role)> {
    let inside = usize::from(column(width, row.cells.len()).saturating_sub(1)).max(1);
    let cells: Vec<Vec<String>> = row.cells.iter().map(|cell| popup::wrap(cell, inside)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let at = |place: usize| -> Vec<String> {
        cells.iter().map(|lines| lines.get(place).cloned().unwrap_or_default()).collect()
    };
    let about = |place| if place == 0 { row.about } else { "" };
    (0..height).map(|place| (about(place), at(place), row.role)).collect()
}

fn draw_line(buffer: &mut Buffer, row: Rect, (about, cells): (&str, &[String]), theme: &Theme, role: Role) {
    let ellipsis = theme.glyphs.ellipsis;
    put(buffer, first(row, ABOUT), about, theme.style(Role::Dim), ellipsis);
    let width = column(row.width, cells.len());
    let mut rest = after(row, ABOUT);
    let last = cells.len().saturating_sub(1);
    for (place, cell) in cells.iter().enumerate() {
        let role = if place == last || role == Role::Header { role } else { Role::Text };
        put(buffer, first(rest, width.saturating_sub(1)), cell, theme.style(role), ellipsis);
        rest = after(rest, width);
    }
}

/// A menu of the pairs that may be one.
pub fn offer(pairs: &[DuplicatePair]) -> Menu {
    let choice = |pair: &DuplicatePair| Choice {
        label: format!("{} {} and {} {}", pair.keep.id, pair.keep.name, pair.gone.id, pair.gone.name),
        reasons: pair.reasons.join(", "),
        ..Choice::default()
    };
    Menu::new("Clients that may be one", pairs.iter().map(choice).collect())
}
