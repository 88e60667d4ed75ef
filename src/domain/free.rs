//! Free time: when a technician works and nothing but jobs may take them.

use chrono::NaiveDate;

use crate::{Business, Events, Slice, Span, Technician, TechnicianId, joined};

/// The stretches of a local date in which a technician works and no event takes their time, in order, none
/// empty, none touching another.
///
/// Working time is their own exception, else the business's (a public holiday), else their week. Visits are
/// not looked at, nor whether they still work here; nobody's and an unknown technician's is empty.
pub fn free_spans(slice: &Slice, who: TechnicianId, date: NaiveDate) -> Vec<Span> {
    let working = hours_on(slice, who, date);
    let Some(whole) = whole(&working) else { return working };
    let taken: Vec<Span> = slice.events.overlapping(who, whole).map(|(_, event)| event.span()).collect();
    without(&working, taken)
}

/// The stretches of a local date that are a technician's working time in the calendar, time off taken out; other
/// events are work of a kind. The figures divide by it.
pub fn working_time(slice: &Slice, who: TechnicianId, date: NaiveDate) -> Vec<Span> {
    without_time_off(hours_on(slice, who, date), who, &slice.events)
}

/// As [`working_time`], of a technician who is not in a slice.
pub fn working_time_of(
    (who, technician): (TechnicianId, &Technician),
    business: &Business,
    events: &Events,
    date: NaiveDate,
) -> Vec<Span> {
    without_time_off(hours_of(technician, business, date), who, events)
}

fn without_time_off(working: Vec<Span>, who: TechnicianId, events: &Events) -> Vec<Span> {
    let Some(whole) = whole(&working).filter(|_| !events.is_empty()) else { return working };
    let off = events.overlapping(who, whole).filter(|(_, event)| event.kind.is_time_off());
    let off = off.map(|(_, event)| event.span()).collect();
    without(&working, off)
}

/// Working hours of a local date in order; clocks that change within them may bring intervals together.
fn hours_on(slice: &Slice, who: TechnicianId, date: NaiveDate) -> Vec<Span> {
    let (Some(technician), Some(business)) = (slice.technicians.get(&who), &slice.business) else {
        return Vec::new();
    };
    hours_of(technician, business, date)
}

fn hours_of(technician: &Technician, business: &Business, date: NaiveDate) -> Vec<Span> {
    let mut working = technician.working_spans(business, date);
    working.sort_unstable();
    joined(&working)
}

/// From the start of the first to the end of the last.
fn whole(spans: &[Span]) -> Option<Span> {
    Span::new(spans.first()?.start, spans.last()?.end)
}

/// What is left of spans, which are in order and apart, when others are taken out of them.
pub fn without(spans: &[Span], mut taken: Vec<Span>) -> Vec<Span> {
    taken.sort_unstable();
    let mut left = Vec::new();
    for span in spans {
        let mut start = span.start;
        for gone in taken.iter().filter(|gone| gone.overlaps(span)) {
            left.extend(Span::new(start, gone.start));
            start = start.max(gone.end);
        }
        left.extend(Span::new(start, span.end));
    }
    left
}

/// How many minutes of a local date are a technician's working time ([`working_time`]).
pub fn working_minutes(slice: &Slice, who: TechnicianId, date: NaiveDate) -> i64 {
    working_time(slice, who, date).iter().map(Span::minutes).sum()
}

#[cfg(test)]
mod tests;
