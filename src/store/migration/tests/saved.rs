//! The schemas that stores in the world may have, saved as text: `saved/1.sql` is what a store of schema 1 is.
//!
//! With `TRUCKROLL_SAVE_STORE_SCHEMA=1` the newest is written anew, and any that is missing; one that has been released is never touched again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migration/saved")
}

/// The statements that make an empty database into one of this schema, in the order they were run.
fn text_of(conn: &Connection) -> String {
    let sql = "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' \
               and name not in (select name from pragma_table_list where type = 'shadow') order by rowid";
    let mut statement = conn.prepare(sql).unwrap();
    let texts = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    texts.fold(String::new(), |mut all, text| {
        writeln!(all, "{};", text.unwrap()).unwrap();
        all
    })
}

#[test]
fn every_saved_schema_is_what_its_steps_make_and_comes_to_the_same_end() {
    if std::env::var_os("TRUCKROLL_SAVE_STORE_SCHEMA").is_some() {
        for schema in 1..=MIGRATIONS.len() {
            let path = folder().join(format!("{schema}.sql"));
            if schema == MIGRATIONS.len() || !path.exists() {
                std::fs::write(&path, text_of(&at_schema(&MIGRATIONS[..schema]))).unwrap();
            }
        }
    }
    let end = text_of(&at_schema(MIGRATIONS));
    for schema in 1..=MIGRATIONS.len() {
        let path = folder().join(format!("{schema}.sql"));
        let saved = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            saved,
            text_of(&at_schema(&MIGRATIONS[..schema])),
            "{} differs from what the steps make; before a release: TRUCKROLL_SAVE_STORE_SCHEMA=1",
            path.display()
        );
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(&saved).unwrap();
        conn.pragma_update(None, "user_version", i64::try_from(schema).unwrap()).unwrap();
        run(&mut conn, MIGRATIONS).unwrap();
        assert_eq!(text_of(&conn), end, "from the saved schema {schema}");
    }
}
