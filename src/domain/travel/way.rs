//! The way to a visit and on from it: from and to the neighbouring visit of each technician, or home.

use chrono::NaiveTime;

use super::{Estimate, Located, home_of, place_of};
use crate::{Moment, Slice, Span, TechnicianId, Tz, Visit, VisitId, local_day};

/// A gap between two visits and the travel it takes, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// Minutes between the end of the one and the start of the other.
    pub gap: i64,
    /// Estimated travel in minutes.
    pub travel: i64,
    /// Whether the travel is a guess ([`Estimate::guess`]).
    pub guess: bool,
}

impl Travel {
    /// Whether the gap is shorter than the travel (a clash is not tight: it is a clash).
    pub fn is_tight(&self) -> bool {
        self.gap >= 0 && self.gap < self.travel
    }
}

/// Where a technician comes from or goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Another visit.
    Visit(VisitId),
    /// Their home base.
    Home,
}

/// The way of one technician to a visit or on from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// The other end of it.
    pub stop: Stop,
    /// Minutes between this visit and the other, less than nothing when both overlap; none for home.
    pub gap: Option<i64>,
    /// How long it takes.
    pub travel: Estimate,
}

impl Slice {
    /// How long it takes from one place to another, setting off at a moment.
    pub fn travel(&self, from: Located, to: Located, at: Moment) -> Estimate {
        let road = self.roads.between(from.position, to.position, self.clock_at(at));
        Estimate { guess: road.guess || from.is_guess() || to.is_guess(), ..road }
    }

    /// Minutes between all of some positions, row by row, such that a plan made with them holds whenever in a span one
    /// sets off ([`Roads::matrix`](super::Roads::matrix)).
    pub fn travel_matrix(&self, positions: &[crate::Position], span: Span) -> Vec<i64> {
        const DAY_MINUTES: i64 = 24 * 60;
        let from = self.clock_at(span.start);
        let until = if span.minutes() < DAY_MINUTES { self.clock_at(span.end) } else { from };
        self.roads.matrix(positions, from, until)
    }

    /// The local time of a moment; any when the roads do not ask.
    fn clock_at(&self, at: Moment) -> NaiveTime {
        let zone = self.business.as_ref().map_or(Tz::UTC, |business| business.zone);
        if self.roads.is_steady() { NaiveTime::MIN } else { at.with_timezone(&zone).time() }
    }
}

/// The way of a technician to a visit with a slot: from the one before it on the same local day, else from home. None
/// when either place is unknown.
pub fn way_before(slice: &Slice, id: VisitId, visit: &Visit, who: TechnicianId) -> Option<Way> {
    if let Some(other) = before(slice, id, visit, who) {
        return Some(way(other, travel_of(slice, slice.visits.get(&other)?, visit)?));
    }
    let travel = slice.travel(home_of(slice, who)?, place_of(slice, visit)?, visit.span()?.start);
    Some(Way { stop: Stop::Home, gap: None, travel })
}

/// The way of a technician on from a visit with a slot: to the one after it on the same local day, else home. None
/// when either place is unknown.
pub fn way_after(slice: &Slice, id: VisitId, visit: &Visit, who: TechnicianId) -> Option<Way> {
    if let Some(other) = after(slice, id, visit, who) {
        return Some(way(other, travel_of(slice, visit, slice.visits.get(&other)?)?));
    }
    let travel = slice.travel(place_of(slice, visit)?, home_of(slice, who)?, visit.span()?.end);
    Some(Way { stop: Stop::Home, gap: None, travel })
}

fn way(other: VisitId, travel: Travel) -> Way {
    let estimate = Estimate { minutes: travel.travel, guess: travel.guess };
    Way { stop: Stop::Visit(other), gap: Some(travel.gap), travel: estimate }
}

/// Travel from the visit before, on the same local day, of whoever of the crew has the least time for it;
/// none when either place is unknown.
pub fn travel_between(slice: &Slice, id: VisitId, visit: &Visit) -> Option<Travel> {
    let from = |who| travel_of(slice, slice.visits.get(&before(slice, id, visit, who)?)?, visit);
    tightest(visit.crew.as_ref()?.members().filter_map(from))
}

/// Travel to the visit after, as [`travel_between`] does it for the one before.
pub fn travel_after(slice: &Slice, id: VisitId, visit: &Visit) -> Option<Travel> {
    let to = |who| travel_of(slice, visit, slice.visits.get(&after(slice, id, visit, who)?)?);
    tightest(visit.crew.as_ref()?.members().filter_map(to))
}

/// Travel from the end of one visit to the start of another.
fn travel_of(slice: &Slice, from: &Visit, to: &Visit) -> Option<Travel> {
    let (leaves, begins) = (from.span()?.end, to.span()?.start);
    let way = slice.travel(place_of(slice, from)?, place_of(slice, to)?, leaves);
    Some(Travel { gap: (begins - leaves).num_minutes(), travel: way.minutes, guess: way.guess })
}

/// The visit of a technician that is the last to end today among those begun before this one.
fn before(slice: &Slice, id: VisitId, visit: &Visit, who: TechnicianId) -> Option<VisitId> {
    let slot = visit.span()?;
    let today = day_of(slot.start, slice)?;
    let begun =
        others_of(slice, id, who).filter(|(_, span)| span.start < slot.start && today.contains(span.end));
    begun.max_by_key(|(_, span)| span.end).map(|(id, _)| id)
}

/// The visit of a technician that is the first to begin on the day on which this one ends.
fn after(slice: &Slice, id: VisitId, visit: &Visit, who: TechnicianId) -> Option<VisitId> {
    let slot = visit.span()?;
    let today = day_of(slot.end, slice)?;
    let coming =
        others_of(slice, id, who).filter(|(_, span)| span.start >= slot.start && today.contains(span.start));
    coming.min_by_key(|(_, span)| span.start).map(|(id, _)| id)
}

fn others_of(slice: &Slice, id: VisitId, who: TechnicianId) -> impl Iterator<Item = (VisitId, Span)> {
    slice.visits.live_of_technician(who).filter(move |(other, _)| *other != id)
}

/// The local day that a moment is in: what is compared with many others is made of local time once.
fn day_of(at: Moment, slice: &Slice) -> Option<Span> {
    let zone = slice.business.as_ref()?.zone;
    Some(local_day(at.with_timezone(&zone).date_naive(), zone))
}

/// The one with the least time to spare; a clash hides no tight one behind it.
fn tightest(travels: impl Iterator<Item = Travel>) -> Option<Travel> {
    travels.min_by_key(|travel| (!travel.is_tight(), travel.gap - travel.travel))
}
