//! Several marked things at once: what is asked for them together, and what to do when some are refused.

use app::Sifted;
use domain::{Command, EntityKind, EntityRef};

use super::{Deed, Ui, work};
use crate::action::Action;
use crate::ask::Target;
use crate::dialog::{Dialog, LineFor};
use crate::widget::confirm::Question;

/// So many refusals are named; the rest is counted.
const MOST_NAMED: usize = 6;

impl Ui {
    /// Refuses what takes only one thing, and says why.
    pub(super) fn refuse_several(&mut self, why: &str) -> Vec<Deed> {
        let back = self.key_of(Action::Back);
        self.refuse(&format!("{why}; {back} takes the marks away"))
    }

    /// The line for tags.
    pub(super) fn ask_tags(&mut self, targets: &[Target]) -> Vec<Deed> {
        // Tags are kept on the job, not on its visits.
        let about: Vec<EntityRef> =
            records_of(targets).into_iter().filter(|entity| entity.kind != EntityKind::Visit).collect();
        let label = work::label_of(targets);
        let prompt = "Tags (vip adds, -vip takes off; commas part tags of several words)";
        self.show(Dialog::ask_about(LineFor::Tag(about), prompt, vec![label]))
    }

    /// The command that a shift came to.
    pub(super) fn take_shift(&mut self, command: Command, targets: &[Target]) -> Vec<Deed> {
        if let Some(Dialog::Line { purpose: LineFor::Shift(_), .. }) = self.dialogs.last() {
            self.send_line();
        }
        super::run(command, targets)
    }

    /// Names what was refused and why, and offers to do the rest.
    pub(super) fn take_sifted(&mut self, sifted: Sifted) -> Vec<Deed> {
        let count = sifted.refused.len();
        let total = count + sifted.left;
        let named = |(entity, why): &(Option<EntityRef>, String)| match entity {
            // A reason that names it needs no name before it.
            Some(entity) if !why.contains(&entity.to_string()) => format!("{entity}: {why}"),
            Some(_) | None => why.clone(),
        };
        let mut said: Vec<String> = sifted.refused.iter().take(MOST_NAMED).map(named).collect();
        if count > MOST_NAMED {
            said.push(format!("and {} more", count - MOST_NAMED));
        }
        let text = format!("Nothing was done: {count} of {total} cannot be");
        match sifted.rest {
            Some(rest) if count > 0 => {
                let answers = format!("y do the other {}   n leave all as it is", sifted.left);
                let question = Question { text, consequences: said, answers };
                self.show(Dialog::Confirm(question, Box::new(rest)))
            }
            // Each by itself would do, so they stand in each other's way.
            Some(_) => self.refuse("together they stand in each other's way; do them one by one"),
            None => self.refuse(&format!("{text}. {}", said.join("; "))),
        }
    }
}

/// What notes and tags of the marked things are about, each once.
fn records_of(targets: &[Target]) -> Vec<EntityRef> {
    let mut about: Vec<EntityRef> = Vec::new();
    for entity in targets.iter().filter_map(Target::entity) {
        if !about.contains(&entity) {
            about.push(entity);
        }
    }
    about
}

/// A note on all that is marked.
pub(super) fn ask_note(targets: &[Target]) -> Vec<Deed> {
    let about = records_of(targets);
    if about.is_empty() { Vec::new() } else { vec![Deed::EditNote(about, work::label_of(targets))] }
}
