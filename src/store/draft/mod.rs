//! Drafts: plans beside the plan, each a list of steps with the records that they change.
//!
//! They are kept beside the journal and not in it: what a draft changes has not happened.

mod lay;

use chrono::NaiveDate;
use domain::{Change, DraftId, EntityRef, Moment, Record, Refusal};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::row::{entity_at, moment_at, number_at, run, select_rows, sql_id, sql_moment, text_at};
use crate::{Reader, StoreError, Tx, fold};

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// Its number.
    pub id: DraftId,
    /// How people call it.
    pub name: String,
    /// The day it is about, when it is about one.
    pub date: Option<NaiveDate>,
    /// When it was made.
    pub made_at: Moment,
    /// By whom.
    pub made_by: String,
    /// What the rules found in it when it was last changed.
    pub accepted: Vec<String>,
}

/// One step of a draft: what was done in it at once.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftStep {
    /// Its number; those of steps that were taken back are never given again.
    pub step: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: String,
    /// One sentence.
    pub summary: String,
    /// The records it changed, both sides of each.
    pub changes: Vec<Change>,
}

impl Reader<'_> {
    /// Every draft, in the order they were made.
    pub fn drafts(&self) -> Result<Vec<StoredDraft>, StoreError> {
        select_rows(self.conn, include_str!("list.sql"), [], draft_at)
    }

    /// One draft.
    ///
    /// # Errors
    /// [`Refusal::NoDraft`] when it was committed or discarded, or never was.
    pub fn draft(&self, id: DraftId) -> Result<StoredDraft, StoreError> {
        let mut statement = self.conn.prepare_cached(include_str!("get.sql"))?;
        let found = statement.query_row([sql_id(id.0)], |row| Ok(draft_at(row))).optional()?;
        found.unwrap_or_else(|| Err(Refusal::NoDraft { draft: id.to_string() }.into()))
    }

    /// How many steps a draft has.
    pub fn draft_step_count(&self, id: DraftId) -> Result<usize, StoreError> {
        let sql = "select count(*) from draft_step where draft = $1 and taken_back = 0";
        let count = crate::row::select_count(self.conn, sql, [sql_id(id.0)])?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// The steps of a draft, oldest first.
    pub fn draft_steps(&self, id: DraftId) -> Result<Vec<DraftStep>, StoreError> {
        steps_of(self.conn, id, Kept::Done)
    }
}

