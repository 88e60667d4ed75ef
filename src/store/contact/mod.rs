//! Contacts' rows.

use domain::{ClientId, Contact, ContactId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, select, sql_id};
use crate::{StoreError, search::fold};

impl Entity for Contact {
    type Id = ContactId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        vec![sql_id(self.client.0).into(), self.name.clone().into(), fold(&self.name).into()]
    }
}

/// The contacts of a client, in order of id.
pub(crate) fn of_client(conn: &Connection, client: ClientId) -> Result<Rows<ContactId, Contact>, StoreError> {
    let sql = "select id, version, body from contact where client = $1 order by id";
    select(conn, sql, [sql_id(client.0)])
}
