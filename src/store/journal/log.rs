//! Reading the journal.

use domain::{EntityRef, Fact, Moment};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::fields::{Fields, names};
use crate::StoreError;
use crate::row::{entity_at, moment_at, select_rows, sql_count, sql_id, sql_moment, text_at, where_all};

/// One thing a person or rule did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its number: later operations have greater ones.
    pub id: i64,
    /// Its idempotency key.
    pub key: String,
    /// When, to the millisecond.
    pub at: Moment,
    /// Who.
    pub actor: String,
    /// What it was.
    pub fact: Fact,
    /// One sentence for people.
    pub summary: String,
    /// The operation that it takes back, for an undo or redo.
    pub undoes: Option<i64>,
    /// Whether it holds: nothing that holds undoes it.
    pub is_live: bool,
}

impl Operation {
    /// What taking it back is: an undo, or a redo when it is an undo itself.
    pub fn inverse_fact(&self) -> Fact {
        if self.fact == Fact::Undone { Fact::Redone } else { Fact::Undone }
    }
}

/// One change as the journal has it: of an update, only the fields that differ.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedChange {
    /// Which operation.
    pub operation: i64,
    /// Which record.
    pub entity: EntityRef,
    /// As it was; none when it was made. A field that is not here was absent.
    pub before: Option<Fields>,
    /// As it became; none when it was removed. A field that is not here became absent.
    pub after: Option<Fields>,
}

impl LoggedChange {
    /// The names of the fields it touched, in order.
    pub fn fields(&self) -> Vec<String> {
        let none = Fields::new();
        names(self.before.as_ref().unwrap_or(&none), self.after.as_ref().unwrap_or(&none))
    }
}

/// Which operations are wanted; what is none does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogFilter {
    /// At this moment or later.
    pub since: Option<Moment>,
    /// With a greater number than this: what is new to somebody who has seen that one.
    pub after: Option<i64>,
    /// That touched this record.
    pub entity: Option<EntityRef>,
    /// By this actor.
    pub actor: Option<String>,
    /// At most so many.
    pub limit: Option<usize>,
}

const COLUMNS: &str = "select id, key, at, actor, kind, summary, undoes,
    not exists (select 1 from undone where undone.operation = operation.id) from operation";

/// The operations that pass, newest first.
pub(crate) fn operations(conn: &Connection, filter: &LogFilter) -> Result<Vec<Operation>, StoreError> {
    let (mut wanted, mut params): (Vec<String>, Vec<Value>) = (Vec::new(), Vec::new());
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    if let Some(since) = filter.since {
        wanted.push(format!("at >= {}", bind(sql_moment(since).into())));
    }
    if let Some(after) = filter.after {
        wanted.push(format!("id > {}", bind(after.into())));
    }
    if let Some(entity) = filter.entity {
        let kind = bind(entity.kind.word().to_owned().into());
        let id = bind(sql_id(entity.id).into());
        wanted
            .push(format!("id in (select operation from change where entity = {kind} and entity_id = {id})"));
    }
    if let Some(actor) = &filter.actor {
        wanted.push(format!("actor = {}", bind(actor.clone().into())));
    }
    let limit = bind(filter.limit.map_or(-1, sql_count).into());
    let sql = format!("{COLUMNS}{} order by id desc limit {limit}", where_all(&wanted));
    select_operations(conn, &sql, params_from_iter(params))
}

/// One operation.
pub(crate) fn operation(conn: &Connection, id: i64) -> Result<Option<Operation>, StoreError> {
    Ok(select_operations(conn, &format!("{COLUMNS} where id = $1"), [id])?.pop())
}

fn select_operations(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<Operation>, StoreError> {
    select_rows(conn, sql, params, |row| {
        Ok(Operation {
            id: row.get(0)?,
            key: row.get(1)?,
            at: moment_at(row, 2)?,
            actor: row.get(3)?,
            fact: fact_of(text_at(row, 4)?)?,
            summary: row.get(5)?,
            undoes: row.get(6)?,
            is_live: row.get(7)?,
        })
    })
}

fn fact_of(word: &str) -> Result<Fact, StoreError> {
    Fact::from_word(word).ok_or_else(|| StoreError::Damaged {
        place: "the journal".to_owned(),
        what: format!("“{word}” is not a known fact"),
    })
}

/// The changes of an operation, in the order they were made.
pub(crate) fn changes_of(conn: &Connection, operation: i64) -> Result<Vec<LoggedChange>, StoreError> {
    let sql =
        "select operation, entity, entity_id, before, after from change where operation = $1 order by seq";
    changes(conn, sql, [operation])
}

/// The records that an operation changed, at most so many.
pub(crate) fn changed_by(
    conn: &Connection,
    operation: i64,
    limit: usize,
) -> Result<Vec<EntityRef>, StoreError> {
    let sql = "select entity, entity_id from change where operation = $1 order by seq limit $2";
    records(conn, sql, (operation, sql_count(limit)))
}

/// The records that named another one when they were removed, the latest first, at most so many.
pub(crate) fn removed_parts(
    conn: &Connection,
    of: EntityRef,
    limit: usize,
) -> Result<Vec<EntityRef>, StoreError> {
    records(conn, include_str!("removed_parts.sql"), (of.to_string(), sql_count(limit)))
}

fn records(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<EntityRef>, StoreError> {
    select_rows(conn, sql, params, |row| entity_at(row, 0))
}

/// The changes of every record after an operation, newest first.
pub(crate) fn all_changes_after(conn: &Connection, operation: i64) -> Result<Vec<LoggedChange>, StoreError> {
    let sql = "select operation, entity, entity_id, before, after from change where operation > $1
        order by operation desc, seq desc";
    changes(conn, sql, [operation])
}

/// The changes of a record after an operation, newest first.
pub(crate) fn changes_since(
    conn: &Connection,
    entity: EntityRef,
    operation: i64,
) -> Result<Vec<LoggedChange>, StoreError> {
    changes(conn, include_str!("changes_since.sql"), (entity.kind.word(), sql_id(entity.id), operation))
}

fn changes(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<LoggedChange>, StoreError> {
    select_rows(conn, sql, params, |row| {
        let side = |column: usize| -> Result<Option<Fields>, StoreError> {
            let text: Option<String> = row.get(column)?;
            Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
        };
        let entity = entity_at(row, 1)?;
        Ok(LoggedChange { operation: row.get(0)?, entity, before: side(3)?, after: side(4)? })
    })
}

/// The operation with an idempotency key.
pub(crate) fn find_key(conn: &Connection, key: &str) -> Result<Option<i64>, StoreError> {
    let mut statement = conn.prepare_cached("select id from operation where key = $1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// The number of the newest operation; 0 before the first.
pub(crate) fn last_operation(conn: &Connection) -> Result<i64, StoreError> {
    let mut statement = conn.prepare_cached("select coalesce(max(id), 0) from operation")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
