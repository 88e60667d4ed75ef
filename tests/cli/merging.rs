//! Two records that are one client.

use serde_json::json;

use crate::desk::Desk;

#[test]
fn two_clients_become_one_and_come_apart_again() {
    let desk = Desk::begun();
    desk.ok(&["client", "add", "KERR", "--phone", "07700 900123", "--tag", "vip", "--address", "14 elm st."]);
    desk.ok(&["job", "add", "--client", "C-2", "--title", "tap drip"]);
    let pairs = desk.data(&["client", "duplicates"]);
    assert_eq!(pairs["total"], 1);
    assert_eq!(pairs["duplicates"][0]["reasons"].as_array().unwrap().len(), 2);

    let view = desk.data(&["client", "merge", "C-1", "C-2", "--dry-run"]);
    assert_eq!(view["merged"]["tags"], json!(["vip"]));
    assert_eq!(desk.data(&["client", "list"])["total"], 2);
    assert_eq!(desk.error(3, &["client", "merge", "C-1", "C-2"])["kind"], "not_confirmed");

    let before = desk.data(&["client", "show", "C-2"]);
    desk.ok(&["client", "merge", "C-1", "C-2", "--yes"]);
    let card = desk.data(&["client", "show", "C-1"]);
    assert_eq!((card["name"].as_str(), card["tags"][0].as_str()), (Some("Kerr"), Some("vip")));
    assert_eq!(card["sites"].as_array().unwrap().len(), 1, "the same address is one site");
    assert_eq!(card["open_jobs"][0]["client"]["id"], "C-1");
    desk.error(4, &["client", "show", "C-2"]);

    desk.ok(&["undo"]);
    let after = desk.data(&["client", "show", "C-2"]);
    assert_eq!((&after["name"], &after["tags"]), (&before["name"], &before["tags"]));
    assert_eq!(after["sites"][0]["id"], before["sites"][0]["id"]);
    assert_eq!(desk.data(&["client", "duplicates"])["total"], 1);
}
