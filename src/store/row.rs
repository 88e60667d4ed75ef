//! How a record lies in its table, whatever its kind.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use domain::{EntityKind, EntityRef, Moment};
use rusqlite::types::{FromSql, Value};
use rusqlite::{Connection, Params, Row};
use serde::de::DeserializeOwned;

use crate::StoreError;

/// A record with the version of its row: the id of the operation that last wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored<T> {
    /// The record.
    pub record: T,
    /// The operation that last wrote it; it only grows, so an undo is a new version too.
    pub version: i64,
}

/// Records with their ids, in the order the reading method names.
pub type Rows<Id, T> = Vec<(Id, Stored<T>)>;

/// A kind of record with a table of its own, named by the kind's word.
pub(crate) trait Entity: DeserializeOwned {
    /// The id of its kind.
    type Id: Copy + From<EntityNumber> + Into<EntityRef>;
    /// Writes the whole row: `$1` id, `$2` version, `$3` body, then [`Entity::columns`].
    const PUT: &'static str;

    /// The derived columns, in the order of `PUT` from `$4`.
    fn columns(&self) -> Vec<Value>;

    /// Writes what is derived into tables of its own, such as a visit's crew.
    fn spread(&self, _conn: &Connection, _id: i64) -> Result<(), StoreError> {
        Ok(())
    }

    /// Takes back what [`Entity::spread`] wrote.
    fn gather(_conn: &Connection, _id: i64) -> Result<(), StoreError> {
        Ok(())
    }
}

/// The number of a record within its kind, on its way to the kind's own id type.
pub(crate) struct EntityNumber(pub(crate) u64);

macro_rules! numbered {
    ($($id:ident),*) => { $(
        impl From<EntityNumber> for domain::$id {
            fn from(number: EntityNumber) -> Self { domain::$id(number.0) }
        }
    )* };
}
numbered!(
    BusinessId,
    ClientId,
    ContactId,
    SiteId,
    EquipmentId,
    TechnicianId,
    ServiceId,
    JobId,
    VisitId,
    EventId,
    NoteId
);

/// The greatest number that a record may have: the search index keeps kind and number in one integer.
pub(crate) const MAX_NUMBER: u64 = (1 << 40) - 1;

/// A record's number as SQLite keeps it. Numbers beyond [`MAX_NUMBER`] are never stored, so what cannot
/// be expressed finds nothing.
pub(crate) fn sql_id(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A moment as its column has it: whole milliseconds since 1970.
pub(crate) fn sql_moment(moment: Moment) -> i64 {
    moment.timestamp_millis()
}

/// The moment that a column's whole milliseconds since 1970 are; none when no calendar reaches there.
pub(crate) fn moment_of(millis: i64) -> Option<Moment> {
    DateTime::<Utc>::from_timestamp_millis(millis)
}

/// Reads a column that holds a record's number.
pub(crate) fn number_at(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

/// Reads a column that holds a moment.
pub(crate) fn moment_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Moment> {
    let millis: i64 = row.get(column)?;
    DateTime::<Utc>::from_timestamp_millis(millis)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(column, millis))
}

/// Reads two columns that hold a record's kind and number.
pub(crate) fn entity_at(row: &Row<'_>, column: usize) -> Result<EntityRef, StoreError> {
    Ok(EntityRef { kind: kind_of_word(text_at(row, column)?)?, id: number_at(row, column + 1)? })
}

/// The clause that asks for all of these; nothing when there is none.
pub(crate) fn where_all(wanted: &[String]) -> String {
    if wanted.is_empty() { String::new() } else { format!(" where {}", wanted.join(" and ")) }
}

/// A limit or offset as SQLite wants it.
pub(crate) fn sql_count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The text of a column where it lies.
pub(crate) fn text_at<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}

/// Reads rows, each as `read` has it.
pub(crate) fn select_rows<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Reads rows of `id, version, body`.
pub(crate) fn select<T: Entity>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Rows<T::Id, T>, StoreError> {
    select_rows(conn, sql, params, |row| {
        let record = serde_json::from_str(text_at(row, 2)?)?;
        Ok((EntityNumber(number_at(row, 0)?).into(), Stored { record, version: row.get(1)? }))
    })
}

/// A list of ids as one parameter: with `in (select value from json_each($1))` the statement stays the same however
/// many there are.
pub(crate) fn sql_ids(ids: impl IntoIterator<Item = u64>) -> String {
    let mut list = String::from("[");
    for id in ids {
        // Writing to a string cannot fail.
        let _ = write!(list, "{}{}", if list.len() > 1 { "," } else { "" }, sql_id(id));
    }
    list + "]"
}

/// Reads rows of one id each.
pub(crate) fn select_ids<Id: From<EntityNumber>>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<Id>, StoreError> {
    select_rows(conn, sql, params, |row| Ok(EntityNumber(number_at(row, 0)?).into()))
}

/// Reads rows of one plain value each, such as a text.
pub(crate) fn select_values<T: FromSql>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<T>, StoreError> {
    select_rows(conn, sql, params, |row| Ok(row.get(0)?))
}

/// Reads one number, such as a count.
pub(crate) fn select_count(conn: &Connection, sql: &str, params: impl Params) -> Result<u64, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.query_row(params, |row| number_at(row, 0))?)
}

/// Runs a cached statement.
pub(crate) fn run(conn: &Connection, sql: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// The kind that a column names.
pub(crate) fn kind_of_word(word: &str) -> Result<EntityKind, StoreError> {
    EntityKind::ALL.iter().copied().find(|kind| kind.word() == word).ok_or_else(|| StoreError::Damaged {
        place: "the store".to_owned(),
        what: format!("“{word}” is not a kind of record"),
    })
}
