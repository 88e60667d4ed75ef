//! The one writer and reader of rows, whatever the kind: entity folders only say what is special.

use domain::{
    Business, Client, Contact, EntityKind, EntityRef, Equipment, Event, Job, Note, Record, Service, Site,
    Technician, Visit,
};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};

use crate::many::ManyRows;
use crate::row::{Entity, Stored, number_at, run, select_rows, sql_count, sql_id, sql_ids, text_at};
use crate::{StoreError, external, tag};

/// Runs a generic function for the type of a kind.
macro_rules! of_kind {
    ($kind:expr, $function:ident($($argument:expr),*)) => {
        match $kind {
            EntityKind::Business => $function::<Business>($($argument),*),
            EntityKind::Client => $function::<Client>($($argument),*),
            EntityKind::Contact => $function::<Contact>($($argument),*),
            EntityKind::Site => $function::<Site>($($argument),*),
            EntityKind::Equipment => $function::<Equipment>($($argument),*),
            EntityKind::Technician => $function::<Technician>($($argument),*),
            EntityKind::Service => $function::<Service>($($argument),*),
            EntityKind::Job => $function::<Job>($($argument),*),
            EntityKind::Visit => $function::<Visit>($($argument),*),
            EntityKind::Event => $function::<Event>($($argument),*),
            EntityKind::Note => $function::<Note>($($argument),*),
        }
    };
}

/// The version and JSON text of a record.
pub(crate) fn body(conn: &Connection, entity: EntityRef) -> Result<Option<(i64, String)>, StoreError> {
    with_body(conn, entity, |version, body| Ok((version, body.to_owned())))
}

/// Reads a record's version and JSON text where they lie.
fn with_body<T>(
    conn: &Connection,
    entity: EntityRef,
    read: impl FnOnce(i64, &str) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = conn.prepare_cached(body_sql(entity.kind))?;
    let mut rows = statement.query([sql_id(entity.id)])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    read(row.get(0)?, text_at(row, 1)?).map(Some)
}

fn body_sql(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Business => "select version, body from business where id = $1",
        EntityKind::Client => "select version, body from client where id = $1",
        EntityKind::Contact => "select version, body from contact where id = $1",
        EntityKind::Site => "select version, body from site where id = $1",
        EntityKind::Equipment => "select version, body from equipment where id = $1",
        EntityKind::Technician => "select version, body from technician where id = $1",
        EntityKind::Service => "select version, body from service where id = $1",
        EntityKind::Job => "select version, body from job where id = $1",
        EntityKind::Visit => "select version, body from visit where id = $1",
        EntityKind::Event => "select version, body from event where id = $1",
        EntityKind::Note => "select version, body from note where id = $1",
    }
}

/// A record of any kind.
pub(crate) fn get(conn: &Connection, entity: EntityRef) -> Result<Option<Stored<Record>>, StoreError> {
    with_body(conn, entity, |version, body| {
        Ok(Stored { record: Record::from_json(entity.kind, body)?, version })
    })
}

/// Gives those of the records of a kind that there are, by id; each once.
pub(crate) fn each(
    conn: &Connection,
    kind: EntityKind,
    ids: impl IntoIterator<Item = u64>,
    mut take: impl FnMut(EntityRef, Stored<Record>),
) -> Result<(), StoreError> {
    let wanted = "where id in (select value from json_each($1)) order by id";
    let mut statement =
        conn.prepare_cached(&format!("select id, version, body from {} {wanted}", kind.word()))?;
    let mut rows = statement.query([sql_ids(ids)])?;
    while let Some(row) = rows.next()? {
        let (entity, stored) = record_at(row, kind)?;
        take(entity, stored);
    }
    Ok(())
}

/// Reads a row of `id, version, body` of a kind.
fn record_at(row: &Row<'_>, kind: EntityKind) -> Result<(EntityRef, Stored<Record>), StoreError> {
    let record = Record::from_json(kind, text_at(row, 2)?)?;
    Ok((EntityRef { kind, id: number_at(row, 0)? }, Stored { record, version: row.get(1)? }))
}

