//! Substatus: a label of the business's own under a fixed stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Job, Stage};

/// A label that was given to a job while it was in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Substatus {
    /// The stage it belongs to.
    pub stage: Stage,
    /// Its words.
    pub label: String,
}

impl Job {
    /// The label that holds in a stage: one of another stage is only a memory.
    pub fn substatus_in(&self, stage: Stage) -> Option<&str> {
        self.substatus.as_ref().filter(|held| held.stage == stage).map(|held| held.label.as_str())
    }
}
