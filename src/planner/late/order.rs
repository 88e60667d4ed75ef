//! In which order repairs are offered.

use super::Effects;
use crate::day::Wishes;

/// What a repair costs; of two, the one that costs less in the first field that differs is offered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// Urgent visits that nobody goes to.
    pub unserved_urgent: u32,
    /// Visits whose clients were told something that is not kept.
    pub broken: u32,
    /// Visits that nobody goes to.
    pub unserved: u32,
    /// Everything else, in minutes of travel.
    pub minutes: i64,
}

/// Weighs what a repair comes to and how many findings a person has to give a reason for.
///
/// What was promised and what is done at all comes first, in the business's order; no ease makes up for it. Among
/// repairs that are alike in that, overtime, travel, changes and reasons are one sum: were overtime compared by itself
/// first, a whole new plan that spares some minutes of it would come before a shift that nobody needs to hear of. A
/// change has the price that the optimiser gives it, and a reason that of telling somebody anew, as somebody has to
/// agree.
pub fn cost_of(effects: &Effects, asks: usize) -> Cost {
    let wishes = Wishes::default();
    let quiet = effects.changed.saturating_sub(effects.told_anew);
    let disturbed = i64::from(effects.told_anew) + i64::try_from(asks).unwrap_or(i64::from(u32::MAX));
    let changes = i64::from(quiet) * i64::from(wishes.change) + disturbed * i64::from(wishes.change_told);
    Cost {
        unserved_urgent: effects.unserved_urgent,
        broken: effects.broken_after,
        unserved: effects.unserved,
        minutes: effects.overtime_after.max(0) + effects.travel + changes,
    }
}
