//! Everything into an empty store.

use super::{bring, clock, dump, empty, firm, query, text, written};
use crate::App;
use crate::export::{ExportError, ExportFormat, ExportKind};
use crate::import::{Everything, ImportKind};

#[test]
fn it_makes_the_same_store() {
    let app = firm();
    for format in [ExportFormat::Json, ExportFormat::Jsonl] {
        let file = text(&app, ExportKind::Everything, format);
        let mut other = empty();
        let everything = Everything::read(&file).unwrap();
        let outcome = other.import_everything(everything.clone(), "all.json").unwrap();
        assert_eq!(dump(&other), dump(&app), "{}", format.word());
        assert_eq!(everything.len(), dump(&app).lines().count());
        // It is one operation: one undo, and the store is empty again.
        other.undo(Some(outcome.operation)).unwrap();
        assert_eq!(dump(&other), dump(&empty()));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let (made, _) = App::init_from(&path, everything, "all.json", clock(), "me").unwrap();
        assert_eq!(dump(&made), dump(&app));
    }
}

#[test]
fn a_document_is_json_as_a_whole() {
    let file = text(&firm(), ExportKind::Everything, ExportFormat::Json);
    let value: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(value["format"], "truckroll everything");
    assert_eq!(value["records"].as_array().unwrap().len(), dump(&firm()).lines().count());
    let clients = text(&firm(), ExportKind::Clients, ExportFormat::Json);
    let value: serde_json::Value = serde_json::from_str(&clients).unwrap();
    assert!(value["clients"][0]["name"].is_string());
}

#[test]
fn a_store_with_records_is_refused() {
    let app = firm();
    let everything = Everything::read(&text(&app, ExportKind::Everything, ExportFormat::Jsonl)).unwrap();
    let mut other = empty();
    bring(&mut other, ImportKind::Clients, b"name\nKerr\n");
    let before = dump(&other);
    let refused = other.import_everything(everything, "all.json").unwrap_err();
    assert_eq!(refused.to_string(), "store: holds 1 client already");
    assert_eq!(dump(&other), before);
}

#[test]
fn what_is_cut_off_strange_or_newer_is_refused() {
    let file = text(&firm(), ExportKind::Everything, ExportFormat::Jsonl);
    let without_last = file.trim_end().rsplit_once('\n').unwrap().0;
    let document = text(&firm(), ExportKind::Everything, ExportFormat::Json);
    let cases = [
        (without_last.to_owned(), "was it cut off"),
        (document[..document.len() / 2].to_owned(), "this is not what"),
        ("name\nKerr\n".to_owned(), "this is not what"),
        (String::new(), "this is not what"),
        ("{\"format\":\"x\",\"version\":1,\"counts\":{}}\n\n".to_owned(), "the file says that it is “x”"),
        (file.replacen("\"version\":1", "\"version\":2", 1), "use a newer truckroll"),
        (file.replacen("\"id\":\"C-1\"", "\"id\":\"X-1\"", 1), "is not an id"),
    ];
    for (text, part) in cases {
        let error = Everything::read(&text).unwrap_err();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn no_table_holds_everything() {
    let app = firm();
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        let mut out = std::io::Cursor::new(Vec::new());
        let refused = app.export(&query(ExportKind::Everything, format), &mut out);
        assert!(matches!(refused, Err(ExportError::Format(_))));
    }
    #[cfg(feature = "xlsx")]
    assert!(written(&app, &query(ExportKind::Jobs, ExportFormat::Xlsx)).starts_with(b"PK"));
}
