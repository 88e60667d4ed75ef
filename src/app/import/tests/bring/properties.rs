//! What must hold for any file.

use proptest::prelude::*;

use super::{desk, dump, options};
use crate::import::{ImportKind, ImportOptions};

/// Lines that are nearly files.
fn line() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        "[a-z]{0,6}",
        "[0-9/.:-]{1,10}",
        Just("-1".to_owned()),
        Just("N/A".to_owned()),
        Just("2026-11-30 25:00".to_owned()),
        Just("a@b.example".to_owned()),
        Just("Closed".to_owned()),
        Just("\"".to_owned()),
        "\\PC{0,8}",
    ];
    proptest::collection::vec(cell, 0..9).prop_map(|cells| cells.join(","))
}

const HEADERS: [&str; 4] = [
    "id,name,email,phone,address,city,latitude,longitude,notes",
    "id,client,title,status,priority,created,closed,start,technician",
    "id,name,skills,max_daily_orders,home_lat,home_lng,email,tags,notes",
    "id,name,code,price,duration,hours,skills,crew,description",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_imported_or_rejected_without_a_trace(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_rows_are_imported_or_rejected_without_a_trace(
        header in 0..4usize,
        lines in proptest::collection::vec(line(), 0..8),
    ) {
        check(format!("{}\n{}\n", HEADERS[header], lines.join("\n")).as_bytes());
    }
}

/// What once went wrong.
#[test]
fn rows_that_were_found_are_imported_or_rejected_without_a_trace() {
    let found = [
        ",,N/A,a@b.example\n\",\",\"\n\"",
        ",A\n,2026-11-30 25:00,,,2026-11-30 25:00",
        ",,N/A,,!",
        ",pump,,,!",
    ];
    for lines in found {
        check(format!("{}\n{lines}\n", HEADERS[0]).as_bytes());
    }
}

/// Rejected, the store is as it was; imported, undo takes it back, and again it adds nothing.
fn check(bytes: &[u8]) {
    for kind in ImportKind::ALL {
        for skip_bad in [false, true] {
            let mut app = desk();
            let before = dump(&app);
            let options = ImportOptions { skip_bad, client: Some("All".into()), ..options(&[]) };
            let report = app.import(kind, bytes, &options).unwrap();
            let after = dump(&app);
            assert_eq!(after != before, report.operation.is_some());
            assert!(!(report.rejected && report.operation.is_some()));
            assert!(skip_bad || report.errors.is_empty() != report.rejected, "{report:#?}");
            let counted = report.created + report.updated + report.matched + report.skipped;
            assert!(report.rejected || counted == report.rows, "{report:#?}");
            let again = app.import(kind, bytes, &options).unwrap();
            assert_eq!((again.operation, again.created, again.updated), (None, 0, 0), "{again:#?}");
            assert_eq!(dump(&app), after);
            if report.operation.is_some() {
                app.undo(None).unwrap();
                assert_eq!(dump(&app), before);
            }
        }
    }
}
