//! The rules of who may go when: one table, one pure function each.
//!
//! Neither ranking nor planner ever breaks a hard rule; a soft one costs in the score. A person may break
//! either: the guards among them then ask for a written reason, the others show as marks or in the score.

mod case;
mod offered;
mod promise;
mod reserve;
mod rest;
mod table;
mod team;
mod time;
mod way;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Slice, Visit, VisitId};

pub use case::Case;
pub use promise::terms_of_visit;
pub use reserve::free_minutes;
pub use table::{Row, Severity};
pub use time::LONGEST_SHIFT_MINUTES;

/// The rules that can find fault with a placement or a completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Another visit of the same technician overlaps.
    Clash,
    /// Outside the technician's working hours.
    OffShift,
    /// The crew lacks a skill at the level asked.
    SkillGap,
    /// Fewer people than the services ask for.
    CrewShort,
    /// Outside what the client was told.
    Promise,
    /// The client does not want this technician.
    Barred,
    /// More visits that day than the technician's limit.
    DailyLimit,
    /// The technician has left.
    Inactive,
    /// The visit is pinned where it is.
    Pinned,
    /// An optional checklist item has no answer.
    OptionalUnanswered,
    /// The client takes certain technicians only, and none of them goes.
    MustUse,
    /// An event takes the technician's time.
    Busy,
    /// The gap before or after it is shorter than the way.
    Travel,
    /// It takes time that is kept free for urgent work.
    Reserve,
    /// The technician is home after their hours.
    Overtime,
    /// The technician must leave home before their hours.
    HomeTravel,
    /// Outside the times in which the client can have us.
    Offered,
    /// The day leaves a technician no room for a break.
    Break,
}

impl Rule {
    /// Every rule, in the order in which they are judged and said.
    pub const ALL: [Rule; 18] = [
        Rule::Inactive,
        Rule::Barred,
        Rule::MustUse,
        Rule::Pinned,
        Rule::Clash,
        Rule::OffShift,
        Rule::Busy,
        Rule::DailyLimit,
        Rule::SkillGap,
        Rule::CrewShort,
        Rule::Promise,
        Rule::Offered,
        Rule::Travel,
        Rule::Reserve,
        Rule::Break,
        Rule::Overtime,
        Rule::HomeTravel,
        Rule::OptionalUnanswered,
    ];

    /// Its id in JSON and on the record.
    pub fn id(self) -> &'static str {
        self.row().id
    }
}

/// What a rule found. All of these can be overridden with a written reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What it found, for people.
    pub sentence: String,
}

/// What the guards find in a visit as it stands or as it is meant to be: a person who places it so is asked
/// for a reason. The slice must hold the other visits and the events of its crew around its slot.
pub fn findings_for(slice: &Slice, id: VisitId, visit: &Visit) -> Vec<Finding> {
    found(slice, id, visit, |row| row.guards)
}

/// What every rule finds, the guards' too. Beside what [`findings_for`] asks for, the slice must hold every
/// technician with their visits and events of that day.
pub fn judge_visit(slice: &Slice, id: VisitId, visit: &Visit) -> Vec<Finding> {
    found(slice, id, visit, |_| true)
}

fn found(slice: &Slice, id: VisitId, visit: &Visit, wanted: impl Fn(&Row) -> bool) -> Vec<Finding> {
    let Some(case) = Case::new(slice, id, visit) else { return Vec::new() };
    let rows = Rule::ALL.iter().map(|rule| (*rule, rule.row())).filter(|(_, row)| wanted(row));
    let say = |(rule, row): (Rule, Row)| {
        (row.check)(&case).into_iter().map(move |sentence| Finding { rule, sentence })
    };
    rows.flat_map(say).collect()
}

#[cfg(test)]
mod tests;
