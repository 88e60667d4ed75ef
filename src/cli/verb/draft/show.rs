//! `draft show`: what a draft changes, and how it came about.

use app::{DraftedVisit, PlaceLine, StepLine};

use crate::failure::Result;
use crate::output::{Answer, words};
use crate::session::Session;

pub(super) fn show(session: &Session, draft: &str) -> Result<Answer> {
    let desk = session.open()?;
    let view = desk.app.show_draft(desk.app.resolve_draft(draft)?)?;
    let now = desk.now_local();
    session.output.answer(&view, |page| {
        let draft = &view.draft;
        page.heading(&format!("{} {}, {} changed", draft.id, draft.name, super::say_visits(draft.visits)));
        let row = |drafted: &DraftedVisit| {
            let (when, who) = place(&drafted.place, now);
            vec![drafted.visit.to_string(), drafted.label.clone(), when, who]
        };
        let rows: Vec<Vec<String>> = view.visits.iter().map(row).collect();
        page.table(&["visit", "what", "when", "who"], &rows, "it changes nothing yet");
        page.heading("Steps");
        let row = |step: &StepLine| {
            vec![step.step.to_string(), words::moment(step.at, now), step.actor.clone(), step.summary.clone()]
        };
        let rows: Vec<Vec<String>> = view.steps.iter().map(row).collect();
        page.table(&["step", "when", "who", "what"], &rows, "none");
    })
}

/// When and who, in words.
pub(super) fn place(place: &PlaceLine, now: app::view::Local) -> (String, String) {
    let span = place.start.zip(place.end).map(|(start, end)| app::view::LocalSpan { start, end });
    let when = span.map_or_else(|| "in the tray".to_owned(), |span| words::span(span, now));
    let who =
        if place.technicians.is_empty() { "nobody".to_owned() } else { words::names(&place.technicians) };
    (when, who)
}
