//! A line being typed, with readline keys, and what is read from it underneath.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use crate::key::{Chord, Key};
use crate::text::{clusters, fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, line};

/// The longest line, in characters: far more than one line says, far less than hurts.
pub const LONGEST: usize = 4_096;

/// The text of a line and the cursor in it.
#[derive(Debug, Clone, Default)]
pub struct LineEdit {
    input: Input,
    /// The part that is typed over, in bytes; the cursor is at its end.
    selected: Option<Range<usize>>,
}

impl LineEdit {
    /// Makes a line that holds a text already, the cursor at its end.
    pub fn of(text: &str) -> Self {
        let mut edit = LineEdit::default();
        edit.paste(text);
        edit
    }

    /// Gives the text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Gives the text before the cursor.
    pub fn before_cursor(&self) -> &str {
        let text = self.input.value();
        let end = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(byte, _)| byte);
        &text[..end]
    }

    /// Selects a part of the text: it is typed over or taken away whole, and any other key leaves it as it is.
    pub fn select(&mut self, part: Range<usize>) {
        let Some(before) = self.text().get(..part.end) else { return };
        let cursor = before.chars().count();
        self.input = std::mem::take(&mut self.input).with_cursor(cursor);
        self.selected = Some(part);
    }

    /// Takes what is selected away; says whether something was.
    fn cut(&mut self) -> bool {
        let Some(part) = self.selected.take() else { return false };
        let (Some(before), Some(rest)) = (self.text().get(..part.start), self.text().get(part.end..)) else {
            return false;
        };
        let (cursor, text) = (before.chars().count(), format!("{before}{rest}"));
        self.input = Input::new(text).with_cursor(cursor);
        true
    }

    /// Replaces the text from a byte before the cursor up to the cursor, as a completion does.
    ///
    /// A byte inside a character or past the cursor replaces nothing and inserts.
    pub fn complete(&mut self, from: usize, with: &str) {
        self.selected = None;
        let before = self.before_cursor();
        let rest = self.text()[before.len()..].to_owned();
        let kept = before.get(..from).unwrap_or(before).to_owned();
        let cursor = kept.chars().count();
        self.input = Input::new(kept + &rest).with_cursor(cursor);
        self.paste(with);
    }

    /// Takes a key; says whether it was one for a line.
    pub fn press(&mut self, chord: Chord) -> bool {
        let Some(request) = request_of(chord) else {
            return false;
        };
        let inserts = matches!(request, InputRequest::InsertChar(_) | InputRequest::Yank);
        let deletes = matches!(request, InputRequest::DeletePrevChar | InputRequest::DeleteNextChar);
        let was_cut = (inserts || deletes) && self.cut();
        self.selected = None;
        if was_cut && deletes {
            return true;
        }
        if !inserts || self.text().chars().count() < LONGEST {
            self.input.handle(request);
        }
        true
    }

    /// Inserts pasted text at the cursor, newlines and tabs as blanks; gives how many characters did not fit.
    pub fn paste(&mut self, text: &str) -> usize {
        let one_line =
            text.trim_end_matches(['\r', '\n']).replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
        self.cut();
        let before = self.before_cursor().to_owned();
        let rest = self.text()[before.len()..].to_owned();
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let pasted: String = one_line.chars().take(room).collect();
        let cursor = before.chars().count() + pasted.chars().count();
        self.input = Input::new(before + &pasted + &rest).with_cursor(cursor);
        one_line.chars().count().saturating_sub(room)
    }
}

