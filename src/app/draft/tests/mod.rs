mod commit;
mod diff;
mod property;
mod steps;

use chrono::NaiveDate;
use domain::{
    Command, Crew, DraftId, Moment, Placement, Refusal, Slot, Span, TechnicianId, Tz, VisitId, WindowChoice,
};

use crate::view::VisitLine;
use crate::{App, AppError, Request};

pub(super) const ZONE: Tz = Tz::Europe__London;

pub(super) fn now() -> Moment {
    "2026-11-24T07:20:00Z".parse().unwrap()
}

pub(super) fn desk() -> App {
    crate::fixture::demo(1, now(), "Mia")
}

/// A second desk on the same records, without what the first does from now on.
pub(super) fn copy_of(app: &App) -> App {
    App::new(app.store.copy_to_memory().unwrap(), app.clock, app.actor.clone())
}

pub(super) fn date() -> NaiveDate {
    now().with_timezone(&ZONE).date_naive()
}

/// The visits of today that are placed and not begun, the first to begin first.
pub(super) fn placed(app: &App) -> Vec<VisitLine> {
    let mut visits: Vec<VisitLine> =
        app.day(date()).unwrap().lanes.into_iter().flat_map(|lane| lane.visits).collect();
    visits
        .retain(|visit| visit.state.is_live() && !visit.state.has_started() && !visit.technicians.is_empty());
    visits.sort_by_key(|visit| (visit.start, visit.id));
    visits.dedup_by_key(|visit| visit.id);
    visits
}

pub(super) fn slot(text: &str, minutes: u32) -> Slot {
    let start: Moment = text.parse().unwrap();
    Slot::of_span(Span::of_minutes(start, minutes).unwrap(), ZONE)
}

pub(super) fn to(start: &str, minutes: u32) -> Placement {
    Placement { slot: Some(slot(start, minutes)), crew: None }
}

/// A move to an evening of next week when nobody works, with a reason.
pub(super) fn away(visit: VisitId) -> Request {
    let command = Command::Move(visit, to("2026-12-01T19:00:00Z", 60), WindowChoice::Shift);
    Request::new(command).because("the client asked for it")
}

pub(super) fn crew(who: TechnicianId) -> Crew {
    Crew::of(who)
}

pub(super) fn dump(app: &App) -> String {
    app.store.read(|reader| Ok::<_, AppError>(reader.canonical_dump()?)).unwrap()
}

pub(super) fn last_operation(app: &App) -> i64 {
    app.store.read(|reader| Ok::<_, AppError>(reader.last_operation()?)).unwrap()
}

pub(super) fn start_of(app: &App, visit: VisitId) -> Option<Moment> {
    match app.show(visit.into()).unwrap().record {
        domain::Record::Visit(visit) => visit.span().map(|span| span.start),
        _ => None,
    }
}

pub(super) fn refusal<T: std::fmt::Debug>(result: crate::Result<T>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal) | AppError::Store(store::StoreError::Refusal(refusal))) => refusal,
        other => panic!("it was not refused: {other:?}"),
    }
}

pub(super) fn new(app: &mut App) -> DraftId {
    app.new_draft("Tuesday", Some(date())).unwrap().id
}
