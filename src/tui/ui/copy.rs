//! Copying what is selected or marked.

use super::{Deed, Ui};
use crate::action::Action;
use crate::ask::{Ask, Reach, Target};

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
                _ => target.edited().map(|id| id.to_string()).unwrap_or_default(),
            };
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        let way = match action {
            Action::CopyPhone => Some(Reach::Phone),
            Action::CopyEmail => Some(Reach::Email),
            _ => None,
        };
        if let Some(way) = way {
            let unseen = clients_unseen(way, targets);
            if !unseen.is_empty() {
                return vec![Deed::Ask(Ask::Reach(way, texts, unseen))];
            }
        }
        if texts.is_empty() {
            let why = action.entry().why_not(&self.situation(targets));
            return self
                .refuse_copy(&why.map_or_else(|| "there is nothing to copy".to_owned(), |why| why.reason));
        }
        vec![Deed::Copy(texts.join(", "))]
    }

    /// Copies what was looked up, or says that nothing is known.
    pub(super) fn take_reached(&mut self, way: Reach, texts: &[String]) -> Vec<Deed> {
        if !texts.is_empty() {
            return vec![Deed::Copy(texts.join(", "))];
        }
        self.refuse_copy(match way {
            Reach::Phone => "no telephone number is known here",
            Reach::Email => "no e-mail address is known here",
        })
    }

    fn refuse_copy(&mut self, why: &str) -> Vec<Deed> {
        // The client's own card has nowhere better to send to.
        if self.targets().iter().all(Target::is_client) {
            return self.refuse(why);
        }
        let client = self.key_of(Action::GoClient);
        self.refuse(&format!("{why}; {client} opens the client"))
    }
}

/// The clients of targets that were listed without their numbers and addresses, each once.
fn clients_unseen(way: Reach, targets: &[Target]) -> Vec<domain::ClientId> {
    let mut unseen = Vec::new();
    for target in targets {
        let known = match way {
            Reach::Phone => &target.phone,
            Reach::Email => &target.email,
        };
        let client = target.client.map(|(id, _)| id).filter(|id| known.is_empty() && !unseen.contains(id));
        unseen.extend(client);
    }
    unseen
}