/// Gives what a key does in a line, as readline has it.
fn request_of(chord: Chord) -> Option<InputRequest> {
    if let Some(typed) = chord.typed() {
        return Some(InputRequest::InsertChar(typed));
    }
    let Chord { key, ctrl, alt, .. } = chord;
    Some(match (key, ctrl, alt) {
        (Key::Backspace, false, false) | (Key::Char('h'), true, false) => InputRequest::DeletePrevChar,
        (Key::Delete, false, false) | (Key::Char('d'), true, false) => InputRequest::DeleteNextChar,
        (Key::Left, false, false) | (Key::Char('b'), true, false) => InputRequest::GoToPrevChar,
        (Key::Right, false, false) | (Key::Char('f'), true, false) => InputRequest::GoToNextChar,
        (Key::Left, true, false) | (Key::Char('b'), false, true) => InputRequest::GoToPrevWord,
        (Key::Right, true, false) | (Key::Char('f'), false, true) => InputRequest::GoToNextWord,
        (Key::Home, false, false) | (Key::Char('a'), true, false) => InputRequest::GoToStart,
        (Key::End, false, false) | (Key::Char('e'), true, false) => InputRequest::GoToEnd,
        (Key::Char('w'), true, false) | (Key::Backspace, false, true) => InputRequest::DeletePrevWord,
        (Key::Char('d'), false, true) => InputRequest::DeleteNextWord,
        (Key::Char('u'), true, false) => InputRequest::DeleteFromStart,
        (Key::Char('k'), true, false) => InputRequest::DeleteTillEnd,
        (Key::Char('y'), true, false) => InputRequest::Yank,
        _ => return None,
    })
}

/// A line as seen.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    /// What is asked: `new:`.
    pub prompt: &'a str,
    /// The line.
    pub edit: &'a LineEdit,
    /// What is read from it, a line each, the best reading first.
    pub read_back: &'a [String],
    /// What is wrong with it and how to mend it.
    pub message: Option<&'a str>,
}

/// Draws the line, what is read from it and the message; gives the place of the cursor.
pub fn draw(buffer: &mut Buffer, area: Rect, shown: &Shown<'_>, theme: &Theme) -> Option<Position> {
    let area = area.intersection(buffer.area);
    let row = line(area, 0);
    if row.is_empty() {
        return None;
    }
    fill(buffer, row, "", theme.style(Role::Input), "");
    let used = put(buffer, row, shown.prompt, theme.style(Role::Key), theme.glyphs.ellipsis);
    // A prompt that leaves no room for the line is better covered than the line is.
    let room = if used + 8 < row.width { after(row, used + u16::from(used > 0)) } else { row };
    let cursor = draw_text(buffer, room, shown.edit, theme);
    let readings = shown.read_back.iter().map(|text| (text.as_str(), Role::Accent));
    let message = shown.message.iter().map(|text| (*text, Role::Error));
    for (place, (text, role)) in message.chain(readings).enumerate() {
        fill(buffer, line(area, 1 + place), text, theme.style(role), theme.glyphs.ellipsis);
    }
    Some(cursor)
}

