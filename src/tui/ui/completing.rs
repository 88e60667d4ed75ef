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
    /// The suggestion that was taken, and the text before the cursor since.
    taken: Option<(usize, String)>,
}

impl LineOffer {
    /// What a suggestion is called: its name, with its number where another has the same name.
    fn name_of(&self, one: &Suggestion) -> String {
        let alike = self.found.iter().filter(|other| other.label == one.label).count() > 1;
        match one.entity.filter(|_| alike) {
            Some(entity) => format!("{} ({entity})", one.label),
            None => one.label.clone(),
        }
    }

    /// What a suggestion puts into the line: its name, or its number where the name would say too little.
    fn word_for(&self, one: &Suggestion) -> String {
        let alike = self.found.iter().filter(|other| other.label == one.label).count() > 1;
        match one.entity.filter(|_| alike && self.wanted == Wanted::Client) {
            Some(entity) => format!("{entity} "),
            None => word_of(&self.wanted, &one.label),
        }
    }

    /// The row under the line, the suggestion that Tab takes next first.
    fn row(&self, dot: &str) -> Option<String> {
        let next = self.taken.as_ref().map_or(0, |(place, _)| place + 1);
        let others = self.found.len().saturating_sub(usize::from(self.taken.is_some()));
        let named = (0..others).filter_map(|step| self.found.get((next + step) % self.found.len()));
        let names: Vec<String> = named.take(SHOWN).map(|one| self.name_of(one)).collect();
        (!names.is_empty()).then(|| format!("{HEAD}{}", names.join(&format!(" {dot} "))))
    }
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
        let taken = self.line_offer.as_ref().and_then(|offer| offer.taken.as_ref());
        if taken.is_some_and(|(_, since)| since == edit.before_cursor()) {
            // Tab again takes the next one.
            return None;
        }
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
        self.show_offer();
    }

    /// Shows what Tab would take under what was read of the line.
    pub(super) fn show_offer(&mut self) {
        let dot = self.shared.theme.glyphs.dot;
        let row = self.line_offer.as_ref().and_then(|offer| offer.row(dot));
        if let Some(Dialog::Line { purpose: LineFor::Capture, read_back, .. }) = self.dialogs.last_mut() {
            read_back.retain(|line| !line.starts_with(HEAD));
            read_back.extend(row);
        }
    }

    /// Takes the first suggestion into the line; again, the next in its place.
    pub(super) fn complete_line(&mut self) -> Vec<Deed> {
        let (Some(offer), Some(Dialog::Line { edit, .. })) = (&mut self.line_offer, self.dialogs.last_mut())
        else {
            return Vec::new();
        };
        let next = offer.taken.as_ref().map_or(0, |(place, _)| (place + 1) % offer.found.len().max(1));
        let Some(one) = offer.found.get(next) else { return Vec::new() };
        edit.complete(offer.from, &offer.word_for(one));
        offer.taken = Some((next, edit.before_cursor().to_owned()));
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
        | Wanted::AnySite
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
        (!text.is_empty()).then_some(LineOffer { from, wanted, text, found: Vec::new(), taken: None })
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
