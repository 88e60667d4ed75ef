//! Technicians: who does the work.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Address, Business, DayException, ExternalId, FloatingBreak, Money, Phone, Position, Span, WeekHours,
    working_spans,
};

/// Something a technician can do, or a service asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Skill {
    /// Its name; compared without regard to letter case.
    pub name: String,
    /// How well: 1 (can) to 5 (expert).
    pub level: u8,
}

impl Skill {
    /// Whether this skill, held by someone, meets the one that is asked for.
    pub fn meets(&self, wanted: &Skill) -> bool {
        self.level >= wanted.level && self.name.to_lowercase() == wanted.name.to_lowercase()
    }
}

/// Someone who does the work.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Technician {
    /// Name; never empty.
    pub name: String,
    /// What they can do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Skill>,
    /// Departments they belong to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<String>,
    /// Telephone numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Address of the home base.
    #[serde(skip_serializing_if = "Address::is_empty")]
    pub home: Address,
    /// Position of the home base.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_position: Option<Position>,
    /// Weekly working hours.
    pub hours: WeekHours,
    /// Dates that differ: time off, extra shifts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<DayException>,
    /// Breaks that they take when it suits, each working day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<FloatingBreak>,
    /// Most visits in a day, when there is a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_limit: Option<u32>,
    /// What an hour of their time costs the business, when that counts in the ranking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hourly_cost: Option<Money>,
    /// Free labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where the record came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
    /// Set when they have left; their history stays.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inactive: bool,
}

impl Technician {
    /// The stretches they work on a local date: their own exception, else the business's (a public
    /// holiday), else their week.
    pub fn working_spans(&self, business: &Business, date: NaiveDate) -> Vec<Span> {
        let own = self.exceptions.iter().find(|exception| exception.date == date);
        let exception = own.or_else(|| business.exceptions.iter().find(|exception| exception.date == date));
        working_spans(&self.hours, exception.map_or(&[], std::slice::from_ref), date, business.zone)
    }
}
