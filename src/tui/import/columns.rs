//! What the file is taken for, to be checked and changed: dates, client, source, and each column's field.

use app::import::{DatesPreview, ImportKind, ImportOptions, ImportPreview};
use domain::DateOrder;

use crate::action::Context;
use crate::key::Chord;
use crate::widget::line_edit::LineEdit;
use crate::widget::menu::{Choice, Menu};

/// The orders of dates, in the order of the menu.
const ORDERS: [(DateOrder, &str); 3] = [
    (DateOrder::Dmy, "day, month, year (25/11/2026)"),
    (DateOrder::Mdy, "month, day, year (11/25/2026)"),
    (DateOrder::Ymd, "year, month, day (2026-11-25)"),
];

/// What is open over the columns.
#[derive(Debug, Clone)]
pub(super) enum Over {
    /// The fields that a column can feed.
    Field(Menu, usize),
    /// The order of dates.
    Dates(Menu),
    /// The client of rows that name none.
    Client(LineEdit),
    /// Whose ids the file has.
    Source(LineEdit),
}

/// One row that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnRow {
    /// The order of dates.
    Dates,
    /// The client of rows that name none.
    Client,
    /// Whose ids the file has.
    Source,
    /// A column, by its place.
    Column(usize),
}

/// The columns as they are looked at.
#[derive(Debug, Clone)]
pub(super) struct ColumnsStep {
    /// The selected row, by its place.
    pub(super) row: usize,
    pub(super) over: Option<Over>,
    /// What stands in the way of going on.
    pub(super) message: Option<String>,
}

impl ColumnsStep {
    /// Begins at what must be said before anything else can be done.
    pub(super) fn new(preview: &ImportPreview) -> Self {
        let rows = rows_of(preview);
        let asks = |row: &ColumnRow| match row {
            ColumnRow::Dates => matches!(preview.dates, DatesPreview::Ambiguous { .. }),
            ColumnRow::Client => preview.needs_client,
            ColumnRow::Source | ColumnRow::Column(_) => false,
        };
        let first_column = rows.iter().position(|row| matches!(row, ColumnRow::Column(_)));
        let row = rows.iter().position(asks).or(first_column).unwrap_or(0);
        ColumnsStep { row, over: None, message: None }
    }

    pub(super) fn context(&self) -> Context {
        match self.over {
            Some(Over::Field(..) | Over::Dates(_)) => Context::Menu,
            Some(Over::Client(_) | Over::Source(_)) => Context::Line,
            None => Context::ImportColumns,
        }
    }

    /// Takes the file as it is understood now.
    pub(super) fn take(&mut self, preview: &ImportPreview) {
        self.row = self.row.min(rows_of(preview).len().saturating_sub(1));
        self.message = None;
    }

    pub(super) fn fail(&mut self, why: String) {
        self.message = Some(why);
    }

    pub(super) fn over_mut(&mut self) -> Option<&mut Over> {
        self.over.as_mut()
    }

    /// Closes what is open; whether anything was.
    pub(super) fn close(&mut self) -> bool {
        self.over.take().is_some()
    }

