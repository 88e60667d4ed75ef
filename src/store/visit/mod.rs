//! Visits' rows and who goes on them.

pub(crate) mod outline;

use domain::{JobId, Span, TechnicianId, Visit, VisitId, VisitState};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::StoreError;
use crate::row::{Entity, Rows, Stored, run, select, select_ids, sql_id, sql_ids, sql_moment};

impl Entity for Visit {
    type Id = VisitId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        let span = self.span();
        vec![
            sql_id(self.job.0).into(),
            span.map(|span| sql_moment(span.start)).into(),
            span.map(|span| sql_moment(span.end)).into(),
            self.crew.as_ref().map(|crew| sql_id(crew.lead.0)).into(),
            i64::from(self.state.is_live()).into(),
            i64::from(is_cancelled(self)).into(),
            i64::from(self.is_placed()).into(),
        ]
    }

    fn spread(&self, conn: &Connection, id: i64) -> Result<(), StoreError> {
        let span = self.span();
        let (start, end) = (span.map(|s| sql_moment(s.start)), span.map(|s| sql_moment(s.end)));
        for who in self.crew.iter().flat_map(domain::Crew::members) {
            let row = (id, sql_id(who.0), sql_id(self.job.0), start, end, i64::from(is_cancelled(self)));
            run(conn, include_str!("put_crew.sql"), row)?;
        }
        Ok(())
    }

    fn gather(conn: &Connection, id: i64) -> Result<(), StoreError> {
        run(conn, "delete from visit_technician where visit = $1", [id])?;
        Ok(())
    }
}

fn is_cancelled(visit: &Visit) -> bool {
    matches!(visit.state, VisitState::Cancelled(_))
}

/// The jobs of these visits, each once.
pub(crate) fn jobs_of(conn: &Connection, visits: &[VisitId]) -> Result<Vec<JobId>, StoreError> {
    let sql = "select distinct job from visit where id in (select value from json_each($1))";
    select_ids(conn, sql, [sql_ids(visits.iter().map(|id| id.0))])
}

/// The visits of these jobs, in order of id.
pub(crate) fn of_jobs(conn: &Connection, jobs: &[JobId]) -> Result<Rows<VisitId, Visit>, StoreError> {
    let sql = "select id, version, body from visit where job in (select value from json_each($1))";
    let mut found: Rows<VisitId, Visit> = select(conn, sql, [sql_ids(jobs.iter().map(|id| id.0))])?;
    found.sort_unstable_by_key(|(id, _)| *id);
    Ok(found)
}

/// The visits that overlap a span and were not cancelled, by start and id.
pub(crate) fn between(
    conn: &Connection,
    span: Span,
    crew: Option<&[TechnicianId]>,
) -> Result<Rows<VisitId, Visit>, StoreError> {
    let (start, end) = (sql_moment(span.start), sql_moment(span.end));
    let mut found = Vec::new();
    match crew {
        None => found = select(conn, include_str!("between.sql"), (start, end))?,
        Some(members) => {
            for who in members {
                found.extend(select(conn, include_str!("between_of_crew.sql"), (sql_id(who.0), start, end))?);
            }
        }
    }
    found.sort_by_cached_key(|(id, visit): &(VisitId, Stored<Visit>)| {
        (visit.record.span().map(|s| s.start), *id)
    });
    found.dedup_by_key(|(id, _)| *id);
    Ok(found)
}
