//! All or nothing, and nobody's work lost.

use domain::*;

use super::bench::{Bench, at, client, furnish, job, made, refused, visit};
use crate::{NewOperation, StoreError};

fn operation(key: &str) -> NewOperation<'_> {
    let at = at("2026-11-22T09:00:00Z");
    NewOperation { key, at, actor: "ann", fact: Fact::Batched, summary: "Tried", undoes: None }
}

pub(super) fn a_dropped_one_leaves_nothing(bench: &mut Bench) {
    furnish(bench);
    let dump = bench.dump();
    let mut tx = bench.writer().begin().unwrap();
    tx.record(&operation("a"), &[made(ClientId(9), client("Gone"))]).unwrap();
    drop(tx);
    assert_eq!(bench.dump(), dump);
    assert_eq!(bench.read(|r| r.find_key("a")), None);
    assert!(bench.read(|r| r.search("gone", 9)).is_empty());
    let mut next = bench.writer().begin().unwrap().next_ids().unwrap();
    assert_eq!(next.take(EntityKind::Client), 2);
    bench.put(ClientId(2), client("Next"));
}

pub(super) fn a_failed_operation_takes_the_whole_one_with_it(bench: &mut Bench) {
    furnish(bench);
    let dump = bench.dump();
    let mut tx = bench.writer().begin().unwrap();
    tx.record(&operation("a"), &[made(ClientId(9), client("Gone"))]).unwrap();
    let again = tx.record(&operation("b"), &[made(ClientId(9), client("Twice"))]);
    assert_eq!(refused(again), "changed_since");
    assert!(tx.record(&operation("c"), &[made(ClientId(8), client("Late"))]).is_err());
    assert!(tx.commit().is_err());
    assert_eq!(bench.dump(), dump);
    assert_eq!(bench.read(|r| r.last_operation()), 1);
}

pub(super) fn a_lost_update_is_refused(bench: &mut Bench) {
    furnish(bench);
    let edit = |name: &str| Change {
        entity: ClientId(1).into(),
        before: Some(client("Kerr & Sons").into()),
        after: Some(client(name).into()),
    };
    bench.apply(&[edit("First")]);
    let mut other = bench.another();
    let store = other.as_mut().unwrap_or(bench.writer());
    let mut tx = store.begin().unwrap();
    let error = tx.record(&operation("second"), &[edit("Second")]).unwrap_err();
    assert_eq!(error.to_string(), "C-1 has changed since you saw it: name");
    drop(tx);
    assert_eq!(bench.read(|r| r.client(ClientId(1))).unwrap().record.name, "First");
    bench.remove(VisitId(1));
    let gone = Change {
        entity: VisitId(1).into(),
        before: Some(visit(1, None, None).into()),
        after: Some(visit(1, None, Some(1)).into()),
    };
    let error = bench.try_apply("ann", &[gone]).unwrap_err();
    assert_eq!(error.to_string(), "V-1 has changed since you saw it: removed");
}

pub(super) fn a_dangling_reference_is_refused(bench: &mut Bench) {
    furnish(bench);
    let dump = bench.dump();
    let wishing = Client { preferred: vec![TechnicianId(9)], ..client("Adams") };
    for (change, missing) in [
        (made(JobId(2), job(9, "No client")), "client C-9"),
        (made(JobId(2), Job { site: Some(SiteId(9)), ..job(1, "No site") }), "site S-9"),
        (made(VisitId(2), visit(9, None, None)), "job J-9"),
        (made(VisitId(2), visit(1, None, Some(9))), "technician T-9"),
        (made(JobId(2), Job { services: vec![ServiceId(9)], ..job(1, "No service") }), "service SV-9"),
        (made(ClientId(2), wishing), "technician T-9"),
    ] {
        let error = bench.try_apply("ann", &[change]).unwrap_err();
        assert_eq!(error.to_string(), format!("there is no {missing}"));
    }
    assert_eq!(bench.dump(), dump);
    // Within one operation children may come first.
    bench.apply(&[
        made(VisitId(2), visit(2, None, None)),
        made(JobId(2), job(2, "Tap")),
        made(ClientId(2), client("Adams")),
    ]);
    assert_eq!(bench.read(|r| r.tray(9, 0)).1, 2);
}

