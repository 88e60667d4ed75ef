//! Keeping the index in step with the records.

use std::collections::BTreeSet;

use domain::{EntityRef, Job, JobId, Record};
use rusqlite::{Connection, OptionalExtension};

use super::row_of;
use super::text::{own_text, text_of};
use crate::StoreError;
use crate::row::{run, select_ids, sql_id};
use crate::transaction::Written;

/// Writes the index rows of what was written. A job is also found by its client's name and its site, so
/// the jobs of a client or site whose name changed are written again.
pub(crate) fn refresh(conn: &Connection, written: &Written<'_>) -> Result<(), StoreError> {
    let mut jobs: BTreeSet<JobId> = BTreeSet::new();
    for change in written.changes() {
        let id = change.entity.id;
        match (&change.before, &change.after) {
            (None, None) => {}
            (Some(_), None) => clear(conn, change.entity)?,
            (None, Some(Record::Job(_))) => drop(jobs.insert(JobId(id))),
            (None, Some(after)) => put(conn, change.entity, &text_of(after, ""))?,
            (Some(Record::Job(before)), Some(Record::Job(after))) => {
                if job_text_differs(before, after) {
                    jobs.insert(JobId(id));
                }
            }
            (Some(before), Some(after)) => {
                if own_text(before) != own_text(after) {
                    clear(conn, change.entity)?;
                    put(conn, change.entity, &text_of(after, ""))?;
                }
                if before.label() != after.label() {
                    jobs.extend(jobs_of(conn, change.entity)?);
                }
            }
        }
    }
    for id in jobs {
        refresh_job(conn, written, id)?;
    }
    Ok(())
}

fn job_text_differs(before: &Job, after: &Job) -> bool {
    (before.client, before.site) != (after.client, after.site)
        || own_text(&Record::Job(before.clone())) != own_text(&Record::Job(after.clone()))
}

/// The jobs whose text names a record.
fn jobs_of(conn: &Connection, entity: EntityRef) -> Result<Vec<JobId>, StoreError> {
    let sql = match entity.kind {
        domain::EntityKind::Client => "select id from job where client = $1",
        domain::EntityKind::Site => "select id from job where site = $1",
        domain::EntityKind::Business
        | domain::EntityKind::Contact
        | domain::EntityKind::Equipment
        | domain::EntityKind::Technician
        | domain::EntityKind::Service
        | domain::EntityKind::Job
        | domain::EntityKind::Visit
        | domain::EntityKind::Note => return Ok(Vec::new()),
    };
    select_ids(conn, sql, [sql_id(entity.id)])
}

fn refresh_job(conn: &Connection, written: &Written<'_>, id: JobId) -> Result<(), StoreError> {
    let kept;
    let job = match written.record(id.into()) {
        Some(after) => after,
        None => {
            kept = crate::table::get(conn, id.into())?.map(|stored| stored.record);
            kept.as_ref()
        }
    };
    let is_new = written.is_new(id.into());
    if !is_new {
        clear(conn, id.into())?;
    }
    let Some(Record::Job(job)) = job else { return Ok(()) };
    let around = around(conn, job)?;
    put(conn, id.into(), &text_of(&Record::Job(job.clone()), &around))
}

/// The names of a job's client and site.
fn around(conn: &Connection, job: &Job) -> Result<String, StoreError> {
    let name = |sql: &str, id: u64| -> Result<Option<String>, StoreError> {
        let mut statement = conn.prepare_cached(sql)?;
        Ok(statement.query_row([sql_id(id)], |row| row.get(0)).optional()?)
    };
    let client = name("select name from client where id = $1", job.client.0)?.unwrap_or_default();
    let site = match job.site {
        Some(site) => name("select name from site where id = $1", site.0)?.unwrap_or_default(),
        None => String::new(),
    };
    Ok(format!("\n{client}\n{site}"))
}

fn put(conn: &Connection, entity: EntityRef, text: &str) -> Result<(), StoreError> {
    if !text.is_empty() {
        run(conn, "insert into search (rowid, text) values ($1, $2)", (row_of(entity), text))?;
    }
    Ok(())
}

fn clear(conn: &Connection, entity: EntityRef) -> Result<(), StoreError> {
    run(conn, "delete from search where rowid = $1", [row_of(entity)])?;
    Ok(())
}

/// Merges the index into one piece: worth its time after an import.
pub(crate) fn optimise(conn: &Connection) -> Result<(), StoreError> {
    run(conn, "insert into search (search) values ('optimize')", [])?;
    Ok(())
}
