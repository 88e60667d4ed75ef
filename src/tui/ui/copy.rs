//! Copying what is selected or marked.

use super::{Deed, Ui};
use crate::action::Action;
use crate::ask::Target;

impl Ui {
    /// Copies one thing of every target, each once, with commas between them.
    pub(super) fn copy(&mut self, action: Action, targets: &[Target]) -> Vec<Deed> {
        let mut texts: Vec<String> = Vec::new();
        for target in targets {
            let text = match action {
                Action::CopyPhone => target.phone.clone(),
                Action::CopyEmail => target.email.clone(),
                Action::CopyAddress => target.address.clone(),
                // The only other thing copied is the number.
                _ => target.entity().map(|id| id.to_string()).unwrap_or_default(),
            };
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        if texts.is_empty() {
            let why = action.entry().why_not(&self.situation(targets));
            let client = self.key_of(Action::GoClient);
            let why = why.map_or_else(|| "there is nothing to copy".to_owned(), |why| why.reason);
            return self.refuse(&format!("{why}; {client} opens the client"));
        }
        vec![Deed::Copy(texts.join(", "))]
    }
}
