//! The rule that some time of each day is kept free for urgent work.

use chrono::NaiveDate;

use super::Case;
use crate::{Priority, Slice, Span, TechnicianId, VisitId, free_spans, say_minutes, without};

/// What the business keeps free of a day for urgent work stays free; urgent work may take it.
///
/// The reserve is minutes over all technicians and not people: a small business cannot spare one, and whoever
/// has room left can take the call.
pub(super) fn reserve(case: &Case<'_>) -> Vec<String> {
    let Some((slot, business)) = case.placed() else { return Vec::new() };
    let wanted = i64::from(business.reserve_minutes);
    if wanted == 0 || case.job.priority == Priority::Urgent || case.members.is_empty() {
        return Vec::new();
    }
    let date = slot.start.with_timezone(&business.zone).date_naive();
    let crew: Vec<TechnicianId> = case.members.iter().map(|(who, _)| *who).collect();
    let left = free_minutes(case.slice, date, case.id, Some((&crew, slot)));
    if left >= wanted {
        return Vec::new();
    }
    let (left, wanted) = (say_minutes(left), say_minutes(wanted));
    vec![format!("leaves {left} free on {}, {wanted} are kept for urgent work", date.format("%a %-d %b"))]
}

/// The minutes of a local date that nothing takes, over all technicians who work here, when one visit is left out
/// or is where it is meant to be.
pub fn free_minutes(
    slice: &Slice,
    date: NaiveDate,
    moved: VisitId,
    meant: Option<(&[TechnicianId], Span)>,
) -> i64 {
    let of_technician = |who: TechnicianId| -> i64 {
        let others = slice.visits.live_of_technician(who).filter(|(id, _)| *id != moved);
        let own = meant.filter(|(crew, _)| crew.contains(&who)).map(|(_, slot)| slot);
        let taken = others.map(|(_, span)| span).chain(own).collect();
        without(&free_spans(slice, who, date), taken).iter().map(Span::minutes).sum()
    };
    let working = slice.technicians.iter().filter(|(_, technician)| !technician.inactive);
    working.map(|(who, _)| of_technician(*who)).sum()
}
