//! What each term of the score weighs.

use serde::{Deserialize, Serialize};

/// Points of each term. What is good adds, what costs takes away: a weight is never below zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// For keeping what the client was told.
    pub promise_kept: f64,
    /// Taken away for each minute of travel that the visit adds.
    pub added_travel: f64,
    /// For a technician who was there for this job; half of it for one who was at this client's.
    pub same_technician: f64,
    /// For a technician whom the client asked for.
    pub preferred: f64,
    /// Taken away for each whole day's work by which the technician is busier than the team that day.
    pub load_balance: f64,
    /// Taken away for tying up the only one with a skill that is not needed here; less the more have it.
    pub best_fit: f64,
    /// Taken away for each minute that a technician is home after their hours.
    pub overtime: f64,
    /// Taken away for each minute that a technician must leave home before their hours.
    pub home_travel: f64,
    /// Taken away for each hour that it costs more than with a technician of average cost.
    pub cost: f64,
    /// Taken away for each day of waiting; half of it when the priority is low, twice when high, four times when
    /// urgent.
    pub sooner: f64,
    /// Taken away when all of what is kept free for urgent work would be taken; less when part of it would.
    pub reserve: f64,
    /// Taken away for each break of a technician for which the visit leaves no room.
    pub breaks: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            promise_kept: 100.0,
            added_travel: 1.5,
            same_technician: 25.0,
            preferred: 40.0,
            load_balance: 20.0,
            best_fit: 30.0,
            overtime: 1.0,
            home_travel: 0.5,
            cost: 5.0,
            sooner: 6.0,
            reserve: 60.0,
            breaks: 40.0,
        }
    }
}

impl Weights {
    /// Every weight with its name, in the order of the terms.
    pub fn named(&self) -> [(&'static str, f64); 12] {
        [
            ("promise_kept", self.promise_kept),
            ("added_travel", self.added_travel),
            ("same_technician", self.same_technician),
            ("preferred", self.preferred),
            ("load_balance", self.load_balance),
            ("best_fit", self.best_fit),
            ("overtime", self.overtime),
            ("home_travel", self.home_travel),
            ("cost", self.cost),
            ("sooner", self.sooner),
            ("reserve", self.reserve),
            ("breaks", self.breaks),
        ]
    }

    /// What is wrong with them: a name and why; none when nothing is.
    pub fn fault(&self) -> Option<(&'static str, &'static str)> {
        let is_wrong = |(_, weight): &(&str, f64)| !(0.0..=HEAVIEST).contains(weight);
        self.named().into_iter().find(is_wrong).map(|(name, _)| (name, "give a number from 0 to 10000"))
    }
}

/// The greatest weight: sums of terms stay far from the end of whole numbers.
const HEAVIEST: f64 = 10_000.0;
