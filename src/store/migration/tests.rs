use rusqlite::Connection;

use super::*;

const FIRST: Migration = Migration {
    name: "people",
    sql: "create table person(id integer primary key, boss integer references person(id)); \
          insert into person values (1, null), (2, 1);",
};
const SECOND: Migration = Migration { name: "names", sql: "alter table person add column name text;" };
/// SQLite's own recipe for changing a table: a new one, filled, in the place of the old.
const REBUILD: Migration = Migration {
    name: "a name that must be there",
    sql: "create table new_person(id integer primary key, boss integer references person(id), \
            name text not null default ''); \
          insert into new_person select id, boss, coalesce(name, '') from person; \
          drop table person; alter table new_person rename to person;",
};
const HALF: Migration = Migration {
    name: "half a step",
    sql: "create table half(x); delete from person where id = 2; insert into no_such_table values (1);",
};
const ORPHAN: Migration = Migration { name: "orphans", sql: "delete from person where id = 1;" };

fn at_schema(migrations: &[Migration]) -> Connection {
    let mut conn = Connection::open_in_memory().unwrap();
    run(&mut conn, migrations).unwrap();
    conn
}

/// Everything that a database is: its schema's number and text, and the rows of `person`.
fn contents(conn: &Connection) -> (i64, Vec<String>, i64) {
    let mut statement =
        conn.prepare("select sql from sqlite_schema where sql is not null order by name").unwrap();
    let texts = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let people = conn.query_row("select count(*) from person", [], |row| row.get(0)).unwrap();
    (schema_of(conn).unwrap(), texts, people)
}

#[test]
fn every_old_schema_comes_to_the_same_end() {
    let list = [FIRST, SECOND, REBUILD];
    let fresh = contents(&at_schema(&list));
    assert_eq!((fresh.0, fresh.2), (3, 2));
    for start in 1..=list.len() {
        let mut conn = at_schema(&list[..start]);
        run(&mut conn, &list).unwrap();
        assert_eq!(contents(&conn), fresh, "from schema {start}");
    }
}

/// With the first release its schema is saved as text here; until there is a second, this is the only start.
#[test]
fn our_own_list_comes_to_the_same_end_from_each_of_its_schemas() {
    let dump = |conn: &Connection| -> Vec<String> {
        let mut statement =
            conn.prepare("select sql from sqlite_schema where sql is not null order by name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let fresh = dump(&at_schema(MIGRATIONS));
    for start in 0..=MIGRATIONS.len() {
        let mut conn = at_schema(&MIGRATIONS[..start]);
        run(&mut conn, MIGRATIONS).unwrap();
        assert_eq!(dump(&conn), fresh, "from schema {start}");
        assert_eq!(schema_of(&conn).unwrap(), latest());
    }
}

#[test]
fn a_step_that_fails_leaves_the_old_schema_whole() {
    for bad in [HALF, ORPHAN] {
        let mut conn = at_schema(&[FIRST]);
        let before = contents(&conn);
        let error = run(&mut conn, &[FIRST, SECOND, bad]).unwrap_err();
        assert_eq!(contents(&conn), before);
        assert!(error.to_string().contains("kept"), "{error}");
        assert_eq!(
            crate::identity::number(&conn, "foreign_keys").unwrap(),
            1,
            "references are watched again"
        );
    }
}

#[test]
fn nothing_is_run_twice() {
    let mut conn = at_schema(&[FIRST]);
    let before = contents(&conn);
    run(&mut conn, &[FIRST]).unwrap();
    assert_eq!(contents(&conn), before);
}

#[test]
fn a_schema_that_became_newer_while_waiting_is_refused() {
    let mut conn = at_schema(&[FIRST, SECOND]);
    let before = contents(&conn);
    assert_eq!(run(&mut conn, &[FIRST]).unwrap_err().kind(), "newer_schema");
    assert_eq!(contents(&conn), before);
}

#[test]
fn what_is_pending_is_named_in_order() {
    let list = [FIRST, SECOND, REBUILD];
    assert_eq!(pending(&list, 1), ["names", "a name that must be there"]);
    assert!(pending(&list, 3).is_empty());
}

mod killed;
mod saved;
