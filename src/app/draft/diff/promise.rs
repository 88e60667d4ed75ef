//! What the clients were told, and whether the plan and the draft keep it.

use domain::{Term, Visit, VisitId, terms_of_visit};
use schemars::JsonSchema;
use serde::Serialize;

use super::Sides;
use super::visit::{label_of, pairs};
use crate::view::{TermLine, term_line};

/// One thing that a client was told about a visit that the draft changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PromiseDiff {
    /// Which visit.
    pub visit: VisitId,
    /// What it is for and whom.
    pub label: String,
    /// What the client was told.
    pub told: TermLine,
    /// Whether the plan keeps it as it is.
    pub was_kept: bool,
    /// Whether the draft keeps it.
    pub is_kept: bool,
    /// Whether the draft promises the client something else instead.
    pub told_anew: bool,
}

/// Everything that the clients of changed visits were told, what the draft breaks first.
pub(super) fn promise_diffs(sides: &Sides) -> Vec<PromiseDiff> {
    let zone = sides.before.zone();
    let mut promises = Vec::new();
    for (id, before, after) in pairs(sides) {
        let kept = |visit: &Visit, term: &Term| visit.span().is_some_and(|slot| term.is_kept_by(&slot));
        let terms_after = terms_of_visit(&sides.after.slice, id, after);
        for term in terms_of_visit(&sides.before.slice, id, before) {
            promises.push(PromiseDiff {
                visit: id,
                label: label_of(&sides.before.slice, before),
                told: term_line(&term, zone),
                was_kept: kept(before, &term),
                is_kept: kept(after, &term),
                told_anew: after.told_at.is_some() && !terms_after.contains(&term),
            });
        }
    }
    promises.sort_by_key(|promise| (promise.is_kept, !promise.was_kept, promise.visit));
    promises
}
