//! What is done in a draft: decided by the same rules on the plan with the draft laid over it, and kept as a step.

use domain::{
    Arrangement, Change, Command, Decision, DraftId, EntityKind, EntityRef, Fact, JobId, Record, Refusal,
    VisitId, findings_for, name_finding,
};
use store::{DraftStep, Tx};

use super::load::visits_of;
use super::seen::check_seen_in;
use crate::execute::{decide_in, outcome_of, versions_of};
use crate::load::Loader;
use crate::{App, AppError, InDraft, Outcome, Request, Result};

impl App {
    /// Puts visits in their places in a draft, or in the tray, as one step: all or none. Visits that are there
    /// already are left out. Which draft this desk is in does not matter.
    ///
    /// # Errors
    /// As the command [`Command::Arrange`] is refused.
    pub fn put_in_draft(
        &mut self,
        id: DraftId,
        arrangements: Vec<Arrangement>,
        what: impl Into<String>,
        override_reason: Option<String>,
    ) -> Result<Outcome> {
        let command = Command::Arrange(arrangements, what.into());
        self.step_in(id, &Request { command, seen: Vec::new(), override_reason })
    }

    /// Carries out a command in a draft as one step of it: all of it is kept, or nothing is. The plan itself is not
    /// touched.
    ///
    /// # Errors
    /// [`Refusal::NotInDraft`] for what is no change of the plan.
    pub fn step_in(&mut self, id: DraftId, request: &Request) -> Result<Outcome> {
        let (now, actor) = (self.clock.now(), self.actor.clone());
        let definitions = self.definitions.clone();
        let mut tx = self.store.begin()?;
        let draft = tx.draft(id)?;
        if !request.command.is_of_plan() {
            return Err(Refusal::NotInDraft { draft: draft.name }.into());
        }
        let (decision, replaced) = tx.aside(|tx| {
            tx.lay_draft(id)?;
            check_seen_in(tx, id, &request.seen)?;
            let (command, reason) = (request.command.clone(), request.override_reason.clone());
            let decision = decide_in(tx, command, now, &actor, reason, &definitions)?;
            let replaced = versions_of(tx, &decision.changes)?;
            Ok::<_, AppError>((decision, replaced))
        })?;
        let changes = from_now(&tx, &decision)?;
        let step = tx.add_draft_step(id, now, &actor, &decision.summary, &changes)?;
        accept(&mut tx, id)?;
        tx.commit()?;
        self.note_written();
        let mut outcome = outcome_of(&decision, 0, replaced, String::new());
        outcome.draft = Some(InDraft { id, step });
        Ok(outcome)
    }

    /// Takes the last step of a draft back.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when it has none.
    pub fn step_back_in(&mut self, id: DraftId) -> Result<Outcome> {
        let mut tx = self.store.begin()?;
        let draft = tx.draft(id)?;
        let Some(last) = tx.take_draft_step_back(id)? else {
            let what = format!("nothing has been changed in the draft {}", draft.name);
            return Err(Refusal::NothingToDo { what }.into());
        };
        let outcome = accept_step(tx, id, Fact::Undone, last)?;
        self.note_written();
        Ok(outcome)
    }

    /// Makes the step of a draft again that was taken back last.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when none was taken back since the draft was last changed.
    pub fn step_forward_in(&mut self, id: DraftId) -> Result<Outcome> {
        let mut tx = self.store.begin()?;
        let draft = tx.draft(id)?;
        let Some(next) = tx.make_draft_step_again(id)? else {
            let what = format!("nothing has been taken back since the draft {} was last changed", draft.name);
            return Err(Refusal::NothingToDo { what }.into());
        };
        let outcome = accept_step(tx, id, Fact::Redone, next)?;
        self.note_written();
        Ok(outcome)
    }

