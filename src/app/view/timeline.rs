//! What happened to a record, field by field, and what taking an operation back would do.

use domain::EntityRef;
use schemars::JsonSchema;
use serde::Serialize;

use super::OperationLine;

/// One field of a record before and after a change, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldLine {
    /// The record.
    pub entity: EntityRef,
    /// What people call it.
    pub label: String,
    /// The field's name in words; `record` when it was made or removed as a whole.
    pub name: String,
    /// As it was; none when there was nothing. Of a list only what the other side lacks.
    pub before: Option<String>,
    /// As it became; none when nothing is left of it.
    pub after: Option<String>,
}

/// One operation in the life of a record.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineLine {
    /// The operation.
    #[serde(flatten)]
    pub operation: OperationLine,
    /// What it changed of the record and of what belongs to it.
    pub fields: Vec<FieldLine>,
}

/// The life of a record and of what belongs to it, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineView {
    /// The record.
    pub entity: EntityRef,
    /// What people call it.
    pub label: String,
    /// Its operations.
    pub operations: Vec<TimelineLine>,
    /// How many operations there are in all.
    pub total: u64,
}

/// What stands in the way of taking an operation back.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UndoConflict {
    /// The record that has changed since.
    pub entity: EntityRef,
    /// What people call it.
    pub label: String,
    /// Its fields that have, in words.
    pub fields: Vec<String>,
    /// The operations that changed them since, newest first.
    pub later: Vec<OperationLine>,
}

/// What taking an operation back would do.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UndoView {
    /// The operation.
    pub operation: OperationLine,
    /// What would change, from now to then.
    pub fields: Vec<FieldLine>,
    /// How many records would change.
    pub records: usize,
    /// What stands in the way; none when it can be taken back.
    pub conflict: Option<UndoConflict>,
}
