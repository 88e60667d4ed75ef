//! Details as a page: headings, labelled texts and rows that can be selected, wrapped to a width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{fill, put};
use crate::theme::{Role, Theme};
use crate::widget::{after, line, popup};

/// The columns of the labels, the blank after them included.
const LABEL: usize = 11;
/// Labels stand on a line with their text from so many columns on.
const LABELLED_FROM: usize = 30;

/// A page being written; `K` names what its rows are about.
#[derive(Debug, Clone)]
pub(super) struct Page<K> {
    pieces: Vec<Piece<K>>,
    /// Whether what is said now belongs to a row.
    nested: bool,
}

#[derive(Debug, Clone)]
enum Piece<K> {
    Heading(String),
    Said { label: &'static str, text: String, role: Role, nested: bool },
    Row { key: K, text: String, role: Role },
}

/// One line of a page that was laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<K> {
    /// The label, on the first line of its text.
    label: &'static str,
    /// Columns before the label.
    margin: usize,
    /// The text.
    text: String,
    /// Columns before the text.
    indent: usize,
    role: Role,
    /// Whether it is a heading.
    heading: bool,
    /// What the row is about that this line belongs to.
    pub(super) key: Option<K>,
}

impl<K> Default for Page<K> {
    fn default() -> Self {
        Page { pieces: Vec::new(), nested: false }
    }
}

impl<K> Line<K> {
    /// Whether it is a heading.
    pub(super) fn is_heading(&self) -> bool {
        self.heading
    }
}

impl<K: Copy + PartialEq> Page<K> {
    /// Begins a section.
    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.nested = false;
        self.pieces.push(Piece::Heading(text.into()));
    }

    /// Says something under a label; nothing if the text is empty.
    pub(super) fn said(&mut self, label: &'static str, text: impl Into<String>) {
        self.said_as(Role::Text, label, text);
    }

    /// Says something in a role.
    pub(super) fn said_as(&mut self, role: Role, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.pieces.push(Piece::Said { label, text, role, nested: self.nested });
        }
    }

    /// Adds a row that can be selected; what is said after it up to the next heading belongs to it.
    pub(super) fn row(&mut self, key: K, text: impl Into<String>, role: Role) {
        self.nested = true;
        self.pieces.push(Piece::Row { key, text: text.into(), role });
    }

    /// Breaks the page into lines of at most `width` columns.
    pub(super) fn lay_out(&self, width: u16) -> Vec<Line<K>> {
        let width = usize::from(width);
        let mut lines = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Heading(text) => lines.push(Line {
                    label: "",
                    margin: 0,
                    text: text.clone(),
                    indent: 0,
                    role: Role::Header,
                    heading: true,
                    key: None,
                }),
                Piece::Said { label, text, role, nested } => {
                    let margin = if *nested { 3 } else { 1 };
                    lines.extend(said(label, margin, text, *role, width));
                }
                Piece::Row { key, text, role } => {
                    let wrapped = popup::wrap(text, width.saturating_sub(3).max(1));
                    for (place, text) in wrapped.into_iter().enumerate() {
                        let indent = if place == 0 { 1 } else { 3 };
                        let (role, key) = (*role, Some(*key));
                        lines.push(Line { label: "", margin: 0, text, indent, role, heading: false, key });
                    }
                }
            }
        }
        lines
    }
}

/// The lines of a labelled text: beside its label where there is room, else under it.
fn said<K>(label: &'static str, margin: usize, text: &str, role: Role, width: usize) -> Vec<Line<K>> {
    let plain =
        |label, text, indent, role| Line { label, margin, text, indent, role, heading: false, key: None };
    let beside = width >= LABELLED_FROM && !label.is_empty();
    let mut lines = Vec::new();
    if !beside && !label.is_empty() {
        lines.push(plain(label, String::new(), margin, Role::Dim));
    }
    let indent = match (beside, label) {
        (true, _) => margin + LABEL,
        (false, "") => margin,
        (false, _) => margin + 2,
    };
    // What has no label hangs, so that one text is told from the next.
    let hang = if label.is_empty() { 2 } else { 0 };
    let room = width.saturating_sub(indent + hang).max(1);
    for (place, text) in popup::wrap(text, room).into_iter().enumerate() {
        let first = place == 0;
        let label = if beside && first { label } else { "" };
        lines.push(plain(label, text, indent + if first { 0 } else { hang }, role));
    }
    lines
}

/// Draws the lines from `top` on; those of the selected row are reversed.
pub(super) fn draw_page<K: Copy + PartialEq>(
    buffer: &mut Buffer,
    area: Rect,
    lines: &[Line<K>],
    top: usize,
    selected: Option<K>,
    theme: &Theme,
) {
    for (place, shown) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
        let row = line(area, place);
        if shown.heading {
            draw_heading(buffer, row, &shown.text, theme);
            continue;
        }
        let lit = shown.key.is_some() && shown.key == selected;
        let (ellipsis, style) = (theme.glyphs.ellipsis, theme.style_if(shown.role, lit));
        let indent = u16::try_from(shown.indent).unwrap_or(u16::MAX);
        fill(buffer, row, "", theme.style_if(Role::Text, lit), "");
        let margin = u16::try_from(shown.margin).unwrap_or(u16::MAX);
        put(buffer, after(row, margin), shown.label, theme.style_if(Role::Dim, lit), ellipsis);
        put(buffer, after(row, indent), &shown.text, style, ellipsis);
    }
}

/// Draws a heading over the whole of a line.
pub(super) fn draw_heading(buffer: &mut Buffer, row: Rect, text: &str, theme: &Theme) {
    let glyphs = &theme.glyphs;
    fill(buffer, row, &glyphs.rule.repeat(usize::from(row.width)), theme.style(Role::Border), "");
    let room = Rect { width: row.width.saturating_sub(3), ..after(row, 1) };
    put(buffer, room, &format!(" {text} "), theme.style(Role::Header), glyphs.ellipsis);
}
