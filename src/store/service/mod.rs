//! Services' rows.

use domain::{Service, ServiceId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, select};
use crate::{StoreError, search::fold};

impl Entity for Service {
    type Id = ServiceId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        vec![self.name.clone().into(), fold(&self.name).into(), i64::from(self.inactive).into()]
    }
}

/// Every service, by name; those set inactive too.
pub(crate) fn list(conn: &Connection) -> Result<Rows<ServiceId, Service>, StoreError> {
    select(conn, "select id, version, body from service order by name_key, id", [])
}
