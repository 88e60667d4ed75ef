//! A text of several lines being typed, each with the keys of a line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::key::{Chord, Key};
use crate::theme::Theme;
use crate::widget::line;
use crate::widget::line_edit::{self, LineEdit};
use crate::widget::scroll::keep_in_view;

/// The lines of a text and the one that has the cursor; there is always one.
#[derive(Debug, Clone)]
pub struct TextArea {
    lines: Vec<LineEdit>,
    row: usize,
}

impl TextArea {
    /// Makes one that holds a text already, the cursor at its end.
    pub fn of(text: &str) -> Self {
        let mut area = TextArea { lines: vec![LineEdit::default()], row: 0 };
        area.paste(text);
        area
    }

    /// Gives the text.
    pub fn text(&self) -> String {
        self.lines.iter().map(LineEdit::text).collect::<Vec<_>>().join("\n")
    }

    /// Gives how many lines it has; at least 1.
    pub fn length(&self) -> usize {
        self.lines.len()
    }

    /// Takes a key; says whether it was one for a text.
    pub fn press(&mut self, chord: Chord) -> bool {
        let at_start = self.lines[self.row].before_cursor().is_empty();
        let joins = matches!(
            chord,
            Chord { key: Key::Backspace, ctrl: false, alt: false, .. }
                | Chord { key: Key::Char('h'), ctrl: true, .. }
        );
        if joins && at_start {
            self.join();
            return true;
        }
        self.lines[self.row].press(chord)
    }

    /// Joins the line with the one before it, the cursor between them.
    fn join(&mut self) {
        if self.row == 0 {
            return;
        }
        let rest = self.lines.remove(self.row);
        self.row -= 1;
        let before = self.lines[self.row].text().to_owned();
        self.lines[self.row] = between(&before, rest.text());
    }

    /// Begins a new line at the cursor.
    pub fn break_line(&mut self) {
        let edit = &self.lines[self.row];
        let before = edit.before_cursor().to_owned();
        let rest = edit.text()[before.len()..].to_owned();
        self.lines[self.row] = LineEdit::of(&before);
        self.row += 1;
        self.lines.insert(self.row, between("", &rest));
    }

    /// Inserts pasted text at the cursor; its line breaks are kept.
    pub fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for (place, part) in text.split('\n').enumerate() {
            if place > 0 {
                self.break_line();
            }
            self.lines[self.row].paste(part);
        }
    }

    /// Goes a line down, or up; says whether there was one.
    pub fn go(&mut self, down: bool) -> bool {
        let next = if down { self.row + 1 } else { self.row.wrapping_sub(1) };
        if next >= self.lines.len() {
            return false;
        }
        self.row = next;
        true
    }

    /// Draws the lines around the cursor; gives its place.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
        let rows = usize::from(area.height);
        let first = keep_in_view(0, Some(self.row), rows, self.lines.len());
        let mut cursor = None;
        for (place, edit) in self.lines.iter().enumerate().skip(first).take(rows) {
            let shown = line_edit::Shown { prompt: "", edit, read_back: &[], message: None };
            let at = line_edit::draw(buffer, line(area, place - first), &shown, theme);
            if place == self.row {
                cursor = at;
            }
        }
        cursor
    }
}

/// A line of two texts, the cursor between them.
fn between(before: &str, after: &str) -> LineEdit {
    let mut edit = LineEdit::of(after);
    edit.press(Chord::plain(Key::Home));
    edit.paste(before);
    edit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Sequence;

    fn typed(text: &str, keys: &str) -> TextArea {
        let mut area = TextArea::of(text);
        let sequence: Sequence = keys.parse().expect("test keys");
        for chord in sequence.chords() {
            assert!(area.press(*chord), "{chord}");
        }
        area
    }

    #[test]
    fn pasted_lines_stay_lines() {
        assert_eq!(TextArea::of("one\r\ntwo\rthree").text(), "one\ntwo\nthree");
        assert_eq!(TextArea::of("").length(), 1);
        let mut area = TextArea::of("ab");
        area.press(Chord::plain(Key::Left));
        area.paste("1\n2");
        assert_eq!(area.text(), "a1\n2b");
    }

    #[test]
    fn lines_break_and_join_at_the_cursor() {
        let mut area = typed("abcd", "Left Left");
        area.break_line();
        assert_eq!(area.text(), "ab\ncd");
        assert!(area.press(Chord::plain(Key::Backspace)));
        assert!(area.press(Chord::plain(Key::Char('-'))));
        assert_eq!(area.text(), "ab-cd");
        assert_eq!(typed("a\nb", "Ctrl-a Ctrl-h").text(), "ab");
    }

    #[test]
    fn going_past_an_end_is_said() {
        let mut area = TextArea::of("a\nb");
        assert!(!area.go(true));
        assert!(area.go(false));
        assert!(!area.go(false));
    }
}
