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
}

#[derive(Debug, Clone)]
enum Piece<K> {
    Heading(String),
    Said { label: &'static str, text: String, role: Role },
    Row { key: K, text: String, role: Role },
}

/// One line of a page that was laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<K> {
    /// The label, on the first line of its text.
    label: &'static str,
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
        Page { pieces: Vec::new() }
    }
}

impl<K: Copy + PartialEq> Page<K> {
    /// Begins a section.
    pub(super) fn heading(&mut self, text: impl Into<String>) {
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
            self.pieces.push(Piece::Said { label, text, role });
        }
    }

    /// Adds a row that can be selected.
    pub(super) fn row(&mut self, key: K, text: impl Into<String>, role: Role) {
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
                    text: text.clone(),
                    indent: 0,
                    role: Role::Header,
                    heading: true,
                    key: None,
                }),
                Piece::Said { label, text, role } => said(&mut lines, label, text, *role, width),
                Piece::Row { key, text, role } => {
                    let wrapped = popup::wrap(text, width.saturating_sub(3).max(1));
                    for (place, text) in wrapped.into_iter().enumerate() {
                        let indent = if place == 0 { 1 } else { 3 };
                        let (role, key) = (*role, Some(*key));
                        lines.push(Line { label: "", text, indent, role, heading: false, key });
                    }
                }
            }
        }
        lines
    }
}

fn said<K>(lines: &mut Vec<Line<K>>, label: &'static str, text: &str, role: Role, width: usize) {
    let beside = width >= LABELLED_FROM;
    let indent = if beside { LABEL + 1 } else { 3 };
    let plain = |label, text, indent, role| Line { label, text, indent, role, heading: false, key: None };
    if !beside && !label.is_empty() {
        lines.push(plain(label, String::new(), 1, Role::Dim));
    }
    let wrapped = popup::wrap(text, width.saturating_sub(indent).max(1));
    for (place, text) in wrapped.into_iter().enumerate() {
        let label = if beside && place == 0 { label } else { "" };
        lines.push(plain(label, text, indent, role));
    }
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
        put(buffer, after(row, 1), shown.label, theme.style_if(Role::Dim, lit), ellipsis);
        put(buffer, after(row, indent), &shown.text, style, ellipsis);
    }
}

fn draw_heading(buffer: &mut Buffer, row: Rect, text: &str, theme: &Theme) {
    let glyphs = &theme.glyphs;
    fill(buffer, row, &glyphs.rule.repeat(usize::from(row.width)), theme.style(Role::Border), "");
    let room = Rect { width: row.width.saturating_sub(3), ..after(row, 1) };
    put(buffer, room, &format!(" {text} "), theme.style(Role::Header), glyphs.ellipsis);
}