impl Tx<'_> {
    /// Makes a draft that changes nothing yet.
    pub fn add_draft(
        &mut self,
        name: &str,
        date: Option<NaiveDate>,
        at: Moment,
        actor: &str,
    ) -> Result<DraftId, StoreError> {
        let row = (name, fold(name), date.map(|date| date.to_string()), sql_moment(at), actor);
        run(self.conn, include_str!("add.sql"), row)?;
        Ok(DraftId(u64::try_from(self.conn.last_insert_rowid()).unwrap_or_default()))
    }

    /// Adds a step to a draft and gives its number; what was taken back before cannot be made again then. Every
    /// change must have both sides.
    pub fn add_draft_step(
        &mut self,
        id: DraftId,
        at: Moment,
        actor: &str,
        summary: &str,
        changes: &[Change],
    ) -> Result<i64, StoreError> {
        self.forget_steps_taken_back(id)?;
        let mut statement = self.conn.prepare_cached(include_str!("take_step.sql"))?;
        let step: i64 = statement.query_row([sql_id(id.0)], |row| row.get(0))?;
        let row = (sql_id(id.0), step, sql_moment(at), actor, summary);
        run(self.conn, include_str!("add_step.sql"), row)?;
        for change in changes {
            let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
            let entity = change.entity;
            let sides = (before.to_json()?, after.to_json()?);
            let row = (sql_id(id.0), step, entity.kind.word(), sql_id(entity.id), sides.0, sides.1);
            run(self.conn, include_str!("add_change.sql"), row)?;
        }
        Ok(step)
    }

    /// Takes the last step of a draft back and gives what it was; none when it has none.
    pub fn take_draft_step_back(&mut self, id: DraftId) -> Result<Option<DraftStep>, StoreError> {
        let last = self.draft_steps(id)?.pop();
        last.map(|last| self.mark_step(id, last, Kept::TakenBack)).transpose()
    }

    /// Makes the step of a draft again that was taken back last; none when nothing was since its last change.
    pub fn make_draft_step_again(&mut self, id: DraftId) -> Result<Option<DraftStep>, StoreError> {
        let next = steps_of(self.conn, id, Kept::TakenBack)?.into_iter().next();
        next.map(|next| self.mark_step(id, next, Kept::Done)).transpose()
    }

    fn mark_step(&self, id: DraftId, step: DraftStep, kept: Kept) -> Result<DraftStep, StoreError> {
        let sql = "update draft_step set taken_back = $1 where draft = $2 and step = $3";
        run(self.conn, sql, (kept as i64, sql_id(id.0), step.step))?;
        Ok(step)
    }

    fn forget_steps_taken_back(&self, id: DraftId) -> Result<(), StoreError> {
        run(self.conn, "delete from draft_step where draft = $1 and taken_back = 1", [sql_id(id.0)])?;
        Ok(())
    }

    /// Takes records out of a draft, and the steps that are left without any; gives how many changes went.
    pub fn drop_from_draft(&mut self, id: DraftId, entities: &[EntityRef]) -> Result<usize, StoreError> {
        self.forget_steps_taken_back(id)?;
        let mut gone = 0;
        for entity in entities {
            let row = (sql_id(id.0), entity.kind.word(), sql_id(entity.id));
            gone += run(self.conn, include_str!("drop.sql"), row)?;
        }
        run(self.conn, include_str!("drop_empty.sql"), [sql_id(id.0)])?;
        Ok(gone)
    }

    /// Keeps what the rules find in a draft as it is now.
    pub fn accept_in_draft(&mut self, id: DraftId, accepted: &[String]) -> Result<(), StoreError> {
        let accepted = serde_json::to_string(accepted)?;
        // Parameters are numbered as they appear.
        run(self.conn, "update draft set accepted = $1 where id = $2", (accepted, sql_id(id.0)))?;
        Ok(())
    }

    /// Removes a draft with all its steps; nothing of it is left.
    pub fn remove_draft(&mut self, id: DraftId) -> Result<(), StoreError> {
        run(self.conn, "delete from draft where id = $1", [sql_id(id.0)])?;
        Ok(())
    }
}

fn draft_at(row: &Row<'_>) -> Result<StoredDraft, StoreError> {
    let date: Option<String> = row.get(2)?;
    Ok(StoredDraft {
        id: DraftId(number_at(row, 0)?),
        name: row.get(1)?,
        date: date.and_then(|date| date.parse().ok()),
        made_at: moment_at(row, 3)?,
        made_by: row.get(4)?,
        accepted: serde_json::from_str(text_at(row, 5)?)?,
    })
}

/// Which steps are meant, as `draft_step.taken_back` has it.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Done = 0,
    TakenBack = 1,
}

fn steps_of(conn: &Connection, id: DraftId, kept: Kept) -> Result<Vec<DraftStep>, StoreError> {
    let which = (sql_id(id.0), kept as i64);
    let mut steps = select_rows(conn, include_str!("steps.sql"), which, |row| {
        let (at, actor, summary) = (moment_at(row, 1)?, row.get(2)?, row.get(3)?);
        Ok(DraftStep { step: row.get(0)?, at, actor, summary, changes: Vec::new() })
    })?;
    for (step, change) in changes_of(conn, id, kept)? {
        if let Some(of) = steps.iter_mut().find(|of| of.step == step) {
            of.changes.push(change);
        }
    }
    Ok(steps)
}

/// The changes of a draft with their steps, in order.
fn changes_of(conn: &Connection, id: DraftId, kept: Kept) -> Result<Vec<(i64, Change)>, StoreError> {
    select_rows(conn, include_str!("changes.sql"), (sql_id(id.0), kept as i64), |row| {
        let entity = entity_at(row, 1)?;
        let side = |column| Ok::<_, StoreError>(Record::from_json(entity.kind, text_at(row, column)?)?);
        let change = Change { entity, before: Some(side(3)?), after: Some(side(4)?) };
        Ok((row.get(0)?, change))
    })
}
