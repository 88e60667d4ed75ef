use std::os::unix::fs::PermissionsExt;

use chrono::{TimeDelta, TimeZone, Utc};
use tempfile::TempDir;

use super::*;

fn now() -> Moment {
    Utc.with_ymd_and_hms(2026, 11, 22, 6, 31, 0).unwrap()
}

fn desk() -> (TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = fs::canonicalize(folder.path()).unwrap().join("desk.db");
    let store = Store::open(&path, &OpenOptions::at(now())).unwrap();
    store.conn.execute_batch("create table extra(id integer primary key, x);").unwrap();
    (folder, path, store)
}

fn add(store: &Store, value: &str) {
    store.conn.execute("insert into extra(x) values ($1)", [value]).unwrap();
}

fn values(path: &Path) -> Vec<String> {
    let conn = crate::connection::open_for_looking(path, std::time::Duration::ZERO).unwrap();
    let mut statement = conn.prepare("select x from extra order by id").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_backup_holds_what_was_committed_and_is_one_private_file() {
    let (_folder, path, store) = desk();
    add(&store, "kept");
    let backup = store.backup(now()).unwrap();
    add(&store, "too late");
    assert_eq!(backup.path, path.parent().unwrap().join("backups/desk-20261122T063100Z.db"));
    assert_eq!((backup.schema, backup.rows["extra"]), (migration::latest(), 1));
    assert_eq!(values(&backup.path), ["kept"]);
    assert_eq!(fs::metadata(&backup.path).unwrap().permissions().mode() & 0o777, 0o600);
    let folder = backup.path.parent().unwrap();
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "litter beside the backup");
    assert_eq!(verify_backup(&backup.path).unwrap(), backup);
}

fn client(number: u64) -> domain::Change {
    let name = format!("Kerr & Sons {number}");
    let record = domain::Client { name, tags: vec!["heating".to_owned()], ..Default::default() };
    let entity = domain::ClientId(number).into();
    domain::Change { entity, before: None, after: Some(record.into()) }
}

fn dump_of(store: &Store) -> String {
    let dump = |reader: &crate::Reader<'_>| -> Result<String, StoreError> { reader.canonical_dump() };
    store.read(dump).unwrap()
}

#[test]
fn a_restored_backup_has_the_same_records_search_and_counters() {
    let (_folder, path, mut store) = desk();
    let clients: Vec<domain::Change> = (1..=50).map(client).collect();
    let mut tx = store.begin().unwrap();
    let operation = crate::NewOperation {
        key: "one",
        at: now(),
        actor: "dana",
        fact: domain::Fact::Imported,
        summary: "imported 50 clients",
        undoes: None,
    };
    tx.record(&operation, &clients).unwrap();
    tx.commit().unwrap();
    let dump = dump_of(&store);
    assert!(dump.contains("Kerr & Sons 50"));
    let backup = store.backup(now()).unwrap();
    drop(store);
    fs::remove_file(&path).unwrap();
    restore(&backup.path, &path, now()).unwrap();
    let store = Store::open_existing(&path, &OpenOptions::at(now())).unwrap();
    let restored = store.read(|reader: &crate::Reader<'_>| -> Result<_, StoreError> {
        let found = reader.search("sons 50", 10)?.len();
        let next = reader.next_ids()?.take(domain::EntityKind::Client);
        Ok((reader.canonical_dump()?, found, next, reader.last_operation()?))
    });
    assert_eq!(restored.unwrap(), (dump, 1, 51, 1));
}

#[test]
fn a_backup_made_while_another_connection_writes_is_whole() {
    let (_folder, path, store) = desk();
    let writer = Store::open(&path, &OpenOptions::at(now())).unwrap();
    writer.conn.execute_batch("begin immediate; insert into extra(x) values ('not committed');").unwrap();
    let backup = store.backup(now()).unwrap();
    writer.conn.execute_batch("commit").unwrap();
    assert!(values(&backup.path).is_empty());
}

#[test]
fn two_backups_of_one_second_have_two_names_and_a_named_one_never_replaces() {
    let (folder, _path, store) = desk();
    let (first, second) = (store.backup(now()).unwrap(), store.backup(now()).unwrap());
    assert_ne!(first.path, second.path);
    let elsewhere = folder.path().join("other/copy.db");
    store.backup_to(&elsewhere).unwrap();
    assert_eq!(store.backup_to(&elsewhere).unwrap_err().kind(), "already_there");
}

#[test]
fn a_damaged_copy_is_not_taken_for_a_backup() {
    let (_folder, _path, store) = desk();
    (0..2000).for_each(|number| add(&store, &format!("row {number}")));
    let backup = store.backup(now()).unwrap();
    let mut bytes = fs::read(&backup.path).unwrap();
    let middle = bytes.len() - 4096;
    bytes[middle..middle + 64].fill(0xA5);
    fs::write(&backup.path, bytes).unwrap();
    assert_eq!(verify_backup(&backup.path).unwrap_err().kind(), "damaged");
}

#[test]
fn the_clock_makes_a_backup_an_hour_and_prunes_what_is_old() {
    let (_folder, path, store) = desk();
    assert!(store.backup_if_due(now()).unwrap().is_some());
    assert!(store.backup_if_due(now() + TimeDelta::minutes(30)).unwrap().is_none());
    for hour in 1..40 {
        assert!(store.backup_if_due(now() + TimeDelta::hours(hour)).unwrap().is_some());
    }
    let left = backups_of(&path).unwrap();
    assert_eq!(left[0].at, now() + TimeDelta::hours(39));
    assert!((24..=28).contains(&left.len()), "{} left", left.len());
}

