//! Sites' rows.

use domain::{ClientId, Site, SiteId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, select, select_values, sql_id, sql_ids};
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

/// The sites of these clients, in order of id.
pub(crate) fn of_clients(conn: &Connection, clients: &[ClientId]) -> Result<Rows<SiteId, Site>, StoreError> {
    let sql = "select id, version, body from site where client in (select value from json_each($1))";
    let mut found: Rows<SiteId, Site> = select(conn, sql, [sql_ids(clients.iter().map(|id| id.0))])?;
    found.sort_unstable_by_key(|(id, _)| *id);
    Ok(found)
}

/// The zones that sites are in, folded, each once.
pub(crate) fn zones(conn: &Connection) -> Result<Vec<String>, StoreError> {
    select_values(conn, "select distinct zone_key from site where zone_key <> '' order by zone_key", [])
}
