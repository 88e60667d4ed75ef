//! A day of the desk as the optimiser's problem, and its answer as places for visits.
//!
//! [`DayProblem::of`] turns the records of a day into numbers; [`DayProblem::plan`] turns a solution back. What
//! nobody may change (work that has begun, pinned visits, crews of three and more) stays where it is and takes its
//! technicians' time. Every hard rule is kept by construction: who may go is asked of the domain's rules, working
//! time is its free spans, travel is its estimate. It is planned to the minute: drives rounded to steps would take some
//! twenty minutes of each day. Starts are put on round moments afterwards, where there is time to spare.

mod ask;
mod clock;
mod collect;
mod fixed;
mod hard;
mod left;
mod place;
mod plan;
mod price;
mod stop;
mod term;
#[cfg(test)]
mod tests;
mod vehicle;

use domain::{SiteId, Slice, TechnicianId, Tz, VisitId};

pub use ask::{DayAsk, Wishes};
pub use collect::PartsCall;
pub use left::LeftOut;
pub use place::TRAVEL_PRICE;
pub use plan::{DayFigures, DayPlan};

use crate::solve::Problem;
use clock::DayClock;
use place::Places;

/// A day as numbers, with what they stand for.
#[derive(Debug, Clone)]
pub struct DayProblem {
    /// The numbers: minutes from the local midnight, prices in hundredths of a minute's travel.
    pub problem: Problem,
    clock: DayClock,
    zone: Tz,
    /// Who each vehicle of the problem is.
    technicians: Vec<TechnicianId>,
    /// What each stop of the problem is.
    works: Vec<Work>,
    /// Visits that were asked for and cannot be done on this day whatever the plan.
    left: Vec<LeftOut>,
    /// The places where parts wait, with their sites.
    collected_at: Vec<(usize, SiteId)>,
}

/// What a stop stands for: one person's part of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Work {
    visit: VisitId,
    /// Whether it is the helper's part; the lead's is its pair.
    helps: bool,
    /// How important it is that it is done.
    rank: Rank,
    /// The length of the visit in minutes.
    minutes: u32,
    /// Whether what the client was told cannot be kept any more.
    is_broken: bool,
}

/// How important a visit is, least first; the objective counts those left out in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Ordinary,
    /// The client was told something about this day.
    Promised,
    Urgent,
}

impl DayProblem {
    /// The problem of a day. The slice must hold all technicians, the visits of the day with their jobs, clients,
    /// sites and services, and the visits of the tray that are asked for.
    pub fn of(slice: &Slice, ask: &DayAsk) -> Self {
        let mut day = Day::new(slice, ask);
        day.add_vehicles();
        day.add_fixed_stops();
        day.add_movable_stops();
        day.set_prices();
        day.finish()
    }
}

/// A day while it is being put together.
struct Day<'a> {
    slice: &'a Slice,
    ask: &'a DayAsk,
    clock: DayClock,
    zone: Tz,
    places: Places,
    problem: Problem,
    technicians: Vec<TechnicianId>,
    works: Vec<Work>,
    left: Vec<LeftOut>,
    collected_at: Vec<(usize, SiteId)>,
}

impl<'a> Day<'a> {
    fn new(slice: &'a Slice, ask: &'a DayAsk) -> Self {
        let zone = slice.business.as_ref().map_or(Tz::UTC, |business| business.zone);
        Day {
            slice,
            ask,
            clock: DayClock::of(ask.date, zone),
            zone,
            places: Places::default(),
            problem: Problem { balance_price: ask.wishes.balance_price, ..Problem::default() },
            technicians: Vec::new(),
            works: Vec::new(),
            left: Vec::new(),
            collected_at: Vec::new(),
        }
    }

    fn finish(self) -> DayProblem {
        let (time, price) = self.places.matrices(self.slice, self.clock.day);
        DayProblem {
            problem: Problem { time, price, ..self.problem },
            clock: self.clock,
            zone: self.zone,
            technicians: self.technicians,
            works: self.works,
            left: self.left,
            collected_at: self.collected_at,
        }
    }
}
