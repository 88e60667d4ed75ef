//! Taking operations back, and making them again.

use domain::{Change, Decision, Fact, Record, Refusal};

use crate::execute::commit;
use crate::{App, AppError, Outcome, Result};

impl App {
    /// Takes back an operation: the one named, else the newest of this person that still stands.
    ///
    /// In a draft its last step is taken back, and no operation.
    pub fn undo(&mut self, operation: Option<i64>) -> Result<Outcome> {
        if let (Some(draft), None) = (self.draft, operation) {
            return self.step_back_in(draft);
        }
        let target = operation.map_or_else(|| self.undo_target(), Ok)?;
        self.invert(target)
    }

    /// The operation that [`App::undo`] takes back when none is named: the newest of this person that still stands.
    ///
    /// # Errors
    /// When this person has done nothing that could be undone.
    pub fn undo_target(&self) -> Result<i64> {
        let target = self.store.read(|reader| Ok::<_, AppError>(reader.undo_target(Some(&self.actor))?))?;
        target.ok_or_else(|| {
            let what = format!("{} has done nothing that could be undone", self.actor);
            Refusal::NothingToDo { what }.into()
        })
    }

    /// Makes the last undone operation of this person again.
    ///
    /// In a draft it is the step that was taken back last, and no operation.
    pub fn redo(&mut self) -> Result<Outcome> {
        if let Some(draft) = self.draft {
            return self.step_forward_in(draft);
        }
        let Some(target) =
            self.store.read(|reader| Ok::<_, AppError>(reader.redo_target(Some(&self.actor))?))?
        else {
            return Err(Refusal::NothingToDo {
                what: "nothing has been undone since the last change".into(),
            }
            .into());
        };
        self.invert(target)
    }

    fn invert(&mut self, target: i64) -> Result<Outcome> {
        self.require_live()?;
        let (now, actor) = (self.clock.now(), self.actor.clone());
        let mut tx = self.store.begin()?;
        let Some(operation) = tx.operation(target)? else {
            return Err(Refusal::NothingToDo { what: format!("there is no operation O-{target}") }.into());
        };
        if !operation.is_live {
            return Err(Refusal::NothingToDo { what: format!("O-{target} is undone already") }.into());
        }
        let changes = tx.inverse_of(target)?;
        if changes.iter().any(ends_business) {
            let what =
                format!("O-{target} began the desk itself: everything after it can be taken back, not that");
            return Err(Refusal::NothingToDo { what }.into());
        }
        let fact = operation.inverse_fact();
        let verb = if fact == Fact::Redone { "Redone" } else { "Undone" };
        let summary = format!("{verb}: {}", first_said(&operation.summary));
        let many = changes.len();
        let outcome = commit(&mut tx, &Decision { fact, summary, changes }, now, &actor, Some(target))?;
        let committed = tx.commit();
        let outcome = self.confirm(committed, outcome)?;
        self.tidy_after(many);
        Ok(outcome)
    }
}

/// Whether a change takes the business's settings away, without which no store is of use.
fn ends_business(change: &Change) -> bool {
    matches!(change, Change { before: Some(Record::Business(_)), after: None, .. })
}

/// The summary of the first operation in a chain of undo and redo.
fn first_said(summary: &str) -> &str {
    ["Undone: ", "Redone: "].iter().fold(summary, |text, prefix| text.strip_prefix(prefix).unwrap_or(text))
}
