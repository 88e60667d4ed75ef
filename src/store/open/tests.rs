use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;

use super::*;
use crate::identity::APPLICATION_ID;

fn options() -> OpenOptions {
    OpenOptions { now: Moment::UNIX_EPOCH, busy_timeout: Duration::ZERO }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// An SQLite file made without this crate.
fn foreign(path: &Path, pragmas: &str) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(&format!("{pragmas}; create table theirs(x); insert into theirs values (1);"))
        .unwrap();
}

fn names_in(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn making_and_opening_are_told_apart() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    assert_eq!(Store::open_existing(&path, &options()).unwrap_err().kind(), "store_not_found");
    assert!(names_in(&folder).is_empty(), "looking for a store made something");
    drop(Store::create(&path, &options()).unwrap());
    assert_eq!(Store::create(&path, &options()).unwrap_err().kind(), "already_there");
    drop(Store::open_existing(&path, &options()).unwrap());
    drop(Store::open(&path, &options()).unwrap());
    assert_eq!(names_in(&folder), ["desk.db"]);
}

#[test]
fn open_makes_the_store_and_its_folders_when_there_is_none() {
    let folder = folder();
    let path = folder.path().join("a/b/desk.db");
    let store = Store::open(&path, &options()).unwrap();
    assert_eq!(store.path(), Some(fs::canonicalize(&path).unwrap().as_path()));
}

#[test]
fn a_connection_is_set_up_to_lose_nothing() {
    let folder = folder();
    let store = Store::open(&folder.path().join("desk.db"), &OpenOptions::at(Moment::UNIX_EPOCH)).unwrap();
    for (pragma, expected) in [
        ("application_id", APPLICATION_ID),
        ("user_version", migration::latest()),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 10_000),
    ] {
        assert_eq!(crate::identity::number(&store.conn, pragma).unwrap(), expected, "{pragma}");
    }
    let mode: String = store.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn what_is_not_a_store_is_refused_and_left_as_it_was() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("empty"), b"").unwrap();
    fs::write(at("text"), b"name,phone\nKerr,0151 496 0000\n".repeat(200)).unwrap();
    foreign(&at("theirs"), "pragma user_version = 1");
    foreign(&at("theirs-with-log"), "pragma journal_mode = wal");
    let before = names_in(&folder);
    for name in ["folder", "empty", "text", "theirs", "theirs-with-log"] {
        let bytes = fs::read(at(name)).ok();
        for error in [
            Store::open(&at(name), &options()).unwrap_err(),
            Store::open_existing(&at(name), &options()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), "not_a_store", "{name}: {error}");
            assert!(error.to_string().contains(name) && !error.mends().is_empty(), "{error}");
        }
        assert_eq!(fs::read(at(name)).ok(), bytes, "{name} was changed");
    }
    assert_eq!(names_in(&folder), before, "files were left behind");
}

#[test]
fn a_newer_schema_is_refused_with_no_byte_changed() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    drop(Store::open(&path, &options()).unwrap());
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", migration::latest() + 1).unwrap();
    drop(newer);
    let before = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap());
    let error = Store::open(&path, &options()).unwrap_err();
    assert_eq!(error.kind(), "newer_schema");
    let after = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap());
    assert!(before == after, "the file was touched");
    assert_eq!(names_in(&folder), ["desk.db"]);
}

#[test]
fn a_newer_schema_that_its_program_has_open_is_refused_too() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    let newer = Store::open(&path, &options()).unwrap();
    newer.conn.pragma_update(None, "user_version", migration::latest() + 1).unwrap();
    let log = fs::read(place::wal_path(&path)).unwrap();
    assert_eq!(Store::open(&path, &options()).unwrap_err().kind(), "newer_schema");
    assert!(fs::read(place::wal_path(&path)).unwrap() == log, "the log was touched");
}

#[test]
fn a_cut_off_file_is_damaged() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    let store = Store::open(&path, &options()).unwrap();
    store.conn.execute_batch("create table extra(x); insert into extra values (zeroblob(100000));").unwrap();
    drop(store);
    let length = fs::metadata(&path).unwrap().len();
    fs::File::options().write(true).open(&path).unwrap().set_len(length / 2).unwrap();
    let error = Store::open(&path, &options()).unwrap_err();
    assert_eq!(error.kind(), "damaged", "{error}");
    assert!(error.to_string().contains("desk.db"), "{error}");
}

#[test]
fn links_lead_to_the_store_and_a_link_to_nothing_is_kept() {
    let folder = folder();
    let (path, link, dead) =
        (folder.path().join("desk.db"), folder.path().join("link.db"), folder.path().join("dead.db"));
    drop(Store::open(&path, &options()).unwrap());
    symlink(&path, &link).unwrap();
    let store = Store::open(&link, &options()).unwrap();
    assert_eq!(store.path(), Some(fs::canonicalize(&path).unwrap().as_path()));
    symlink(folder.path().join("nowhere"), &dead).unwrap();
    assert!(Store::open(&dead, &options()).is_err());
    assert!(fs::symlink_metadata(&dead).unwrap().is_symlink());
}

