//! Notes: dated remarks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EntityRef, Moment};

/// A dated remark about any record; a correction is another note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it is about.
    pub about: EntityRef,
    /// When it was written.
    pub at: Moment,
    /// Who wrote it.
    pub by: String,
    /// What it says; never empty.
    pub text: String,
}
