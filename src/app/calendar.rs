//! Weeks and months: counts and loads from one query for the whole range.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{Events, JobId, Moment, Span, VisitId};
use store::{JobFilter, Reader, VisitOutline};

use crate::board::{can_be_marked, whole_jobs};
use crate::filter::{Filter, resolve_for_visits};
use crate::load::{Loaded, Loader};
use crate::view::{
    DaysLoaded, MonthView, Narrowed, WEEK, WeekView, build_month, build_week, month_grid, month_start,
    span_around, visit_line, week_start,
};
use crate::{App, AppError, Result};

/// Jobs are loaded in pieces of so many to see which of their visits pass a filter.
const PIECE: usize = 500;

impl App {
    /// The week that holds a date, from the day on which the business's weeks begin; only what passes a filter.
    pub fn week(&self, date: NaiveDate, filter: &Filter) -> Result<WeekView> {
        let now = self.now();
        self.read_plan(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let first = week_start(date, &business);
            let (_, tray_total) = reader.tray(0, 0)?;
            Ok(build_week(&load_days(reader, first, WEEK, filter, now)?, first, tray_total, now))
        })
    }

    /// The month that holds a date, in whole weeks; only what passes a filter.
    pub fn month(&self, date: NaiveDate, filter: &Filter) -> Result<MonthView> {
        let now = self.now();
        self.read_plan(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let month = month_start(date);
            let (first, count) = month_grid(month, &business);
            let (_, tray_total) = reader.tray(0, 0)?;
            Ok(build_month(&load_days(reader, first, count, filter, now)?, month, tray_total, now))
        })
    }
}

fn load_days(
    reader: &Reader<'_>,
    first: NaiveDate,
    count: u64,
    filter: &Filter,
    now: Moment,
) -> Result<DaysLoaded> {
    let business = reader.business()?.ok_or(AppError::NoBusiness)?;
    let technicians: Vec<_> =
        reader.technicians()?.into_iter().map(|(id, stored)| (id, stored.record)).collect();
    let span = span_around(first, count, &business);
    let outlines = reader.outlines_between(span)?;
    let narrowed = if filter.is_empty() {
        None
    } else {
        let asked = technicians.iter().filter(|(id, who)| filter.names_technician(id, &who.name));
        let technicians = asked.map(|(id, _)| *id).collect();
        Some(Narrowed { visits: passing(reader, filter, &outlines, span, now)?, technicians })
    };
    let mut events = Events::default();
    for (id, stored) in reader.events_between(&[span], None)? {
        events.insert(id, stored.record);
    }
    Ok(DaysLoaded { business, technicians, outlines, events, narrowed })
}

/// The visits that pass a filter by the rules of a day's lines. Their jobs are found first, so that only those
/// are loaded that can pass.
fn passing(
    reader: &Reader<'_>,
    filter: &Filter,
    outlines: &[VisitOutline],
    span: Span,
    now: Moment,
) -> Result<BTreeSet<VisitId>> {
    let mut found = BTreeSet::new();
    let Some(wanted) = resolve_for_visits(reader, filter)? else { return Ok(found) };
    let wanted = JobFilter { from: Some(span.start), to: Some(span.end), ..wanted };
    let can_pass = |stage| filter.marks.is_empty() || can_be_marked(stage);
    let jobs = reader.jobs_in_order(&wanted)?.into_iter().filter(|(_, stage)| can_pass(*stage));
    let jobs: Vec<JobId> = jobs.map(|(id, _)| id).collect();
    let seen: BTreeSet<VisitId> = outlines.iter().map(|outline| outline.id).collect();
    for piece in jobs.chunks(PIECE) {
        let loaded = load_jobs(reader, piece, filter)?;
        let own = loaded.slice.visits.keys().filter(|id| seen.contains(id));
        let lines = own.filter_map(|id| visit_line(&loaded, *id, now));
        found.extend(lines.filter(|line| filter.passes_visit(line)).map(|line| line.id));
    }
    Ok(found)
}

/// Jobs with their visits; with those around them only where marks are asked for.
fn load_jobs(reader: &Reader<'_>, jobs: &[JobId], filter: &Filter) -> Result<Loaded> {
    if filter.looks_at_marks() {
        return whole_jobs(reader, jobs);
    }
    let mut loader = Loader::new(reader)?;
    loader.jobs(jobs)?;
    Ok(loader.finish())
}

#[cfg(test)]
mod tests;
