//! A place for one visit with a crew on the rest of the day: as near to its planned time as all hard rules allow.

use chrono::Duration;
use domain::{Crew, Located, Moment, Slice, Slot, Span, TechnicianId, Visit, VisitId, free_spans, place_of};

use super::LateAsk;
use super::anchor::{Ready, ready_of};
use super::ask::{step_down, step_up};
use super::cascade::members;
use super::search::{Search, hard_rules_of};

/// What is asked of a place for a visit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) visit: VisitId,
    pub(super) crew: &'a Crew,
    /// The time that it should be near to.
    pub(super) near: Span,
    /// Whether what the client was told is to be kept.
    pub(super) keep_promise: bool,
}

impl Search<'_> {
    /// The place nearest to the time wanted where a visit of the plan can go; the earlier of two that are as near.
    /// None when every place of the day breaks a hard rule.
    pub(super) fn best_place(&self, slice: &Slice, wanted: &Wanted<'_>) -> Option<Span> {
        let visit = slice.visits.get(&wanted.visit)?;
        let meant = Visit { crew: Some(wanted.crew.clone()), slot: None, ..visit.clone() };
        if hard_rules_of(slice, wanted.visit, &meant, false).next().is_some() {
            return None;
        }
        let place = place_of(slice, visit);
        let ready = members(&meant).map(|who| self.ready_for(slice, who, place)).max()?;
        let starts = self.starts(slice, &meant, wanted, place, ready);
        let zone = LateAsk::zone(slice);
        starts.into_iter().filter_map(|start| wanted.near.moved_to(start)).find(|span| {
            let there = Visit { slot: Some(Slot::of_span(*span, zone)), ..meant.clone() };
            hard_rules_of(slice, wanted.visit, &there, wanted.keep_promise).next().is_none()
        })
    }

    /// The first moment at which somebody can be at a place.
    fn ready_for(&self, slice: &Slice, who: TechnicianId, place: Option<Located>) -> Moment {
        let late = self.ready.filter(|_| who == self.ask.technician);
        let Ready { at, from } = late.unwrap_or_else(|| ready_of(slice, who, self.ask.now));
        let way = from.zip(place).map_or(0, |(from, to)| slice.travel(from, to, at).minutes);
        step_up(at + Duration::minutes(way))
    }

    /// Starts worth trying, the nearest to the time wanted first: that time itself, and where something ends or begins.
    fn starts(
        &self,
        slice: &Slice,
        meant: &Visit,
        wanted: &Wanted<'_>,
        place: Option<Located>,
        ready: Moment,
    ) -> Vec<Moment> {
        let length = wanted.near.end - wanted.near.start;
        let way = |from: Option<Located>, to: Option<Located>, at| {
            Duration::minutes(from.zip(to).map_or(0, |(from, to)| slice.travel(from, to, at).minutes))
        };
        let mut starts = vec![wanted.near.start, ready];
        for who in members(meant) {
            for free in free_spans(slice, who, self.ask.date(slice)) {
                starts.extend([step_up(free.start), step_down(free.end - length)]);
            }
            for (other, span) in
                slice.visits.live_of_technician(who).filter(|(_, span)| span.overlaps(&self.day))
            {
                let there = slice.visits.get(&other).and_then(|visit| place_of(slice, visit));
                let before = span.start - length;
                starts.push(step_up(span.end + way(there, place, span.end)));
                starts.push(step_down(before - way(place, there, before)));
            }
        }
        for term in domain::terms_of_visit(slice, wanted.visit, meant) {
            match term {
                domain::Term::Window(window) => starts.push(step_up(window.start)),
                domain::Term::By(due) => starts.push(step_down(due - length)),
            }
        }
        starts.retain(|start| *start >= ready && self.day.contains(*start));
        starts.sort_unstable_by_key(|start| ((*start - wanted.near.start).abs(), *start));
        starts.dedup();
        starts
    }
}
