//! Lines that were left or refused: what was typed comes back with its question.

use super::{Deed, Ui};
use crate::dialog::{Dialog, LineFor};

/// So many lines are remembered; the oldest is forgotten.
const MOST: usize = 16;

/// What was typed and neither done nor taken back.
#[derive(Debug, Clone, Default)]
pub(super) struct LeftLines {
    /// The lines that were left, by what they were for.
    left: Vec<(LineFor, String)>,
    /// The line whose answer is awaited.
    sent: Option<Dialog>,
    /// What the line was for that is being asked about.
    questioned: Option<LineFor>,
}

impl LeftLines {
    fn keep(&mut self, purpose: LineFor, text: String) {
        self.left.retain(|(other, _)| *other != purpose);
        self.left.push((purpose, text));
        if self.left.len() > MOST {
            self.left.remove(0);
        }
    }

    fn take(&mut self, purpose: &LineFor) -> Option<String> {
        let place = self.left.iter().position(|(other, _)| other == purpose)?;
        Some(self.left.remove(place).1)
    }
}

impl Ui {
    /// Keeps what was typed into a line that is left; says whether there was something to keep.
    pub(super) fn keep_line_left(&mut self, dialog: Dialog) -> bool {
        self.left_lines.questioned = None;
        let Dialog::Line { purpose, edit, .. } = dialog else { return false };
        let text = edit.text().to_owned();
        if text.trim().is_empty() || is_kept_elsewhere(&purpose) {
            return false;
        }
        self.left_lines.keep(purpose, text);
        true
    }

    /// Puts what was left of a line back into it.
    pub(super) fn bring_back(&mut self, dialog: &mut Dialog) {
        if let Dialog::Line { purpose, edit, .. } = dialog
            && edit.text().is_empty()
            && let Some(text) = self.left_lines.take(purpose)
        {
            edit.paste(&text);
        }
    }

    /// Closes the line in front, whose text has gone to the store.
    pub(super) fn send_line(&mut self) {
        self.left_lines.sent = self.dialogs.pop().filter(|dialog| matches!(dialog, Dialog::Line { .. }));
    }

    /// What was sent is done: there is nothing to bring back.
    pub(super) fn line_done(&mut self) {
        self.left_lines.sent = None;
        if let Some(purpose) = self.left_lines.questioned.take() {
            self.left_lines.take(&purpose);
        }
    }

    /// What was sent is asked about once more: it comes back only if that is left.
    pub(super) fn line_questioned(&mut self) {
        if let Some(dialog) = self.left_lines.sent.take() {
            let purpose = match &dialog {
                Dialog::Line { purpose, .. } => Some(purpose.clone()),
                _ => None,
            };
            self.keep_line_left(dialog);
            self.left_lines.questioned = purpose;
        }
    }

    /// Shows the line that was refused again, with the reason under it.
    ///
    /// None when the refused change came from no line; a line that something else covers by now is kept.
    pub(super) fn line_refused(&mut self, why: &str) -> Option<Vec<Deed>> {
        let mut dialog = self.left_lines.sent.take()?;
        if !self.dialogs.is_empty() {
            self.keep_line_left(dialog);
            return None;
        }
        if let Dialog::Line { message, .. } = &mut dialog {
            *message = Some(why.to_owned());
        }
        self.dialogs.push(dialog);
        Some(self.refresh())
    }
}

/// Whether another keeps what is typed there: a capture among the drafts, a filter as it is typed.
fn is_kept_elsewhere(purpose: &LineFor) -> bool {
    matches!(purpose, LineFor::Capture | LineFor::Search | LineFor::FilterName | LineFor::MoveTime)
}
