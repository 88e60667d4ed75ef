//! What refers to a record: looked up before it is removed.

use domain::{ClientId, Crew, EntityKind, EntityRef, EventId, JobId, Record, SiteId, VisitId};
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{EntityNumber, select_ids, sql_id};

/// The records that name this one, parents before children.
pub(crate) fn of(conn: &Connection, entity: EntityRef) -> Result<Vec<EntityRef>, StoreError> {
    let id = entity.id;
    let mut users = match entity.kind {
        EntityKind::Client => {
            let mut users = by::<domain::ContactId>(conn, "select id from contact where client = $1", id)?;
            users.extend(by::<SiteId>(conn, "select id from site where client = $1", id)?);
            users.extend(by::<JobId>(conn, "select id from job where client = $1", id)?);
            users
        }
        EntityKind::Site => {
            let mut users = by::<domain::EquipmentId>(conn, "select id from equipment where site = $1", id)?;
            let at_it = "select id from job where site = $1 union select id from job where collect_at = $1";
            users.extend(by::<JobId>(conn, at_it, id)?);
            users
        }
        EntityKind::Technician => {
            let mut users = by::<ClientId>(conn, "select client from client_wish where technician = $1", id)?;
            users.extend(by::<VisitId>(
                conn,
                "select visit from visit_technician where technician = $1",
                id,
            )?);
            users.extend(by::<EventId>(conn, "select id from event where technician = $1", id)?);
            users
        }
        EntityKind::Service => by::<JobId>(conn, "select job from job_service where service = $1", id)?,
        EntityKind::Job => by::<VisitId>(conn, "select id from visit where job = $1", id)?,
        EntityKind::Business
        | EntityKind::Contact
        | EntityKind::Equipment
        | EntityKind::Visit
        | EntityKind::Event
        | EntityKind::Note => Vec::new(),
    };
    let notes = crate::note::about(conn, entity)?;
    users.extend(notes.into_iter().map(|(id, _)| EntityRef::from(id)));
    Ok(users)
}

/// The records that a record names, other than by a note.
pub fn named_by(record: &Record) -> Vec<EntityRef> {
    match record {
        Record::Client(r) => r.wished().map(EntityRef::from).collect(),
        Record::Contact(r) => vec![r.client.into()],
        Record::Site(r) => vec![r.client.into()],
        Record::Equipment(r) => vec![r.site.into()],
        Record::Job(r) => {
            let services = r.services.iter().map(|&service| service.into());
            let sites = r.site.into_iter().chain(r.collect_at).map(EntityRef::from);
            [r.client.into()].into_iter().chain(sites).chain(services).collect()
        }
        Record::Visit(r) => {
            let crew = r.crew.iter().flat_map(Crew::members).map(EntityRef::from);
            [r.job.into()].into_iter().chain(crew).collect()
        }
        Record::Event(r) => r.technician.iter().map(|&who| who.into()).collect(),
        Record::Business(_) | Record::Technician(_) | Record::Service(_) | Record::Note(_) => Vec::new(),
    }
}

fn by<Id>(conn: &Connection, sql: &str, id: u64) -> Result<Vec<EntityRef>, StoreError>
where
    Id: From<EntityNumber> + Into<EntityRef>,
{
    let ids: Vec<Id> = select_ids(conn, sql, [sql_id(id)])?;
    let mut users: Vec<EntityRef> = ids.into_iter().map(Into::into).collect();
    users.sort_unstable();
    Ok(users)
}
