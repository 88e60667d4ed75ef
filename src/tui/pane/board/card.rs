//! A job as a card of two lines, and as one line of details.

use app::GroupBy;
use app::view::JobLine;
use domain::{FieldOn, Stage, TechnicianId, VisitState};

use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::widget::columns::Card;

/// How cards are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// What the columns stand for; where they are not stages a card says its stage.
    pub(super) by: GroupBy,
    /// The technician who is the business alone: that this one goes is not said.
    pub(super) solo: Option<TechnicianId>,
}

/// Makes the card of a job.
pub(super) fn card(job: &JobLine, marked: bool, style: Style, shared: &Shared) -> Card {
    let urgent = phrase::priority_tag(job.priority);
    let (tag, role) = match job.marks.first() {
        Some(mark) => (phrase::mark_tag(*mark), phrase::mark_role(*mark)),
        None => ("", phrase::priority_role(job.priority)),
    };
    let role = if urgent == "URGENT" { phrase::priority_role(job.priority) } else { role };
    let more = job.marks.len().saturating_sub(1);
    let tag = if more > 0 { format!("{tag}+{more}") } else { tag.to_owned() };
    let is_alone = |alone: TechnicianId| job.technicians.iter().all(|who| who.id == alone);
    let who = if style.solo.is_some_and(is_alone) { String::new() } else { phrase::crew(&job.technicians) };
    let label = job.substatus.as_ref().map_or_else(String::new, |label| format!("({label})"));
    let stage = if style.by == GroupBy::Stage { "" } else { job.stage.title() };
    Card {
        top: phrase::drafted(format!("{} {}, {}", job.id, job.title, job.client.name), job.drafted),
        bottom: phrase::joined(&[stage, &when(job, shared), under_way(job), &label, &who, &job.zone], " "),
        marks: phrase::joined(&[urgent, &tag], " "),
        role,
        marked,
    }
}

/// The time of the visit, else what the client was told, else the length.
fn when(job: &JobLine, shared: &Shared) -> String {
    let today = shared.today();
    match (job.when, phrase::open_promise(job, shared.now)) {
        (Some(when), _) if when.start.date_naive() == today => phrase::clock(when.start),
        (Some(when), _) => phrase::brief_day(when.start.date_naive(), today),
        (None, Some(term)) => phrase::brief_term(term, today),
        (None, None) => phrase::length(job.minutes),
    }
}

/// The state of a visit where the stage does not say it.
fn under_way(job: &JobLine) -> &'static str {
    match (job.stage, &job.state) {
        (Stage::InProgress | Stage::FollowUp, Some(VisitState::Done(outcome))) => outcome.word(),
        (Stage::InProgress, Some(state)) => state.word(),
        (Stage::Scheduled, Some(VisitState::Confirmed)) => "confirmed",
        (Stage::Scheduled, Some(VisitState::Dispatched)) => "dispatched",
        (
            Stage::ToSchedule
            | Stage::Scheduled
            | Stage::InProgress
            | Stage::OnHold
            | Stage::FollowUp
            | Stage::Completed
            | Stage::Verified
            | Stage::Closed
            | Stage::Cancelled,
            _,
        ) => "",
    }
}

/// Writes what the card has no room for.
pub(super) fn details(job: &JobLine, shared: &Shared) -> Page<()> {
    let today = shared.today();
    let mut page = Page::default();
    let when = job.when.map_or_else(|| "no time".to_owned(), |when| phrase::span(when, today));
    let state = job.state.as_ref().map_or_else(|| "no visit".to_owned(), phrase::state);
    let length = phrase::length(job.minutes);
    let plan = [when.as_str(), &length, &phrase::people(&job.technicians), &state];
    page.said("visit", phrase::joined(&plan, ", "));
    let marks = phrase::joined(&[phrase::priority_tag(job.priority), &phrase::marks(&job.marks)], ", ");
    page.said_as(phrase::marks_role(&job.marks), "marks", marks);
    let promise = phrase::open_promise(job, shared.now);
    page.said("promise", promise.map_or_else(String::new, |term| phrase::term(term, today)));
    let place = phrase::place_name(job.site.as_ref().map_or("", |site| site.name.as_str()), &job.address);
    page.said("site", phrase::joined(&[place, &job.address], ", "));
    page.said("needs", phrase::joined(&[&job.services.join(", "), &job.skills.join(", ")], "; "));
    page.said("tags", job.tags.join(", "));
    page.said("label", job.substatus.as_deref().unwrap_or_default());
    phrase::say_fields(&mut page, FieldOn::Job, &job.fields, shared);
    page
}
