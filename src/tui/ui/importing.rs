//! The import dialog: keys to it, what it asks, and what comes back.

use super::{Deed, Ui};
use crate::action::Action;
use crate::ask::Ask;
use crate::dialog::Dialog;
use crate::import::{Answered, Follows, Import};
use crate::key::Chord;
use crate::widget::toast::Toast;

impl Ui {
    /// Opens the import at its first step.
    pub(super) fn begin_import(&mut self) -> Vec<Deed> {
        self.show(Dialog::Import(Box::default()))
    }

    /// The screen of a first start that brings something in: the import is open at once.
    pub fn start_import(&mut self) {
        self.dialogs.push(Dialog::Import(Box::default()));
    }

    fn import(&mut self) -> Option<&mut Import> {
        match self.dialogs.last_mut() {
            Some(Dialog::Import(import)) => Some(import),
            _ => None,
        }
    }

    /// An action while the import has the keys; none when it has not.
    pub(super) fn act_in_import(&mut self, action: Action) -> Option<Vec<Deed>> {
        let rows = self.shared.pane_height();
        let import = self.import()?;
        match action {
            Action::SuspendDialog => return Some(vec![Deed::Suspend]),
            Action::HelpTyping => return Some(self.show_help()),
            _ => {}
        }
        let follows = import.act(action, rows);
        Some(self.follow_import(follows))
    }

    pub(super) fn press_in_import(&mut self, chord: Chord) -> Vec<Deed> {
        let follows = self.import().map(|import| import.press(chord));
        follows.map_or_else(Vec::new, |follows| self.follow_import(follows))
    }

    pub(super) fn paste_in_import(&mut self, text: &str) -> Vec<Deed> {
        let follows = self.import().map(|import| import.paste(text));
        follows.map_or_else(Vec::new, |follows| self.follow_import(follows))
    }

    fn follow_import(&mut self, follows: Follows) -> Vec<Deed> {
        match follows {
            Follows::Nothing => Vec::new(),
            Follows::Ask(asked) => vec![Deed::Ask(Ask::Import(Box::new(asked)))],
            Follows::Leave => {
                let done = self.import().and_then(|import| import.done());
                let said =
                    done.filter(|report| report.operation.is_some()).map(app::import::ImportReport::headline);
                self.dialogs.pop();
                if let Some(text) = said {
                    let undo = format!("{} undo", self.key_of(Action::Undo));
                    self.toast = Some(Toast { text, undo, failed: false });
                }
                Vec::new()
            }
        }
    }

    /// What the worker says of the import; what it brought in is loaded.
    pub(super) fn take_import(&mut self, answered: Answered) -> Vec<Deed> {
        let wrote = matches!(&answered, Answered::Reported(report) if report.operation.is_some());
        for dialog in &mut self.dialogs {
            if let Dialog::Import(import) = dialog {
                import.accept(answered);
                break;
            }
        }
        if !wrote {
            return Vec::new();
        }
        let mut deeds = vec![Deed::Ask(Ask::Business)];
        deeds.extend(self.refresh());
        deeds
    }

    pub(super) fn fail_import(&mut self, why: &str) -> Vec<Deed> {
        match self.import() {
            Some(import) => import.fail(why),
            None => self.fail(why),
        }
        Vec::new()
    }
}
