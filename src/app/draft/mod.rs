//! Drafts: plans beside the plan. A desk can be in one; then its plan views show the draft, and what it does to the
//! plan is done in the draft.
//!
//! What a draft holds is in the store beside the journal, so it is shared, survives restarts and is backed up; every
//! view outside of it, the journal and exports know nothing of it.

mod commit;
mod diff;
mod list;
mod load;
mod seen;
mod step;

use chrono::NaiveDate;
use domain::{DraftId, Refusal};
use store::{Reader, StoreError};

use crate::{App, AppError, Result};

pub use diff::{
    Beside, DayFigures, DiffTotals, DraftDiff, DraftFinding, LoadDiff, MessageDiff, MessageKind, PlaceLine,
    PromiseDiff, Underneath, VisitChange, VisitDiff,
};
pub use list::{DraftLine, DraftView, DraftedVisit, StepLine};

impl App {
    /// Goes into a draft, or with none back to the plan itself.
    ///
    /// # Errors
    /// When there is no such draft.
    pub fn enter_draft(&mut self, draft: Option<DraftId>) -> Result<()> {
        if let Some(id) = draft {
            self.store.read(|reader| Ok::<_, AppError>(reader.draft(id)?))?;
        }
        self.draft = draft;
        Ok(())
    }

    /// The draft that this desk is in.
    pub fn in_draft(&self) -> Option<DraftId> {
        self.draft
    }

    /// Makes a draft that changes nothing yet, about a day when one is named. Without a name it is called by its day,
    /// else by when it was made. Nothing goes into it by this.
    pub fn new_draft(&mut self, name: &str, date: Option<NaiveDate>) -> Result<DraftLine> {
        let (now, actor) = (self.clock.now(), self.actor.clone());
        let zone = self.business()?.zone;
        let name = match (name.trim(), date) {
            ("", Some(date)) => date.format("%a %-d %b").to_string(),
            ("", None) => now.with_timezone(&zone).format("%a %-d %b %H:%M").to_string(),
            (name, _) => name.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        if name.chars().count() > LONGEST_NAME {
            let mend = format!("keep it under {LONGEST_NAME} letters");
            return Err(Refusal::invalid("name", "is too long", mend).into());
        }
        if name.parse::<DraftId>().is_ok() {
            let mend = "a name like the number of a draft would be taken for it";
            return Err(Refusal::invalid("name", format!("{name} is a number"), mend).into());
        }
        let mut tx = self.store.begin()?;
        let id = tx.add_draft(&name, date, now, &actor)?;
        let line = list::draft_line(&tx, tx.draft(id)?, zone)?;
        tx.commit()?;
        self.note_written();
        Ok(line)
    }

    /// Throws a draft away; nothing of it is left. A desk that was in it is back at the plan itself.
    pub fn discard_draft(&mut self, id: DraftId) -> Result<DraftLine> {
        let zone = self.business()?.zone;
        let mut tx = self.store.begin()?;
        let line = list::draft_line(&tx, tx.draft(id)?, zone)?;
        tx.remove_draft(id)?;
        tx.commit()?;
        self.note_written();
        self.draft = self.draft.filter(|open| *open != id);
        Ok(line)
    }

    /// Reads with the draft that this desk is in laid over the plan; without one, as it is stored.
    pub(crate) fn read_plan<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        match self.draft {
            Some(id) => self.store.read_in_draft(id, f),
            None => self.store.read(f),
        }
    }

    /// Refuses what is no change of the plan while this desk is in a draft.
    pub(crate) fn require_live(&self) -> Result<()> {
        let Some(id) = self.draft else { return Ok(()) };
        let name = self.store.read(|reader| Ok::<_, StoreError>(reader.draft(id)?.name))?;
        Err(Refusal::NotInDraft { draft: name }.into())
    }
}

/// A draft's name is at most so many letters long.
const LONGEST_NAME: usize = 60;

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says by panicking that it failed
mod tests;
