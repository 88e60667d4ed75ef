//! Who could take a visit, each with what the rules say.

use domain::{Crew, Finding, Rule, TechnicianId, VisitId, findings_for, position_of, travel_minutes};
use schemars::JsonSchema;
use serde::Serialize;

use crate::load::Loader;
use crate::view::{Named, name_technician};
use crate::{App, Result};

/// What one rule says of a technician for a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleLine {
    /// The rule.
    pub rule: Rule,
    /// Whether it is kept.
    pub passed: bool,
    /// What it says, for people.
    pub sentence: String,
}

/// A technician for a visit. The ranked engine with slots and score terms comes with the planner.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Candidate {
    /// Who.
    pub technician: Named<TechnicianId>,
    /// What stands against it; empty when nothing does.
    pub findings: Vec<Finding>,
    /// Every rule that can be judged yet, failed ones first; those of time only once there is a time.
    pub rules: Vec<RuleLine>,
    /// Visits they have already on that day; none while the visit has no time.
    pub visits_that_day: Option<usize>,
    /// Estimated minutes from their home base, when both places are known.
    pub travel_from_home: Option<i64>,
    /// Whether the client asked for them.
    pub preferred: bool,
    /// Whether they are on the visit now.
    pub current: bool,
}

impl App {
    /// Every technician as lead of a visit, those with the least against them first.
    pub fn candidates(&self, id: VisitId) -> Result<Vec<Candidate>> {
        self.store.read(|reader| {
            let mut loader = Loader::new(reader)?;
            loader.visits(&[id])?;
            loader.technicians()?;
            let visit =
                loader.slice().visits.get(&id).cloned().ok_or_else(|| domain::Refusal::not_found(id))?;
            let everyone: Vec<TechnicianId> = loader.slice().technicians.keys().copied().collect();
            if let Some(span) = visit.span() {
                loader.neighbours(&everyone, span)?;
            }
            let loaded = loader.finish();
            let active = everyone.iter().filter(|who| !loaded.slice.technicians[who].inactive);
            let mut candidates: Vec<Candidate> =
                active.map(|who| candidate(&loaded, id, &visit, *who)).collect();
            candidates.sort_by_key(|c| {
                let barred = c.findings.iter().any(|finding| finding.rule == Rule::Barred);
                let travel = c.travel_from_home.unwrap_or(i64::MAX);
                (barred, c.findings.len(), !c.preferred, c.visits_that_day, travel, c.technician.name.clone())
            });
            Ok(candidates)
        })
    }
}

fn candidate(loaded: &crate::Loaded, id: VisitId, visit: &domain::Visit, who: TechnicianId) -> Candidate {
    let slice = &loaded.slice;
    let meant = domain::Visit { crew: Some(Crew::of(who)), ..visit.clone() };
    let day = |span: domain::Span| span.start.with_timezone(&loaded.zone()).date_naive();
    let theirs = slice.visits.of_technician(who).filter(|(other, v)| {
        let same_day = v.span().zip(visit.span()).is_some_and(|(theirs, this)| day(theirs) == day(this));
        *other != id && v.state.is_live() && same_day
    });
    let home = slice.technicians.get(&who).and_then(|technician| technician.home_position);
    let client = slice.jobs.get(&visit.job).and_then(|job| slice.clients.get(&job.client));
    let findings = findings_for(slice, id, &meant);
    Candidate {
        technician: name_technician(slice, who),
        rules: rule_lines(&findings, visit.slot.is_some()),
        findings,
        visits_that_day: visit.slot.map(|_| theirs.count()),
        travel_from_home: travel_minutes(home, position_of(slice, visit)),
        preferred: client.is_some_and(|client| client.preferred.contains(&who)),
        current: visit.crew.as_ref().is_some_and(|crew| crew.members().any(|member| member == who)),
    }
}

/// What each rule says when it is kept; none for the rules that are not about who goes when.
fn kept(rule: Rule) -> Option<&'static str> {
    match rule {
        Rule::Inactive => Some("works here"),
        Rule::Barred => Some("the client has nothing against them"),
        Rule::SkillGap => Some("has every skill that is asked for"),
        Rule::CrewShort => Some("enough people go"),
        Rule::Clash => Some("nothing else is planned then"),
        Rule::OffShift => Some("works at that time"),
        Rule::DailyLimit => Some("is within the daily limit"),
        Rule::Promise => Some("what the client was told is kept"),
        Rule::Pinned | Rule::OptionalUnanswered => None,
    }
}

const OF_PERSON: [Rule; 4] = [Rule::Inactive, Rule::Barred, Rule::SkillGap, Rule::CrewShort];
const OF_TIME: [Rule; 4] = [Rule::Clash, Rule::OffShift, Rule::DailyLimit, Rule::Promise];

fn rule_lines(findings: &[Finding], has_time: bool) -> Vec<RuleLine> {
    let failed = findings.iter().map(|finding| RuleLine {
        rule: finding.rule,
        passed: false,
        sentence: finding.sentence.clone(),
    });
    let judged = OF_PERSON.into_iter().chain(OF_TIME.into_iter().filter(|_| has_time));
    let is_kept = |rule: &Rule| !findings.iter().any(|finding| finding.rule == *rule);
    let passed = judged.filter(is_kept).filter_map(|rule| {
        kept(rule).map(|sentence| RuleLine { rule, passed: true, sentence: sentence.to_owned() })
    });
    failed.chain(passed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_that_can_be_judged_is_named_once() {
        let finding = Finding { rule: Rule::Clash, sentence: "clashes with V-2".to_owned() };
        let rules = |has_time| rule_lines(std::slice::from_ref(&finding), has_time);
        let names: Vec<_> = rules(true).iter().map(|line| (line.rule, line.passed)).collect();
        assert_eq!(names.len(), 8);
        assert_eq!(names[0], (Rule::Clash, false));
        assert!(names[1..].iter().all(|(rule, passed)| *passed && *rule != Rule::Clash));
        assert_eq!(rule_lines(&[], false).len(), 4);
    }
}
