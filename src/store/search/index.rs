//! Keeping the index in step with the records.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{EntityRef, Job, JobId, Record};
use rusqlite::Connection;

use super::row_of;
use super::text::{own_text, text_of};
use crate::StoreError;
use crate::row::{run, select_ids, sql_id};
use crate::transaction::Written;

/// What is to become of index rows. They are written in ascending order: a step back makes the index write out
/// everything it has gathered, and an import would take several times as long.
#[derive(Default)]
struct Rows(BTreeMap<i64, Row>);

struct Row {
    is_stored: bool,
    text: String,
}

impl Rows {
    fn add(&mut self, entity: EntityRef, is_stored: bool, text: String) {
        self.0.insert(row_of(entity), Row { is_stored, text });
    }

    fn write(self, conn: &Connection) -> Result<(), StoreError> {
        for (id, row) in self.0 {
            if row.is_stored {
                run(conn, "delete from search where rowid = $1", [id])?;
            }
            if !row.text.is_empty() {
                run(conn, "insert into search (rowid, text) values ($1, $2)", (id, row.text))?;
            }
        }
        Ok(())
    }
}

/// Writes the index rows of what was written. A job is also found by its client's name and its site, so
/// the jobs of a client or site whose name changed are written again.
pub(crate) fn refresh(conn: &Connection, written: &Written<'_>) -> Result<(), StoreError> {
    let (mut rows, mut jobs) = (Rows::default(), BTreeSet::new());
    for change in written.changes() {
        let entity = change.entity;
        match (&change.before, &change.after) {
            (None, None) => {}
            (Some(_), None) => rows.add(entity, true, String::new()),
            (None, Some(Record::Job(_))) => drop(jobs.insert(JobId(entity.id))),
            (None, Some(after)) => rows.add(entity, false, text_of(after, "")),
            (Some(before), Some(after)) => {
                let differs = own_text(before) != own_text(after);
                if let (Record::Job(was), Record::Job(is)) = (before, after) {
                    if differs || (was.client, was.site) != (is.client, is.site) {
                        jobs.insert(JobId(entity.id));
                    }
                } else if differs {
                    rows.add(entity, true, text_of(after, ""));
                }
                if before.label() != after.label() {
                    jobs.extend(jobs_of(conn, entity)?);
                }
            }
        }
    }
    let mut names = Names { conn, written, read: HashMap::new() };
    for id in jobs {
        add_job(&mut names, id, &mut rows)?;
    }
    rows.write(conn)
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
        | domain::EntityKind::Event
        | domain::EntityKind::Note => return Ok(Vec::new()),
    };
    select_ids(conn, sql, [sql_id(entity.id)])
}

fn add_job(names: &mut Names<'_>, id: JobId, rows: &mut Rows) -> Result<(), StoreError> {
    let stored;
    let record = if let Some(change) = names.written.change(id.into()) {
        change.after.as_ref()
    } else {
        stored = crate::table::get(names.conn, id.into())?.map(|stored| stored.record);
        stored.as_ref()
    };
    if let Some(record @ Record::Job(job)) = record {
        let around = names.around(job)?;
        rows.add(id.into(), !names.written.is_new(id.into()), text_of(record, &around));
    }
    Ok(())
}

/// What clients and sites are called: those being written from what is at hand, others read once.
struct Names<'a> {
    conn: &'a Connection,
    written: &'a Written<'a>,
    read: HashMap<EntityRef, String>,
}

impl Names<'_> {
    /// The names of a job's client and site.
    fn around(&mut self, job: &Job) -> Result<String, StoreError> {
        let client = self.name(job.client.into())?;
        let site = job.site.map(|site| self.name(site.into())).transpose()?;
        Ok(format!("\n{client}\n{}", site.unwrap_or_default()))
    }

    /// The label of a record; empty when there is none.
    fn name(&mut self, entity: EntityRef) -> Result<String, StoreError> {
        if let Some(change) = self.written.change(entity) {
            return Ok(change.after.as_ref().map(Record::label).unwrap_or_default());
        }
        if let Some(name) = self.read.get(&entity) {
            return Ok(name.clone());
        }
        let stored = crate::table::get(self.conn, entity)?;
        let name = stored.map(|stored| stored.record.label()).unwrap_or_default();
        self.read.insert(entity, name.clone());
        Ok(name)
    }
}

/// Merges the index into one piece: worth its time after an import.
pub(crate) fn optimise(conn: &Connection) -> Result<(), StoreError> {
    run(conn, "insert into search (search) values ('optimize')", [])?;
    Ok(())
}
