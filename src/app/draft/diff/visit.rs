//! Visits before and after: when, who.

use domain::{JobId, Slice, Span, TechnicianId, Tz, Visit, VisitId, VisitState};
use schemars::JsonSchema;
use serde::Serialize;

use super::Sides;
use crate::view::{Local, LocalSpan, Named, name_client, name_technician};

/// Where a visit is in a plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlaceLine {
    /// Planned start; none in the tray.
    pub start: Option<Local>,
    /// Planned end.
    pub end: Option<Local>,
    /// Its crew, lead first.
    pub technicians: Vec<Named<TechnicianId>>,
    /// The arrival window meant for the client.
    pub window: Option<LocalSpan>,
    /// Whether the client was told it.
    pub told: bool,
    /// Where it stands.
    pub state: VisitState,
    /// Whether it is pinned.
    pub pinned: bool,
}

/// What becomes different of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitChange {
    /// It gets a time.
    Scheduled,
    /// It starts at another time.
    Moved,
    /// It is shorter or longer.
    Resized,
    /// Somebody else goes, or somebody at last.
    Reassigned,
    /// It loses its time, its technician or both.
    ToTray,
    /// It is pinned, or its pin is lifted.
    Pinned,
    /// Its window or its state alone.
    Other,
}

/// A visit that a draft changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VisitDiff {
    /// Which visit.
    pub visit: VisitId,
    /// Of which job.
    pub job: JobId,
    /// How long it is in the draft, in minutes.
    pub minutes: u32,
    /// What it is for and whom: `Boiler no heat, Kerr`.
    pub label: String,
    /// What becomes different.
    pub changes: Vec<VisitChange>,
    /// Where it is in the plan.
    pub before: PlaceLine,
    /// Where it is in the draft.
    pub after: PlaceLine,
}

/// Where a visit is.
pub(in crate::draft) fn place_line(slice: &Slice, visit: &Visit, zone: Tz) -> PlaceLine {
    let span = visit.span().map(|span| LocalSpan::of(span, zone));
    PlaceLine {
        start: span.map(|span| span.start),
        end: span.map(|span| span.end),
        technicians: visit
            .crew
            .iter()
            .flat_map(domain::Crew::members)
            .map(|who| name_technician(slice, who))
            .collect(),
        window: visit.window.map(|window| LocalSpan::of(window, zone)),
        told: visit.told_at.is_some(),
        state: visit.state.clone(),
        pinned: visit.pinned,
    }
}

/// What a visit is for and whom.
pub(in crate::draft) fn label_of(slice: &Slice, visit: &Visit) -> String {
    let title = title_of(slice, visit);
    let Some(job) = slice.jobs.get(&visit.job) else { return title };
    format!("{title}, {}", name_client(slice, job.client).name)
}

/// What a visit is for.
pub(super) fn title_of(slice: &Slice, visit: &Visit) -> String {
    let Some(job) = slice.jobs.get(&visit.job) else { return visit.job.to_string() };
    if visit.purpose.is_empty() { job.title.clone() } else { visit.purpose.clone() }
}

/// Every visit that the draft changes, by where it puts them.
pub(super) fn visit_diffs(sides: &Sides) -> Vec<VisitDiff> {
    let zone = sides.after.zone();
    let mut diffs: Vec<VisitDiff> = pairs(sides)
        .map(|(visit, before, after)| VisitDiff {
            visit,
            job: after.job,
            minutes: after.minutes,
            label: label_of(&sides.after.slice, after),
            changes: changes_of(before, after),
            before: place_line(&sides.before.slice, before, zone),
            after: place_line(&sides.after.slice, after, zone),
        })
        .collect();
    let who = |diff: &VisitDiff| diff.after.technicians.first().map(|who| who.name.to_lowercase());
    diffs.sort_by_key(|diff| (diff.after.start.is_none(), who(diff), diff.after.start, diff.visit));
    diffs
}

/// Each visit that the draft changes, as it is in the plan and in the draft.
pub(super) fn pairs(sides: &Sides) -> impl Iterator<Item = (VisitId, &Visit, &Visit)> {
    sides
        .visits
        .iter()
        .filter_map(|id| Some((*id, sides.before.slice.visits.get(id)?, sides.after.slice.visits.get(id)?)))
}

fn changes_of(before: &Visit, after: &Visit) -> Vec<VisitChange> {
    let start = |visit: &Visit| visit.span().map(|span| span.start);
    let length = |visit: &Visit| visit.span().as_ref().map(Span::minutes);
    let mut changes = Vec::new();
    let (had, has) = (before.slot.is_some(), after.slot.is_some());
    if (had && !has) || (before.crew.is_some() && after.crew.is_none()) {
        changes.push(VisitChange::ToTray);
    }
    if !had && has {
        changes.push(VisitChange::Scheduled);
    }
    if had && has && start(before) != start(after) {
        changes.push(VisitChange::Moved);
    }
    if had && has && length(before) != length(after) {
        changes.push(VisitChange::Resized);
    }
    if after.crew.is_some() && before.crew != after.crew {
        changes.push(VisitChange::Reassigned);
    }
    if before.pinned != after.pinned {
        changes.push(VisitChange::Pinned);
    }
    if changes.is_empty() {
        changes.push(VisitChange::Other);
    }
    changes
}
