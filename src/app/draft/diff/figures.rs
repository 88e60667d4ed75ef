//! Travel, overtime and load of the days that a draft touches.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    Slice, Span, Stop, TechnicianId, Tz, VisitId, VisitState, free_spans, joined, local_day, way_after,
    way_before, without,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::Sides;
use super::visit::pairs;
use crate::view::{Named, name_technician};

/// One day of one technician, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct DayFigures {
    /// Visits, cancelled ones not counted.
    pub visits: usize,
    /// Work planned that day, clashes counted twice.
    pub planned_minutes: i64,
    /// Estimated travel between the visits still to come, from home and back.
    pub travel_minutes: i64,
    /// Work outside of free time.
    pub overtime_minutes: i64,
}

/// A technician's day in the plan and in the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LoadDiff {
    /// Whose day.
    pub technician: Named<TechnicianId>,
    /// Which day.
    pub date: NaiveDate,
    /// Minutes that they work that day and nothing else takes.
    pub free_minutes: i64,
    /// As planned.
    pub before: DayFigures,
    /// As drafted.
    pub after: DayFigures,
}

/// The days that the draft changes something on, by date and name.
pub(super) fn load_diffs(sides: &Sides) -> Vec<LoadDiff> {
    let zone = sides.after.zone();
    let mut days: BTreeSet<(TechnicianId, NaiveDate)> = BTreeSet::new();
    for (_, before, after) in pairs(sides) {
        for visit in [before, after] {
            let members = visit.crew.iter().flat_map(domain::Crew::members);
            days.extend(members.flat_map(|who| dates_of(visit.span(), zone).map(move |date| (who, date))));
        }
    }
    let mut load: Vec<LoadDiff> = days
        .into_iter()
        .map(|(who, date)| LoadDiff {
            technician: name_technician(&sides.after.slice, who),
            date,
            free_minutes: free_spans(&sides.after.slice, who, date).iter().map(Span::minutes).sum(),
            before: figures_of(&sides.before.slice, who, date, zone),
            after: figures_of(&sides.after.slice, who, date, zone),
        })
        .collect();
    load.sort_by_key(|load| (load.date, load.technician.name.to_lowercase(), load.technician.id));
    load
}

/// The local dates that a span touches.
fn dates_of(span: Option<Span>, zone: Tz) -> impl Iterator<Item = NaiveDate> {
    let date = |at: domain::Moment| at.with_timezone(&zone).date_naive();
    // A visit lasts 28 days at most.
    let dates = span.map(|span| date(span.start).iter_days().take(30));
    let day_holds = move |date: &NaiveDate| span.is_some_and(|span| local_day(*date, zone).overlaps(&span));
    dates.into_iter().flatten().take_while(day_holds)
}

fn figures_of(slice: &Slice, who: TechnicianId, date: NaiveDate, zone: Tz) -> DayFigures {
    let day = local_day(date, zone);
    let stands = slice.visits.of_technician(who).filter(|(_, visit)| !is_cancelled(&visit.state));
    let within = stands.filter_map(|(id, visit)| Some((id, visit.span()?.intersection(&day)?)));
    let visits: Vec<(VisitId, Span)> = within.collect();
    let mut spans: Vec<Span> = visits.iter().map(|(_, span)| *span).collect();
    spans.sort_unstable();
    let over = without(&joined(&spans), free_spans(slice, who, date));
    DayFigures {
        visits: visits.len(),
        planned_minutes: spans.iter().map(Span::minutes).sum(),
        travel_minutes: travel_of(slice, who, &visits),
        overtime_minutes: over.iter().map(Span::minutes).sum(),
    }
}

/// The ways of a day: to each visit that is still to come, and home from the last.
fn travel_of(slice: &Slice, who: TechnicianId, visits: &[(VisitId, Span)]) -> i64 {
    let live = visits.iter().filter_map(|(id, _)| Some((*id, slice.visits.get(id)?)));
    let ways = live.filter(|(_, visit)| visit.state.is_live()).map(|(id, visit)| {
        let to = way_before(slice, id, visit, who).map_or(0, |way| way.travel.minutes);
        let home = way_after(slice, id, visit, who).filter(|way| way.stop == Stop::Home);
        to + home.map_or(0, |way| way.travel.minutes)
    });
    ways.sum()
}

fn is_cancelled(state: &VisitState) -> bool {
    matches!(state, VisitState::Cancelled(_))
}
