//! Free labels, to filter by; compared without regard to letter case.

use domain::{EntityRef, Record};
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{run, select_values, sql_id};
use crate::search::fold;

/// The tags of a record; most kinds have none.
pub(crate) fn tags_of(record: &Record) -> &[String] {
    match record {
        Record::Client(r) => &r.tags,
        Record::Site(r) => &r.tags,
        Record::Technician(r) => &r.tags,
        Record::Job(r) => &r.tags,
        Record::Business(_)
        | Record::Contact(_)
        | Record::Equipment(_)
        | Record::Service(_)
        | Record::Visit(_)
        | Record::Event(_)
        | Record::Note(_) => &[],
    }
}

/// Writes the tags of a record.
pub(crate) fn put(conn: &Connection, entity: EntityRef, record: &Record) -> Result<(), StoreError> {
    for tag in tags_of(record) {
        run(conn, include_str!("put.sql"), (entity.kind.word(), fold(tag), sql_id(entity.id)))?;
    }
    Ok(())
}

/// Takes the tags of a record away.
pub(crate) fn clear(conn: &Connection, entity: EntityRef) -> Result<(), StoreError> {
    run(conn, "delete from tag where kind = $1 and entity_id = $2", (entity.kind.word(), sql_id(entity.id)))?;
    Ok(())
}

/// The tags that jobs have, folded, each once.
pub(crate) fn of_jobs(conn: &Connection) -> Result<Vec<String>, StoreError> {
    select_values(conn, "select distinct tag_key from tag where kind = 'job' order by tag_key", [])
}
