//! `visit why`: what the rules say of it, and of every technician for it.

use app::{Candidate, RuleLine, ScoreLine};
use clap::Args;
use domain::Severity;
use serde_json::json;

use crate::args::InDraft;
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Why {
    /// The visit
    visit: String,
    #[command(flatten)]
    place: InDraft,
}

impl Why {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.place)?;
        let id = desk.visit(&self.visit)?;
        let standing = desk.app.warm_roads_of_visit(id)?;
        desk.say_roads(&standing);
        let line = desk.visit_line(id)?;
        let candidates = desk.app.candidates(id)?;
        let data = json!({
            "visit": line.id, "job": line.job, "state": line.state, "marks": line.marks,
            "findings": line.findings, "candidates": candidates,
        });
        session.output.answer(&data, |page| {
            page.line(&format!("{} {} is {}", line.id, line.title, line.state.describe()));
            page.field("marks", &words::marks(&line.marks));
            line.findings.iter().for_each(|finding| page.field("finding", &finding.sentence));
            say_all(page, &candidates);
        })
    }
}

/// Who could go, best first, with what stands against them, their score, and every rule.
pub(in crate::verb) fn say_all(page: &mut Page, candidates: &[Candidate]) {
    page.heading("Technicians, best first");
    say_candidates(page, candidates);
    if candidates.iter().any(|candidate| !candidate.terms.is_empty()) {
        page.heading("Every term of the score");
        say_terms(page, candidates);
    }
    page.heading("Every rule");
    say_rules(page, candidates);
}

fn say_candidates(page: &mut Page, candidates: &[Candidate]) {
    let row = |candidate: &Candidate| {
        let failed = candidate.rules.iter().filter(|rule| !rule.passed);
        let sentences: Vec<&str> = failed.map(|rule| rule.sentence.as_str()).collect();
        let against = if sentences.is_empty() { "nothing".to_owned() } else { sentences.join("; ") };
        let standing = match (candidate.current, candidate.preferred) {
            (true, true) => "on it, asked for",
            (true, false) => "on it",
            (false, true) => "asked for",
            (false, false) => "",
        };
        vec![
            candidate.names(),
            candidate.score.map_or_else(String::new, |score| score.to_string()),
            against,
            candidate.visits_that_day.map_or_else(String::new, |visits| visits.to_string()),
            candidate.travel_from_home.map_or_else(String::new, words::minutes),
            standing.to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = candidates.iter().map(row).collect();
    page.table(
        &["technician", "score", "against", "visits that day", "from home", ""],
        &rows,
        "no technicians",
    );
}

fn say_terms(page: &mut Page, candidates: &[Candidate]) {
    let rows = candidates.iter().flat_map(|candidate| {
        let row = |term: &ScoreLine| {
            let (value, name) = (format!("{:+}", term.value), term.id.replace('_', " "));
            vec![candidate.names(), value, name, term.sentence.clone()]
        };
        candidate.terms.iter().map(row).collect::<Vec<_>>()
    });
    page.table(&["technician", "points", "for", "says"], &rows.collect::<Vec<_>>(), "no technicians");
}

fn say_rules(page: &mut Page, candidates: &[Candidate]) {
    let row = |candidate: &Candidate, rule: &RuleLine| {
        let verdict = match (rule.passed, rule.severity) {
            (true, _) => "passed",
            (false, Severity::Hard) => "failed",
            (false, Severity::Soft) => "costs",
        };
        let name = candidate.names();
        let mend = rule.mend.as_ref().map_or_else(String::new, |mend| mend.sentence.clone());
        vec![name, rule.rule.id().to_owned(), verdict.to_owned(), rule.sentence.clone(), mend]
    };
    let rows: Vec<Vec<String>> = candidates
        .iter()
        .flat_map(|candidate| candidate.rules.iter().map(|rule| row(candidate, rule)))
        .collect();
    page.table(&["technician", "rule", "", "says", "mend"], &rows, "no technicians");
}
