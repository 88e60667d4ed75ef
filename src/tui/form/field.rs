//! One field while it is filled in.

use std::ops::Range;

use app::Suggestion;
use domain::EntityRef;

use super::spec::{Kind, Spec};
use crate::key::{Chord, Key};
use crate::widget::line_edit::{LONGEST, LineEdit};
use crate::widget::text_area::TextArea;

/// What takes the keys in a field.
#[derive(Debug, Clone)]
pub(super) enum Editor {
    Line(LineEdit),
    Lines(TextArea),
    /// The place of a word among those to choose from.
    Choice(usize, Vec<String>),
    /// Only shown.
    Fixed(String),
}

/// A field: what it is, what stands in it and what is said under it.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) spec: Spec,
    pub(super) editor: Editor,
    /// What stood there when the form was opened.
    opened: String,
    /// What is wrong, under the field.
    pub(super) message: Option<String>,
    /// What changed meanwhile, under the field.
    pub(super) news: Option<String>,
}

impl Field {
    pub(super) fn new(spec: Spec, said: &str) -> Self {
        let editor = editor(&spec.kind, said);
        let mut field = Field { spec, editor, opened: String::new(), message: None, news: None };
        field.opened = field.text();
        field
    }

    pub(super) fn text(&self) -> String {
        match &self.editor {
            Editor::Line(edit) => edit.text().to_owned(),
            Editor::Lines(area) => area.text(),
            Editor::Choice(place, words) => words.get(*place).cloned().unwrap_or_default(),
            Editor::Fixed(text) => text.clone(),
        }
    }

    /// The text, if it is another than when the form was opened. A comma at the end of a list says nothing.
    pub(super) fn changed(&self) -> Option<String> {
        let text = self.text();
        let differs = if self.is_list() {
            text.trim_end_matches([',', ' ']) != self.opened.trim_end_matches([',', ' '])
        } else {
            text != self.opened
        };
        differs.then_some(text)
    }

    fn is_list(&self) -> bool {
        matches!(self.spec.kind, Kind::Many(_) | Kind::Words(_))
    }

    /// Gets the keys: what is typed into a list takes the place of the piece that is wrong, else comes after what
    /// stands there.
    pub(super) fn enter(&mut self) {
        if !self.is_list() {
            return;
        }
        let (text, wrong) = (self.text(), self.wrong_piece());
        if let (Some(wrong), Editor::Line(edit)) = (wrong, &mut self.editor) {
            edit.select(wrong);
        } else if !text.trim().is_empty() && !text.trim_end().ends_with(',') {
            self.set(&format!("{}, ", text.trim_end()));
        }
    }

    /// Where in a list the piece is that the message quotes.
    fn wrong_piece(&self) -> Option<Range<usize>> {
        let (message, text) = (self.message.as_ref()?, self.text());
        let mut from = 0;
        for piece in text.split(',') {
            let start = from + piece.len() - piece.trim_start().len();
            let said = piece.trim();
            if !said.is_empty() && message.contains(&format!("“{said}”")) {
                return Some(start..start + said.len());
            }
            from += piece.len() + 1;
        }
        None
    }

    /// Gives the keys away.
    pub(super) fn leave(&mut self) {
        if self.is_list() {
            let text = self.text();
            self.set(text.trim_end_matches([',', ' ']));
        }
    }

    /// Puts a text in the place of what stands there.
    pub(super) fn set(&mut self, text: &str) {
        if !matches!(self.editor, Editor::Fixed(_)) {
            self.editor = editor(&self.spec.kind, text);
        }
    }

    /// Takes what stands in the record now: shown where nothing was typed, told where something was.
    pub(super) fn merge(&mut self, said: &str) {
        let before = std::mem::replace(self, Field::new(self.spec.clone(), said));
        if self.opened == before.opened {
            *self = before;
            return;
        }
        let now = if self.opened.is_empty() { "empty".to_owned() } else { format!("“{}”", self.opened) };
        if let Some(typed) = before.changed().filter(|typed| *typed != self.opened) {
            self.set(&typed);
            self.news = Some(format!("changed meanwhile to {now}; saving again puts yours"));
        } else {
            self.news = Some(format!("changed meanwhile, was “{}”", before.opened));
        }
    }

    /// Puts back what stood there when the form was opened.
    pub(super) fn reset(&mut self) {
        let opened = self.opened.clone();
        self.set(&opened);
        self.message = None;
    }

