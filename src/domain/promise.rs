//! Promises: what the client was told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Moment, Span};

/// What was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Someone arrives inside this window.
    Window(Span),
    /// The work is done by then.
    By(#[serde(deserialize_with = "crate::moment::read")] Moment),
}

impl Term {
    /// The moment after which it is broken: the window's end for an arrival, the due time for work.
    pub fn deadline(&self) -> Moment {
        match self {
            Term::Window(window) => window.end,
            Term::By(due) => *due,
        }
    }

    /// Whether a planned visit would keep it.
    pub fn is_kept_by(&self, slot: &Span) -> bool {
        match self {
            Term::Window(window) => window.contains(slot.start),
            Term::By(due) => slot.end <= *due,
        }
    }
}

/// One telling. A job's first promise is kept for ever; later ones are re-promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Promise {
    /// What was told.
    pub term: Term,
    /// When.
    #[serde(deserialize_with = "crate::moment::read")]
    pub at: Moment,
    /// By whom.
    pub by: String,
}
