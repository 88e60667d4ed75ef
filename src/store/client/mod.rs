//! Clients' rows, and the technicians they asked for, insisted on or barred.

use domain::{Client, ClientId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, number_at, run, select, select_rows, sql_count, sql_id};
use crate::{StoreError, search::fold};

impl Entity for Client {
    type Id = ClientId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        vec![self.name.clone().into(), fold(&self.name).into(), i64::from(self.inactive).into()]
    }

    fn spread(&self, conn: &Connection, id: i64) -> Result<(), StoreError> {
        for who in self.wished() {
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

/// Clients whose folded name holds a folded text, with that name.
pub(crate) fn holding(conn: &Connection, text: &str) -> Result<Vec<(ClientId, String)>, StoreError> {
    let sql = "select id, name_key from client where instr(name_key, $1) > 0";
    select_rows(conn, sql, [text], |row| Ok((ClientId(number_at(row, 0)?), row.get(1)?)))
}