#[test]
fn a_write_waits_no_longer_than_asked_for_another_program() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    let (one, other) = (Store::open(&path, &options()).unwrap(), Store::open(&path, &options()).unwrap());
    one.conn.execute_batch("begin immediate").unwrap();
    let error = StoreError::from(other.conn.execute_batch("begin immediate").unwrap_err());
    assert_eq!(error.kind(), "busy");
}

#[test]
fn many_openers_at_once_make_one_store() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    let options = OpenOptions::at(Moment::UNIX_EPOCH);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| Store::open(&path, &options).unwrap());
        }
    });
    assert_eq!(names_in(&folder), ["desk.db"]);
}

#[test]
fn a_program_left_behind_by_a_migration_writes_nothing_more() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    let (mut old, new) = (Store::open(&path, &options()).unwrap(), Store::open(&path, &options()).unwrap());
    drop(old.begin().unwrap());
    new.conn.pragma_update(None, "user_version", migration::latest() + 1).unwrap();
    assert_eq!(old.begin().unwrap_err().kind(), "newer_schema");
    new.conn.execute_batch("begin immediate; rollback").unwrap();
}

#[test]
fn the_log_stays_short_however_much_is_written() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    let store = Store::open(&path, &options()).unwrap();
    store.conn.execute_batch("create table extra(id integer primary key, x)").unwrap();
    for _ in 0..24 {
        store.conn.execute("insert or replace into extra values (1, randomblob(1000000))", []).unwrap();
    }
    let length = fs::metadata(place::wal_path(&path)).unwrap().len();
    assert!(length < 8 * 1024 * 1024, "{length} bytes after 24 MB");
    store.conn.execute_batch("insert into extra values (2, zeroblob(40000000))").unwrap();
    store.checkpoint().unwrap();
    assert_eq!(fs::metadata(place::wal_path(&path)).unwrap().len(), 0);
}

/// The superuser is let in everywhere, so for that account there is nothing to see here.
#[test]
fn what_may_not_be_read_or_written_says_so_and_names_the_path() {
    if rustix::process::geteuid().is_root() {
        return;
    }
    for (file_mode, folder_mode) in [(0o400, 0o700), (0o000, 0o700), (0o600, 0o500), (0o600, 0o000)] {
        let folder = folder();
        let path = folder.path().join("desk.db");
        drop(Store::open(&path, &options()).unwrap());
        fs::set_permissions(&path, Permissions::from_mode(file_mode)).unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(folder_mode)).unwrap();
        let opened = Store::open(&path, &options());
        fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
        let error = opened.unwrap_err();
        assert_eq!(error.kind(), "not_permitted", "{file_mode:o} in {folder_mode:o}: {error}");
        assert!(error.to_string().contains("desk.db"), "{error}");
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        drop(Store::open(&path, &options()).unwrap());
    }
}

/// A store as one of an earlier program: ours by its mark, with less in it.
fn make_schema_0(path: &Path, sql: &str) {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    conn.execute_batch(sql).unwrap();
}

fn labels(path: &Path) -> Vec<Option<String>> {
    let path = fs::canonicalize(path).unwrap();
    backup::backups_of(&path).unwrap().into_iter().map(|file| file.label).collect()
}

#[test]
fn an_older_schema_is_backed_up_and_then_brought_up_to_date() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    make_schema_0(&path, "create table extra(x); insert into extra values (7);");
    let store = Store::open_existing(&path, &options()).unwrap();
    assert_eq!(crate::identity::schema_of(&store.conn).unwrap(), migration::latest());
    assert_eq!(store.conn.query_row("select x from extra", [], |row| row.get(0)), Ok(7));
    assert_eq!(labels(&path), [Some("schema-0".to_owned())]);
    let backup = backup::backups_of(store.path().unwrap()).unwrap().remove(0);
    let backup = crate::verify_backup(&backup.path).unwrap();
    assert_eq!((backup.schema, backup.rows["extra"]), (0, 1));
    drop(store);
    drop(Store::open_existing(&path, &options()).unwrap());
    assert_eq!(labels(&path).len(), 1, "a store that is up to date needs none");
}

#[test]
fn a_migration_that_fails_keeps_the_old_store_and_one_backup_however_often_it_is_tried() {
    let folder = folder();
    let path = folder.path().join("desk.db");
    make_schema_0(&path, "create table client(in_the_way); insert into client values (7);");
    for _ in 0..3 {
        let error = Store::open_existing(&path, &options()).unwrap_err();
        assert_eq!(error.kind(), "store_failed", "{error}");
        assert!(error.to_string().contains("schema 0 was kept"), "{error}");
    }
    assert_eq!(labels(&path).len(), 1);
    let conn = Connection::open(&path).unwrap();
    assert_eq!(crate::identity::schema_of(&conn).unwrap(), 0);
    assert_eq!(conn.query_row("select in_the_way from client", [], |row| row.get(0)), Ok(7));
}

#[test]
fn a_store_that_was_moved_or_removed_takes_no_writes() {
    for away in [
        |path: &Path| std::fs::rename(path, path.with_extension("old")),
        |path: &Path| std::fs::remove_file(path),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let mut store = Store::open(&path, &options()).unwrap();
        drop(store.begin().unwrap());
        away(&path).unwrap();
        let error = store.begin().unwrap_err();
        assert_eq!(error.kind(), "store_moved", "{error}");
    }
}
