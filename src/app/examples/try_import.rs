#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::pedantic)]
use truckroll_app::import::*;
use truckroll_app::*;
use std::time::Instant;
// args: ZONE CUR then groups: kind file [opts..] -- next
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let zone: domain::Tz = args[0].parse().unwrap();
    let cur = domain::Currency::new(&args[1]).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.db");
    let clock = Clock::Fixed("2026-11-22T09:00:00Z".parse().unwrap());
    let (mut app, _) = App::init(&path, usual_business("Try", zone, cur), clock, "me").unwrap();
    for group in args[2..].split(|a| a == "--") {
        let kind = ImportKind::from_word(&group[0]).unwrap();
        let file = &group[1];
        let mut o = ImportOptions { file_name: Some(file.clone()), ..Default::default() };
        let mut it = group[2..].iter();
        let mut full = false;
        while let Some(a) = it.next() {
            match a.as_str() {
                "--map" => o.map.push(read_map(it.next().unwrap()).unwrap()),
                "--client" => o.client = it.next().cloned(),
                "--source" => o.source = it.next().cloned(),
                "--date-order" => o.date_order = order_of_name(it.next().unwrap()),
                "--skip-bad" => o.skip_bad = true,
                "--dry-run" => o.dry_run = true,
                "--full" => full = true,
                _ => panic!("{a}"),
            }
        }
        let bytes = std::fs::read(file).unwrap();
        let dump = |app: &App| app.store().read(|r| r.canonical_dump()).unwrap();
        let before = dump(&app);
        let t = Instant::now();
        let report = app.import(kind, &bytes, &o).unwrap();
        let took = t.elapsed();
        println!("### import {} ({took:?})", group.join(" "));
        for l in report.lines() { println!("{}", if full { l } else { l.chars().take(260).collect() }); }
        if report.rejected { assert_eq!(before, dump(&app)); continue; }
        if o.dry_run { assert_eq!(before, dump(&app)); continue; }
        let after = dump(&app);
        if full { println!("{after}"); }
        if report.operation.is_some() {
            app.undo(None).unwrap();
            assert_eq!(before, dump(&app), "undo");
            app.redo().unwrap();
            assert_eq!(after, dump(&app), "redo");
        }
        let t = Instant::now();
        let again = app.import(kind, &bytes, &o).unwrap();
        assert_eq!((again.created, again.updated, again.operation), (0, 0, None), "again {:?}", again.lines());
        assert_eq!(after, dump(&app));
        println!("again: matched {} skipped {} warnings {} ({:?})", again.matched, again.skipped, again.warnings.len(), t.elapsed());
    }
}
