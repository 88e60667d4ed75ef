//! Technicians' rows.

use domain::{Technician, TechnicianId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, select};
use crate::{StoreError, search::fold};

impl Entity for Technician {
    type Id = TechnicianId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        vec![self.name.clone().into(), fold(&self.name).into(), i64::from(self.inactive).into()]
    }
}

/// Every technician, by name; those set inactive too.
pub(crate) fn list(conn: &Connection) -> Result<Rows<TechnicianId, Technician>, StoreError> {
    select(conn, "select id, version, body from technician order by name_key, id", [])
}
