//! Sites' rows.

use domain::{ClientId, Site, SiteId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, select, select_texts, sql_id};
use crate::{StoreError, search::fold};

impl Entity for Site {
    type Id = SiteId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        let label = self.label();
        let key = fold(&label);
        vec![sql_id(self.client.0).into(), label.into(), key.into(), fold(&self.zone).into()]
    }
}

/// The sites of a client, in order of id.
pub(crate) fn of_client(conn: &Connection, client: ClientId) -> Result<Rows<SiteId, Site>, StoreError> {
    let sql = "select id, version, body from site where client = $1 order by id";
    select(conn, sql, [sql_id(client.0)])
}

/// The zones that sites are in, folded, each once.
pub(crate) fn zones(conn: &Connection) -> Result<Vec<String>, StoreError> {
    select_texts(conn, "select distinct zone_key from site where zone_key <> '' order by zone_key", [])
}
