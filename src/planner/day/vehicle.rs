//! Technicians as vehicles: when they work, from where, how much.

use domain::{FloatingBreak, Technician, TechnicianId, break_range, home_of, place_of};

use super::Day;
use super::clock::step_up;
use super::fixed::Stay;
use crate::solve::{Break, Range, Vehicle};

/// Half-open minutes of working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: i32,
    pub(super) to: i32,
}

impl Day<'_> {
    /// Adds every technician who can still work on this day.
    pub(super) fn add_vehicles(&mut self) {
        for (who, technician) in &self.slice.technicians {
            let stretches = self.working_stretches(*who);
            let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { continue };
            let shift = Range { from: first.from, to: last.to };
            let mut breaks = gaps_between(&stretches);
            breaks.extend(technician.breaks.iter().filter_map(|pause| self.floating(*who, shift, pause)));
            breaks.sort_by_key(|pause| pause.start.from);
            let vehicle = self.vehicle(*who, technician, shift, breaks);
            self.problem.vehicles.push(vehicle);
            self.technicians.push(*who);
        }
    }

    fn vehicle(
        &mut self,
        who: TechnicianId,
        technician: &Technician,
        shift: Range,
        breaks: Vec<Break>,
    ) -> Vehicle {
        let wishes = self.ask.wishes;
        let home = home_of(self.slice, who).map(|home| home.position);
        let home = home.map(|at| self.places.add_home(Some(at), !wishes.commute_is_work));
        let begun = self.begun_by(who).and_then(|(_, id)| self.slice.visits.get(&id));
        let start =
            begun.map(|visit| self.places.add(place_of(self.slice, visit).map(|place| place.position)));
        let limit = technician.daily_limit.map_or(usize::MAX, |limit| limit as usize);
        Vehicle {
            start: start.or(home),
            end: home,
            shift,
            breaks,
            capacity: i32::MAX,
            most_stops: limit.saturating_sub(self.count_taken_of(who)),
            longest: i32::MAX,
            overtime: self.room_after(who, shift.to).min(i32::try_from(wishes.overtime).unwrap_or(i32::MAX)),
            overtime_price: 0,
        }
    }

    /// A break that is taken when it suits, cut to the shift; none when it is had anyway or its time is over.
    fn floating(&self, who: TechnicianId, shift: Range, pause: &FloatingBreak) -> Option<Break> {
        let range = break_range(self.slice, who, self.ask.date, pause)?;
        let length = i32::try_from(pause.minutes).unwrap_or(i32::MAX / 2);
        let from = self.clock.minute_up(range.start).max(shift.from);
        let to = self.clock.minute(range.end).min(shift.to) - length;
        (from <= to).then_some(Break { start: Range { from, to }, length })
    }

    /// When a technician can be given work: free spans of the day from now on, less work that stays and is no stop
    /// of its own.
    fn working_stretches(&self, who: TechnicianId) -> Vec<Stretch> {
        let from = step_up(self.earliest(who));
        let free = self.free_stretches(who);
        let (_, cuts) = self.sorted_stays(who, &free);
        let clipped = free.into_iter().map(|free| Stretch { from: free.from.max(from), to: free.to });
        let mut left: Vec<Stretch> = clipped.filter(|free| free.from < free.to).collect();
        for cut in cuts {
            left = left.into_iter().flat_map(|free| without(free, cut)).collect();
        }
        left
    }

    /// From when a technician can begin something: now, or after what has begun.
    fn earliest(&self, who: TechnicianId) -> i32 {
        let begun = self.begun_by(who).map_or(i32::MIN, |(until, _)| until);
        let delayed = self.ask.delays.get(&who).map_or(i32::MIN, |at| self.clock.minute_up(*at));
        begun.max(delayed).max(self.clock.minute_up(self.ask.now))
    }

    /// How long a technician could go on after their hours: until the next event or visit that stays.
    fn room_after(&self, who: TechnicianId, end: i32) -> i32 {
        let rest = domain::Span::new(self.clock.moment(end), self.clock.day.end);
        let events = rest.into_iter().flat_map(|rest| self.slice.events.overlapping(who, rest));
        let events = events.map(|(_, event)| self.clock.minute(event.span().start));
        let stays = self.stays_of(who).into_iter().filter(|stay| stay.to > end).map(|stay| stay.from);
        events.chain(stays).min().map_or(i32::MAX, |next| (next - end).max(0))
    }

    fn free_stretches(&self, who: TechnicianId) -> Vec<Stretch> {
        let spans = domain::free_spans(self.slice, who, self.ask.date);
        let stretch = |span: domain::Span| Stretch {
            from: self.clock.minute_up(span.start),
            to: self.clock.minute(span.end),
        };
        spans.into_iter().map(stretch).filter(|free| free.from < free.to).collect()
    }

    /// The visits that stay with a technician: those that lie in free time, one after another, and the time that
    /// the others take.
    fn sorted_stays(&self, who: TechnicianId, free: &[Stretch]) -> (Vec<Stay>, Vec<Stretch>) {
        let (mut stops, mut cuts): (Vec<Stay>, Vec<Stretch>) = (Vec::new(), Vec::new());
        let mut until = self.earliest(who);
        for stay in self.stays_of(who) {
            let is_inside = free.iter().any(|free| free.from <= stay.from && stay.to <= free.to);
            if is_inside && stay.from >= until {
                stops.push(stay);
            } else {
                cuts.push(Stretch { from: stay.from.max(until), to: stay.to });
            }
            until = until.max(stay.to);
        }
        (stops, cuts)
    }

    /// How many of a technician's visits of the day are no stops: begun, or outside the time that can be given.
    fn count_taken_of(&self, who: TechnicianId) -> usize {
        let stops = self.sorted_stays(who, &self.free_stretches(who)).0;
        let taken = |stay: &Stay| stay.from >= 0 && !stops.iter().any(|stop| stop.visit == stay.visit);
        self.count_begun_by(who) + self.stays_of(who).into_iter().filter(taken).count()
    }

    /// The visits that stay and are stops of a vehicle.
    pub(super) fn stops_that_stay(&self, vehicle: usize) -> Vec<Stay> {
        let who = self.technicians[vehicle];
        self.sorted_stays(who, &self.free_stretches(who)).0
    }
}

/// The times without work between stretches.
fn gaps_between(stretches: &[Stretch]) -> Vec<Break> {
    let gap = |pair: &[Stretch]| Break {
        start: Range { from: pair[0].to, to: pair[0].to },
        length: pair[1].from - pair[0].to,
    };
    stretches.windows(2).map(gap).collect()
}

/// What is left of a stretch when another is cut out of it.
fn without(free: Stretch, cut: Stretch) -> impl Iterator<Item = Stretch> {
    let parts = [
        Stretch { from: free.from, to: free.to.min(cut.from) },
        Stretch { from: free.from.max(cut.to), to: free.to },
    ];
    let is_cut = cut.from < free.to && free.from < cut.to;
    let whole = [free, Stretch { from: 0, to: 0 }];
    let parts = if is_cut { parts } else { whole };
    parts.into_iter().filter(|part| part.from < part.to)
}
