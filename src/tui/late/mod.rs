//! Somebody is late: what becomes of the day, left alone and with a repair, and what can be done.

mod days;
mod draw;
mod offer;

use app::{LateRepair, LateView};

use crate::theme::Role;
use crate::widget::scroll;

/// The dialog: a lateness, and the repair that is looked at.
#[derive(Debug, Clone)]
pub struct Late {
    /// What was found.
    pub view: Box<LateView>,
    chosen: usize,
    /// What was said last; a toast would be behind the dialog.
    said: Option<(String, Role)>,
}

impl Late {
    /// Shows a lateness with its best repair.
    pub fn new(view: Box<LateView>) -> Self {
        Late { view, chosen: 0, said: None }
    }

    /// The repair that is looked at; none when nothing needs to be done.
    pub fn chosen(&self) -> Option<&LateRepair> {
        self.view.repairs.get(self.chosen)
    }

    /// Goes so many repairs on, or back if negative.
    pub fn go(&mut self, by: isize) {
        self.said = None;
        self.chosen = scroll::step(Some(self.chosen), by, self.view.repairs.len()).unwrap_or(0);
    }

    /// What the repair has to tell the clients, as one text, several told apart by their names; it is said at the foot
    /// that it is copied. None, and that is said too, when no client is to be told.
    pub fn take_text(&mut self) -> Option<String> {
        let text = self.text();
        self.said = Some(match &text {
            Some(_) => ("The texts to the clients are copied".to_owned(), Role::Toast),
            None => ("No client is to be told anything".to_owned(), Role::Warn),
        });
        text
    }

    fn text(&self) -> Option<String> {
        let to_clients: Vec<_> = self.chosen()?.texts.iter().filter(|text| text.to_client).collect();
        match to_clients.as_slice() {
            [] => None,
            [one] => Some(one.text.clone()),
            several => {
                let lines = several.iter().map(|text| format!("{}: {}", text.to, text.text));
                Some(lines.collect::<Vec<_>>().join("\n"))
            }
        }
    }
}
