//! The journal for people.

use domain::EntityRef;
use schemars::JsonSchema;
use serde::Serialize;

use super::Local;

/// One operation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OperationLine {
    /// Its number.
    pub id: i64,
    /// When it happened.
    pub at: Local,
    /// Who did it.
    pub actor: String,
    /// What it was, such as `visit_moved`.
    pub kind: &'static str,
    /// One sentence.
    pub summary: String,
    /// The operation it took back or made again.
    pub undoes: Option<i64>,
    /// Whether it has been taken back.
    pub undone: bool,
    /// The records it changed; the first hundred of a large one.
    pub changed: Vec<EntityRef>,
}

/// A page of the journal, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LogView {
    /// The operations.
    pub operations: Vec<OperationLine>,
}