    /// Takes a key; says whether it was one for this field.
    pub(super) fn press(&mut self, chord: Chord) -> bool {
        let resolved = self.holds_one();
        match &mut self.editor {
            Editor::Line(edit) => {
                // One record is one thing: it is typed over or taken away whole.
                if resolved && (chord.typed().is_some() || chord.key == Key::Backspace) {
                    *edit = LineEdit::default();
                    return chord.key == Key::Backspace || edit.press(chord);
                }
                edit.press(chord)
            }
            Editor::Lines(area) => area.press(chord),
            Editor::Choice(place, words) => choose(place, words, chord),
            Editor::Fixed(_) => {
                self.message = Some("cannot be changed here".to_owned());
                chord.typed().is_some()
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if self.holds_one() {
            self.set("");
        }
        match &mut self.editor {
            Editor::Line(edit) => drop(edit.paste(text)),
            Editor::Lines(area) => area.paste(text),
            Editor::Choice(..) | Editor::Fixed(_) => {}
        }
    }

    /// Whether a record was taken already, so that nothing is to be suggested.
    fn holds_one(&self) -> bool {
        let Kind::One(wanted) = &self.spec.kind else { return false };
        let text = self.text();
        let id = text.split_whitespace().next().and_then(|word| word.parse::<EntityRef>().ok());
        id.is_some_and(|entity| Some(entity.kind) == wanted.kind())
    }

    /// The piece that is being typed: where it begins, and its text. None when nothing is to be suggested.
    pub(super) fn piece(&self) -> Option<(usize, String)> {
        let Editor::Line(edit) = &self.editor else { return None };
        let before = edit.before_cursor();
        match self.spec.kind {
            Kind::One(_) if self.holds_one() => None,
            Kind::One(_) => Some((0, edit.text().trim().to_owned())),
            Kind::Many(_) | Kind::Words(_) => {
                let from = before.rfind(',').map_or(0, |comma| comma + 1);
                let from = from + (before[from..].len() - before[from..].trim_start().len());
                Some((from, before[from..].trim().to_owned()))
            }
            Kind::Line | Kind::Lines | Kind::Choice(_) | Kind::Fixed => None,
        }
    }

    /// Puts a suggestion in the place of the piece that is being typed.
    pub(super) fn take(&mut self, suggestion: &Suggestion) {
        let said = match suggestion.entity {
            Some(entity) => format!("{entity} {}", suggestion.label.replace('\n', " ")),
            None => suggestion.label.clone(),
        };
        let Some((from, _)) = self.piece() else { return };
        let whole = matches!(self.spec.kind, Kind::One(_));
        match &mut self.editor {
            Editor::Line(edit) if whole => *edit = LineEdit::of(said.trim_end()),
            Editor::Line(edit) => edit.complete(from, &format!("{}, ", said.trim_end())),
            Editor::Lines(_) | Editor::Choice(..) | Editor::Fixed(_) => {}
        }
    }

    /// Lines that the editor takes on the screen.
    pub(super) fn height(&self, focused: bool) -> usize {
        match &self.editor {
            Editor::Lines(area) if focused => area.length().clamp(2, 6),
            Editor::Lines(area) => area.length().min(6),
            Editor::Line(_) | Editor::Choice(..) | Editor::Fixed(_) => 1,
        }
    }
}

/// An editor that holds a text. A text longer than an editor takes is only shown: nothing of it is lost.
fn editor(kind: &Kind, text: &str) -> Editor {
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    match kind {
        Kind::Choice(words) => {
            let place = words.iter().position(|word| word == text);
            // A word that is no longer among them stays until another is chosen.
            let mut words = words.clone();
            let place = place.unwrap_or_else(|| {
                words.push(text.to_owned());
                words.len() - 1
            });
            Editor::Choice(place, words)
        }
        Kind::Fixed => Editor::Fixed(text.to_owned()),
        Kind::Lines if longest <= LONGEST => Editor::Lines(TextArea::of(text)),
        Kind::Line | Kind::One(_) | Kind::Many(_) | Kind::Words(_) if text.chars().count() <= LONGEST => {
            Editor::Line(LineEdit::of(text))
        }
        Kind::Line | Kind::Lines | Kind::One(_) | Kind::Many(_) | Kind::Words(_) => {
            Editor::Fixed(text.to_owned())
        }
    }
}

/// Space and the arrows go round; a letter goes to the next word that begins with it.
fn choose(place: &mut usize, words: &[String], chord: Chord) -> bool {
    let count = words.len().max(1);
    match chord.key {
        Key::Char(' ') | Key::Right => *place = (*place + 1) % count,
        Key::Left => *place = (*place + count - 1) % count,
        Key::Backspace | Key::Delete => *place = 0,
        Key::Char(letter) if !chord.ctrl && !chord.alt => {
            let begins = |at: &usize| words[*at].to_lowercase().starts_with(letter.to_ascii_lowercase());
            let Some(found) = (1..=count).map(|by| (*place + by) % count).find(begins) else { return false };
            *place = found;
        }
        _ => return false,
    }
    true
}
