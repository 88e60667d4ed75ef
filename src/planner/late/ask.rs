//! Who is late, by how much, as of when.

use chrono::NaiveDate;
use domain::{Moment, Slice, Span, TechnicianId, Tz, local_day};

/// That a technician is running late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateAsk {
    /// Who.
    pub technician: TechnicianId,
    /// By how many minutes against the plan.
    pub minutes: u32,
    /// As of when: the present moment.
    pub now: Moment,
    /// How many steps the optimiser may take to plan the rest of the day anew; 0 leaves that out.
    pub steps: u64,
}

/// Times move in steps of so many minutes, as the optimiser's do.
const STEP_SECONDS: i64 = 5 * 60;

impl LateAsk {
    pub(super) fn zone(slice: &Slice) -> Tz {
        slice.business.as_ref().map_or(Tz::UTC, |business| business.zone)
    }

    /// The local date of the present moment.
    pub(super) fn date(&self, slice: &Slice) -> NaiveDate {
        self.now.with_timezone(&Self::zone(slice)).date_naive()
    }

    /// The local day that is looked at.
    pub(super) fn day(&self, slice: &Slice) -> Span {
        local_day(self.date(slice), Self::zone(slice))
    }
}

/// The next step at or after a moment.
pub(super) fn step_up(at: Moment) -> Moment {
    let beyond = at.timestamp().rem_euclid(STEP_SECONDS);
    let whole = at - chrono::Duration::nanoseconds(i64::from(at.timestamp_subsec_nanos()));
    if beyond == 0 && whole == at { at } else { whole + chrono::Duration::seconds(STEP_SECONDS - beyond) }
}

/// The last step at or before a moment.
pub(super) fn step_down(at: Moment) -> Moment {
    let up = step_up(at);
    if up == at { at } else { up - chrono::Duration::seconds(STEP_SECONDS) }
}
