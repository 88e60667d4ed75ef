//! Jobs' rows: lists, stages and filters.

mod filter;
mod group;

pub use filter::JobFilter;
#[cfg(test)]
pub(crate) use filter::sql_of;
pub(crate) use filter::{in_order, list};
pub(crate) use group::{services_of, technicians_of, zones_of};

use std::collections::{BTreeMap, HashMap};

use domain::{ClientId, Job, JobId, Stage};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{
    Entity, Rows, number_at, run, select, select_ids, select_rows, select_values, sql_count, sql_id, sql_ids,
    sql_moment, text_at,
};
use crate::standing::Standing;
use crate::{StoreError, search::fold};

impl Entity for Job {
    type Id = JobId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        let standing = Standing::of(self, &[]);
        vec![
            sql_id(self.client.0).into(),
            self.site.map(|site| sql_id(site.0)).into(),
            self.title.clone().into(),
            fold(&self.title).into(),
            i64::from(crate::standing::rank(self.priority)).into(),
            sql_moment(self.agreed_at).into(),
            standing.stage.name().to_owned().into(),
            standing.urgency.into(),
            standing.due_at.into(),
            self.collect_at.map(|site| sql_id(site.0)).into(),
        ]
    }

    fn spread(&self, conn: &Connection, id: i64) -> Result<(), StoreError> {
        for service in &self.services {
            run(conn, include_str!("put_service.sql"), (id, sql_id(service.0)))?;
        }
        Ok(())
    }

    fn gather(conn: &Connection, id: i64) -> Result<(), StoreError> {
        run(conn, "delete from job_service where job = $1", [id])?;
        Ok(())
    }
}

/// The latest jobs of a client.
pub(crate) fn of_client(
    conn: &Connection,
    client: ClientId,
    limit: usize,
) -> Result<Rows<JobId, Job>, StoreError> {
    select(conn, include_str!("of_client.sql"), (sql_id(client.0), sql_count(limit)))
}

/// How many jobs are in each stage, in the order of the board; empty stages too.
pub(crate) fn stage_counts(conn: &Connection) -> Result<Vec<(Stage, u64)>, StoreError> {
    let sql = "select stage, jobs from stage_count";
    let counts = select_rows(conn, sql, [], |row| Ok((row.get(0)?, number_at(row, 1)?)))?;
    let counts: HashMap<String, u64> = counts.into_iter().collect();
    let count = |stage: Stage| counts.get(stage.name()).copied().unwrap_or(0);
    Ok(Stage::ALL.into_iter().map(|stage| (stage, count(stage))).collect())
}

/// Jobs of a stage, what needs attention first.
pub(crate) fn in_stage(
    conn: &Connection,
    stage: Stage,
    limit: usize,
    offset: usize,
) -> Result<Vec<JobId>, StoreError> {
    select_ids(conn, include_str!("in_stage.sql"), (stage.name(), sql_count(limit), sql_count(offset)))
}

/// The stage of a job and how many stand before it there.
pub(crate) fn place_in_stage(conn: &Connection, id: JobId) -> Result<Option<(Stage, usize)>, StoreError> {
    let Some(stage) = stage_of(conn, id)? else { return Ok(None) };
    let sql = "select count(*) from job as other, job as this
        where this.id = $1 and other.stage = this.stage
        and (other.urgency, other.due_at, other.id) < (this.urgency, this.due_at, this.id)";
    let before = crate::row::select_count(conn, sql, [sql_id(id.0)])?;
    Ok(Some((stage, usize::try_from(before).unwrap_or(usize::MAX))))
}

/// How many jobs of each of these clients are not over; those with none are left out.
pub(crate) fn count_open(
    conn: &Connection,
    clients: &[ClientId],
) -> Result<BTreeMap<ClientId, u64>, StoreError> {
    let sql = format!(
        "select client, count(*) from job where client in (select value from json_each($1))
        and stage not in ({}) group by client",
        over_stages()
    );
    let counts = select_rows(conn, &sql, [sql_ids(clients.iter().map(|id| id.0))], |row| {
        Ok((ClientId(number_at(row, 0)?), number_at(row, 1)?))
    })?;
    Ok(counts.into_iter().collect())
}

/// The jobs of a client that are not over, latest agreement first.
pub(crate) fn open_of_client(
    conn: &Connection,
    client: ClientId,
    limit: usize,
) -> Result<Vec<JobId>, StoreError> {
    let sql = format!(
        "select id from job where client = $1 and stage not in ({}) order by agreed_at desc, id desc limit $2",
        over_stages()
    );
    select_ids(conn, &sql, (sql_id(client.0), sql_count(limit)))
}

/// The stages in which work is over, as SQL lists them.
fn over_stages() -> String {
    let over = Stage::ALL.into_iter().filter(|stage| stage.is_over());
    over.map(|stage| format!("'{}'", stage.name())).collect::<Vec<_>>().join(", ")
}

/// The stages these jobs are in, as last derived, by id.
pub(crate) fn stages_of(conn: &Connection, jobs: &[JobId]) -> Result<Vec<(JobId, Stage)>, StoreError> {
    let sql = "select id, stage from job where id in (select value from json_each($1)) order by id";
    let found = select_rows(conn, sql, [sql_ids(jobs.iter().map(|id| id.0))], |row| {
        Ok((JobId(number_at(row, 0)?), Stage::from_name(text_at(row, 1)?)))
    })?;
    // A stage that a newer program named is on no column of this one.
    Ok(found.into_iter().filter_map(|(id, stage)| Some((id, stage?))).collect())
}

/// The stage a job is in, as last derived.
pub(crate) fn stage_of(conn: &Connection, id: JobId) -> Result<Option<Stage>, StoreError> {
    let names: Vec<String> = select_values(conn, "select stage from job where id = $1", [sql_id(id.0)])?;
    Ok(names.first().and_then(|name| Stage::from_name(name)))
}
