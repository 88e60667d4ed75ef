//! Prices, in the business's order: unserved urgent work, broken promises, unserved work, overtime, travel, and
//! then what is worth some minutes of travel: balance, continuity, changes.
//!
//! Each tier is dearer than everything below it can be together; only a day of many hundreds of visits comes to
//! the dearest price there is, and then urgent and promised work count alike. Within a tier high work counts a third
//! more than normal, low work a third less.

use domain::{Priority, TechnicianId, Visit, VisitId};

use super::place::TRAVEL_PRICE;
use super::{Day, Rank};
use crate::solve::NEVER;

/// Travel and what is weighed against it stay under so many minutes a vehicle.
const TRAVEL_MINUTES: i64 = 3 * 24 * 60;

/// What overtime costs, and leaving out, a third of normal work at a time.
struct Tiers {
    overtime: i64,
    ordinary: i64,
    promised: i64,
    urgent: i64,
}

/// The most that leaving one visit out of a tier counts, in thirds of normal work.
const MOST_WEIGHT: i64 = 4;

/// How much leaving work out counts among that of its tier, in thirds of normal work.
fn weight(priority: Priority) -> i64 {
    match priority {
        Priority::Low => 2,
        Priority::Normal => 3,
        Priority::High | Priority::Urgent => MOST_WEIGHT,
    }
}

impl Day<'_> {
    pub(super) fn set_prices(&mut self) {
        let tiers = self.tiers();
        for vehicle in &mut self.problem.vehicles {
            vehicle.overtime_price = tiers.overtime;
        }
        for stop in 0..self.works.len() {
            let work = self.works[stop];
            let Some(visit) = self.slice.visits.get(&work.visit) else { continue };
            let wishes = self.price_of_change(visit);
            for vehicle in 0..self.technicians.len() {
                let going = self.price_of_going(work.visit, visit, self.technicians[vehicle]);
                let price = &mut self.problem.stops[stop].prices[vehicle];
                *price = price.map(|price| price + going);
            }
            let priority = self.slice.jobs.get(&visit.job).map_or(Priority::Normal, |job| job.priority);
            let tier = match work.rank {
                Rank::Ordinary => tiers.ordinary,
                Rank::Promised => tiers.promised,
                Rank::Urgent => tiers.urgent,
            };
            let stop = &mut self.problem.stops[stop];
            stop.left_out_price = tier.saturating_mul(weight(priority)).min(NEVER);
            if let Some(standing) = &mut stop.standing {
                standing.change_price = wishes;
            }
        }
    }

    fn tiers(&self) -> Tiers {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX / 2) + 1;
        let (vehicles, stops) = (count(self.problem.vehicles.len()), count(self.problem.stops.len()));
        let wishes = self.ask.wishes;
        let worth = [wishes.change_told, wishes.preferred, wishes.continuity, wishes.spare_skill];
        let weighed =
            stops.saturating_mul(worth.into_iter().map(i64::from).sum::<i64>() * 10 + TRAVEL_MINUTES);
        let travel = vehicles.saturating_mul(TRAVEL_MINUTES).saturating_add(weighed);
        let capped = |price: i64| price.min(NEVER);
        let overtime = capped(travel.saturating_mul(i64::from(TRAVEL_PRICE)));
        let most_overtime = vehicles.saturating_mul(i64::from(wishes.overtime) + 1);
        let ordinary = capped(overtime.saturating_mul(most_overtime + 1));
        let promised = capped(ordinary.saturating_mul(MOST_WEIGHT * stops));
        Tiers { overtime, ordinary, promised, urgent: capped(promised.saturating_mul(MOST_WEIGHT * stops)) }
    }

    fn price_of_change(&self, visit: &Visit) -> i64 {
        let wishes = self.ask.wishes;
        let is_told = visit.told_at.is_some() || visit.state.rank() > domain::VisitState::Planned.rank();
        i64::from(if is_told { wishes.change_told } else { wishes.change }) * i64::from(TRAVEL_PRICE)
    }

    /// What it is worth that somebody else goes: who was not asked for, does not know the site, or has skills that
    /// are better kept for other work.
    fn price_of_going(&self, id: VisitId, visit: &Visit, who: TechnicianId) -> i64 {
        let wishes = self.ask.wishes;
        let Some(job) = self.slice.jobs.get(&visit.job) else { return 0 };
        let preferred = self.slice.clients.get(&job.client).map_or(&[][..], |client| &client.preferred);
        let is_stranger = !preferred.is_empty() && !preferred.contains(&who);
        let knows = self.slice.visits.of_technician(who).any(|(other, theirs)| {
            let site = self.slice.jobs.get(&theirs.job).and_then(|job| job.site);
            (other == id || site.is_some()) && site == job.site
        });
        let needed = self.slice.skills_needed(job);
        let has = self.slice.technicians.get(&who).map_or(&[][..], |technician| &technician.skills);
        let spare = has.iter().filter(|skill| !needed.iter().any(|wanted| skill.meets(wanted))).count();
        let minutes = u64::from(if is_stranger { wishes.preferred } else { 0 })
            + u64::from(if knows { 0 } else { wishes.continuity })
            + u64::from(wishes.spare_skill) * u64::try_from(spare.min(10)).unwrap_or(10);
        i64::try_from(minutes).unwrap_or(i64::MAX / 1000) * i64::from(TRAVEL_PRICE)
    }
}
