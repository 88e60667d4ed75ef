//! Who could take a visit, each with what every rule says.

use std::collections::BTreeMap;

use domain::{
    Crew, Finding, Mend, Rule, Severity, TechnicianId, Tz, Visit, VisitId, findings_for, home_of,
    judge_visit, place_of,
};
use planner::rank::{Been, RankAsk, RankedSlot, score};
use schemars::JsonSchema;
use serde::Serialize;

use crate::load::Loader;
use crate::slots::{ScoreLine, been_before};
use crate::view::{Named, name_technician};
use crate::{App, Loaded, Result};

/// What one rule says of a technician for a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleLine {
    /// The rule.
    pub rule: Rule,
    /// Whether it is kept.
    pub passed: bool,
    /// What it says, for people.
    pub sentence: String,
    /// How strictly it holds for ranking and planning.
    pub severity: Severity,
    /// What would mend it, when it is not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<Mend>,
}

/// A technician for a visit where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Candidate {
    /// Who leads.
    pub technician: Named<TechnicianId>,
    /// Who helps: whoever goes now with the lead, and is judged with them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub helpers: Vec<Named<TechnicianId>>,
    /// What stands against it, so that a person is asked for a reason; empty when nothing does.
    pub findings: Vec<Finding>,
    /// Every rule that can be judged yet, failed ones first; those of time only once there is a time.
    pub rules: Vec<RuleLine>,
    /// The sum of the values of its terms; none while the visit has no time.
    pub score: Option<i64>,
    /// Every term of the score, always in the same order; none while the visit has no time.
    pub terms: Vec<ScoreLine>,
    /// Visits they have already on that day; none while the visit has no time.
    pub visits_that_day: Option<usize>,
    /// Estimated minutes from their home base, when both places are known.
    pub travel_from_home: Option<i64>,
    /// Whether the client asked for them.
    pub preferred: bool,
    /// Whether they are on the visit now.
    pub current: bool,
}

impl Candidate {
    /// Everybody who would go, the lead first.
    pub fn crew(&self) -> Crew {
        let helpers = self.helpers.iter().map(|helper| helper.id).collect();
        Crew { lead: self.technician.id, helpers }
    }

    /// Who leads, and with whom: "Dana with Tom".
    pub fn names(&self) -> String {
        let lead = &self.technician.name;
        match &self.helpers[..] {
            [] => lead.clone(),
            helpers => {
                let names: Vec<&str> = helpers.iter().map(|helper| helper.name.as_str()).collect();
                format!("{lead} with {}", names.join(" and "))
            }
        }
    }
}

impl App {
    /// What the score of a visit where it stands is asked with.
    fn ask_of<'a>(
        &self,
        visit: &'a Visit,
        id: VisitId,
        been: BTreeMap<TechnicianId, Been>,
        zone: Tz,
    ) -> RankAsk<'a> {
        let day =
            visit.span().map_or_else(|| self.now(), |span| span.start).with_timezone(&zone).date_naive();
        RankAsk {
            id,
            visit,
            now: self.now(),
            from: day,
            to: day,
            only: None,
            limit: 0,
            been,
            beyond_promise: true,
            weights: self.weights.clone(),
        }
    }

    /// Every technician as lead of a visit, with those who help now, those with the least against them first.
    pub fn candidates(&self, id: VisitId) -> Result<Vec<Candidate>> {
        self.read_plan(|reader| {
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
            let been = been_before(reader, &loaded.slice, visit.job)?;
            let ask = self.ask_of(&visit, id, been, loaded.zone());
            let active = everyone.iter().filter(|who| !loaded.slice.technicians[who].inactive);
            let crews: Vec<Crew> = active.map(|who| Crew::led_by(*who, visit.crew.as_ref())).collect();
            let scored: BTreeMap<TechnicianId, RankedSlot> = visit
                .span()
                .map_or_else(Vec::new, |span| score(&loaded.slice, &ask, &crews, span))
                .into_iter()
                .map(|slot| (slot.crew.lead, slot))
                .collect();
            let mut candidates: Vec<Candidate> =
                crews.iter().map(|crew| candidate(&loaded, &ask, crew, scored.get(&crew.lead))).collect();
            candidates.sort_by_key(|c| {
                let barred = c.findings.iter().any(|finding| finding.rule == Rule::Barred);
                let hard = c.rules.iter().filter(|line| !line.passed && line.severity == Severity::Hard);
                let travel = c.travel_from_home.unwrap_or(i64::MAX);
                let against = (barred, hard.count(), std::cmp::Reverse(c.score));
                (against, !c.preferred, c.visits_that_day, travel, c.technician.name.clone())
            });
            Ok(candidates)
        })
    }
}

