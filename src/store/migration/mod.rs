//! Migrations: an append-only list of SQL texts, run forward once, all in one transaction.
//!
//! A text that has been released is never changed; what it got wrong, the next one mends. SQLite's
//! `user_version` counts the texts that a file has had.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use schemars::JsonSchema;
use serde::Serialize;

use crate::StoreError;
use crate::connection::open_for_looking;
use crate::identity::{APPLICATION_ID, require_known_schema, schema_of};
use crate::open::BUSY_TIMEOUT;
use crate::place::find_existing;

/// One step of the schema.
#[derive(Debug)]
pub(crate) struct Migration {
    /// What it brings, for messages.
    pub name: &'static str,
    /// Its statements, without `begin` and `commit`.
    pub sql: &'static str,
}

/// Every step, in order; the first makes schema 1.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { name: "the first tables", sql: include_str!("0001.sql") },
    Migration { name: "events: time that is not for jobs", sql: include_str!("0002.sql") },
    Migration { name: "drafts: plans beside the plan", sql: include_str!("0003.sql") },
    Migration { name: "places of postcodes", sql: include_str!("0004.sql") },
    Migration { name: "sites at which parts wait", sql: include_str!("0005.sql") },
    Migration { name: "steps of drafts that can be made again", sql: include_str!("0006.sql") },
];

/// Which schema a store has, and what bringing it up to date would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// The file's schema.
    pub schema: i64,
    /// The schema that this program writes.
    pub schema_known: i64,
    /// The steps that are missing, in order: what each brings.
    pub pending: Vec<String>,
}

/// Looks which steps a store still needs, without changing it; a newer schema is refused.
pub fn standing(path: &Path) -> Result<Standing, StoreError> {
    let path = find_existing(path)?;
    let conn = open_for_looking(&path, BUSY_TIMEOUT)?;
    let schema = require_known_schema(&conn, &path, latest())?;
    Ok(Standing { schema, schema_known: latest(), pending: pending(MIGRATIONS, schema) })
}

fn pending(migrations: &[Migration], schema: i64) -> Vec<String> {
    let done = usize::try_from(schema).unwrap_or_default();
    migrations.iter().skip(done).map(|step| step.name.to_owned()).collect()
}

/// The schema that this program writes.
pub(crate) fn latest() -> i64 {
    schema_after(MIGRATIONS)
}

fn schema_after(migrations: &[Migration]) -> i64 {
    i64::try_from(migrations.len()).expect("the list is part of the program and short")
}

/// Brings a database to the end of the list. On an error it is left as it was, whole.
///
/// Two programs may start it at once: the second waits, finds the work done and does nothing.
pub(crate) fn run(conn: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    // Rebuilding a table would count as removing its rows; references are checked as a whole before the commit.
    // The pragma does nothing inside a transaction, so it stands outside.
    conn.pragma_update(None, "foreign_keys", false)?;
    let migrated = run_in_transaction(conn, migrations);
    conn.pragma_update(None, "foreign_keys", true)?;
    migrated
}

fn run_in_transaction(conn: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = schema_of(&transaction)?;
    let known = schema_after(migrations);
    if found > known {
        return Err(StoreError::NewerSchema { place: "the store".to_owned(), found, known });
    }
    for (migration, schema) in migrations.iter().zip(1_i64..) {
        if schema > found {
            let step = transaction.execute_batch(migration.sql);
            step.map_err(|error| failed(migration, schema, found, error))?;
        }
    }
    check_references(&transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

/// Refuses to write a schema that a newer program has brought further while this one had the store open.
pub(crate) fn require_current(conn: &Connection) -> Result<(), StoreError> {
    let (found, known) = (schema_of(conn)?, latest());
    if found == known {
        return Ok(());
    }
    Err(StoreError::NewerSchema { place: "the store".to_owned(), found, known })
}

fn check_references(conn: &Connection) -> Result<(), StoreError> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
    Err(StoreError::Damaged {
        place: "the store".to_owned(),
        what: format!(
            "a row of {table} refers to one of {parent} that is not there; the old schema was kept"
        ),
    })
}

fn failed(migration: &Migration, schema: i64, found: i64, error: rusqlite::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Failed { source, .. } => StoreError::Failed {
            what: format!(
                "bringing {} (schema {schema}) failed, and schema {found} was kept",
                migration.name
            ),
            source,
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
