//! From a history: taking back the operation selected, or saying what stands in the way.

use app::view::{FieldLine, UndoConflict, UndoView};

use super::{Deed, Ui};
use crate::dialog::Dialog;
use crate::pane::phrase;
use crate::theme::Role;
use crate::widget::confirm::Question;

/// So many fields are named in the question.
const NAMED_FIELDS: usize = 8;

impl Ui {
    /// Asks whether an operation is to be taken back, or shows why it cannot be.
    pub(super) fn take_undo_view(&mut self, view: &UndoView) -> Vec<Deed> {
        if let Some(conflict) = &view.conflict {
            let lines = self.say_conflict(view, conflict);
            let title = format!("O-{} cannot be taken back as it is", view.operation.id);
            return self.show(Dialog::Read { title, lines, from: 0 });
        }
        let mut consequences: Vec<String> = view.fields.iter().take(NAMED_FIELDS).map(field_back).collect();
        let more = view.fields.len().saturating_sub(NAMED_FIELDS);
        if more > 0 {
            consequences.push(format!("and {more} more fields"));
        }
        if view.records > 1 {
            consequences.push(format!("{} records in all", view.records));
        }
        let question = Question {
            text: format!("Take back O-{}: {}?", view.operation.id, view.operation.summary),
            consequences,
            answers: "y take it back   n leave it".to_owned(),
        };
        self.show(Dialog::UndoOne(question, view.operation.id))
    }

    fn say_conflict(&self, view: &UndoView, conflict: &UndoConflict) -> Vec<(String, Role)> {
        let today = self.shared.today();
        let mut lines = vec![
            (view.operation.summary.clone(), Role::Text),
            (String::new(), Role::Text),
            (
                format!("Since then {} has changed: {}.", conflict.label, conflict.fields.join(", ")),
                Role::Warn,
            ),
        ];
        if !conflict.later.is_empty() {
            lines.push((
                "These changed it later; take them back first, the newest first:".to_owned(),
                Role::Text,
            ));
        }
        lines.extend(conflict.later.iter().map(|later| {
            let when = phrase::dated(later.at, today);
            (format!("  O-{} {when}, {}: {}", later.id, later.actor, later.summary), Role::Text)
        }));
        lines
    }
}

/// What a field goes back to.
fn field_back(line: &FieldLine) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
    format!("{} {}: {} becomes {}", line.entity, line.name, side(&line.before), side(&line.after))
}
