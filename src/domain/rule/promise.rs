//! The rule that what the client was told is kept.

use super::Case;
use crate::{Job, Slice, Term, Visit, VisitId, VisitState, describe_span};

/// The visit keeps what the client was told, while nobody has arrived.
pub(super) fn promise(case: &Case<'_>) -> Vec<String> {
    let Some((slot, zone)) = case.moments() else { return Vec::new() };
    if case.visit.arrived_at().is_some() {
        return Vec::new();
    }
    let told = |term: Term| match term {
        Term::Window(window) => describe_span(&window, zone),
        Term::By(due) => format!("by {}", due.with_timezone(&zone).format("%a %-d %b %H:%M")),
    };
    let terms = terms_of_visit(case.slice, case.id, case.visit).into_iter();
    terms
        .filter(|term| !term.is_kept_by(&slot))
        .map(|term| format!("the client was told {}", told(term)))
        .collect()
}

/// The promises a visit is held to: the window the client was told for it, and what the job's client was
/// told last of a window and of a due-by, unless that is the window of another visit of the job.
pub fn terms_of_visit(slice: &Slice, id: VisitId, visit: &Visit) -> Vec<Term> {
    let own = visit.window.filter(|_| visit.told_at.is_some()).map(Term::Window);
    let is_of_another = |term: &Term| {
        slice.visits_of(visit.job).any(|(other, visit)| {
            let stands = other != id && !matches!(visit.state, VisitState::Cancelled(_));
            stands && visit.told_at.is_some() && visit.window.map(Term::Window) == Some(*term)
        })
    };
    let standing = slice.jobs.get(&visit.job).into_iter().flat_map(Job::standing_terms);
    own.into_iter().chain(standing.filter(|term| Some(*term) != own && !is_of_another(term))).collect()
}
