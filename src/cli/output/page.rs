//! A page of text: headings, fields, lines and tables. Whatever goes in is made visible here.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, presets};
use domain::{visible, visible_lines};

use super::Style;

/// Blanks between columns.
const GAP: u16 = 2;
/// A column that wraps has at least so many cells.
const LEAST_WIDTH: usize = 8;

/// Lines of text that grow until they are printed.
#[derive(Debug)]
pub(crate) struct Page {
    style: Style,
    text: String,
}

impl Page {
    pub(crate) fn new(style: Style) -> Self {
        Page { style, text: String::new() }
    }

    /// One line; line breaks in it are shown as signs.
    pub(crate) fn line(&mut self, text: &str) {
        self.text += visible(text).trim_end();
        self.text.push('\n');
    }

    /// Text over as many lines as it has.
    pub(crate) fn lines(&mut self, text: &str) {
        self.text += &visible_lines(text);
        self.text.push('\n');
    }

    /// A heading, apart from what is above it.
    pub(crate) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text += &self.style.strong(&visible(text));
        self.text.push('\n');
    }

    /// A labelled value; nothing when it is empty.
    pub(crate) fn field(&mut self, label: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        let value = visible_lines(value.trim()).replace('\n', &format!("\n{:14}", ""));
        let label = format!("{label}:");
        self.text.push_str(&[format!("{label:13}").as_str(), " ", &value, "\n"].concat());
    }

    /// A table without the columns that are empty in every row; `none` when it has no rows.
    pub(crate) fn table(&mut self, header: &[&str], rows: &[Vec<String>], none: &str) {
        if rows.is_empty() {
            self.line(none);
            return;
        }
        let is_used =
            |column: &usize| rows.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.is_empty()));
        let used: Vec<usize> = (0..header.len()).filter(is_used).collect();
        let mut table = Table::new();
        table.load_style(lines_of(self.style)).set_content_arrangement(ContentArrangement::Dynamic);
        if let Some(width) = self.style.width {
            table.set_width(width);
        }
        table.set_header(used.iter().map(|column| header[*column]));
        for row in rows {
            let cell =
                |column: &usize| row.get(*column).map_or_else(String::new, |cell| visible(cell).into_owned());
            table.add_row(used.iter().map(cell));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, GAP));
        }
        if let Some(width) = self.style.width {
            keep_narrow_columns_whole(&mut table, usize::from(width));
        }
        self.text += &table.trim_fmt();
        self.text.push('\n');
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Ids, times and states are not broken while every wider column keeps its least width: only titles, names
/// and addresses wrap.
fn keep_narrow_columns_whole(table: &mut Table, width: usize) {
    let mut columns: Vec<(usize, usize)> =
        table.column_max_content_widths().into_iter().map(usize::from).enumerate().collect();
    columns.sort_by_key(|(_, content)| *content);
    let mut left = width.saturating_sub(columns.len() * usize::from(GAP));
    for (place, (index, content)) in columns.iter().enumerate() {
        let wider = columns.len() - place - 1;
        if content + wider * LEAST_WIDTH > left {
            return;
        }
        left -= content;
        if let Some(column) = table.column_mut(*index) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

/// A rule under the header, or nothing at all.
fn lines_of(style: Style) -> TableStyle {
    if style.plain {
        return presets::NOTHING;
    }
    presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─'))
}
