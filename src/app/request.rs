//! What goes into the gate and what comes out.

use domain::{Command, DraftId, EntityRef, Fact, Refusal};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A command with what the person saw and said.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What is wanted.
    pub command: Command,
    /// Versions that were seen; a record that has moved on refuses the command.
    pub seen: Vec<(EntityRef, i64)>,
    /// The written reason that overrides soft guards.
    pub override_reason: Option<String>,
}

impl Request {
    /// A request without versions or override.
    pub fn new(command: Command) -> Self {
        Request { command, seen: Vec::new(), override_reason: None }
    }

    /// The same, for a record as it was seen.
    #[must_use]
    pub fn seen(mut self, entity: impl Into<EntityRef>, version: i64) -> Self {
        self.seen.push((entity.into(), version));
        self
    }

    /// The same, with a reason that overrides soft guards.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.override_reason = Some(reason.into());
        self
    }

    /// Whether the rest of it can be done when it was refused: one of several commands met a rule of its own.
    pub fn can_be_sifted(&self, refusal: &Refusal) -> bool {
        let several = matches!(&self.command, Command::Batch(commands) if commands.len() > 1);
        several && !is_asked_together(refusal)
    }
}

/// Whether it is a question that is asked about several commands together, not a rule's about one of them.
pub(crate) fn is_asked_together(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::SoftGuards { .. }
        | Refusal::WindowTold { .. }
        | Refusal::NothingToDo { .. }
        | Refusal::ChangedSince { .. } => true,
        Refusal::NotFound { .. }
        | Refusal::Invalid { .. }
        | Refusal::WrongState { .. }
        | Refusal::NotPlaced { .. }
        | Refusal::WrongStage { .. }
        | Refusal::VisitsOpen { .. }
        | Refusal::ChecklistOpen { .. }
        | Refusal::StillOpen { .. }
        | Refusal::NotSettled { .. }
        | Refusal::StillUsed { .. }
        | Refusal::UndoConflict { .. }
        | Refusal::PlanMoved { .. }
        | Refusal::NotInDraft { .. }
        | Refusal::NoDraft { .. } => false,
    }
}

/// A record that an operation changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Touched {
    /// Its kind, in the vocabulary's word.
    pub entity: &'static str,
    /// Its id.
    pub id: EntityRef,
}

/// A step of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InDraft {
    /// Which draft.
    pub id: DraftId,
    /// Which step; 0 when visits were taken out of the draft.
    pub step: i64,
}

/// The number of an operation, none for 0.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn some_operation<S: Serializer>(operation: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    Some(*operation).filter(|operation| *operation > 0).serialize(serializer)
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outcome {
    /// Its number in the journal; 0, and `null` in JSON, for what was done in a draft.
    #[serde(serialize_with = "some_operation")]
    #[schemars(with = "Option<i64>")]
    pub operation: i64,
    /// The draft in which it was done, and the step there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<InDraft>,
    /// What it was.
    pub kind: Fact,
    /// One sentence.
    pub summary: String,
    /// The records it changed.
    pub changed: Vec<Touched>,
    /// The versions that a small operation replaced: who saw those and then saw this has seen everything.
    #[serde(skip)]
    pub replaced: Vec<(EntityRef, i64)>,
    /// Its idempotency key.
    #[serde(skip)]
    pub key: String,
}

impl Outcome {
    /// The version that the records have which it changed.
    pub fn version(&self) -> i64 {
        self.draft.map_or(self.operation, |draft| -draft.step)
    }

    /// The first changed record of a kind, such as the job that was added.
    pub fn first(&self, kind: domain::EntityKind) -> Option<EntityRef> {
        self.changed.iter().map(|touched| touched.id).find(|entity| entity.kind == kind)
    }

    /// Whether it changed a record.
    pub fn touches(&self, entity: impl Into<EntityRef>) -> bool {
        let entity = entity.into();
        self.changed.iter().any(|touched| touched.id == entity)
    }
}
