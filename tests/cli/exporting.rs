//! Records out to files and pipes, and back in.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::desk::Desk;

#[test]
fn a_file_is_made_once_for_its_owner_alone() {
    let desk = Desk::begun();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.csv");
    let path = file.to_str().unwrap();
    let done = desk.data(&["export", "clients", "--out", path]);
    assert_eq!((done["records"].as_u64(), done["format"].as_str()), (Some(1), Some("csv")));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.starts_with("id,name,phones,"), "{first}");

    fs::write(&file, "mine").unwrap();
    assert_eq!(desk.error(2, &["export", "clients", "--out", path])["field"], "out");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    desk.ok(&["export", "clients", "--out", path, "--force"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), first);

    let inside = folder.path().to_str().unwrap();
    for name in ["truckroll-jobs-2026-11-24.jsonl", "truckroll-jobs-2026-11-24-2.jsonl"] {
        let done = desk.data(&["export", "jobs", "--format", "jsonl", "--out", inside]);
        assert!(done["path"].as_str().unwrap().ends_with(name), "{done}");
    }
    let nowhere = folder.path().join("missing/out.csv");
    desk.error(1, &["export", "clients", "--out", nowhere.to_str().unwrap()]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing half-written is left");
}

#[test]
fn standard_output_carries_the_export_alone() {
    let desk = Desk::begun();
    desk.ok(&["client", "add", "=1+1 \u{202e}Ash"]);
    let csv = desk.ok(&["export", "clients"]);
    assert!(csv.contains("\r\nC-2,'=1+1 \u{202e}Ash,"), "{csv}");
    for format in ["json", "jsonl"] {
        let json = desk.ok(&["export", "clients", "--format", format]);
        assert!(json.contains("\"=1+1 \\u202eAsh\""), "{json}");
    }
    let data = desk.data(&["export", "clients"]);
    assert_eq!(data["clients"][1]["name"], "=1+1 \u{202e}Ash");
    assert_eq!(desk.error(2, &["export", "clients", "--format", "csv"])["field"], "format");
    assert_eq!(desk.error(2, &["export", "everything", "--format", "csv"])["field"], "format");
    assert_eq!(desk.error(2, &["export", "clients", "--stage", "closed"])["field"], "filter");
}

#[test]
fn everything_makes_another_desk() {
    let desk = Desk::begun();
    desk.ok(&["job", "add", "boiler no heat, Kerr tmw"]);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    desk.ok(&["export", "everything", "--out", &at("all.json")]);
    desk.ok(&["--db", &at("new.db"), "import", "everything", &at("all.json")]);
    let whole = |db: Option<String>| -> Value {
        let db = db.iter().flat_map(|db| ["--db", db.as_str()]);
        let words: Vec<&str> = db.chain(["export", "everything"]).collect();
        desk.data(&words)["records"].clone()
    };
    assert_eq!(whole(Some(at("new.db"))), whole(None));
    let refused = desk.error(3, &["import", "everything", &at("all.json")]);
    assert!(refused["message"].as_str().unwrap().starts_with("store: holds 1 client"), "{refused}");
    fs::write(at("cut.json"), "{\"format\":").unwrap();
    assert_eq!(
        desk.error(6, &["--db", &at("x.db"), "import", "everything", &at("cut.json")])["kind"],
        "input_rejected"
    );
    assert!(!folder.path().join("x.db").exists());
}
