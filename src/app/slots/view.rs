//! Ranked slots as plain data.

use chrono::NaiveDate;
use domain::{JobId, Rule, Span, TechnicianId, Tz, VisitId};
use planner::rank::{RankedSlot, Refused, ScoreTerm};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Loaded;
use crate::view::{Local, Named, local, name_technician};

/// The best slots of a visit, best first, and why technicians have none.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SlotList {
    /// The job.
    pub job: JobId,
    /// Its visit; none when one is to be added.
    pub visit: Option<VisitId>,
    /// What the job is.
    pub title: String,
    /// How long the visit takes.
    pub minutes: u32,
    /// The first day that was looked at.
    pub from: NaiveDate,
    /// The last day that was looked at.
    pub to: NaiveDate,
    /// Whether times outside of what the client was told were left out.
    pub bound_by_promise: bool,
    /// The slots, best first.
    pub slots: Vec<SlotLine>,
    /// Each technician who has none, with the rule that keeps them out.
    pub refused: Vec<RefusedLine>,
    /// The business's zone.
    #[serde(skip)]
    pub zone: Tz,
}

/// A slot.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SlotLine {
    /// Who leads.
    pub technician: Named<TechnicianId>,
    /// Who helps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub helpers: Vec<Named<TechnicianId>>,
    /// Who leads the visit now, when another leads the crew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub led_until_now_by: Option<Named<TechnicianId>>,
    /// When it begins.
    pub start: Local,
    /// When it ends.
    pub end: Local,
    /// The sum of the values of its terms.
    pub score: i64,
    /// Every term, always in the same order.
    pub terms: Vec<ScoreLine>,
    /// Its moments.
    #[serde(skip)]
    pub span: Span,
}

/// A term of a score.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScoreLine {
    /// Which, as the configuration names its weight.
    pub id: &'static str,
    /// What it adds to the score.
    pub value: i64,
    /// What was measured.
    pub measure: f64,
    /// What one of that weighs, below zero for what costs.
    pub weight: f64,
    /// What was measured, for people.
    pub sentence: String,
}

/// A technician without a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RefusedLine {
    /// Who.
    pub technician: Named<TechnicianId>,
    /// The rule that keeps them out.
    pub rule: Rule,
    /// What it says.
    pub sentence: String,
    /// What a person can do about it.
    pub mend: &'static str,
}

impl SlotLine {
    pub(super) fn new(loaded: &Loaded, slot: &RankedSlot, leads_now: Option<TechnicianId>) -> Self {
        let changes = |lead: &TechnicianId| !slot.crew.helpers.is_empty() && *lead != slot.crew.lead;
        let name = |who: TechnicianId| name_technician(&loaded.slice, who);
        SlotLine {
            technician: name(slot.crew.lead),
            helpers: slot.crew.helpers.iter().map(|who| name(*who)).collect(),
            led_until_now_by: leads_now.filter(changes).map(name),
            start: local(slot.span.start, loaded.zone()),
            end: local(slot.span.end, loaded.zone()),
            score: slot.score,
            terms: slot.terms.iter().map(ScoreLine::from).collect(),
            span: slot.span,
        }
    }

    /// The three terms that count most, in words.
    pub fn headline(&self) -> String {
        let mut terms: Vec<&ScoreLine> = self.terms.iter().filter(|term| term.value != 0).collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.value.abs()));
        let said = terms.iter().take(3).map(|term| format!("{:+} {}", term.value, term.id.replace('_', " ")));
        said.collect::<Vec<_>>().join(", ")
    }

    /// Everybody who goes, the lead first: "Dana and Tom", "Dana (leads, not Tom) and Tom".
    pub fn names(&self) -> String {
        let lead = &self.technician.name;
        let lead = match &self.led_until_now_by {
            Some(before) => format!("{lead} (leads, not {})", before.name),
            None => lead.clone(),
        };
        let helpers = self.helpers.iter().map(|helper| helper.name.clone());
        std::iter::once(lead).chain(helpers).collect::<Vec<_>>().join(" and ")
    }
}

impl From<&ScoreTerm> for ScoreLine {
    fn from(term: &ScoreTerm) -> Self {
        ScoreLine {
            id: term.id.id(),
            value: term.value,
            measure: term.measure,
            weight: term.weight,
            sentence: term.sentence.clone(),
        }
    }
}

impl RefusedLine {
    pub(super) fn new(loaded: &Loaded, refused: &Refused) -> Self {
        RefusedLine {
            technician: name_technician(&loaded.slice, refused.technician),
            rule: refused.rule,
            sentence: refused.sentence.clone(),
            mend: refused.rule.row().mend,
        }
    }
}