/// Draws the part of the text around the cursor, which always has a cell of its own.
fn draw_text(buffer: &mut Buffer, room: Rect, edit: &LineEdit, theme: &Theme) -> Position {
    let style = theme.style(Role::Input);
    fill(buffer, room, "", style, "");
    let shown = domain::visible(edit.text());
    let at = width_of(edit.before_cursor());
    let skip = (at + 1).saturating_sub(usize::from(room.width));
    let mut skipped = 0;
    let seen: String = clusters(&shown)
        .skip_while(|(_, cells)| {
            let hidden = skipped < skip;
            skipped += if hidden { *cells } else { 0 };
            hidden
        })
        .map(|(cluster, _)| cluster)
        .collect();
    put(buffer, room, &seen, style, "");
    if let Some(part) = &edit.selected {
        let cell = |byte| width_of(edit.text().get(..byte).unwrap_or_default()).saturating_sub(skipped);
        let cells = |byte| u16::try_from(cell(byte)).unwrap_or(u16::MAX).min(room.width);
        let (start, end) = (cells(part.start), cells(part.end));
        let place = Rect { x: room.x + start, width: end.saturating_sub(start), ..room };
        buffer.set_style(place, theme.style_if(Role::Input, true));
    }
    let offset = u16::try_from(at.saturating_sub(skipped)).unwrap_or(u16::MAX);
    Position { x: room.x + offset.min(room.width.saturating_sub(1)), y: room.y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Sequence;

    fn typed(text: &str, keys: &str) -> LineEdit {
        let mut edit = LineEdit::of(text);
        let sequence: Sequence = keys.parse().expect("test keys");
        for chord in sequence.chords() {
            assert!(edit.press(*chord), "{chord}");
        }
        edit
    }

    #[test]
    fn readline_keys_work() {
        assert_eq!(typed("boiler no heat", "Ctrl-w x").text(), "boiler no x");
        assert_eq!(typed("boiler", "Ctrl-a X").text(), "Xboiler");
        assert_eq!(typed("boiler no", "Left Left Ctrl-u").text(), "no");
        assert_eq!(typed("boiler no", "Left Left Ctrl-k").text(), "boiler ");
        assert_eq!(typed("boiler no", "Alt-b Alt-b Alt-d").text().trim(), "no");
        assert_eq!(typed("boiler", "Ctrl-a Ctrl-d").text(), "oiler");
    }

    #[test]
    fn what_is_selected_is_typed_over_or_taken_away_whole() {
        let selected = |keys: &str| {
            let mut edit = LineEdit::of("Dana, zzz, Tom");
            edit.select(6..9);
            let sequence: Sequence = keys.parse().expect("test keys");
            for chord in sequence.chords() {
                assert!(edit.press(*chord), "{chord}");
            }
            edit.text().to_owned()
        };
        assert_eq!(selected("r a"), "Dana, ra, Tom");
        assert_eq!(selected("Backspace"), "Dana, , Tom");
        assert_eq!(selected("Left Right x"), "Dana, zzzx, Tom");
        let mut pasted = LineEdit::of("Dana, zzz");
        pasted.select(6..9);
        assert_eq!(pasted.before_cursor(), "Dana, zzz");
        pasted.paste("Tom");
        assert_eq!(pasted.text(), "Dana, Tom");
    }

    #[test]
    fn keys_of_others_are_left_to_them() {
        let mut edit = LineEdit::default();
        for key in [Key::Enter, Key::Esc, Key::Tab, Key::Up, Key::F(1)] {
            assert!(!edit.press(Chord::plain(key)));
        }
        assert!(!edit.press(Chord::ctrl('z')));
    }

    #[test]
    fn pasted_newlines_are_blanks() {
        let mut edit = LineEdit::of("ab");
        edit.press(Chord::plain(Key::Left));
        assert_eq!(edit.paste("1\r\n2\n3\t4\n"), 0);
        assert_eq!(edit.text(), "a1 2 3 4b");
        assert_eq!(edit.before_cursor(), "a1 2 3 4");
    }

    #[test]
    fn a_paste_too_long_says_what_did_not_fit() {
        let mut edit = LineEdit::of("ab");
        assert_eq!(edit.paste(&"x".repeat(LONGEST)), 2);
        assert!(edit.press(Chord::plain(Key::Char('y'))));
        assert_eq!(edit.text().chars().count(), LONGEST);
    }

    #[test]
    fn a_completion_takes_the_place_of_the_word() {
        let mut edit = LineEdit::of("leak, Ke tmw");
        for _ in 0..4 {
            edit.press(Chord::plain(Key::Left));
        }
        edit.complete(6, "Kerr");
        assert_eq!((edit.text(), edit.before_cursor()), ("leak, Kerr tmw", "leak, Kerr"));
    }

    #[test]
    fn the_cursor_is_always_in_sight() {
        let theme = Theme::new(crate::theme::Palette::Plain, crate::theme::Glyphs::ASCII);
        for text in ["", "short", "a line longer than its place", "日本語日本語日本語", "e\u{301}\u{202E}x"]
        {
            let edit = LineEdit::of(text);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
            let whole = buffer.area;
            let shown = Shown { prompt: "", edit: &edit, read_back: &[], message: None };
            let cursor = draw(&mut buffer, whole, &shown, &theme).expect("there is a row");
            assert!(buffer.area.contains(cursor), "{text:?}: {cursor}");
            assert_eq!(buffer[cursor].symbol(), " ", "{text:?}: the cursor is past the end");
        }
    }
}
