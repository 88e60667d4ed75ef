//! Equipment's rows.

use domain::{Equipment, EquipmentId, SiteId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, select, sql_id};
use crate::{StoreError, search::fold};

impl Entity for Equipment {
    type Id = EquipmentId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        vec![sql_id(self.site.0).into(), self.name.clone().into(), fold(&self.name).into()]
    }
}

/// The equipment at a site, in order of id.
pub(crate) fn of_site(conn: &Connection, site: SiteId) -> Result<Rows<EquipmentId, Equipment>, StoreError> {
    let sql = "select id, version, body from equipment where site = $1 order by id";
    select(conn, sql, [sql_id(site.0)])
}
