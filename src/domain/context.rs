//! What a decision may know beside the records: who, when and the next free ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Definitions, EntityKind, Moment};

/// The next free number of each kind; a kind that is absent begins at 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NextIds(pub BTreeMap<EntityKind, u64>);

impl NextIds {
    /// Takes the next number of a kind.
    pub fn take(&mut self, kind: EntityKind) -> u64 {
        let next = self.0.entry(kind).or_insert(1);
        *next += 1;
        *next - 1
    }
}

/// The circumstances of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The present moment.
    pub now: Moment,
    /// Who is acting.
    pub actor: String,
    /// Where new ids come from.
    pub ids: NextIds,
    /// The written reason that overrides soft guards, when one was given.
    pub override_reason: Option<String>,
    /// The fields and labels that the business added.
    pub definitions: Arc<Definitions>,
}