    /// Takes visits out of a draft: in it they are again as they are in the plan.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when the draft changes none of them.
    pub fn drop_from_draft(&mut self, id: DraftId, visits: &[VisitId]) -> Result<Outcome> {
        let mut tx = self.store.begin()?;
        let draft = tx.draft(id)?;
        let changes: Vec<Change> = tx.draft_changes(id)?.into_iter().map(|(_, change)| change).collect();
        let gone = with_their_jobs(&changes, visits);
        let dropped: Vec<Change> =
            changes.into_iter().filter(|change| gone.contains(&change.entity)).collect();
        if dropped.is_empty() {
            let named = visits.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let what = format!("the draft {} does not change {named}", draft.name);
            return Err(Refusal::NothingToDo { what }.into());
        }
        tx.drop_from_draft(id, &gone)?;
        accept(&mut tx, id)?;
        tx.commit()?;
        self.note_written();
        let count = visits_of(&dropped).len();
        let what = if count == 1 { "1 visit".to_owned() } else { format!("{count} visits") };
        let summary = format!("Took {what} out of the draft {}", draft.name);
        let decision = Decision { fact: Fact::Undone, summary, changes: dropped };
        let mut outcome = outcome_of(&decision, 0, Vec::new(), String::new());
        outcome.draft = Some(InDraft { id, step: 0 });
        Ok(outcome)
    }
}

/// Commits a draft in which a step was taken back or made again.
fn accept_step(mut tx: Tx<'_>, id: DraftId, fact: Fact, step: DraftStep) -> Result<Outcome> {
    accept(&mut tx, id)?;
    tx.commit()?;
    let what = if fact == Fact::Redone { "Made again" } else { "Taken back" };
    let summary = format!("{what} in the draft: {}", step.summary);
    let decision = Decision { fact, summary, changes: step.changes };
    let mut outcome = outcome_of(&decision, 0, Vec::new(), String::new());
    outcome.draft = Some(InDraft { id, step: step.step });
    Ok(outcome)
}

/// The changes of a decision, each from the record as it is now in the plan: what is found there when the draft is
/// committed is held against that.
fn from_now(tx: &Tx<'_>, decision: &Decision) -> Result<Vec<Change>> {
    let from_now = |change: &Change| {
        let stored = tx.get(change.entity)?.ok_or(Refusal::NotFound { entity: change.entity })?;
        Ok(Change { before: Some(stored.record), ..change.clone() })
    };
    decision.changes.iter().map(from_now).collect()
}

/// Keeps what the rules find in a draft as it is now. Whoever changed it was asked then; who commits it is asked only
/// about what has come up since.
fn accept(tx: &mut Tx<'_>, id: DraftId) -> Result<()> {
    let found = tx.aside(|tx| {
        let changes: Vec<Change> = tx.draft_changes(id)?.into_iter().map(|(_, change)| change).collect();
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        tx.lay_draft(id)?;
        let mut loader = Loader::new(tx)?;
        loader.for_draft(&changes)?;
        let slice = loader.slice();
        let mut found = Vec::new();
        for visit in visits_of(&changes) {
            let Some(record) = slice.visits.get(&visit) else { continue };
            let findings = findings_for(slice, visit, record);
            found.extend(findings.iter().map(|finding| name_finding(visit, finding)));
        }
        Ok::<_, AppError>(found)
    })?;
    Ok(tx.accept_in_draft(id, &found)?)
}

/// Visits, and what the draft promises of their jobs where it changes no other visit of the job.
fn with_their_jobs(changes: &[Change], visits: &[VisitId]) -> Vec<EntityRef> {
    let mut gone: Vec<EntityRef> = visits.iter().map(|id| EntityRef::from(*id)).collect();
    let stays = |job: JobId| {
        changes.iter().any(|change| match &change.after {
            Some(Record::Visit(visit)) => visit.job == job && !gone.contains(&change.entity),
            _ => false,
        })
    };
    let promised = changes.iter().filter(|change| change.entity.kind == EntityKind::Job);
    let orphaned: Vec<EntityRef> =
        promised.map(|change| change.entity).filter(|job| !stays(JobId(job.id))).collect();
    gone.extend(orphaned);
    gone
}
