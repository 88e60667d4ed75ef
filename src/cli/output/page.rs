//! A page of text: headings, fields, lines and tables. Whatever goes in is made visible here.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets};
use domain::{visible, visible_lines};

use super::Style;

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
        self.text += &format!("{:13} {value}\n", format!("{label}:"));
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
        if let Some(first) = table.column_mut(0) {
            // Ids and times lead the row and are never broken.
            first.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(9)));
            first.set_constraint(ColumnConstraint::ContentWidth);
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        self.text += &table.trim_fmt();
        self.text.push('\n');
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// A rule under the header, or nothing at all.
fn lines_of(style: Style) -> TableStyle {
    if style.plain {
        return presets::NOTHING;
    }
    presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─'))
}
