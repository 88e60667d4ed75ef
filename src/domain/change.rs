//! Changes of records, and the decision they make up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EntityRef, Record};

/// One change of one record. It holds both sides, so it says how it is undone.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Which record.
    pub entity: EntityRef,
    /// As it was; none when it is made.
    pub before: Option<Record>,
    /// As it is; none when it is removed.
    pub after: Option<Record>,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Change {
        Change { entity: self.entity, before: self.after, after: self.before }
    }
}

macro_rules! facts {
    ($($fact:ident = $word:literal),* $(,)?) => {
        /// What an operation was, in the past tense; the journal keeps it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the names are sentences")]
        pub enum Fact { $($fact,)* }

        impl Fact {
            /// Every fact.
            pub const ALL: &'static [Fact] = &[$(Fact::$fact,)*];
            /// Its name in the journal.
            pub fn word(self) -> &'static str { match self { $(Fact::$fact => $word,)* } }
            /// Reads a name of the journal.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|fact| fact.word() == word)
            }
        }
    };
}

facts! {
    RecordAdded = "record_added",
    RecordEdited = "record_edited",
    RecordRemoved = "record_removed",
    JobAdded = "job_added",
    VisitAdded = "visit_added",
    VisitScheduled = "visit_scheduled",
    VisitAssigned = "visit_assigned",
    VisitUnassigned = "visit_unassigned",
    VisitMoved = "visit_moved",
    VisitsArranged = "visits_arranged",
    DraftCommitted = "draft_committed",
    VisitSentToTray = "visit_sent_to_tray",
    VisitConfirmed = "visit_confirmed",
    VisitDispatched = "visit_dispatched",
    VisitEnRoute = "visit_en_route",
    VisitOnSite = "visit_on_site",
    VisitDone = "visit_done",
    VisitCancelled = "visit_cancelled",
    VisitPinned = "visit_pinned",
    JobHeld = "job_held",
    JobReleased = "job_released",
    JobPromised = "job_promised",
    ChecklistAnswered = "checklist_answered",
    JobCompleted = "job_completed",
    JobVerified = "job_verified",
    JobInvoiceMarked = "job_invoice_marked",
    JobClosed = "job_closed",
    JobReopened = "job_reopened",
    JobCancelled = "job_cancelled",
    SubstatusSet = "substatus_set",
    ClientsMerged = "clients_merged",
    NoteWritten = "note_written",
    Imported = "imported",
    Batched = "batched",
    Undone = "undone",
    Redone = "redone",
}

/// What [`crate::decide`] found: facts to store, as one operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What it was.
    pub fact: Fact,
    /// One sentence for people, in the past tense.
    pub summary: String,
    /// The changes, parents before children.
    pub changes: Vec<Change>,
}
