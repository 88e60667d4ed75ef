//! Clients' rows, and the technicians they asked for or barred.

use domain::{Client, ClientId, EntityRef, TechnicianId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, number_at, run, select, select_ids, sql_count, sql_id};
use crate::{StoreError, search::fold};

impl Entity for Client {
    type Id = ClientId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        vec![self.name.clone().into(), fold(&self.name).into(), i64::from(self.inactive).into()]
    }

    fn spread(&self, conn: &Connection, id: i64) -> Result<(), StoreError> {
        for who in self.preferred.iter().chain(&self.barred) {
            run(conn, include_str!("put_wish.sql"), (id, sql_id(who.0)))?;
        }
        Ok(())
    }

    fn gather(conn: &Connection, id: i64) -> Result<(), StoreError> {
        run(conn, "delete from client_wish where client = $1", [id])?;
        Ok(())
    }
}

/// Clients by name, from an offset.
pub(crate) fn list(
    conn: &Connection,
    limit: usize,
    offset: usize,
) -> Result<Rows<ClientId, Client>, StoreError> {
    select(conn, include_str!("list.sql"), (sql_count(limit), sql_count(offset)))
}

/// Clients that asked for a technician or barred them.
pub(crate) fn wishing(conn: &Connection, technician: TechnicianId) -> Result<Vec<EntityRef>, StoreError> {
    let sql = "select client from client_wish where technician = $1 order by client";
    let clients: Vec<ClientId> = select_ids(conn, sql, [sql_id(technician.0)])?;
    Ok(clients.into_iter().map(EntityRef::from).collect())
}

/// Clients whose folded name holds a folded text, with that name.
pub(crate) fn holding(conn: &Connection, text: &str) -> Result<Vec<(ClientId, String)>, StoreError> {
    let mut statement =
        conn.prepare_cached("select id, name_key from client where instr(name_key, $1) > 0")?;
    let rows = statement.query_map([text], |row| Ok((ClientId(number_at(row, 0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
