//! Import of a table of jobs, beside writing the same records without reading them from anywhere, and beside bare
//! inserts of the rows that come of it. All go to a file, the search index and the journal with them.

use std::fmt::Write;
use std::path::Path;

use domain::{Brought, Command, Currency, Moment, Tz};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;
use truckroll_app::export::{ExportFormat, ExportKind, ExportQuery};
use truckroll_app::import::{Everything, ImportKind, ImportOptions};
use truckroll_app::{App, Clock, JobQuery, usual_business};

const ROWS: usize = 10_000;

const FILE: &str = "desk.db";

fn main() {
    divan::main();
}

fn now() -> Moment {
    "2026-11-24T11:20:00Z".parse().expect("a fixed moment")
}

/// A new store, and the folder that goes with it.
fn empty() -> (TempDir, App) {
    let folder = TempDir::new().expect("a folder");
    let business = usual_business("Bench", Tz::Europe__London, Currency::new("GBP").expect("a currency"));
    let made = App::init(&folder.path().join(FILE), business, Clock::Fixed(now()), "bench");
    (folder, made.expect("a store").0)
}

/// Jobs of a thousand clients, as a city's service desk lists them.
fn table() -> String {
    let kinds = ["Graffiti removal", "Bulky items", "Illegal dumping pickup", "Metal appliances"];
    let mut text = String::from("id,client,title,status,created,closed,address,zip,latitude,longitude\n");
    for row in 0..ROWS {
        let (kind, house) = (kinds[row % kinds.len()], row % 500 + 1);
        let status = if row % 5 == 0 { "Open" } else { "Closed" };
        let closed = if row % 5 == 0 { "" } else { "2026-11-20 10:00" };
        let _never_fails = writeln!(
            text,
            "1-{row},Client {},{kind} {row},{status},2026-11-01 09:{:02},{closed},{house} Elm Street,9{:04},34.{row:05},-118.4",
            row % 1000,
            row % 60,
            row % 10_000,
        );
    }
    text
}

fn import(app: &mut App, table: &str) {
    let options = ImportOptions { source: Some("bench".to_owned()), ..ImportOptions::default() };
    let report = app.import(ImportKind::Jobs, table.as_bytes(), &options).expect("an import");
    assert!(!report.rejected, "{:?}", report.errors);
}

fn filled() -> (TempDir, App) {
    let (folder, mut app) = empty();
    import(&mut app, &table());
    (folder, app)
}

#[divan::bench(sample_count = 5)]
fn import_jobs(bencher: divan::Bencher<'_, '_>) {
    let table = table();
    bencher.with_inputs(empty).bench_local_refs(|(_, app)| import(app, &table));
}

#[divan::bench(sample_count = 5)]
fn write_the_same_records(bencher: divan::Bencher<'_, '_>) {
    let records: Vec<Brought> = Everything::read(&everything(&filled().1)).expect("a file").into_records();
    bencher.with_inputs(|| (empty(), records.clone())).bench_local_values(|((folder, mut app), records)| {
        app.run(Command::Import(records, "the bench".to_owned())).expect("an import");
        (folder, app)
    });
}

/// What an import is measured by: its rows, each by a statement of its own, in one transaction.
#[divan::bench(sample_count = 5)]
fn insert_the_same_rows(bencher: divan::Bencher<'_, '_>) {
    let tables = rows_of_import();
    bencher.with_inputs(empty_file).bench_local_refs(|(_, conn)| {
        conn.execute_batch("begin immediate").expect("a transaction");
        for (insert, rows) in &tables {
            let mut insert = conn.prepare(insert).expect("a table of the store");
            for row in rows {
                insert.execute(params_from_iter(row)).expect("a row of an import");
            }
        }
        let end = "commit; insert into search (search) values ('optimize'); pragma wal_checkpoint(truncate)";
        conn.execute_batch(end).expect("a file that can be written");
    });
}

/// The file of a new store, as the store opens it.
fn empty_file() -> (TempDir, Connection) {
    let (folder, app) = empty();
    drop(app);
    let conn = Connection::open(folder.path().join(FILE)).expect("a store");
    let settings = "pragma foreign_keys = on; pragma synchronous = full; pragma temp_store = memory;
        pragma cell_size_check = on; pragma cache_size = -4096; pragma journal_mode = wal";
    conn.execute_batch(settings).expect("settings of SQLite");
    (folder, conn)
}

/// The rows that an import adds to a new store, by the statement that inserts one into its table.
fn rows_of_import() -> Vec<(String, Vec<Vec<Value>>)> {
    let (new, _) = empty_file();
    let (folder, app) = empty();
    drop(app);
    let path = folder.path().join(FILE);
    keep_searched_text(&path);
    let mut app = App::open(&path, Clock::Fixed(now()), "bench").expect("a store");
    import(&mut app, &table());
    drop(app);
    let conn = Connection::open(&path).expect("a store");
    conn.execute("attach ? as fresh", [new.path().join(FILE).to_str().expect("UTF-8")]).expect("a store");
    // What a trigger writes is no row of anybody's own, nor are the next numbers.
    let tables = "select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%'
        and name not like 'search%' and name not in ('stage_count', 'id_counter')";
    let names: Vec<String> = select(&conn, tables).into_iter().flatten().filter_map(text).collect();
    let added = |name: &String| match name.as_str() {
        // Each has a key of its own, that which made the store too.
        "operation" => {
            "select * from main.operation where id not in (select id from fresh.operation)".to_owned()
        }
        _ => format!("select * from main.{name} except select * from fresh.{name}"),
    };
    let mut found: Vec<_> = names.iter().map(|name| (name.clone(), select(&conn, &added(name)))).collect();
    found.push(("search (rowid, text)".to_owned(), select(&conn, "select rowid, text from main.search")));
    found.retain(|(_, rows)| !rows.is_empty());
    let insert =
        |name: String, width: usize| format!("insert into {name} values ({})", vec!["?"; width].join(", "));
    found.into_iter().map(|(name, rows)| (insert(name, rows[0].len()), rows)).collect()
}

/// Puts an index that keeps its texts in the place of the store's, which only finds by them.
fn keep_searched_text(path: &Path) {
    let conn = Connection::open(path).expect("a store");
    let tokenize = "tokenize = 'trigram case_sensitive 0 remove_diacritics 1'";
    let keep = format!("drop table search; create virtual table search using fts5 (text, {tokenize})");
    conn.execute_batch(&keep).expect("an index");
}

fn select(conn: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = conn.prepare(sql).expect("a statement");
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|column| row.get(column)).collect());
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}

fn text(value: Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

#[divan::bench(args = [ExportFormat::Csv, ExportFormat::Jsonl], sample_count = 5)]
fn export_jobs(bencher: divan::Bencher<'_, '_>, format: ExportFormat) {
    let (_folder, app) = filled();
    bencher.bench_local(|| written(&app, ExportKind::Jobs, format).len());
}

fn everything(app: &App) -> String {
    String::from_utf8(written(app, ExportKind::Everything, ExportFormat::Jsonl)).expect("UTF-8")
}

fn written(app: &App, kind: ExportKind, format: ExportFormat) -> Vec<u8> {
    let query = ExportQuery { kind, format, jobs: JobQuery::default(), with_access_notes: false };
    let mut out = std::io::Cursor::new(Vec::new());
    app.export(&query, &mut out).expect("an export");
    out.into_inner()
}
