//! `visit why`: what the rules say of it, and of every technician for it.

use app::{Candidate, RuleLine};
use clap::Args;
use serde_json::json;

use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Why {
    /// The visit
    visit: String,
}

impl Why {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let id = desk.visit(&self.visit)?;
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
            page.heading("Technicians, those with the least against them first");
            say_candidates(page, &candidates);
            page.heading("Every rule");
            say_rules(page, &candidates);
        })
    }
}

fn say_candidates(page: &mut Page, candidates: &[Candidate]) {
    let row = |candidate: &Candidate| {
        let sentences: Vec<&str> =
            candidate.findings.iter().map(|finding| finding.sentence.as_str()).collect();
        let against = if sentences.is_empty() { "nothing".to_owned() } else { sentences.join("; ") };
        let standing = match (candidate.current, candidate.preferred) {
            (true, true) => "on it, asked for",
            (true, false) => "on it",
            (false, true) => "asked for",
            (false, false) => "",
        };
        vec![
            candidate.technician.name.clone(),
            against,
            candidate.visits_that_day.map_or_else(String::new, |visits| visits.to_string()),
            candidate.travel_from_home.map_or_else(String::new, words::minutes),
            standing.to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = candidates.iter().map(row).collect();
    page.table(&["technician", "against", "visits that day", "from home", ""], &rows, "no technicians");
}

fn say_rules(page: &mut Page, candidates: &[Candidate]) {
    let row = |candidate: &Candidate, rule: &RuleLine| {
        let verdict = if rule.passed { "passed" } else { "failed" };
        let name = candidate.technician.name.clone();
        vec![name, rule.rule.id().to_owned(), verdict.to_owned(), rule.sentence.clone()]
    };
    let rows: Vec<Vec<String>> = candidates
        .iter()
        .flat_map(|candidate| candidate.rules.iter().map(|rule| row(candidate, rule)))
        .collect();
    page.table(&["technician", "rule", "", "says"], &rows, "no technicians");
}
