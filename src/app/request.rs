//! What goes into the gate and what comes out.

use domain::{Command, EntityRef, Fact, Refusal};
use schemars::JsonSchema;
use serde::Serialize;

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
        | Refusal::UndoConflict { .. } => false,
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

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outcome {
    /// Its number in the journal.
    pub operation: i64,
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
