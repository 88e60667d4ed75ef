//! Visits that may be put elsewhere, as stops: who may go, when, how long.

use domain::{
    Crew, Finding, Job, Priority, Rule, Slice, TechnicianId, Visit, VisitId, findings_for, place_of,
};

use super::place::TRAVEL_PRICE;
use super::term::{by_lateness, free_of_charge, shared};
use super::{Day, LeftOut, Rank, Work};
use crate::solve::{Standing, Stop, Window};

/// What it is worth that a visit does not stay where the client cannot have us, in minutes of travel.
const OUTSIDE_OFFERS: i64 = 60;

impl Day<'_> {
    /// Adds the placed visits of the day that may move, then those of the tray that are asked for.
    pub(super) fn add_movable_stops(&mut self) {
        let day = self.clock.day;
        let starts_today = |visit: &Visit| visit.span().is_some_and(|span| day.contains(span.start));
        let placed = self.slice.visits.iter().filter(|(id, visit)| {
            visit.state.is_live() && starts_today(visit) && self.is_movable(**id, visit)
        });
        let mut wanted: Vec<VisitId> = placed.map(|(id, _)| *id).collect();
        let is_asked = |id: &&VisitId| {
            !wanted.contains(id) && self.slice.visits.get(id).is_some_and(|visit| visit.slot.is_none())
        };
        let asked: Vec<VisitId> = self.ask.tray.iter().filter(is_asked).copied().collect();
        wanted.extend(asked);
        for id in wanted {
            self.add_movable(id);
        }
    }

    fn add_movable(&mut self, id: VisitId) {
        let Some(visit) = self.slice.visits.get(&id) else { return };
        let Some(job) = self.slice.jobs.get(&visit.job) else { return };
        if !self.is_movable(id, visit) {
            let sentence =
                format!("{id} is for people to place: it is pinned, waits, or takes more than two");
            self.left.push(LeftOut { visit: id, finding: Finding { rule: Rule::Pinned, sentence } });
            return;
        }
        let minutes =
            visit.span().map_or(visit.minutes, |span| u32::try_from(span.minutes()).unwrap_or(u32::MAX));
        let (told, offered) = (self.told(id, visit, minutes), self.offered(job, minutes));
        let kept: Vec<Window> =
            offered.iter().filter_map(|offer| shared(told.range?, *offer)).map(free_of_charge).collect();
        if kept.is_empty() && visit.slot.is_none() {
            let is_told_otherwise = told.range.is_none();
            let finding =
                if is_told_otherwise { self.promise_finding(id, visit) } else { self.offer_finding(job) };
            self.left.push(LeftOut { visit: id, finding });
            return;
        }
        let is_broken = kept.is_empty();
        let mut windows = match told.last {
            Some(last) if is_broken => {
                offered.into_iter().flat_map(|offer| by_lateness(offer, last)).collect()
            }
            None if is_broken => offered.into_iter().map(free_of_charge).collect(),
            Some(_) | None => kept,
        };
        windows.extend(self.stands_outside_offers(visit, job));
        windows.sort_unstable_by_key(|window| (window.from, window.to));
        let rank = rank_of(job, told.is_promised);
        let work = Work { visit: id, helps: false, rank, minutes, is_broken };
        self.add_stops(visit, job, work, windows);
    }

    /// The start of a visit that somebody placed where the client cannot have us: it may stay there, at a price.
    fn stands_outside_offers(&self, visit: &Visit, job: &Job) -> Option<Window> {
        let span = visit.span().filter(|span| !job.is_offered(span))?;
        let start = self.clock.minute(span.start);
        Some(Window { from: start, to: start, price: OUTSIDE_OFFERS * i64::from(TRAVEL_PRICE) })
    }

    /// Adds the lead's stop and, for a crew of two, the helper's.
    fn add_stops(&mut self, visit: &Visit, job: &Job, work: Work, windows: Vec<Window>) {
        let position = place_of(self.slice, visit).map(|place| place.position);
        let place = self.places.add(position);
        let lead = visit.crew.as_ref().map(|crew| crew.lead);
        let helper = visit.crew.as_ref().and_then(|crew| crew.helpers.first().copied());
        let index = self.problem.stops.len();
        let takes_two = self.slice.people_for(visit, job) > 1;
        let stop = Stop {
            place,
            windows,
            work: i32::try_from(work.minutes).unwrap_or(i32::MAX / 2),
            demand: 0,
            prices: self.who_may_go(work.visit, visit, false),
            left_out_price: 0,
            standing: self.standing(visit, lead),
            pair: takes_two.then_some(index + 1),
            pick_up: self.pick_up(visit),
        };
        self.problem.stops.push(stop.clone());
        self.works.push(work);
        if takes_two {
            self.problem.stops.push(Stop {
                place: self.places.add(position),
                prices: self.who_may_go(work.visit, visit, true),
                standing: self.standing(visit, helper),
                pair: Some(index),
                pick_up: None,
                ..stop
            });
            self.works.push(Work { helps: true, ..work });
        }
    }

    /// A price of nothing for every vehicle that the hard rules of persons let go; none for the others.
    fn who_may_go(&self, id: VisitId, visit: &Visit, helps: bool) -> Vec<Option<i64>> {
        // Who was given the visit before it had a time keeps it.
        let given = visit.crew.as_ref().filter(|_| visit.slot.is_none() && !helps).map(|crew| crew.lead);
        let may = |who: &TechnicianId| {
            given.is_none_or(|given| given == *who)
                && obstacle_of(self.slice, id, visit, *who, helps).is_none()
        };
        self.technicians.iter().map(|who| may(who).then_some(0)).collect()
    }

    fn standing(&self, visit: &Visit, who: Option<TechnicianId>) -> Option<Standing> {
        let vehicle = self.technicians.iter().position(|technician| Some(*technician) == who)?;
        let start = self.clock.minute(visit.span()?.start);
        Some(Standing { vehicle, start, change_price: 0, pinned: false })
    }
}

/// What the rules that look at persons alone have against a technician, the gravest first. The lead must have every
/// skill and be one whom the client takes; what a helper lacks the lead has.
pub(super) fn obstacle_of(
    slice: &Slice,
    id: VisitId,
    visit: &Visit,
    who: TechnicianId,
    helps: bool,
) -> Option<Finding> {
    let meant = Visit { slot: None, crew: Some(Crew::of(who)), ..visit.clone() };
    let matters = |finding: &Finding| {
        let of_lead = [Rule::SkillGap, Rule::MustUse].contains(&finding.rule);
        finding.rule != Rule::CrewShort && !(helps && of_lead)
    };
    findings_for(slice, id, &meant).into_iter().find(matters)
}

/// How important it is that a visit of a job is done on the day.
pub(super) fn rank_of(job: &Job, is_promised: bool) -> Rank {
    match job.priority {
        Priority::Urgent => Rank::Urgent,
        Priority::Low | Priority::Normal | Priority::High if is_promised => Rank::Promised,
        Priority::Low | Priority::Normal | Priority::High => Rank::Ordinary,
    }
}