fn candidate(loaded: &Loaded, ask: &RankAsk<'_>, crew: &Crew, scored: Option<&RankedSlot>) -> Candidate {
    let (slice, id, visit, who) = (&loaded.slice, ask.id, ask.visit, crew.lead);
    let meant = Visit { crew: Some(crew.clone()), ..visit.clone() };
    let day = |span: domain::Span| span.start.with_timezone(&loaded.zone()).date_naive();
    let theirs = slice.visits.of_technician(who).filter(|(other, v)| {
        let same_day = v.span().zip(visit.span()).is_some_and(|(theirs, this)| day(theirs) == day(this));
        *other != id && v.state.is_live() && same_day
    });
    let ends = home_of(slice, who).zip(place_of(slice, visit));
    let begins = visit.span().map(|span| span.start).unwrap_or_default();
    let client = slice.jobs.get(&visit.job).and_then(|job| slice.clients.get(&job.client));
    Candidate {
        technician: name_technician(slice, who),
        helpers: crew.helpers.iter().map(|helper| name_technician(slice, *helper)).collect(),
        rules: rule_lines(&judge_visit(slice, id, &meant), &meant, id),
        findings: findings_for(slice, id, &meant),
        score: scored.map(|slot| slot.score),
        terms: scored.iter().flat_map(|slot| &slot.terms).map(ScoreLine::from).collect(),
        visits_that_day: visit.slot.map(|_| theirs.count()),
        travel_from_home: ends.map(|(home, place)| slice.travel(home, place, begins).minutes),
        preferred: client.is_some_and(|client| client.preferred.contains(&who)),
        current: visit.crew.as_ref().is_some_and(|crew| crew.members().any(|member| member == who)),
    }
}

/// What every rule that can be judged says of a visit with a crew: failed ones first, hard before soft.
pub(crate) fn rule_lines(findings: &[Finding], visit: &Visit, id: VisitId) -> Vec<RuleLine> {
    let failed = findings.iter().map(|finding| {
        let row = finding.rule.row();
        RuleLine {
            rule: finding.rule,
            passed: false,
            sentence: finding.sentence.clone(),
            severity: row.severity,
            mend: Some(row.mend_of(id, visit.job)),
        }
    });
    let mut lines: Vec<RuleLine> = failed.collect();
    lines.sort_by_key(|line| line.severity);
    let is_judged = |rule: &&Rule| {
        let row = rule.row();
        !row.kept.is_empty() && (visit.slot.is_some() || !row.needs_time)
    };
    let is_kept = |rule: &&Rule| !findings.iter().any(|finding| finding.rule == **rule);
    lines.extend(Rule::ALL.iter().filter(is_judged).filter(is_kept).map(|rule| {
        let row = rule.row();
        let sentence = row.kept.to_owned();
        RuleLine { rule: *rule, passed: true, sentence, severity: row.severity, mend: None }
    }));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_that_can_be_judged_is_named_once() {
        let mut visit = Visit::new(domain::JobId(1), 60);
        let finding = |rule, sentence: &str| Finding { rule, sentence: sentence.to_owned() };
        let found = [finding(Rule::Overtime, "late home"), finding(Rule::Clash, "clashes with V-2")];
        let of_person = rule_lines(&[], &visit, VisitId(1));
        assert!(of_person.iter().all(|line| line.passed && !line.rule.row().needs_time));
        assert_eq!(of_person.len(), 6);

        let start = "2026-11-24T09:00:00Z".parse().unwrap();
        let span = domain::Span::of_minutes(start, 60).unwrap();
        visit.slot = Some(domain::Slot::of_span(span, domain::Tz::UTC));
        let lines = rule_lines(&found, &visit, VisitId(7));
        let names: Vec<_> = lines.iter().map(|line| (line.rule, line.passed)).collect();
        assert_eq!(names.len(), Rule::ALL.len() - 1, "all but the checklist's");
        assert_eq!(names[..2], [(Rule::Clash, false), (Rule::Overtime, false)], "hard ones first");
        assert!(names[2..].iter().all(|(_, passed)| *passed));
        let mend = lines[0].mend.as_ref().unwrap();
        assert_eq!(mend.command.as_deref(), Some("visit schedule V-7 WHEN"));
    }
}
