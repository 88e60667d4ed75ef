//! Visits' rows and who goes on them.

pub(crate) mod outline;

use domain::{EntityRef, JobId, Span, TechnicianId, Visit, VisitId, VisitState};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::StoreError;
use crate::row::{Entity, Rows, Stored, run, select, select_ids, sql_id, sql_moment};

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

/// The job of a visit.
pub(crate) fn job_of(conn: &Connection, id: VisitId) -> Result<Option<JobId>, StoreError> {
    Ok(select_ids(conn, "select job from visit where id = $1", [sql_id(id.0)])?.pop())
}

/// The visits of a job, in order of id.
pub(crate) fn of_job(conn: &Connection, job: JobId) -> Result<Rows<VisitId, Visit>, StoreError> {
    select(conn, "select id, version, body from visit where job = $1 order by id", [sql_id(job.0)])
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
    found.sort_by_key(|(id, visit): &(VisitId, Stored<Visit>)| (visit.record.span().map(|s| s.start), *id));
    found.dedup_by_key(|(id, _)| *id);
    Ok(found)
}

/// The visits whose crew has a technician, done and cancelled ones too.
pub(crate) fn of_technician(conn: &Connection, who: TechnicianId) -> Result<Vec<EntityRef>, StoreError> {
    let sql = "select visit from visit_technician where technician = $1 order by visit";
    let visits: Vec<VisitId> = select_ids(conn, sql, [sql_id(who.0)])?;
    Ok(visits.into_iter().map(EntityRef::from).collect())
}
