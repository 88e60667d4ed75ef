//! Notes' rows.

use domain::{EntityKind, EntityRef, Note, NoteId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::StoreError;
use crate::row::{Entity, Rows, number_at, select, sql_id, sql_moment};

impl Entity for Note {
    type Id = NoteId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        let about = self.about;
        vec![about.kind.word().to_owned().into(), sql_id(about.id).into(), sql_moment(self.at).into()]
    }
}

/// The notes about a record, oldest first.
pub(crate) fn about(conn: &Connection, entity: EntityRef) -> Result<Rows<NoteId, Note>, StoreError> {
    select(conn, include_str!("about.sql"), (entity.kind.word(), sql_id(entity.id)))
}

/// The numbers of the records of a kind that notes are about, between two numbers and with them; in order.
pub(crate) fn noted_between(
    conn: &Connection,
    kind: EntityKind,
    first: u64,
    last: u64,
) -> Result<Vec<u64>, StoreError> {
    let sql = "select distinct about_id from note
        where about_kind = $1 and about_id between $2 and $3 order by about_id";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map((kind.word(), sql_id(first), sql_id(last)), |row| number_at(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
