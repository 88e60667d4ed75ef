//! When a client can have us, where parts wait, and breaks: from the command line to the optimiser's plan.

use serde_json::json;

use crate::desk::{Desk, text};

/// The usual firm, with a merchant whose counter is a site of its own.
fn desk() -> Desk {
    let desk = Desk::begun();
    desk.ok(&["client", "add", "Plumb Centre"]);
    desk.ok(&["site", "add", "Plumb Centre", "--name", "Counter"]);
    desk
}

#[test]
fn what_a_client_offers_binds_who_places_the_visit() {
    let desk = desk();
    let offers = ["--offer", "thu 9-12", "--offer", "fri pm"];
    desk.ok(&[&["job", "add", "--client", "Kerr", "--title", "Leak"][..], &offers].concat());
    assert!(desk.ok(&["job", "show", "J-1"]).contains("Thu 26 Nov 09:00–12:00 or Fri 27 Nov 12:00–17:00"));
    let offered = &desk.data(&["job", "show", "J-1"])["offered"];
    assert_eq!(offered[0], json!({"start": "2026-11-26T09:00:00Z", "end": "2026-11-26T12:00:00Z"}));
    let beside = ["visit", "schedule", "V-1", "thu", "1pm", "--technician", "dana"];
    let refused = desk.error(3, &beside);
    assert_eq!(refused["kind"], "soft_guards");
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("Kerr can have us Thu 26 Nov 09:00–12:00 or Fri 27 Nov")
    );
    desk.ok(&["visit", "schedule", "V-1", "thu", "10am", "--technician", "dana"]);
    // Two readings are both told, and neither is guessed.
    let two = desk.error(3, &["job", "edit", "J-1", "--offer", "next fri 9-12"]);
    assert_eq!((two["kind"].as_str(), two["hints"].as_array().unwrap().len()), (Some("ambiguous"), 2));
    desk.ok(&["job", "edit", "J-1", "--no-offers"]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["offered"], json!([]));
    desk.ok(&["undo"]);
    assert_eq!(desk.data(&["job", "show", "J-1"])["offered"].as_array().unwrap().len(), 2);
}

#[test]
fn parts_are_collected_on_the_way_and_their_site_stays() {
    let desk = desk();
    let site = desk.data(&["find", "Counter"])["results"][0]["id"].as_str().unwrap().to_owned();
    desk.ok(&[
        "job",
        "add",
        "--client",
        "Kerr",
        "--title",
        "Pump",
        "--collect-at",
        "Counter",
        "--collect-for",
        "20m",
    ]);
    let collect = desk.data(&["job", "show", "J-1"])["collect"].clone();
    assert_eq!((collect["site"].as_str(), collect["minutes"].as_u64()), (Some(site.as_str()), Some(20)));
    assert_eq!(collect["client"], "Plumb Centre");
    assert_eq!(desk.error(3, &["site", "remove", &site, "--yes"])["kind"], "still_used");
    desk.ok(&["draft", "new", "Thursday", "--date", "thu"]);
    let plan = desk.data(&["draft", "optimise", "Thursday", "--seconds", "0.2"]);
    let call = &plan["calls"][0];
    assert_eq!((call["site"].as_str(), &call["visits"]), (Some(site.as_str()), &json!(["V-1"])));
    assert!(call["sentence"].as_str().unwrap().contains("collects parts at Counter"));
    desk.ok(&["job", "edit", "J-1", "--collect-at", "none"]);
    desk.ok(&["site", "remove", &site, "--yes"]);
}

#[test]
fn a_technician_has_breaks() {
    let desk = desk();
    desk.ok(&[
        "technician",
        "edit",
        "Dana",
        "--break",
        "30m 11:30-14:00",
        "--break",
        "15 min between 15 and 16",
    ]);
    assert!(desk.ok(&["technician", "show", "Dana"]).contains("30m 11:30-14:00; 15m 15:00-16:00"));
    let wrong = desk.error(2, &["technician", "edit", "Dana", "--break", "3h 11:30-14:00"]);
    assert_eq!(wrong["field"], "breaks");
    let reversed = desk.error(2, &["technician", "edit", "Dana", "--break", "30m 14:00-11:30"]);
    assert_eq!(
        reversed["message"],
        "breaks: “30m 14:00-11:30” is no break: “14:00-11:30” ends before it begins"
    );
    assert!(reversed["hints"][0].as_str().unwrap().contains("30m 11:30-14:00"), "{reversed}");
    desk.ok(&["technician", "edit", "Dana", "--break", ""]);
    assert!(!desk.ok(&["technician", "show", "Dana"]).contains("breaks"));
}

#[test]
fn a_break_outside_of_the_hours_is_told() {
    let desk = desk();
    let told = |words: &[&str]| text(&desk.run(&[&["technician", "edit", "Dana"], words].concat()).stderr);
    assert_eq!(
        told(&["--break", "30m 20:00-21:00", "--break", "30m 11-14"]),
        "no time is kept for the break 30m 20:00-21:00: it lies outside the hours of Dana Fox (mon-fri 08:00-17:00); \
         change --break or --hours\n"
    );
    assert_eq!(told(&["--tag", "early"]), "", "it was told");
    assert_eq!(told(&["--hours", "mon-fri 8-17; sat 18-22"]), "");
    assert!(told(&["--hours", "mon-fri 14-17"]).contains("30m 11:00-14:00; 30m 20:00-21:00"));
}

#[test]
fn a_wrong_amount_names_the_option_that_gave_it() {
    let desk = desk();
    for (words, field, option) in [
        (["technician", "edit", "Dana", "--hourly-cost", "much"], "hourly_cost", "--hourly-cost"),
        (["service", "edit", "boiler", "--price", "much"], "price", "--price"),
    ] {
        let error = desk.error(2, &words);
        assert_eq!((&error["kind"], &error["field"]), (&json!("usage"), &json!(field)));
        assert_eq!(error["message"], format!("{option}: “much” is not an amount in GBP"));
    }
}
