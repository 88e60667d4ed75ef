//! What a line cannot say: a required field of the business's own has its place in the form.

use domain::{Command, Refusal};

use super::Ui;
use crate::action::Action;
use crate::ask::{Ask, Failure};

impl Ui {
    /// A failure of a line with the way to the form, when the line lacks a field of the business's own.
    pub(super) fn with_way_out(&self, ask: &Ask, failure: Failure) -> Failure {
        let Some(Refusal::Invalid { field, .. }) = &failure.refusal else { return failure };
        let is_own = self.shared.definitions.fields.iter().any(|own| own.id == *field);
        let is_of_line = match ask {
            Ask::AddCaptured { .. } => true,
            Ask::Run(request) => matches!(request.command, Command::AddClient(_)),
            _ => false,
        };
        if !is_own || !is_of_line {
            return failure;
        }
        let key = self.key_of(Action::FullForm);
        let message = format!("{}; {key} opens the form, with a place for it", failure.message);
        // The mend of the command line would say how to write it there.
        Failure { message, mends: Vec::new(), ..failure }
    }
}
