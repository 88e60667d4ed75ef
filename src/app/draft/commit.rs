//! Committing a draft as one operation.

use domain::{Change, Command, DraftId, DraftPlan};

use crate::execute::{commit, decide_in};
use crate::{App, Outcome, Result};

impl App {
    /// Makes the plan what a draft has it to be, as one operation; the draft is gone then, and a desk that was in it is
    /// back at the plan itself. An undo brings the plan back, not the draft.
    ///
    /// # Errors
    /// [`domain::Refusal::PlanMoved`] with everything that differs when the plan has moved underneath;
    /// [`domain::Refusal::SoftGuards`] when the rules find what they did not when the draft was last changed, unless
    /// there is a reason. Then nothing is done.
    pub fn commit_draft(&mut self, id: DraftId, override_reason: Option<String>) -> Result<Outcome> {
        let (now, actor) = (self.clock.now(), self.actor.clone());
        let mut tx = self.store.begin()?;
        let draft = tx.draft(id)?;
        let changes: Vec<Change> = tx.draft_changes(id)?.into_iter().map(|(_, change)| change).collect();
        let plan = DraftPlan { name: draft.name, changes, accepted: draft.accepted };
        let command = Command::CommitDraft(Box::new(plan));
        let decision = decide_in(&tx, command, now, &actor, override_reason, &self.definitions)?;
        let outcome = commit(&mut tx, &decision, now, &actor, None)?;
        tx.remove_draft(id)?;
        let committed = tx.commit();
        let outcome = self.confirm(committed, outcome)?;
        self.draft = self.draft.filter(|open| *open != id);
        self.tidy_after(outcome.changed.len());
        Ok(outcome)
    }
}
