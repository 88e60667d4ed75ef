//! Where the technician is: the visit that they are at or going to.

use chrono::Duration;
use domain::{
    Located, Moment, Slice, Span, Stop, TechnicianId, Visit, VisitId, VisitState, home_of, place_of,
    way_before,
};

use super::LateAsk;

/// The visit that a late technician is at or going to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Which visit.
    pub visit: VisitId,
    /// Whether they are on site already: then its end alone is late.
    pub on_site: bool,
    /// Whether they have set off or are there: then nobody else can take it.
    pub begun: bool,
    /// When it was to be.
    pub was: Span,
    /// When it will be.
    pub becomes: Span,
}

impl Anchor {
    /// Whether it is the present moment that it waits for, more than the minutes that are given.
    pub(super) fn waits_for_now(&self, ask: &LateAsk) -> bool {
        let later =
            if self.on_site { self.becomes.end - self.was.end } else { self.becomes.start - self.was.start };
        later > Duration::minutes(i64::from(ask.minutes))
    }
}

/// Where somebody is free, and from when on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ready {
    pub(super) at: Moment,
    pub(super) from: Option<Located>,
}

/// Finds the visit that a technician is at, else the next one of the day that can still be done as planned but for the
/// lateness. One that has ended by the plan, and that nobody has begun, is none: it waits for somebody to say what
/// became of it.
pub(super) fn find(slice: &Slice, ask: &LateAsk) -> Option<Anchor> {
    let late = Duration::minutes(i64::from(ask.minutes));
    let day = ask.day(slice);
    let theirs = slice.visits.of_technician(ask.technician).filter_map(|(id, visit)| {
        let span = visit.span().filter(|span| visit.state.is_live() && span.overlaps(&day))?;
        Some((id, visit, span))
    });
    let theirs: Vec<(VisitId, &Visit, Span)> = theirs.collect();
    let on_site = theirs.iter().filter(|(_, visit, _)| visit.state == VisitState::OnSite);
    let en_route = theirs.iter().filter(|(_, visit, _)| visit.state == VisitState::EnRoute);
    let to_come = theirs.iter().filter(|(_, visit, span)| {
        !visit.state.has_started() && span.start >= day.start && span.end + late > ask.now
    });
    let first = |(id, _, span): &&(VisitId, &Visit, Span)| (span.start, *id);
    let found = on_site.max_by_key(first).or(en_route.max_by_key(first)).or(to_come.min_by_key(first));
    let (visit, record, was) = found.copied()?;
    let on_site = record.state == VisitState::OnSite;
    let becomes = if on_site {
        Span { start: was.start, end: (was.end + late).max(ask.now).max(was.end) }
    } else {
        was.moved_to((was.start + late).max(ask.now))?
    };
    Some(Anchor { visit, on_site, begun: record.state.has_started(), was, becomes })
}

/// When and where a late technician is free when they do not go to the visit that they were on the way to.
pub(super) fn ready_without(slice: &Slice, ask: &LateAsk, anchor: &Anchor) -> Ready {
    let way =
        slice.visits.get(&anchor.visit).and_then(|v| way_before(slice, anchor.visit, v, ask.technician));
    let way = way.filter(|way| way.stop == Stop::Home).map_or(0, |way| way.travel.minutes);
    let late = anchor.becomes.start - Duration::minutes(way);
    let ready = ready_of(slice, ask.technician, ask.now);
    Ready { at: ready.at.max(late), ..ready }
}

/// When and where a technician is free as things stand: after what they have begun or ended last today, else from
/// their home base, now.
pub(super) fn ready_of(slice: &Slice, who: TechnicianId, now: Moment) -> Ready {
    let begun =
        slice.visits.of_technician(who).filter_map(|(_, visit)| Some((kept_until(visit, now)?, visit)));
    let is_recent = |at: Moment| at > now - Duration::hours(12);
    let last = begun.filter(|(at, _)| is_recent(*at)).max_by_key(|(at, _)| *at);
    match last {
        Some((at, visit)) => Ready { at: at.max(now), from: place_of(slice, visit) },
        None => Ready { at: now, from: home_of(slice, who) },
    }
}

/// Until when a visit that has begun keeps its crew; none for one that is still to come.
fn kept_until(visit: &Visit, now: Moment) -> Option<Moment> {
    match &visit.state {
        VisitState::Done(_) => visit.ended_at(),
        VisitState::OnSite => Some(visit.span()?.end.max(now)),
        VisitState::EnRoute => {
            let span = visit.span()?;
            Some(span.end.max(now + (span.end - span.start)))
        }
        VisitState::Planned | VisitState::Confirmed | VisitState::Dispatched | VisitState::Cancelled(_) => {
            None
        }
    }
}
