//! Where each job stands, derived at every write: its stage, its place on the board and in the tray.

mod tray;

pub(crate) use tray::tray;

use std::collections::BTreeSet;

use domain::{
    Change, Job, JobId, Moment, Priority, Record, Stage, Surroundings, Visit, VisitId, derive_stage,
};
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{number_at, run, sql_id, sql_moment, text_at};
use crate::table::get_typed;
use crate::transaction::Written;

/// A moment after every other: what has no date comes last.
const NEVER: i64 = i64::MAX;

/// A job's place on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) stage: Stage,
    /// 0 for the most urgent.
    pub(crate) urgency: i64,
    /// When it next needs someone; when work is over, the latest comes first.
    pub(crate) due_at: i64,
}

impl Standing {
    /// Where a job stands with these visits.
    pub(crate) fn of(job: &Job, visits: &[(VisitId, &Visit)]) -> Self {
        let stage = derive_stage(job, visits.iter().map(|(_, visit)| *visit), &Surroundings::default());
        if stage.is_over() {
            let over = over_at(job).map_or(0, sql_moment);
            return Standing { stage, urgency: 0, due_at: -over };
        }
        let starts = visits.iter().filter(|(_, visit)| visit.state.is_live()).filter_map(|(_, v)| v.span());
        let deadline = job.current_term().map(domain::Term::deadline);
        let due = starts.map(|span| span.start).chain(deadline).min();
        Standing { stage, urgency: urgency(job.priority), due_at: due.map_or(NEVER, sql_moment) }
    }
}

/// A priority as its column has it.
pub(crate) fn rank(priority: Priority) -> u8 {
    match priority {
        Priority::Low => 0,
        Priority::Normal => 1,
        Priority::High => 2,
        Priority::Urgent => 3,
    }
}

fn urgency(priority: Priority) -> i64 {
    3 - i64::from(rank(priority))
}

fn over_at(job: &Job) -> Option<Moment> {
    let cancelled = job.cancellation.as_ref().map(|cancellation| cancellation.at);
    let completed = job.completion.as_ref().map(|completion| completion.at);
    cancelled.or(job.closed_at).or(completed)
}

/// Derives again the standing of every job that was written or had a visit written.
pub(crate) fn refresh(conn: &Connection, written: &Written<'_>) -> Result<(), StoreError> {
    let jobs: BTreeSet<JobId> = written.jobs_touched();
    // All are taken out before any is put in: a visit may have gone from one job to another.
    for id in jobs.iter().filter(|id| !written.is_new((**id).into())) {
        run(conn, "delete from tray where job = $1", [sql_id(id.0)])?;
    }
    for id in jobs {
        match written.change(id.into()) {
            Some(Change { after: Some(Record::Job(job)), .. }) => refresh_job(conn, written, id, job)?,
            Some(_) => {}
            None => {
                // A visit whose job is nowhere is refused at commit, when the foreign keys are checked.
                let Some(job) = get_typed::<Job>(conn, id)? else { continue };
                refresh_job(conn, written, id, &job.record)?;
            }
        }
    }
    Ok(())
}

fn refresh_job(conn: &Connection, written: &Written<'_>, id: JobId, job: &Job) -> Result<(), StoreError> {
    // A job that is made here has no visits but those made with it: it is not worth the look.
    let kept = if written.is_new(id.into()) { Vec::new() } else { stored_visits(conn, written, id)? };
    let mut visits: Vec<(VisitId, &Visit)> = kept.iter().map(|(id, visit)| (*id, visit)).collect();
    visits.extend(written.visits_of(id));
    if visits.is_empty() && written.is_new(id.into()) {
        // Its row was written as it stands without visits.
        return Ok(());
    }
    visits.sort_unstable_by_key(|(id, _)| *id);
    let standing = Standing::of(job, &visits);
    let place = (standing.stage.name(), standing.urgency, standing.due_at, sql_id(id.0));
    run(conn, include_str!("put.sql"), place)?;
    if standing.stage.is_over() {
        return Ok(());
    }
    let deadline = job.current_term().map_or(NEVER, |term| sql_moment(term.deadline()));
    for (visit, _) in visits.iter().filter(|(_, visit)| visit.state.is_live() && !visit.is_placed()) {
        let order =
            (i64::from(job.hold.is_some()), urgency(job.priority), deadline, sql_moment(job.agreed_at));
        let row = (order.0, order.1, order.2, order.3, sql_id(visit.0), sql_id(id.0));
        run(conn, include_str!("put_tray.sql"), row)?;
    }
    Ok(())
}

/// The visits of a job that this operation does not write: those it writes are at hand.
fn stored_visits(
    conn: &Connection,
    written: &Written<'_>,
    job: JobId,
) -> Result<Vec<(VisitId, Visit)>, StoreError> {
    let mut statement = conn.prepare_cached("select id, body from visit where job = $1")?;
    let mut rows = statement.query([sql_id(job.0)])?;
    let mut visits = Vec::new();
    while let Some(row) = rows.next()? {
        let id = VisitId(number_at(row, 0)?);
        if !written.has(id.into()) {
            visits.push((id, serde_json::from_str(text_at(row, 1)?)?));
        }
    }
    Ok(visits)
}
