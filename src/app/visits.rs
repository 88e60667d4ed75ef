//! A page of the visits that pass a filter.

use domain::{EntityKind, EntityRef, JobId, Moment, Record, Span, Stage, Visit, VisitId, VisitState};
use store::{JobFilter, Reader};

use crate::board::{can_be_marked, whole_jobs};
use crate::filter::{Filter, resolve_for_visits};
use crate::view::{VisitLine, VisitList, visit_line};
use crate::{App, Result};

/// Visits are loaded in pieces of so many jobs to be looked at.
const PIECE: usize = 500;

/// Which visits a list is to show.
#[derive(Debug, Clone, Default)]
pub struct VisitQuery {
    /// What it is narrowed to: technicians and marks are those of the visit, all else is its job's.
    pub filter: Filter,
    /// Those that end after this moment.
    pub from: Option<Moment>,
    /// Those that begin before this moment.
    pub to: Option<Moment>,
    /// Visits of the page.
    pub limit: usize,
    /// Where the page begins.
    pub offset: usize,
}

impl VisitQuery {
    fn is_empty(&self) -> bool {
        self.filter.is_empty() && self.from.is_none() && self.to.is_none()
    }

    /// Whether a visit lies in the time that was asked for.
    fn is_then(&self, span: Option<Span>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let after = |span: &Span| self.from.is_none_or(|from| span.end > from);
        let before = |span: &Span| self.to.is_none_or(|to| span.start < to);
        span.is_some_and(|span| after(&span) && before(&span))
    }
}

impl App {
    /// A page of the visits that pass, the latest number first.
    pub fn visits(&self, query: &VisitQuery) -> Result<VisitList> {
        let now = self.now();
        self.read_plan(|reader| {
            if query.is_empty() {
                return newest(reader, query.limit, query.offset, now);
            }
            let Some(wanted) = resolve_for_visits(reader, &query.filter)? else {
                return Ok(VisitList { visits: Vec::new(), total: 0 });
            };
            let wanted = JobFilter { from: query.from, to: query.to, ..wanted };
            let wanted = if query.filter.marks.is_empty() { wanted } else { markable(wanted) };
            if wanted.stages.is_empty() && !query.filter.marks.is_empty() {
                return Ok(VisitList { visits: Vec::new(), total: 0 });
            }
            let (jobs, _) = reader.jobs(&wanted, usize::MAX, 0)?;
            let mut visits = passing(reader, query, &jobs, now)?;
            visits.sort_by_key(|line| std::cmp::Reverse(line.id));
            let total = visits.len() as u64;
            Ok(VisitList { visits: visits.into_iter().skip(query.offset).take(query.limit).collect(), total })
        })
    }
}

/// The same without the stages in which nothing has a mark.
fn markable(wanted: JobFilter) -> JobFilter {
    let asked = |stage: &Stage| wanted.stages.is_empty() || wanted.stages.contains(stage);
    let stages = Stage::ALL.into_iter().filter(|stage| can_be_marked(*stage) && asked(stage)).collect();
    JobFilter { stages, ..wanted }
}

/// A page of all visits.
fn newest(reader: &Reader<'_>, limit: usize, offset: usize, now: Moment) -> Result<VisitList> {
    let total = reader.count(EntityKind::Visit)?;
    // The store lists the oldest first: the page is as far from its end.
    let left = usize::try_from(total).unwrap_or(usize::MAX).saturating_sub(offset);
    let count = left.min(limit);
    let (page, _) = reader.list(EntityKind::Visit, count, left - count)?;
    let pairs: Vec<(VisitId, JobId)> = (page.into_iter().rev())
        .filter_map(|(EntityRef { id, .. }, stored)| match stored.record {
            Record::Visit(visit) => Some((VisitId(id), visit.job)),
            _ => None,
        })
        .collect();
    let mut jobs: Vec<JobId> = pairs.iter().map(|(_, job)| *job).collect();
    jobs.sort_unstable();
    jobs.dedup();
    let loaded = whole_jobs(reader, &jobs)?;
    let visits = pairs.into_iter().filter_map(|(id, _)| visit_line(&loaded, id, now)).collect();
    Ok(VisitList { visits, total })
}

/// The visits of the jobs that pass themselves.
fn passing(reader: &Reader<'_>, query: &VisitQuery, jobs: &[JobId], now: Moment) -> Result<Vec<VisitLine>> {
    // All else is the job's, and the store has looked at it.
    let own = Filter {
        technicians: query.filter.technicians.clone(),
        marks: query.filter.marks.clone(),
        without: query.filter.without.clone(),
        ..Filter::default()
    };
    let mut found = Vec::new();
    for piece in jobs.chunks(PIECE) {
        let loaded = whole_jobs(reader, piece)?;
        let is_asked =
            |(_, visit): &(&VisitId, &Visit)| piece.contains(&visit.job) && query.is_then(visit.span());
        let lines =
            (loaded.slice.visits.iter()).filter(is_asked).filter_map(|(id, _)| visit_line(&loaded, *id, now));
        // Who was to go on a visit that is cancelled does not go, as the store has it.
        let goes =
            |line: &VisitLine| own.technicians.is_empty() || !matches!(line.state, VisitState::Cancelled(_));
        found.extend(lines.filter(|line| goes(line) && own.passes_visit(line)));
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says by panicking that it failed
mod tests;
