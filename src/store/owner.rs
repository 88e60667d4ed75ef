//! Whose records are, by their columns alone: a search asks it of hundreds of records at every key.

use std::collections::BTreeMap;

use domain::{ClientId, EntityKind, EntityRef};
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{entity_at, number_at, select_rows, sql_ids};

/// The clients to whom records belong, or whom they are about; none for what is the business's own, and for what is
/// not there.
pub(crate) fn clients_of(
    conn: &Connection,
    entities: &[EntityRef],
) -> Result<BTreeMap<EntityRef, ClientId>, StoreError> {
    let mut owners = BTreeMap::new();
    for &kind in EntityKind::ALL {
        let ids: Vec<u64> = entities.iter().filter(|of| of.kind == kind).map(|of| of.id).collect();
        if ids.is_empty() {
            continue;
        }
        if kind == EntityKind::Note {
            owners.extend(of_notes(conn, ids)?);
        } else if let Some(sql) = owners_sql(kind) {
            let found = select_rows(
                conn,
                &format!("{sql} in (select value from json_each($1))"),
                [sql_ids(ids)],
                |row| Ok((EntityRef { kind, id: number_at(row, 0)? }, ClientId(number_at(row, 1)?))),
            )?;
            owners.extend(found);
        }
    }
    Ok(owners)
}

/// The statement that gives id and client of a kind's records, up to the ids; none for what belongs to no client by a
/// column.
fn owners_sql(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Client => Some("select id, id from client where id"),
        EntityKind::Contact => Some("select id, client from contact where id"),
        EntityKind::Site => Some("select id, client from site where id"),
        EntityKind::Equipment => Some(
            "select equipment.id, site.client from equipment join site on site.id = equipment.site where equipment.id",
        ),
        EntityKind::Job => Some("select id, client from job where id"),
        EntityKind::Visit => {
            Some("select visit.id, job.client from visit join job on job.id = visit.job where visit.id")
        }
        EntityKind::Note
        | EntityKind::Business
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Event => None,
    }
}

/// A note belongs to whom it is about, or to whom that belongs.
fn of_notes(conn: &Connection, ids: Vec<u64>) -> Result<Vec<(EntityRef, ClientId)>, StoreError> {
    let sql = "select id, about_kind, about_id from note where id in (select value from json_each($1))";
    let mut notes =
        select_rows(conn, sql, [sql_ids(ids)], |row| Ok((number_at(row, 0)?, entity_at(row, 1)?)))?;
    // A note is never about a note.
    notes.retain(|(_, about)| about.kind != EntityKind::Note);
    let owners = clients_of(conn, &notes.iter().map(|(_, about)| *about).collect::<Vec<_>>())?;
    let owned = |(id, about): (u64, EntityRef)| {
        Some((EntityRef { kind: EntityKind::Note, id }, *owners.get(&about)?))
    };
    Ok(notes.into_iter().filter_map(owned).collect())
}
