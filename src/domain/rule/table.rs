//! The table of rules: what each asks, how strictly, what mends it, and the function that judges it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Case, Rule, offered, promise, reserve, rest, team, time, way};
use crate::{JobId, Mend, MendAction, VisitId};

/// How strictly a rule holds for ranking and planning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Never broken by ranking or planner.
    Hard,
    /// Costs in the score.
    Soft,
}

/// A rule, whole.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its id in JSON and on the record.
    pub id: &'static str,
    /// What is said when it is kept; empty for rules that are not about who goes when.
    pub kept: &'static str,
    /// How strictly it holds for ranking and planning.
    pub severity: Severity,
    /// Whether a person who breaks it is asked for a written reason; else it shows as a mark or in the score.
    pub guards: bool,
    /// Whether it can be judged only once the visit has a time.
    pub needs_time: bool,
    /// What a person can do about it.
    pub mend: &'static str,
    /// The screen's action that does so.
    pub action: Option<MendAction>,
    /// The command that does so, without the program's name.
    pub command: &'static str,
    /// Says what stands against the visit, a sentence each; nothing when the rule is kept.
    pub check: fn(&Case<'_>) -> Vec<String>,
}

impl Row {
    /// What a person can do about a visit that breaks it.
    pub fn mend_of(&self, visit: VisitId, job: JobId) -> Mend {
        let command = self.command.replace("VISIT", &visit.to_string()).replace("JOB", &job.to_string());
        Mend { sentence: self.mend.to_owned(), action: self.action, command: Some(command) }
    }
}

/// A hard rule that guards placing; what differs is written beside it.
const RULE: Row = Row {
    id: "",
    kept: "",
    severity: Severity::Hard,
    guards: true,
    needs_time: false,
    mend: "",
    action: Some(MendAction::Assign),
    command: "visit assign VISIT --technician NAME",
    check: |_| Vec::new(),
};

/// A rule that is judged once there is a time.
const TIMED: Row = Row {
    needs_time: true,
    action: Some(MendAction::Schedule),
    command: "visit schedule VISIT WHEN",
    ..RULE
};

/// A person is not asked: it shows as a mark or in the score.
const SILENT: Row = Row { guards: false, ..TIMED };

/// Costs in the score.
const COST: Row = Row { severity: Severity::Soft, ..SILENT };

impl Rule {
    /// Its row in the table.
    pub fn row(self) -> Row {
        match self {
            Rule::Inactive => Row {
                id: "inactive",
                kept: "works here",
                mend: "assign somebody who works here",
                check: team::inactive,
                ..RULE
            },
            Rule::Barred => Row {
                id: "barred",
                kept: "the client has nothing against them",
                mend: "assign somebody else",
                check: team::barred,
                ..RULE
            },
            Rule::MustUse => Row {
                id: "must_use",
                kept: "the client takes them",
                mend: "assign whom the client takes, or have them in the crew",
                check: team::must_use,
                ..RULE
            },
            Rule::Pinned => Row {
                id: "pinned",
                kept: "no pin holds it elsewhere",
                mend: "lift the pin first",
                action: Some(MendAction::Pin),
                command: "visit unpin VISIT",
                check: team::pinned,
                ..RULE
            },
            Rule::SkillGap => Row {
                id: "skill_gap",
                kept: "has every skill that is asked for",
                mend: "assign somebody with the skill, or a helper who has it",
                check: team::skill_gap,
                ..RULE
            },
            Rule::CrewShort => Row {
                id: "crew_short",
                kept: "enough people go",
                mend: "assign a helper too",
                command: "visit assign VISIT --technician NAME --technician NAME",
                check: team::crew_short,
                ..RULE
            },
            Rule::OptionalUnanswered => Row {
                id: "optional_unanswered",
                severity: Severity::Soft,
                mend: "answer the item of the checklist",
                action: Some(MendAction::Check),
                command: "job check JOB ITEM ANSWER",
                ..RULE
            },
            Rule::Clash
            | Rule::OffShift
            | Rule::Busy
            | Rule::DailyLimit
            | Rule::Promise
            | Rule::Offered
            | Rule::Travel
            | Rule::Reserve
            | Rule::Break
            | Rule::Overtime
            | Rule::HomeTravel => self.row_of_time(),
        }
    }

    /// The rows of the rules that are judged once there is a time.
    fn row_of_time(self) -> Row {
        match self {
            Rule::Clash => Row {
                id: "clash",
                kept: "nothing else is planned then",
                mend: "take a time that is free, or move the other visit",
                check: time::clash,
                ..TIMED
            },
            Rule::OffShift => Row {
                id: "off_shift",
                kept: "works at that time",
                mend: "take a time within the hours, or give the date other hours",
                check: time::off_shift,
                ..TIMED
            },
            Rule::Busy => Row {
                id: "busy",
                kept: "no event takes their time",
                mend: "take a time beside the event, or move the event",
                check: time::busy,
                ..TIMED
            },
            Rule::DailyLimit => Row {
                id: "daily_limit",
                kept: "is within the daily limit",
                mend: "take another day, or assign somebody else",
                check: time::daily_limit,
                ..TIMED
            },
            Rule::Promise => Row {
                id: "promise",
                kept: "what the client was told is kept",
                mend: "take a time inside it, or promise anew",
                action: Some(MendAction::Promise),
                command: "job promise JOB WHEN",
                check: promise::promise,
                ..TIMED
            },
            Rule::Offered => Row {
                id: "offered",
                kept: "the client can have us then",
                mend: "take a time inside them, or ask the client for others",
                command: "job edit JOB --offer WHEN",
                check: offered::offered,
                ..TIMED
            },
            Rule::Travel | Rule::Reserve | Rule::Break | Rule::Overtime | Rule::HomeTravel => {
                self.silent_row()
            }
            Rule::Inactive
            | Rule::Barred
            | Rule::MustUse
            | Rule::Pinned
            | Rule::SkillGap
            | Rule::CrewShort
            | Rule::OptionalUnanswered => RULE,
        }
    }

    /// The rows of the rules about which a person is not asked.
    fn silent_row(self) -> Row {
        match self {
            Rule::Travel => Row {
                id: "travel",
                kept: "there is time for the way before and after",
                mend: "leave more time for the way, or assign somebody nearer",
                check: way::travel,
                ..SILENT
            },
            Rule::Reserve => Row {
                id: "reserve",
                kept: "enough of the day stays free for urgent work",
                mend: "take a day with more room, or change the reserve",
                check: reserve::reserve,
                ..COST
            },
            Rule::Break => Row {
                id: "break",
                kept: "leaves room for breaks",
                mend: "take a time that leaves room for the break, or change the break",
                check: rest::rest,
                ..COST
            },
            Rule::Overtime => Row {
                id: "overtime",
                kept: "is home by the end of their hours",
                mend: "take an earlier time, or assign somebody who lives nearer",
                check: way::overtime,
                ..COST
            },
            Rule::HomeTravel => Row {
                id: "home_travel",
                kept: "need not leave home before their hours",
                mend: "take a later time, or assign somebody who lives nearer",
                check: way::home_travel,
                ..COST
            },
            Rule::Inactive
            | Rule::Barred
            | Rule::MustUse
            | Rule::Pinned
            | Rule::SkillGap
            | Rule::CrewShort
            | Rule::OptionalUnanswered
            | Rule::Clash
            | Rule::OffShift
            | Rule::Busy
            | Rule::DailyLimit
            | Rule::Promise
            | Rule::Offered => RULE,
        }
    }
}
