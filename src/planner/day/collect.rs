//! Calling for parts on the way: where they wait, and when and for what a plan calls there.

use chrono::Duration;
use domain::{Moment, SiteId, Slice, Span, TechnicianId, Tz, Visit, VisitId, describe_span, place_of_site};

use super::{Day, DayPlan, DayProblem};
use crate::solve::{PickUp, Purpose, Solution, Way};

/// A technician calls for parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartsCall {
    /// Who calls.
    pub technician: TechnicianId,
    /// Where the parts wait.
    pub site: SiteId,
    /// From coming there to going on.
    pub span: Span,
    /// The visits that the parts are for; they come later on the same way.
    pub visits: Vec<VisitId>,
}

impl PartsCall {
    /// It for people: `Dana collects parts at Merchant, Tue 24 Nov 08:20–08:35, for V-3 and V-7`.
    pub fn describe(&self, slice: &Slice, zone: Tz) -> String {
        let who = slice.technicians.get(&self.technician).map_or("", |technician| technician.name.as_str());
        let site = slice.sites.get(&self.site).map_or_else(|| self.site.to_string(), domain::Site::label);
        let visits: Vec<String> = self.visits.iter().map(ToString::to_string).collect();
        let when = describe_span(&self.span, zone);
        format!("{who} collects parts at {site}, {when}, for {}", visits.join(" and "))
    }
}

impl Day<'_> {
    /// Where the parts of a visit wait, when they do: a place of its own for each such site.
    pub(super) fn pick_up(&mut self, visit: &Visit) -> Option<PickUp> {
        let (site, minutes) = self.slice.jobs.get(&visit.job)?.collects()?;
        let known = self.collected_at.iter().find(|(_, at)| *at == site).map(|(place, _)| *place);
        let place = known.unwrap_or_else(|| {
            let place = self.places.add(place_of_site(self.slice, site).map(|place| place.position));
            self.collected_at.push((place, site));
            place
        });
        Some(PickUp { place, work: i32::try_from(minutes).unwrap_or(i32::MAX / 2) })
    }
}

impl DayProblem {
    /// The calls for parts of a solution that are for visits of the plan, and the visits for whose parts it has no
    /// time: their work stands where nobody may move it.
    pub(super) fn calls(
        &self,
        slice: &Slice,
        solution: &Solution,
        plan: &DayPlan,
    ) -> (Vec<PartsCall>, Vec<VisitId>) {
        let goes_out = |visit: VisitId| plan.left.iter().any(|left| left.visit == visit);
        let (mut calls, mut without) = (Vec::new(), Vec::new());
        for (vehicle, way) in solution.ways.iter().enumerate() {
            let mut called = Vec::new();
            for (at, call) in way.calls.iter().enumerate() {
                match call.purpose {
                    Purpose::PickUp { place } => {
                        called.push(place);
                        let mut visits = self.fetched_for(way, at, place);
                        visits.retain(|visit| !goes_out(*visit));
                        calls.extend(self.call(slice, vehicle, (place, call.start), visits));
                    }
                    Purpose::Stop(stop) => {
                        let missing =
                            self.problem.stops[stop].pick_up.filter(|part| !called.contains(&part.place));
                        let visit = self.works[stop].visit;
                        without.extend(missing.map(|_| visit).filter(|visit| !goes_out(*visit)));
                    }
                }
            }
        }
        (calls, without)
    }

    /// The visits later on a way whose parts wait at a place.
    fn fetched_for(&self, way: &Way, at: usize, place: usize) -> Vec<VisitId> {
        let stops = way.calls[at..].iter().filter_map(|call| match call.purpose {
            Purpose::Stop(stop) => Some(stop),
            Purpose::PickUp { .. } => None,
        });
        let waits = |stop: &usize| self.problem.stops[*stop].pick_up.is_some_and(|part| part.place == place);
        stops.filter(waits).map(|stop| self.works[stop].visit).collect()
    }

    fn call(
        &self,
        slice: &Slice,
        vehicle: usize,
        (place, start): (usize, i32),
        visits: Vec<VisitId>,
    ) -> Option<PartsCall> {
        let (_, site) = self.collected_at.iter().find(|(known, _)| *known == place)?;
        let job = |visit: &VisitId| slice.jobs.get(&slice.visits.get(visit)?.job);
        // One call takes as long as the longest of those it is for.
        let minutes = visits.iter().filter_map(|visit| Some(job(visit)?.collects()?.1)).max()?;
        let start: Moment = self.clock.moment(start);
        let span = Span::new(start, start + Duration::minutes(i64::from(minutes)))?;
        Some(PartsCall { technician: self.technicians[vehicle], site: *site, span, visits })
    }
}