/// The highest number among the records of a kind; 0 when there are none.
pub(crate) fn highest(conn: &Connection, kind: EntityKind) -> Result<i64, StoreError> {
    let sql = format!("select coalesce(max(id), 0) from {}", kind.word());
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// A page of the records of a kind, by id.
pub(crate) fn page(
    conn: &Connection,
    kind: EntityKind,
    limit: usize,
    offset: usize,
) -> Result<Vec<(EntityRef, Stored<Record>)>, StoreError> {
    let sql = format!("select id, version, body from {} order by id limit $1 offset $2", kind.word());
    select_rows(conn, &sql, [sql_count(limit), sql_count(offset)], |row| record_at(row, kind))
}

/// The ids and JSON texts of the records of a kind after a number, by id.
pub(crate) fn bodies_after(
    conn: &Connection,
    kind: EntityKind,
    after: u64,
    limit: usize,
) -> Result<Vec<(EntityRef, String)>, StoreError> {
    let sql = format!("select id, body from {} where id > $1 order by id limit $2", kind.word());
    select_rows(conn, &sql, [sql_id(after), sql_count(limit)], |row| {
        Ok((EntityRef { kind, id: number_at(row, 0)? }, row.get(1)?))
    })
}

/// Writes what is derived from a record alone, and puts its row, its JSON text given, among those to be written.
pub(crate) fn put(
    rows: &mut ManyRows<'_>,
    entity: EntityRef,
    version: i64,
    body: &str,
    record: &Record,
) -> Result<(), StoreError> {
    let id = sql_id(entity.id);
    match record {
        Record::Business(r) => put_row(rows, id, version, body, r),
        Record::Client(r) => put_row(rows, id, version, body, r),
        Record::Contact(r) => put_row(rows, id, version, body, r),
        Record::Site(r) => put_row(rows, id, version, body, r),
        Record::Equipment(r) => put_row(rows, id, version, body, r),
        Record::Technician(r) => put_row(rows, id, version, body, r),
        Record::Service(r) => put_row(rows, id, version, body, r),
        Record::Job(r) => put_row(rows, id, version, body, r),
        Record::Visit(r) => put_row(rows, id, version, body, r),
        Record::Event(r) => put_row(rows, id, version, body, r),
        Record::Note(r) => put_row(rows, id, version, body, r),
    }?;
    external::put(rows.conn(), entity, record)?;
    tag::put(rows.conn(), entity, record)
}

fn put_row<T: Entity>(
    rows: &mut ManyRows<'_>,
    id: i64,
    version: i64,
    body: &str,
    record: &T,
) -> Result<(), StoreError> {
    let head = [Value::from(id), Value::from(version), Value::from(body.to_owned())];
    rows.add(T::PUT, head.into_iter().chain(record.columns()))?;
    record.spread(rows.conn(), id)
}

/// Takes back what was derived from a record into other tables, before it is written again or removed.
pub(crate) fn clear(conn: &Connection, entity: EntityRef, record: &Record) -> Result<(), StoreError> {
    if !record.external().is_empty() {
        external::clear(conn, entity)?;
    }
    if !tag::tags_of(record).is_empty() {
        tag::clear(conn, entity)?;
    }
    of_kind!(entity.kind, gather(conn, sql_id(entity.id)))
}

fn gather<T: Entity>(conn: &Connection, id: i64) -> Result<(), StoreError> {
    T::gather(conn, id)
}

/// Removes a record's row.
pub(crate) fn delete(conn: &Connection, entity: EntityRef) -> Result<(), StoreError> {
    run(conn, delete_sql(entity.kind), [sql_id(entity.id)])?;
    Ok(())
}

fn delete_sql(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Business => "delete from business where id = $1",
        EntityKind::Client => "delete from client where id = $1",
        EntityKind::Contact => "delete from contact where id = $1",
        EntityKind::Site => "delete from site where id = $1",
        EntityKind::Equipment => "delete from equipment where id = $1",
        EntityKind::Technician => "delete from technician where id = $1",
        EntityKind::Service => "delete from service where id = $1",
        EntityKind::Job => "delete from job where id = $1",
        EntityKind::Visit => "delete from visit where id = $1",
        EntityKind::Event => "delete from event where id = $1",
        EntityKind::Note => "delete from note where id = $1",
    }
}

/// The record of an id of its own type.
pub(crate) fn get_typed<T: Entity>(conn: &Connection, id: T::Id) -> Result<Option<Stored<T>>, StoreError> {
    with_body(conn, id.into(), |version, body| Ok(Stored { record: serde_json::from_str(body)?, version }))
}
