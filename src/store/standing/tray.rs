//! The tray: live visits without slot or technician.

use domain::VisitId;
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{select_count, select_ids, sql_count};

/// Visits of the tray from an offset, and how many there are in all.
pub(crate) fn tray(
    conn: &Connection,
    limit: usize,
    offset: usize,
) -> Result<(Vec<VisitId>, u64), StoreError> {
    let page = select_ids(conn, include_str!("tray.sql"), (sql_count(limit), sql_count(offset)))?;
    Ok((page, select_count(conn, "select count(*) from tray", [])?))
}
