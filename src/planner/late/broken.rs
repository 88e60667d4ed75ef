//! What the clients were told, and by how much it is not kept.

use domain::{Slice, Span, Term, Visit, VisitId, terms_of_visit};

/// Something that a client was told and that is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// What they were told.
    pub term: Term,
    /// By how many minutes it is missed; none when nobody comes at all.
    pub minutes: Option<i64>,
    /// Whether the plan did not keep it before either.
    pub was_broken: bool,
}

/// What the client of a visit was told, by the plan, and is not kept when the visit is then; none for a visit that
/// nobody goes to that day. Who has arrived has kept their window or not: that cannot change any more.
pub(super) fn broken_terms(
    plan: &Slice,
    id: VisitId,
    visit: &Visit,
    then: Option<Span>,
    day: Span,
) -> Vec<Broken> {
    let is_open = |term: &Term| match term {
        Term::Window(_) => visit.arrived_at().is_none(),
        Term::By(_) => true,
    };
    let told = terms_of_visit(plan, id, visit).into_iter().filter(is_open);
    let planned = visit.span();
    told.filter_map(|term| {
        let was_broken = planned.is_none_or(|span| !term.is_kept_by(&span));
        let minutes = match then {
            Some(span) if term.is_kept_by(&span) => return None,
            Some(span) => Some(minutes_beyond(&term, span)),
            None if term.deadline() > day.end => return None,
            None => None,
        };
        Some(Broken { term, minutes, was_broken })
    })
    .collect()
}

fn minutes_beyond(term: &Term, span: Span) -> i64 {
    match term {
        Term::Window(window) if span.start < window.start => (window.start - span.start).num_minutes(),
        Term::Window(window) => (span.start - window.end).num_minutes().max(1),
        Term::By(due) => (span.end - *due).num_minutes(),
    }
}
