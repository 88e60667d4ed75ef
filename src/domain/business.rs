//! The business's own settings.

use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Currency, DateOrder, DayException, WeekHours};

/// What holds for the whole business; there is one, `B-1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Business {
    /// Trading name.
    pub name: String,
    /// IANA zone in which its clocks run.
    #[schemars(with = "String")]
    pub zone: Tz,
    /// Currency of its prices.
    pub currency: Currency,
    /// First day of its week: Monday (true) or Sunday.
    pub week_starts_monday: bool,
    /// Opening hours, also the default of a new technician.
    pub hours: WeekHours,
    /// Public holidays and other dates that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<DayException>,
    /// Length of the arrival window that clients are told, in minutes.
    pub window_minutes: u32,
    /// Length of a visit whose services name none, in minutes.
    pub visit_minutes: u32,
    /// Minutes of a day, over all technicians, that are kept free for urgent work; 0 for none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reserve_minutes: u32,
    /// How a date such as 3/4 is read; unset, both readings are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_zero(minutes: &u32) -> bool {
    *minutes == 0
}
