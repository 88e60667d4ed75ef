//! What a technician's day comes to.

use chrono::NaiveDate;
use domain::{
    Slice, Span, Stop, TechnicianId, Tz, free_spans, joined, local_day, way_after, way_before, without,
};

/// A technician's day in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Figures {
    /// Estimated travel between the visits still to come, from home and back.
    pub(super) travel: i64,
    /// Work outside of free time.
    pub(super) overtime: i64,
}

pub(super) fn figures_of(slice: &Slice, who: TechnicianId, date: NaiveDate, zone: Tz) -> Figures {
    let day = local_day(date, zone);
    let live = slice.visits.live_of_technician(who).filter(|(_, span)| day.contains(span.start));
    let (mut travel, mut spans) = (0, Vec::new());
    for (id, span) in live {
        spans.push(span);
        let Some(visit) = slice.visits.get(&id) else { continue };
        let to = way_before(slice, id, visit, who).map_or(0, |way| way.travel.minutes);
        let home = way_after(slice, id, visit, who).filter(|way| way.stop == Stop::Home);
        travel += to + home.map_or(0, |way| way.travel.minutes);
    }
    spans.sort_unstable();
    let over = without(&joined(&spans), free_spans(slice, who, date));
    Figures { travel, overtime: over.iter().map(Span::minutes).sum() }
}
