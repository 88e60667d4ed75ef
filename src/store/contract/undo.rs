//! Undo and redo of anything, in any order that makes sense.

use domain::*;

use super::bench::{Bench, client, furnish, hours, job, made, refused, site, visit};

fn undo_target(bench: &Bench, actor: Option<&str>) -> Option<i64> {
    bench.read(|r| r.undo_target(actor))
}

fn redo_target(bench: &Bench, actor: Option<&str>) -> Option<i64> {
    bench.read(|r| r.redo_target(actor))
}

pub(super) fn the_newest_is_undone_and_redone(bench: &mut Bench) {
    furnish(bench);
    let first = bench.dump();
    let placed = bench.put(VisitId(1), visit(1, Some(hours(9, 10)), Some(1)));
    let second = bench.dump();
    assert_eq!((undo_target(bench, None), redo_target(bench, None)), (Some(placed), None));
    let undo = bench.undo(placed);
    assert_eq!(bench.dump(), first);
    assert_eq!(bench.read(|r| r.operation(placed)).map(|o| o.is_live), Some(false));
    assert_eq!(bench.read(|r| r.operation(undo)).map(|o| o.fact), Some(Fact::Undone));
    bench.restart();
    assert_eq!(redo_target(bench, Some("ann")), Some(undo));
    let redo = bench.undo(undo);
    assert_eq!(bench.dump(), second);
    assert_eq!(bench.read(|r| r.operation(redo)).map(|o| o.fact), Some(Fact::Redone));
    assert_eq!((undo_target(bench, None), redo_target(bench, None)), (Some(placed), None));
    assert_eq!(bench.read(|r| r.stage_of(JobId(1))), Some(Stage::Scheduled));
}

pub(super) fn an_older_one_is_undone_beside_later_ones(bench: &mut Bench) {
    furnish(bench);
    let zoned = bench.put(SiteId(1), Site { zone: "North".into(), ..site(1, "5 High Street") });
    bench.put(SiteId(1), Site { zone: "North".into(), hazards: "dog".into(), ..site(1, "5 High Street") });
    bench.put(ClientId(2), client("Adams"));
    bench.undo(zoned);
    let site = bench.read(|r| r.site(SiteId(1))).unwrap().record;
    assert_eq!((site.zone.as_str(), site.hazards.as_str()), ("", "dog"));
}

pub(super) fn a_later_change_of_the_same_field_is_a_conflict(bench: &mut Bench) {
    furnish(bench);
    let named = bench.put(ClientId(1), client("Kerr Ltd"));
    let again = bench.put(ClientId(1), client("Kerr plc"));
    let dump = bench.dump();
    let error = bench.try_undo("ann", named).unwrap_err();
    assert_eq!(error.kind(), "undo_conflict");
    assert_eq!(error.to_string(), format!("O-{named} cannot be undone: C-1 has changed since (name)"));
    assert_eq!(refused(bench.try_undo("ann", 1)), "undo_conflict");
    assert_eq!(bench.dump(), dump);
    bench.undo(again);
    bench.undo(named);
    assert_eq!(bench.read(|r| r.client(ClientId(1))).unwrap().record.name, "Kerr & Sons");
    assert_eq!(refused(bench.try_undo("ann", 999)), "invalid");
}

pub(super) fn creation_and_removal_are_undone(bench: &mut Bench) {
    furnish(bench);
    let full = bench.dump();
    let removed = bench.remove(VisitId(1));
    assert_eq!(bench.read(|r| r.tray(9, 0)).1, 0);
    bench.undo(removed);
    assert_eq!(bench.dump(), full);
    bench.undo(1);
    assert_eq!(bench.dump(), "");
    assert_eq!(bench.read(|r| r.tray(9, 0)).1, 0);
    let undo = redo_target(bench, None).unwrap();
    bench.undo(undo);
    assert_eq!(bench.dump(), full);
}

pub(super) fn what_is_still_used_cannot_be_unmade(bench: &mut Bench) {
    let made_client = bench.put(ClientId(1), client("Kerr"));
    bench.put(JobId(1), job(1, "Tap"));
    let dump = bench.dump();
    let error = bench.try_undo("ann", made_client).unwrap_err();
    assert_eq!(error.to_string(), "C-1 is still used by J-1");
    assert_eq!(bench.dump(), dump);
}

pub(super) fn undo_and_redo_are_an_actors_own(bench: &mut Bench) {
    let anns = bench.put(ClientId(1), client("Kerr"));
    let bobs = bench.try_apply("bob", &[made(ClientId(2), client("Adams"))]).unwrap();
    assert_eq!(undo_target(bench, Some("ann")), Some(anns));
    assert_eq!(undo_target(bench, Some("bob")), Some(bobs));
    assert_eq!(undo_target(bench, Some("eve")), None);
    assert_eq!(undo_target(bench, None), Some(bobs));
    let undo = bench.undo(anns);
    bench.try_apply("bob", &[made(ClientId(3), client("Low"))]).unwrap();
    assert_eq!(redo_target(bench, Some("ann")), Some(undo));
    assert_eq!(redo_target(bench, Some("bob")), None);
    assert_eq!(redo_target(bench, None), None);
    bench.put(ClientId(4), client("New"));
    assert_eq!(redo_target(bench, Some("ann")), None);
}

pub(super) fn an_undo_cannot_be_repeated(bench: &mut Bench) {
    furnish(bench);
    let named = bench.put(ClientId(1), client("Kerr Ltd"));
    let undo = bench.undo(named);
    assert_eq!(refused(bench.try_undo("ann", named)), "nothing_to_do");
    bench.undo(undo);
    assert_eq!(refused(bench.try_undo("ann", undo)), "nothing_to_do");
    bench.undo(named);
}

pub(super) fn undo_after_redo_after_undo(bench: &mut Bench) {
    let dumps: Vec<String> = (1..=3)
        .map(|id| {
            bench.put(ClientId(id), client("Kerr"));
            bench.dump()
        })
        .collect();
    for _ in 0..3 {
        for dump in dumps.iter().rev().skip(1).map(String::as_str).chain([""]) {
            bench.undo(undo_target(bench, None).unwrap());
            assert_eq!(bench.dump(), dump);
        }
        assert_eq!(undo_target(bench, None), None);
        for dump in &dumps {
            bench.undo(redo_target(bench, None).unwrap());
            assert_eq!(&bench.dump(), dump);
        }
        assert_eq!(redo_target(bench, None), None);
    }
}