#[test]
fn a_restored_backup_equals_it_and_the_replaced_file_is_kept() {
    let (_folder, path, store) = desk();
    add(&store, "kept");
    let backup = store.backup(now()).unwrap();
    add(&store, "lost by the restore");
    drop(store);
    let restored = restore(&backup.path, &path, now()).unwrap();
    let replaced = restored.replaced.unwrap();
    assert_eq!(replaced.file_name().unwrap(), "desk-20261122T063100Z-replaced.db");
    assert_eq!(values(&replaced), ["kept", "lost by the restore"]);
    assert_eq!(values(&path), ["kept"]);
    assert_eq!(verify_backup(&path).unwrap().rows, backup.rows);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let store = Store::open_existing(&path, &OpenOptions::at(now())).unwrap();
    add(&store, "and on");
    assert_eq!(backups_of(&path).unwrap().len(), 2, "a replaced store is listed with the backups");
}

#[test]
fn a_restore_is_refused_while_somebody_has_the_store_open() {
    let (_folder, path, store) = desk();
    let backup = store.backup(now()).unwrap();
    add(&store, "written meanwhile");
    assert_eq!(restore(&backup.path, &path, now()).unwrap_err().kind(), "busy");
    add(&store, "and still writable");
    assert_eq!(values(&path).len(), 2);
    assert_eq!(backups_of(&path).unwrap().len(), 1, "nothing was put aside");
}

#[test]
fn a_restore_needs_a_whole_backup_and_replaces_only_a_store() {
    let (folder, path, store) = desk();
    add(&store, "kept");
    let backup = store.backup(now()).unwrap();
    drop(store);
    let text = folder.path().join("notes.txt");
    fs::write(&text, "not a backup").unwrap();
    assert_eq!(restore(&text, &path, now()).unwrap_err().kind(), "not_a_store");
    let theirs = folder.path().join("theirs.db");
    Connection::open(&theirs).unwrap().execute_batch("create table t(x)").unwrap();
    assert_eq!(restore(&backup.path, &theirs, now()).unwrap_err().kind(), "not_a_store");
    assert_eq!(values(&path), ["kept"]);
}

#[test]
fn a_restore_takes_the_place_of_a_damaged_store_or_of_none_but_never_meets_a_left_over_log() {
    let (_folder, path, store) = desk();
    add(&store, "kept");
    let backup = store.backup(now()).unwrap();
    drop(store);
    fs::write(&path, "damaged beyond reading".repeat(1000)).unwrap();
    let replaced = restore(&backup.path, &path, now()).unwrap().replaced.unwrap();
    assert!(fs::read(&replaced).unwrap().starts_with(b"damaged"));
    fs::remove_file(&path).unwrap();
    assert_eq!(restore(&backup.path, &path, now()).unwrap().replaced, None);
    assert_eq!(values(&path), ["kept"]);

    fs::remove_file(&path).unwrap();
    fs::write(place::wal_path(&path), "frames").unwrap();
    assert_eq!(restore(&backup.path, &path, now()).unwrap_err().kind(), "damaged");
}

/// How many backups are taken during writes; more by hand: `TRUCKROLL_ROUNDS=100 cargo test -p truckroll-store`.
fn rounds() -> u32 {
    std::env::var("TRUCKROLL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5)
}

#[test]
fn backups_taken_during_writes_restore_to_stores_that_open() {
    let (folder, path, store) = desk();
    let is_over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let writer = Store::open(&path, &OpenOptions::at(now())).unwrap();
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                // Two rows of one transaction: a backup between them would have an odd number.
                writer.conn.execute_batch("begin immediate; insert into extra(x) values ('a')").unwrap();
                writer.conn.execute_batch("insert into extra(x) values ('b'); commit").unwrap();
            }
        });
        let mut seen = 0;
        for round in 0..rounds() {
            let backup = store.backup(now() + TimeDelta::seconds(i64::from(round))).unwrap();
            let target = folder.path().join(format!("restored/{round}.db"));
            restore(&backup.path, &target, now()).unwrap();
            drop(Store::open_existing(&target, &OpenOptions::at(now())).unwrap());
            let rows = verify_backup(&target).unwrap().rows["extra"];
            assert!(rows.is_multiple_of(2) && rows >= seen, "{rows} rows after {seen}");
            seen = rows;
        }
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_store_is_not_restored_from_itself_by_any_name() {
    let (folder, path, store) = desk();
    add(&store, "kept");
    drop(store);
    let second = folder.path().join("second name.db");
    fs::hard_link(&path, &second).unwrap();
    for name in [&path, &second] {
        assert_eq!(restore(name, &path, now()).unwrap_err().kind(), "not_a_store");
    }
    assert_eq!(values(&path), ["kept"]);
}

#[test]
fn the_newest_good_backup_is_neither_a_damaged_one_nor_one_that_was_replaced() {
    let (_folder, path, store) = desk();
    let good = store.backup(now()).unwrap().path;
    write_labelled(&store.conn, &path, now() + TimeDelta::hours(2), Some("replaced")).unwrap();
    let bad = store.backup(now() + TimeDelta::hours(1)).unwrap().path;
    fs::write(&bad, "torn").unwrap();
    drop(store);
    assert_eq!(latest_good_backup(&path).unwrap().path, good);
    fs::remove_file(&path).unwrap();
    assert_eq!(latest_good_backup(&path).unwrap().path, good, "the store itself is not needed");
}

#[test]
fn a_store_with_a_recent_backup_is_not_even_opened() {
    let (_folder, path, store) = desk();
    drop(store);
    assert!(backup_if_due(&path, &OpenOptions::at(now())).unwrap().is_some());
    fs::write(&path, "damaged meanwhile").unwrap();
    assert_eq!(backup_if_due(&path, &OpenOptions::at(now())).unwrap(), None);
}
