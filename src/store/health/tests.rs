use std::os::unix::fs::PermissionsExt;

use chrono::{TimeDelta, TimeZone, Utc};
use domain::Moment;
use tempfile::TempDir;

use super::*;
use crate::{OpenOptions, Store};

fn now() -> Moment {
    Utc.with_ymd_and_hms(2026, 11, 22, 6, 31, 0).unwrap()
}

fn health(path: &Path) -> Health {
    Health::of(path, now())
}

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
    let health = super::Health::of(&path, now());
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
    let health = super::Health::of(&path, now());
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
        let health = super::Health::of(&path, now());
        assert_eq!(health.problems[0].kind, kind, "{}", path.display());
        assert!(health.problems[0].mend.is_some());
        assert!(state(&folder) == before, "{} was touched", path.display());
    }
    assert_eq!(health(&path).schema, Some(99));
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
    let kinds: Vec<String> = health(&path).problems.into_iter().map(|problem| problem.kind).collect();
    assert!(kinds.contains(&"not_private".to_owned()) && kinds.contains(&"damaged".to_owned()), "{kinds:?}");
}

fn with_client(store: &mut Store, at: Moment) {
    let record = domain::Client { name: "Kerr & Sons".to_owned(), ..Default::default() };
    let change =
        domain::Change { entity: domain::ClientId(1).into(), before: None, after: Some(record.into()) };
    let operation = crate::NewOperation {
        key: "one",
        at,
        actor: "dana",
        fact: domain::Fact::RecordAdded,
        summary: "added Kerr & Sons",
        undoes: None,
    };
    let mut tx = store.begin().unwrap();
    tx.record(&operation, &[change]).unwrap();
    tx.commit().unwrap();
}

fn found(path: &Path) -> usize {
    let store = Store::open_existing(path, &OpenOptions::at(now())).unwrap();
    let search =
        |reader: &crate::Reader<'_>| -> Result<usize, StoreError> { Ok(reader.search("sons", 5)?.len()) };
    store.read(search).unwrap()
}

fn kinds(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.kind.as_str()).collect()
}

#[test]
fn a_damaged_search_index_is_made_anew_from_the_records() {
    let (_folder, path, mut store) = desk();
    with_client(&mut store, now());
    drop(store);
    assert_eq!(found(&path), 1);
    let raw = Connection::open(&path).unwrap();
    let damaged = raw.execute("update search_data set block = zeroblob(40) where id > 1000", []).unwrap();
    assert!(damaged > 0, "there was nothing to damage");
    drop(raw);
    assert_eq!(kinds(&health(&path).problems), ["search_damaged"], "{:?}", health(&path).problems);
    let mended = mend(&path, now()).unwrap();
    assert!(mended.iter().any(|said| said.contains("search index")), "{mended:?}");
    assert!(health(&path).is_well(), "{:?}", health(&path).problems);
    assert_eq!(found(&path), 1);
}

#[test]
fn loose_modes_are_mended_and_a_foreign_file_is_left_as_it_is() {
    let (folder, path, store) = desk();
    let backup = store.backup(now()).unwrap().path;
    drop(store);
    for loose in [&path, &backup] {
        fs::set_permissions(loose, fs::Permissions::from_mode(0o646)).unwrap();
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(kinds(&health(&path).problems), ["not_private"; 3]);
    mend(&path, now()).unwrap();
    assert!(health(&path).is_well(), "{:?}", health(&path).problems);
    assert_eq!(mode_of(&fs::metadata(&backup).unwrap()), 0o600);

    let foreign = folder.path().join("theirs.db");
    Connection::open(&foreign).unwrap().execute_batch("create table t(x)").unwrap();
    fs::set_permissions(&foreign, fs::Permissions::from_mode(0o646)).unwrap();
    assert_eq!(mend(&foreign, now()).unwrap_err().kind(), "not_a_store");
    assert_eq!(mode_of(&fs::metadata(&foreign).unwrap()), 0o646);
}

#[test]
fn missing_and_stale_backups_and_a_clock_set_back_are_advised_on() {
    let (_folder, path, mut store) = desk();
    with_client(&mut store, now());
    let advice = |at: Moment| {
        let health = Health::of(&path, at);
        assert!(health.is_well(), "{:?}", health.problems);
        health.advice.into_iter().map(|advice| advice.kind).collect::<Vec<_>>()
    };
    assert_eq!(advice(now()), ["no_backup"]);
    store.backup(now() - TimeDelta::days(2)).unwrap();
    assert_eq!(advice(now()), ["backup_stale"]);
    store.backup(now()).unwrap();
    assert!(advice(now()).is_empty());
    assert!(advice(now() + TimeDelta::days(400)).is_empty(), "an unused store needs no new backup");
    assert_eq!(advice(now() - TimeDelta::hours(2)), ["clock"]);
    assert_eq!(advice(Moment::UNIX_EPOCH), ["clock"]);
}

#[test]
fn the_mend_of_damage_names_the_newest_backup_that_is_whole() {
    let (_folder, path, store) = desk();
    let good = store.backup(now() - TimeDelta::hours(2)).unwrap().path;
    let bad = store.backup(now()).unwrap().path;
    drop(store);
    for damaged in [&path, &bad] {
        let mut bytes = fs::read(damaged).unwrap();
        bytes[4096..].fill(0xA5);
        fs::write(damaged, bytes).unwrap();
    }
    let health = health(&path);
    let problem = health.problems.iter().find(|problem| problem.kind == "damaged").unwrap();
    let mend = problem.mend.as_deref().unwrap();
    assert!(mend.ends_with(&format!("truckroll restore {}", shell_path(&good))), "{mend}");
}