    pub(super) fn press(&mut self, chord: Chord) {
        match &mut self.over {
            Some(Over::Field(menu, _) | Over::Dates(menu)) => drop(menu.press(chord)),
            Some(Over::Client(edit) | Over::Source(edit)) => drop(edit.press(chord)),
            None => {}
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        match &mut self.over {
            Some(Over::Field(menu, _) | Over::Dates(menu)) => menu.paste(text),
            Some(Over::Client(edit) | Over::Source(edit)) => drop(edit.paste(text)),
            None => {}
        }
    }

    /// Opens what changes the selected row.
    pub(super) fn change(&mut self, preview: &ImportPreview, options: &ImportOptions) {
        self.message = None;
        let given = |text: &Option<String>| LineEdit::of(text.as_deref().unwrap_or_default());
        self.over = match rows_of(preview).get(self.row) {
            Some(ColumnRow::Dates) => Some(Over::Dates(dates_menu(preview))),
            Some(ColumnRow::Client) => Some(Over::Client(given(&options.client))),
            Some(ColumnRow::Source) => Some(Over::Source(LineEdit::of(&preview.source))),
            Some(ColumnRow::Column(column)) => Some(Over::Field(field_menu(preview, *column), *column)),
            None => None,
        };
    }

    /// Takes what was chosen or typed into the options; whether there is anything new to look at.
    pub(super) fn answer(&mut self, preview: &ImportPreview, options: &mut ImportOptions) -> bool {
        match self.over.take() {
            Some(Over::Dates(menu)) => {
                let Some(chosen) = menu.selected().and_then(|row| ORDERS.get(row)) else { return false };
                options.date_order = Some(chosen.0);
            }
            Some(Over::Client(edit)) => {
                options.client = Some(edit.text().trim().to_owned()).filter(|name| !name.is_empty());
            }
            Some(Over::Source(edit)) => {
                options.source = Some(edit.text().trim().to_owned()).filter(|name| !name.is_empty());
            }
            Some(Over::Field(menu, column)) => {
                let (Some(row), Some(column)) = (menu.selected(), preview.columns.get(column)) else {
                    return false;
                };
                let field = row.checked_sub(1).and_then(|row| preview.fields.get(row));
                options.map.retain(|(name, _)| *name != column.name);
                options.map.push((column.name.clone(), field.cloned().unwrap_or_default()));
                keep_the_others(preview, options, field.map(String::as_str));
            }
            None => return false,
        }
        true
    }

    /// What must be settled before the file can be tried.
    pub(super) fn problem(preview: &ImportPreview) -> Option<String> {
        if preview.rows == 0 {
            return Some("the file has no rows".to_owned());
        }
        if matches!(preview.dates, DatesPreview::Ambiguous { .. }) {
            return Some("say first in which order its dates stand: Enter on Dates".to_owned());
        }
        if preview.needs_client {
            return Some(NO_CLIENT.to_owned());
        }
        (!preview.errors.is_empty()).then(|| no_column(preview.kind))
    }
}

/// What is said of jobs of nobody.
pub(super) const NO_CLIENT: &str =
    "no column says whose the rows are: choose the one that does, or name one client for all";

/// What is said when the columns mean nothing.
pub(super) fn no_column(kind: ImportKind) -> String {
    format!("no column names the {}: choose one and say which field it is", kind.word())
}

/// A field that is said for one column is taken from those that had it by their names. Where several columns
/// make sense together, those others are said too: by their own names, which mean what they meant.
fn keep_the_others(preview: &ImportPreview, options: &mut ImportOptions, field: Option<&str>) {
    let together = ["phone", "email", "tags", "notes", "skills", "departments"];
    let Some(field) = field.filter(|field| together.contains(field)) else { return };
    for column in preview.columns.iter().filter(|column| column.field.as_deref() == Some(field)) {
        if !options.map.iter().any(|(name, _)| *name == column.name) {
            options.map.push((column.name.clone(), column.name.clone()));
        }
    }
}

/// Everything that can be changed, in the order it is shown.
pub(super) fn rows_of(preview: &ImportPreview) -> Vec<ColumnRow> {
    let dates = (preview.dates != DatesPreview::None).then_some(ColumnRow::Dates);
    let of_clients = match preview.kind {
        ImportKind::Technicians | ImportKind::Services | ImportKind::Visits => false,
        ImportKind::Clients | ImportKind::Jobs | ImportKind::Equipment => !preview.columns.is_empty(),
    };
    let client = of_clients.then_some(ColumnRow::Client);
    let columns = (0..preview.columns.len()).map(ColumnRow::Column);
    dates.into_iter().chain(client).chain([ColumnRow::Source]).chain(columns).collect()
}

fn dates_menu(preview: &ImportPreview) -> Menu {
    let reading = |order: DateOrder| match &preview.dates {
        DatesPreview::Ambiguous { cell, readings, .. } => {
            let day = readings.iter().find(|(own, _)| *own == order)?.1;
            Some(format!("{cell} is {}", day.format("%-d %B %Y")))
        }
        DatesPreview::None | DatesPreview::Known(_) => None,
    };
    let choices = ORDERS.iter().map(|(order, said)| Choice {
        label: (*said).to_owned(),
        aside: reading(*order).unwrap_or_default(),
        ..Choice::default()
    });
    Menu::new("In which order do its dates stand?", choices.collect())
}

fn field_menu(preview: &ImportPreview, column: usize) -> Menu {
    let now = preview.columns.get(column).and_then(|column| column.field.as_ref());
    let name = preview.columns.get(column).map_or("", |column| column.name.as_str());
    let choice = |label: String, is_now: bool| Choice {
        label,
        aside: if is_now { "now".to_owned() } else { String::new() },
        ..Choice::default()
    };
    let unused = choice("not used".to_owned(), now.is_none());
    let fields = preview.fields.iter().map(|field| choice(preview.label_of(field), Some(field) == now));
    let mut menu =
        Menu::new(format!("What is in “{name}”?"), std::iter::once(unused).chain(fields).collect());
    let at = now.and_then(|now| preview.fields.iter().position(|field| field == now));
    menu.go(at.map_or(0, |at| isize::try_from(at + 1).unwrap_or(0)));
    menu
}

/// The order of dates in words.
pub(super) fn order_said(order: DateOrder) -> &'static str {
    ORDERS.iter().find(|(own, _)| *own == order).map_or("", |(_, said)| said)
}
