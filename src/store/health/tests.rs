use std::os::unix::fs::PermissionsExt;

use domain::Moment;
use tempfile::TempDir;

use super::*;
use crate::{OpenOptions, Store};

fn desk() -> (TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = fs::canonicalize(folder.path()).unwrap().join("desk.db");
    let store = Store::open(&path, &OpenOptions::at(Moment::UNIX_EPOCH)).unwrap();
    (folder, path, store)
}

/// Names, bytes and times of every file: what must be the same after a look.
fn state(folder: &TempDir) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            (path.clone(), fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_sound_store_that_is_closed_is_well_and_not_touched() {
    let (folder, path, store) = desk();
    let backup = store.backup(Moment::UNIX_EPOCH).unwrap();
    drop(store);
    let before = state(&folder);
    let health = Health::of(&path);
    assert!(health.is_well(), "{:?}", health.problems);
    assert!(state(&folder) == before, "the look left a mark");
    assert_eq!(health.schema, Some(migration::latest()));
    assert_eq!(health.integrity.as_deref(), Some("ok"));
    assert_eq!(health.synchronous.as_deref(), Some("full"));
    assert_eq!(health.journal_mode.as_deref(), Some("wal"));
    assert_eq!(health.permissions[&path.display().to_string()], "0600");
    assert_eq!((health.last_backup, health.last_backup_at), (Some(backup.path), Some(Moment::UNIX_EPOCH)));
}

#[test]
fn a_store_in_use_is_read_through_its_log() {
    let (_folder, path, store) = desk();
    store.conn.execute_batch("create table extra(x); insert into extra values (1), (2);").unwrap();
    let health = Health::of(&path);
    assert!(health.is_well(), "{:?}", health.problems);
    assert_eq!(health.rows["extra"], 2);
    assert!(health.wal_size > 0);
    store.conn.execute_batch("insert into extra values (3)").unwrap();
}

#[test]
fn whatever_is_at_the_path_gets_an_answer() {
    let (folder, path, store) = desk();
    store.conn.pragma_update(None, "user_version", 99).unwrap();
    drop(store);
    let at = |name: &str| folder.path().join(name);
    fs::write(at("text"), "not a database".repeat(100)).unwrap();
    fs::write(at("empty"), "").unwrap();
    for (path, kind) in [
        (path.clone(), "newer_schema"),
        (at("missing"), "store_not_found"),
        (at("text"), "not_a_store"),
        (at("empty"), "not_a_store"),
        (folder.path().to_owned(), "not_a_store"),
    ] {
        let before = state(&folder);
        let health = Health::of(&path);
        assert_eq!(health.problems[0].kind, kind, "{}", path.display());
        assert!(health.problems[0].mend.is_some());
        assert!(state(&folder) == before, "{} was touched", path.display());
    }
    assert_eq!(Health::of(&path).schema, Some(99));
}

#[test]
fn damage_and_loose_modes_are_reported() {
    let (_folder, path, store) = desk();
    store.conn.execute_batch("create table extra(x); create index by_x on extra(x);").unwrap();
    for number in 0..2000 {
        store.conn.execute("insert into extra values ($1)", [number]).unwrap();
    }
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 4096;
    bytes[last..last + 64].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let kinds: Vec<String> = Health::of(&path).problems.into_iter().map(|problem| problem.kind).collect();
    assert!(kinds.contains(&"not_private".to_owned()) && kinds.contains(&"damaged".to_owned()), "{kinds:?}");
}
