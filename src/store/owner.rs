//! Whose a record is, by its columns alone: a search asks it of hundreds of records at every key.

use domain::{ClientId, EntityKind, EntityRef};
use rusqlite::{Connection, OptionalExtension};

use crate::StoreError;
use crate::row::{kind_of_word, number_at, select_ids, sql_id};

/// The client to whom a record belongs, or whom it is about; none for what is the business's own, and for what
/// is not there.
pub(crate) fn client_of(conn: &Connection, entity: EntityRef) -> Result<Option<ClientId>, StoreError> {
    let sql = match entity.kind {
        EntityKind::Client => "select id from client where id = $1",
        EntityKind::Contact => "select client from contact where id = $1",
        EntityKind::Site => "select client from site where id = $1",
        EntityKind::Equipment => {
            "select site.client from equipment join site on site.id = equipment.site where equipment.id = $1"
        }
        EntityKind::Job => "select client from job where id = $1",
        EntityKind::Visit => {
            "select job.client from visit join job on job.id = visit.job where visit.id = $1"
        }
        EntityKind::Note => {
            return match about(conn, entity.id)? {
                // A note is never about a note.
                Some(about) if about.kind != EntityKind::Note => client_of(conn, about),
                Some(_) | None => Ok(None),
            };
        }
        EntityKind::Business | EntityKind::Technician | EntityKind::Service => return Ok(None),
    };
    Ok(select_ids(conn, sql, [sql_id(entity.id)])?.pop())
}

/// What a note is about.
fn about(conn: &Connection, note: u64) -> Result<Option<EntityRef>, StoreError> {
    let mut statement = conn.prepare_cached("select about_kind, about_id from note where id = $1")?;
    let about = statement.query_row([sql_id(note)], |row| Ok((row.get::<_, String>(0)?, number_at(row, 1)?)));
    let Some((word, id)) = about.optional()? else { return Ok(None) };
    Ok(Some(EntityRef { kind: kind_of_word(&word)?, id }))
}
