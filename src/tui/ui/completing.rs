//! Completion in the line of capture: `@da` becomes a technician, `#bo` a service or skill, and what stands
//! after the last comma a client.

use app::{Suggestion, Wanted};

use super::{Deed, Ui};
use crate::ask::Ask;
use crate::dialog::{Dialog, LineFor};

/// The key under which the line is kept among the drafts, and the name of its one field.
pub(super) const CAPTURE: (&str, &str) = ("capture", "line");
/// Suggestions shown under the line.
const SHOWN: usize = 4;
/// What a row of suggestions begins with, so that it can be told from what was read.
const HEAD: &str = "Tab: ";

/// What is suggested for the line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LineOffer {
    /// The first byte that a suggestion replaces.
    from: usize,
    wanted: Wanted,
    text: String,
    found: Vec<Suggestion>,
}

impl Ui {
    /// The line as a draft, while it holds something.
    pub(super) fn keep_capture(&mut self, text: &str) -> Vec<Deed> {
        let draft = [(CAPTURE.1.to_owned(), text.to_owned())].into();
        self.keep_draft(CAPTURE.0.to_owned(), (!text.trim().is_empty()).then_some(draft))
    }

    /// The line that was left.
    pub(super) fn kept_capture(&self) -> String {
        self.drafts.get(CAPTURE.0).and_then(|draft| draft.get(CAPTURE.1)).cloned().unwrap_or_default()
    }

    /// Asks for suggestions for the piece before the cursor.
    pub(super) fn suggest_in_line(&mut self) -> Option<Deed> {
        let Some(Dialog::Line { purpose: LineFor::Capture, edit, read_back, .. }) = self.dialogs.last_mut()
        else {
            self.line_offer = None;
            return None;
        };
        read_back.retain(|line| !line.starts_with(HEAD));
        self.line_offer = piece_of(edit.before_cursor());
        let offer = self.line_offer.as_ref()?;
        Some(Deed::Ask(Ask::Suggest { wanted: offer.wanted.clone(), text: offer.text.clone() }))
    }

    /// Shows suggestions under the line, if they are for what stands there now.
    pub(super) fn offer_in_line(&mut self, wanted: &Wanted, text: &str, found: Vec<Suggestion>) {
        let Some(offer) = &mut self.line_offer else { return };
        if offer.wanted != *wanted || offer.text != text {
            return;
        }
        offer.found = found;
        let names: Vec<&str> = offer.found.iter().take(SHOWN).map(|one| one.label.as_str()).collect();
        let row = format!("{HEAD}{}", names.join(&format!(" {} ", self.shared.theme.glyphs.dot)));
        let some = !names.is_empty();
        if let Some(Dialog::Line { read_back, .. }) = self.dialogs.last_mut() {
            read_back.retain(|line| !line.starts_with(HEAD));
            read_back.extend(some.then_some(row));
        }
    }

    /// Takes the first suggestion into the line.
    pub(super) fn complete_line(&mut self) -> Vec<Deed> {
        let Some(offer) = self.line_offer.take() else { return Vec::new() };
        let Some(Dialog::Line { edit, .. }) = self.dialogs.last_mut() else { return Vec::new() };
        let Some(first) = offer.found.first() else { return Vec::new() };
        edit.complete(offer.from, &word_of(&offer.wanted, &first.label));
        self.typed()
    }
}

/// A suggestion as the line has it; a name with blanks or commas is quoted where it would be cut.
fn word_of(wanted: &Wanted, label: &str) -> String {
    let label = label.replace(['"', '\n'], " ");
    let parted = label.contains(char::is_whitespace) || label.contains(',');
    let (mark, quoted) = match wanted {
        Wanted::Technician => ("@", parted),
        Wanted::Hash => ("#", parted),
        Wanted::Client
        | Wanted::Site(_)
        | Wanted::Service
        | Wanted::Skill
        | Wanted::Department
        | Wanted::Tag => ("", label.contains(',')),
    };
    if quoted { format!("{mark}\"{label}\" ") } else { format!("{mark}{label} ") }
}

/// The piece that ends at the cursor and what it could be; none in the title and in the note.
fn piece_of(before: &str) -> Option<LineOffer> {
    if before.contains("::") {
        return None;
    }
    let offer = |from: usize, wanted: Wanted, text: &str| {
        let text = text.trim_matches('"').trim().to_owned();
        (!text.is_empty()).then_some(LineOffer { from, wanted, text, found: Vec::new() })
    };
    let word = before
        .rfind(|c: char| c.is_whitespace() || c == ',')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    match before[word..].chars().next() {
        Some('@') => return offer(word, Wanted::Technician, &before[word + 1..]),
        Some('#') => return offer(word, Wanted::Hash, &before[word + 1..]),
        Some('!') => return None,
        Some(_) | None => {}
    }
    let after = before.rfind(',')? + 1;
    let client = &before[after..];
    let blanks = client.len() - client.trim_start().len();
    if client.contains(['@', '#', '!']) {
        return None;
    }
    offer(after + blanks, Wanted::Client, client)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_piece_before_the_cursor_says_what_is_meant() {
        let piece = |line: &str| piece_of(line).map(|offer| (offer.from, offer.wanted, offer.text));
        let some = |from, wanted, text: &str| Some((from, wanted, text.to_owned()));
        assert_eq!(piece("leak @da"), some(5, Wanted::Technician, "da"));
        assert_eq!(piece("leak @\"da"), some(5, Wanted::Technician, "da"));
        assert_eq!(piece("leak #ga"), some(5, Wanted::Hash, "ga"));
        assert_eq!(piece("leak, Ke"), some(6, Wanted::Client, "Ke"));
        assert_eq!(piece("leak, K. Ker"), some(6, Wanted::Client, "K. Ker"));
        for nothing in
            ["leak", "leak,", "leak, ", "leak @", "leak, Kerr !ur", "leak, Kerr @dana tmw", "a :: b, c"]
        {
            assert_eq!(piece(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn names_are_quoted_where_they_would_be_cut() {
        assert_eq!(word_of(&Wanted::Technician, "Dana"), "@Dana ");
        assert_eq!(word_of(&Wanted::Technician, "Dana Price"), "@\"Dana Price\" ");
        assert_eq!(word_of(&Wanted::Client, "J. Patel"), "J. Patel ");
        assert_eq!(word_of(&Wanted::Client, "Smith, John"), "\"Smith, John\" ");
    }
}
