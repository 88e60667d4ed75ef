//! The journal only grows, and tells what was done.

use domain::*;
use serde_json::json;

use super::bench::{Bench, at, client, furnish, made, site};
use crate::LogFilter;

pub(super) fn it_is_never_changed(bench: &mut Bench) {
    furnish(bench);
    for sql in [
        "update operation set actor = 'eve'",
        "delete from operation",
        "update change set after = '{}'",
        "delete from change",
    ] {
        let error = bench.writer().conn.execute(sql, []).unwrap_err();
        assert!(error.to_string().contains("the journal only grows"), "{sql}: {error}");
    }
    assert_eq!(bench.read(|r| r.operations(&LogFilter::default())).len(), 1);
}

pub(super) fn it_tells_who_did_what(bench: &mut Bench) {
    furnish(bench);
    let second = bench.try_apply("bob", &[made(ClientId(2), client("Adams"))]).unwrap();
    let log = |filter: LogFilter| -> Vec<i64> {
        bench.read(|r| r.operations(&filter)).into_iter().map(|operation| operation.id).collect()
    };
    let none = LogFilter::default;
    assert_eq!(log(none()), [second, 1]);
    assert_eq!(log(LogFilter { limit: Some(1), ..none() }), [second]);
    assert_eq!(log(LogFilter { after: Some(1), ..none() }), [second]);
    assert_eq!(log(LogFilter { actor: Some("ann".into()), ..none() }), [1]);
    assert_eq!(log(LogFilter { entity: Some(ClientId(2).into()), ..none() }), [second]);
    assert_eq!(log(LogFilter { since: Some(at("2026-11-22T09:00:00Z")), ..none() }), [second, 1]);
    assert_eq!(log(LogFilter { since: Some(at("2026-11-22T09:00:01Z")), ..none() }), [0; 0]);
    let operation = bench.read(|r| r.operation(second)).unwrap();
    assert_eq!((operation.actor.as_str(), operation.fact, operation.is_live), ("bob", Fact::Batched, true));
    assert_eq!(operation.at, at("2026-11-22T09:00:00Z"));
    assert_eq!(bench.read(|r| r.last_operation()), second);
    let entities: Vec<String> =
        bench.read(|r| r.changes_of(1)).iter().map(|change| change.entity.to_string()).collect();
    assert_eq!(entities, ["C-1", "S-1", "T-1", "T-2", "J-1", "V-1"]);
}

pub(super) fn an_update_holds_only_what_differs(bench: &mut Bench) {
    bench.put(ClientId(1), Client { preferences: "shoes off".into(), ..client("Kerr") });
    let edit = bench.put(ClientId(1), Client { inactive: true, ..client("Kerr Ltd") });
    let change = bench.read(|r| r.changes_of(edit)).remove(0);
    let (before, after) = (change.before.clone().unwrap(), change.after.clone().unwrap());
    assert_eq!(serde_json::Value::from(before), json!({"name": "Kerr", "preferences": "shoes off"}));
    assert_eq!(serde_json::Value::from(after), json!({"name": "Kerr Ltd", "inactive": true}));
    assert_eq!(change.fields(), ["inactive", "name", "preferences"]);
}

pub(super) fn an_absent_field_and_its_return_are_told_apart(bench: &mut Bench) {
    let with = Client { channel: Some(Channel::Text), ..client("Kerr") };
    bench.put(ClientId(1), client("Kerr"));
    let absent = bench.dump();
    let set = bench.put(ClientId(1), with.clone());
    let present = bench.dump();
    let unset = bench.put(ClientId(1), client("Kerr"));
    assert_eq!(bench.dump(), absent);
    bench.undo(unset);
    assert_eq!(bench.dump(), present);
    bench.undo(set);
    assert_eq!(bench.dump(), absent);
}

pub(super) fn fields_changed_since_are_net(bench: &mut Bench) {
    furnish(bench);
    let id: EntityRef = SiteId(1).into();
    let since = |bench: &Bench, version| bench.read(|r| r.fields_changed_since(id, version));
    let first = bench.read(|r| r.get(id)).unwrap();
    let zoned = bench.put(id, Site { zone: "North".into(), ..site(1, "5 High Street") });
    bench.put(id, Site { zone: "South".into(), hazards: "dog".into(), ..site(1, "5 High Street") });
    assert_eq!(since(bench, first.version), ["hazards", "zone"]);
    assert_eq!(since(bench, zoned), ["hazards", "zone"]);
    bench.put(id, Site { zone: "North".into(), ..site(1, "5 High Street") });
    assert_eq!(since(bench, zoned), [""; 0]);
    assert_eq!(since(bench, first.version), ["zone"]);
    let job = bench.read(|r| r.job(JobId(1))).unwrap().record;
    bench.put(JobId(1), Job { site: None, ..job });
    let removed = bench.remove(id);
    assert_eq!(since(bench, first.version), ["removed"]);
    bench.undo(removed);
    assert_eq!(since(bench, first.version), ["zone"]);
    assert_eq!(since(bench, removed), ["added"]);
}
