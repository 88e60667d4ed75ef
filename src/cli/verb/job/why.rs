//! `job why`: why a job is in its stage, and what its marks mean.

use std::collections::BTreeMap;

use app::view::{JobCard, VisitLine};
use clap::Args;
use domain::{Mark, Stage, VisitState};
use serde_json::json;

use crate::args::InDraft;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;
use crate::verb::visit::say_all;

#[derive(Debug, Args)]
pub(crate) struct Why {
    /// The job
    job: String,
    #[command(flatten)]
    place: InDraft,
}

impl Why {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.place)?;
        let card = desk.app.job_card(desk.job(&self.job)?)?;
        let because = because(&card);
        let marks: Vec<_> =
            card.line.marks.iter().map(|mark| json!({ "mark": mark, "sentence": meaning(*mark) })).collect();
        // Who could go is asked of visits that still can be given to somebody else.
        let is_to_come = |visit: &&VisitLine| visit.state.is_live() && !visit.state.has_started();
        let mut could_go = BTreeMap::new();
        for visit in card.visits.iter().filter(is_to_come) {
            let standing = desk.app.warm_roads_of_visit(visit.id)?;
            desk.say_roads(&standing);
            could_go.insert(visit.id, desk.app.candidates(visit.id)?);
        }
        let visits: Vec<_> = card
            .visits
            .iter()
            .map(|visit| {
                json!({
                    "id": visit.id, "state": visit.state, "marks": visit.marks, "findings": visit.findings,
                    "candidates": could_go.get(&visit.id).map_or(&[][..], Vec::as_slice),
                })
            })
            .collect();
        let data = json!({
            "job": card.line.id, "stage": card.line.stage, "because": because, "marks": marks, "visits": visits,
        });
        session.output.answer(&data, |page| {
            page.line(&format!("{} is {}: {because}", card.line.id, card.line.stage.title().to_lowercase()));
            for mark in &card.line.marks {
                page.line(&format!("{}: {}", mark.name().replace('_', " "), meaning(*mark)));
            }
            for (visit, finding) in card.visits.iter().flat_map(|v| v.findings.iter().map(move |f| (v, f))) {
                page.line(&format!("{}: {}", visit.id, finding.sentence));
            }
            for (visit, candidates) in &could_go {
                page.heading(&format!("Who could take {visit}"));
                say_all(page, candidates);
            }
        })
    }
}

/// Why the job is in its stage, in a clause.
fn because(card: &JobCard) -> String {
    match card.line.stage {
        Stage::Cancelled => card.cancellation.as_ref().map_or_else(String::new, |off| off.reason.clone()),
        Stage::Closed => "it was verified, settled and closed".to_owned(),
        Stage::Verified => "somebody confirmed that the obligation was met".to_owned(),
        Stage::Completed => "it was declared complete, and nobody has verified it yet".to_owned(),
        Stage::OnHold => card.hold.as_ref().map_or_else(String::new, |hold| {
            format!("it waits for {}; {} looks again on {}", hold.reason.word(), hold.owner, hold.look_again)
        }),
        Stage::FollowUp => stopped_short(card),
        Stage::InProgress => in_progress(card),
        Stage::Scheduled => "a visit has a time and a technician, and none has started".to_owned(),
        Stage::ToSchedule => "no visit to come has both a time and a technician".to_owned(),
    }
}

fn stopped_short(card: &JobCard) -> String {
    let short = |visit: &&VisitLine| app::view::is_short(&visit.state);
    match card.visits.iter().rev().find(short) {
        Some(visit) => format!("{} ended as {}", visit.id, visit.state.describe()),
        None => "something about it is still open".to_owned(),
    }
}

fn in_progress(card: &JobCard) -> String {
    if let Some(visit) = card.visits.iter().find(|visit| visit.state.has_started()) {
        return format!("{} is {}", visit.id, visit.state.word());
    }
    let done = card.visits.iter().filter(|visit| matches!(visit.state, VisitState::Done(_))).count();
    let to_come = card.visits.iter().filter(|visit| visit.state.is_live()).count();
    match to_come {
        0 => format!("{done} visit(s) are done, and it is still to be declared complete"),
        _ => format!("{done} visit(s) are done and {to_come} still to come"),
    }
}

/// What a mark means.
fn meaning(mark: Mark) -> &'static str {
    match mark {
        Mark::PromiseBroken => "the first promise passed unkept",
        Mark::Late => "the window passed and nobody is on site",
        Mark::RunningOver => "on site past the planned end",
        Mark::Delayed => "the plan can no longer keep the promise",
        Mark::Clash => "another visit of the same technician overlaps",
        Mark::Tight => "the gap before it is shorter than the travel",
        Mark::OffShift => "outside the technician's working hours",
        Mark::SkillGap => "the crew lacks a skill",
        Mark::CrewShort => "the crew is too small",
        Mark::PartsShort => "a part it needs is not there",
        Mark::SlaRisk => "an issue clock is about to end",
        Mark::Unconfirmed => "the client has not confirmed",
        Mark::ToInvoice => "completed, and still to be billed",
        Mark::OverdueFollowUp => "a follow-up is past its date",
    }
}
