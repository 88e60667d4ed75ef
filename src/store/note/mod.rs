//! Notes' rows.

use domain::{EntityRef, Note, NoteId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::StoreError;
use crate::row::{Entity, Rows, select, sql_id, sql_moment};

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
