//! The journal: what was done, by whom, and both sides of every change. It only grows; undo adds to it.

mod fields;
mod inverse;
mod log;
mod record;
pub(crate) mod undone;

pub(crate) use fields::{Fields, rewind};
pub(crate) use inverse::{fields_changed_since, inverse_of, stored_fields, to_record};
pub use log::{LogFilter, LoggedChange, Operation};
pub(crate) use log::{
    all_changes_after, changed_by, changes_of, changes_since, find_key, last_operation, operation,
    operations, removed_parts,
};
pub(crate) use record::record;
pub(crate) use undone::{redo_target, undo_target};

use domain::{Fact, Moment};

/// An operation to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewOperation<'a> {
    /// Its idempotency key: the same request, sent again, has the same key.
    pub key: &'a str,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: &'a str,
    /// What it was.
    pub fact: Fact,
    /// One sentence for people.
    pub summary: &'a str,
    /// The operation that it takes back, for an undo or redo.
    pub undoes: Option<i64>,
}
