//! What is asked of the optimiser for one day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{Moment, TechnicianId, VisitId};

/// Which day, as of when, with which visits of the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayAsk {
    /// The local date.
    pub date: NaiveDate,
    /// The present moment: nothing is planned before it.
    pub now: Moment,
    /// Visits of the tray to find a place for.
    pub tray: Vec<VisitId>,
    /// What the business puts up with.
    pub wishes: Wishes,
    /// Who is late: they begin nothing before this.
    pub delays: BTreeMap<TechnicianId, Moment>,
}

/// What the business puts up with, in minutes of travel unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// Most overtime of a technician, in minutes; it is taken only for work that would be left out.
    pub overtime: u32,
    /// What a move of a visit is worth that the client was told of, or the technician was given.
    pub change_told: u32,
    /// What a move of any other placed visit is worth.
    pub change: u32,
    /// What it is worth that one goes whom the client asked for.
    pub preferred: u32,
    /// What it is worth that one goes who has been at the site or is on the visit now.
    pub continuity: u32,
    /// What every skill is worth that the one who goes has and the work does not ask for.
    pub spare_skill: u32,
    /// Price of uneven days; see [`crate::solve::Problem::balance_price`].
    pub balance_price: i64,
    /// Whether the ways from home and back count as working time; their travel counts either way.
    pub commute_is_work: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Wishes {
            overtime: 0,
            change_told: 30,
            change: 5,
            preferred: 20,
            continuity: 5,
            spare_skill: 1,
            balance_price: 5,
            commute_is_work: false,
        }
    }
}
