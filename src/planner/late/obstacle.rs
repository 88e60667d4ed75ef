//! What takes a technician's time: other visits, events, breaks. What a visit that is held up cannot push aside.

use chrono::{Duration, NaiveDate};
use domain::{EventId, Located, Moment, Slice, Span, TechnicianId, Visit, VisitId, joined, place_of};

/// What a visit that is held up had to go around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InTheWay {
    /// An event of one of the crew.
    Event(EventId),
    /// A time between the working hours of one of the crew.
    Break(TechnicianId, Span),
    /// A visit that is pinned, or that others have begun.
    Visit(VisitId),
    /// The present moment: what has not begun does not begin before it, and what is not over does not end before it.
    Now(Moment),
}

/// A stretch of time that is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Taken {
    pub(super) span: Span,
    /// What takes it, when that stands; none for a visit that is held up itself or comes before.
    pub(super) what: Option<InTheWay>,
    /// What place it leaves somebody at; none for what has no place, which a way may begin before and end after.
    place: Place,
    /// Whether it is time off that lasts to the end of the working day.
    pub(super) ends_the_day: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    None,
    /// A visit, at a place that may not be known.
    At(Option<Located>),
}

impl Taken {
    pub(super) fn visit(slice: &Slice, visit: &Visit, span: Span, what: Option<InTheWay>) -> Self {
        Taken { span, what, place: Place::At(place_of(slice, visit)), ends_the_day: false }
    }

    /// From the beginning of a day until somebody is free, at a place.
    pub(super) fn until(day: Span, at: Moment, from: Option<Located>) -> Self {
        let end = at.max(day.start + Duration::minutes(1));
        Taken {
            span: Span { start: day.start, end },
            what: None,
            place: Place::At(from),
            ends_the_day: false,
        }
    }

    /// The first moment after it at which a visit can begin, when the visit cannot be where it is meant to be; none
    /// when both go together.
    pub(super) fn next_start(&self, slice: &Slice, span: Span, place: Option<Located>) -> Option<Moment> {
        let Place::At(own) = self.place else {
            return self.span.overlaps(&span).then_some(self.span.end);
        };
        let way = |from: Option<Located>, to: Option<Located>, at: Moment| {
            let minutes = from.zip(to).map_or(0, |(from, to)| slice.travel(from, to, at).minutes);
            Duration::minutes(minutes)
        };
        let next = self.span.end + way(own, place, self.span.end);
        let is_after = next <= span.start;
        let is_before = span.end + way(place, own, span.end) <= self.span.start;
        (!is_after && !is_before).then_some(next)
    }
}

/// The events and breaks of a technician on a local day.
pub(super) fn standing_times(slice: &Slice, who: TechnicianId, date: NaiveDate, day: Span) -> Vec<Taken> {
    let Some((technician, business)) = slice.technicians.get(&who).zip(slice.business.as_ref()) else {
        return Vec::new();
    };
    let mut working = technician.working_spans(business, date);
    working.sort_unstable();
    let working = joined(&working);
    let end = working.last().map_or(day.start, |last| last.end);
    let events = slice.events.overlapping(who, day).map(|(id, event)| Taken {
        span: event.span(),
        what: Some(InTheWay::Event(id)),
        place: Place::None,
        ends_the_day: event.kind.is_time_off() && event.span().end >= end,
    });
    let breaks = working.windows(2).map(|pair| {
        let span = Span { start: pair[0].end, end: pair[1].start };
        Taken { span, what: Some(InTheWay::Break(who, span)), place: Place::None, ends_the_day: false }
    });
    events.chain(breaks).collect()
}
