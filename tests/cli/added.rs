//! Fields and substatus labels that the business added, from the configuration to the last list.

use serde_json::json;

use crate::desk::{Desk, WEDNESDAY};

const CONFIG: &str = r#"
[[field]]
on = "client"
id = "account_code"
required = true
in_lists = true

[[field]]
on = "site"
id = "boiler_key"
label = "Boiler key"
kind = "choice"
choices = ["blue", "red"]

[[field]]
on = "equipment"
id = "last_flush"
kind = "date"

[[field]]
on = "job"
id = "po_number"
label = "PO number"
in_lists = true

[substatus]
to_schedule = ["waiting for landlord", "chase"]
"#;

/// The usual firm, which has come to want more.
fn desk() -> Desk {
    let desk = Desk::begun();
    configure(&desk, CONFIG);
    desk
}

fn configure(desk: &Desk, text: &str) {
    let folder = desk.home.path().join(".config/truckroll");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), text).unwrap();
}

#[test]
fn fields_are_set_shown_listed_found_and_taken_back() {
    let desk = desk();
    desk.ok(&["client", "edit", "Kerr", "--set", "Account code=K7"]);
    desk.ok(&["site", "edit", "S-1", "--set", "boiler_key=BLUE"]);
    desk.ok(&["equipment", "add", "S-1", "combi", "--set", "last_flush=yesterday"]);
    desk.ok(&["job", "add", "boiler no heat po_number=\"A 47\", Kerr"]);
    assert_eq!(desk.data(&["equipment", "show", "E-1"])["fields"], json!({"last_flush": "2026-11-23"}));
    assert_eq!(desk.data(&["job", "list"])["jobs"][0]["fields"], json!({"po_number": "A 47"}));
    assert_eq!(desk.data(&["job", "show", "J-1"])["place"]["fields"], json!({"boiler_key": "blue"}));
    assert!(desk.ok(&["job", "show", "J-1"]).contains("po number:    A 47"));
    let list = desk.ok(&["client", "list"]);
    assert!(list.contains("Account code") && list.contains("K7"), "{list}");
    assert!(desk.ok(&["job", "list"]).contains("PO number"));
    assert_eq!(desk.data(&["job", "list", "--field", "po number=A 47"])["total"], json!(1));
    assert_eq!(desk.data(&["job", "list", "--field", "po_number=A 4"])["total"], json!(0));
    desk.ok(&["client", "add", "Kern", "--set", "account_code=K8"]);
    let coded = desk.data(&["client", "list", "--field", "account code=K8"]);
    assert_eq!((&coded["total"], &coded["clients"][0]["name"]), (&json!(1), &json!("Kern")));
    assert_eq!(desk.data(&["client", "list", "Kerr", "--field", "account_code=K8"])["total"], json!(0));
    assert_eq!(desk.error(2, &["client", "list", "--field", "account_code"])["field"], "field");
    desk.ok(&["undo"]);
    assert_eq!(desk.data(&["find", "A 47"])["results"][0]["id"], "J-1");
    desk.ok(&["undo"]);
    assert!(desk.data(&["find", "A 47"])["results"].as_array().unwrap().is_empty());

    desk.ok(&["site", "edit", "S-1", "--set", "boiler_key="]);
    assert!(desk.data(&["site", "show", "S-1"]).get("fields").is_none());
}

#[test]
fn what_cannot_stand_is_refused_with_what_can() {
    let desk = desk();
    let wrong = desk.error(2, &["site", "edit", "S-1", "--set", "boiler_key=green"]);
    assert!(wrong["message"].as_str().unwrap().contains("“green” is not one of its choices"), "{wrong}");
    let unknown = desk.error(2, &["site", "edit", "S-1", "--set", "colour=red"]);
    assert!(unknown["hints"][0].as_str().unwrap().contains("there are boiler_key"), "{unknown}");
    let missing = desk.error(3, &["client", "add", "Jones"]);
    assert_eq!(
        (missing["kind"].as_str(), missing["field"].as_str()),
        (Some("invalid"), Some("account_code"))
    );
    desk.ok(&[
        "client",
        "add",
        "Jones",
        "--street",
        "2 Oak Rd",
        "--set",
        "account_code=J1",
        "--set",
        "site.boiler_key=red",
    ]);
    assert_eq!(desk.data(&["site", "show", "S-2"])["fields"], json!({"boiler_key": "red"}));
    // An old client without the required field can still be edited.
    desk.ok(&["client", "edit", "Kerr", "--preferences", "shoes off"]);

    configure(&desk, "[[field]]\non = \"site\"\nid = \"zone\"\n");
    let clash = desk.error(2, &["today"]);
    assert!(clash["message"].as_str().unwrap().contains("config.toml:1: the field id “zone”"), "{clash}");
}

#[test]
fn values_outlive_their_definition() {
    let desk = desk();
    desk.ok(&["site", "edit", "S-1", "--set", "boiler_key=red"]);
    configure(&desk, "");
    assert_eq!(desk.data(&["site", "show", "S-1"])["fields"], json!({"boiler_key": "red"}));
    assert!(desk.ok(&["site", "show", "S-1"]).contains("boiler_key:   red"));
    desk.ok(&["site", "edit", "S-1", "--zone", "North"]);
    desk.ok(&["site", "edit", "S-1", "--set", "boiler_key="]);
    assert!(desk.data(&["site", "show", "S-1"]).get("fields").is_none());
}

#[test]
fn a_label_holds_under_its_stage() {
    let mut desk = desk();
    desk.ok(&["client", "edit", "Kerr", "--set", "account_code=K7"]);
    for title in ["leak", "tap"] {
        desk.ok(&["job", "add", &format!("{title}, Kerr")]);
    }
    assert_eq!(desk.data(&["job", "substatus"])["substatuses"][0]["stage"], "to_schedule");
    desk.ok(&["job", "substatus", "J-1", "J-2", "Waiting for Landlord"]);
    let substatus = |desk: &Desk| desk.data(&["job", "show", "J-1"])["substatus"].clone();
    assert_eq!(substatus(&desk), "waiting for landlord");
    assert_eq!(desk.data(&["job", "list", "--substatus", "WAITING FOR LANDLORD"])["total"], json!(2));
    assert!(desk.ok(&["job", "list"]).contains("waiting for landlord"));
    let wrong = desk.error(3, &["job", "substatus", "J-1", "bailiff"]);
    assert_eq!(wrong["field"], "substatus");
    assert!(wrong["hints"][0].as_str().unwrap().contains("waiting for landlord or chase"), "{wrong}");

    desk.ok(&["job", "schedule", "J-1", "tmw", "10am", "--technician", "dana"]);
    assert_eq!(substatus(&desk), json!(null));
    assert_eq!(desk.data(&["job", "list", "--substatus", "waiting for landlord"])["total"], json!(1));
    desk.now = WEDNESDAY;
    desk.ok(&["undo"]);
    assert_eq!(substatus(&desk), "waiting for landlord");
    desk.ok(&["job", "substatus", "J-1", "--clear"]);
    assert_eq!(substatus(&desk), json!(null));
}