pub(super) fn what_is_used_is_not_removed(bench: &mut Bench) {
    furnish(bench);
    bench.put(VisitId(1), visit(1, None, Some(1)));
    let dump = bench.dump();
    for (entity, by) in [
        (EntityRef::from(ClientId(1)), "S-1"),
        (SiteId(1).into(), "J-1"),
        (JobId(1).into(), "V-1"),
        (TechnicianId(1).into(), "V-1"),
    ] {
        let before = bench.read(|r| r.get(entity)).map(|stored| stored.record);
        let error = bench.try_apply("ann", &[Change { entity, before, after: None }]).unwrap_err();
        assert!(matches!(&error, StoreError::Refusal(Refusal::StillUsed { .. })), "{error}");
        assert_eq!(error.to_string(), format!("{entity} is still used by {by}"));
    }
    assert_eq!(bench.dump(), dump);
}

pub(super) fn reads_inside_see_its_writes(bench: &mut Bench) {
    furnish(bench);
    let mut tx = bench.writer().begin().unwrap();
    let id = tx.record(&operation("a"), &[made(ClientId(2), client("Adams"))]).unwrap();
    assert_eq!(tx.client(ClientId(2)).unwrap().unwrap().version, id);
    assert_eq!(tx.next_ids().unwrap().take(EntityKind::Client), 3);
    assert_eq!(tx.search("adams", 9).unwrap().len(), 1);
    tx.commit().unwrap();
    let nested: Result<_, crate::StoreError> = bench.store().read(|outer| {
        let inner = bench.store().read(|inner| inner.client(ClientId(2)))?;
        Ok((inner, outer.client(ClientId(2))?))
    });
    let (inner, outer) = nested.unwrap();
    assert_eq!(inner, outer);
}

pub(super) fn a_key_is_found_again(bench: &mut Bench) {
    let mut tx = bench.writer().begin().unwrap();
    let id = tx.record(&operation("once"), &[made(ClientId(1), client("Kerr"))]).unwrap();
    tx.commit().unwrap();
    assert_eq!(bench.read(|r| r.find_key("once")), Some(id));
    let mut tx = bench.writer().begin().unwrap();
    assert!(tx.record(&operation("once"), &[made(ClientId(2), client("Kerr"))]).is_err());
    drop(tx);
    assert_eq!(bench.read(|r| r.count(EntityKind::Client)), 1);
}

pub(super) fn a_failed_commit_is_uncertain_and_leaves_nothing(bench: &mut Bench) {
    furnish(bench);
    let dump = bench.dump();
    bench.writer().conn.commit_hook(Some(|| true)).unwrap();
    let mut tx = bench.writer().begin().unwrap();
    tx.record(&operation("a"), &[made(ClientId(9), client("Gone"))]).unwrap();
    assert_eq!(refused(tx.commit()), "uncertain");
    bench.writer().conn.commit_hook(None::<fn() -> bool>).unwrap();
    assert_eq!(bench.dump(), dump);
    assert_eq!(bench.read(|r| r.find_key("a")), None);
    bench.put(ClientId(2), client("Next"));
}

/// Two threads, each with its own connection, count on one record: every success is there in the end.
#[test]
fn two_writers_lose_nothing() {
    const EACH: u32 = 40;
    let mut bench = Bench::file();
    bench.put(ServiceId(1), Service { name: "Count".into(), ..Service::default() });
    let stores = [bench.another().unwrap(), bench.another().unwrap()];
    std::thread::scope(|scope| {
        for (who, mut store) in stores.into_iter().enumerate() {
            scope.spawn(move || {
                for round in 0..EACH {
                    let mut tx = store.begin().unwrap();
                    let before = tx.service(ServiceId(1)).unwrap().unwrap().record;
                    let mut after = before.clone();
                    after.duration_minutes += 1;
                    let change = Change {
                        entity: ServiceId(1).into(),
                        before: Some(before.into()),
                        after: Some(after.into()),
                    };
                    tx.record(&operation(&format!("{who}-{round}")), &[change]).unwrap();
                    tx.commit().unwrap();
                }
            });
        }
    });
    let counted = bench.read(|r| r.service(ServiceId(1))).unwrap();
    assert_eq!(counted.record.duration_minutes, 2 * EACH);
    assert_eq!(counted.version, i64::from(2 * EACH) + 1);
}

/// The other connection sees which operations are new.
#[test]
fn another_connection_notices() {
    let mut bench = Bench::two_connections();
    assert_eq!(bench.read(|r| r.last_operation()), 0);
    furnish(&mut bench);
    assert_eq!(bench.read(|r| r.last_operation()), 1);
}

pub(super) fn the_past_takes_no_writes(bench: &mut Bench) {
    furnish(bench);
    let mut past = bench.store().as_of(bench.now()).unwrap().unwrap();
    assert_eq!(refused(past.begin()), "invalid");
    assert_eq!(past.path(), None);
}
