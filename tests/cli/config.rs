//! The configuration as it is shown, and what is wrong with it as it is told.

use serde_json::json;

use crate::desk::Desk;

/// The usual firm with a configuration of its own.
fn desk(config: &str) -> Desk {
    let desk = Desk::begun();
    let folder = desk.home.path().join(".config/truckroll");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), config).unwrap();
    desk
}

#[test]
fn all_that_is_configured_is_shown() {
    let desk = desk(
        "[screen]\ntheme = \"safe\"\n[keys]\nwhy = \"W\"\n[theme]\nlate = \"red bold\"\n\
         [filters]\nurgent = \"!urgent !high\"\n[ranking]\nsooner = 2.5\n\
         [travel]\nprovider = \"osrm\"\nurl = \"http://roads.lan:5000/\"\ntimeout_ms = 500\n\
         speeds = { \"07:00\" = 25, \"9:30\" = 50 }\n",
    );
    let shown = desk.data(&["config", "show"]);
    assert_eq!(shown["theme"], json!({ "late": "red bold" }));
    assert_eq!(shown["filters"], json!({ "urgent": "!urgent !high" }));
    // What is not configured is shown as it holds.
    assert_eq!(
        (&shown["ranking"]["sooner"], &shown["ranking"]["promise_kept"]),
        (&json!(2.5), &json!(100.0))
    );
    let travel = &shown["travel"];
    assert_eq!((&travel["provider"], &travel["detour"]), (&json!("osrm"), &json!(1.3)));
    assert_eq!(travel["speeds"], json!({ "07:00": 25.0, "09:30": 50.0 }));
    assert_eq!((&travel["url"], &travel["timeout_ms"]), (&json!("http://roads.lan:5000"), &json!(500)));
    assert!(travel["cache"].as_str().unwrap().starts_with(desk.home.path().to_str().unwrap()), "{travel}");

    let said = desk.ok(&["config", "show"]);
    for line in [
        "theme:        safe",
        "key:          why = W",
        "style:        late = red bold",
        "filter:       urgent = !urgent !high",
        "ranking:      sooner = 2.5",
        "ranking:      promise_kept = 100",
        "travel:       osrm",
        "speed:        25 km/h from 07:00",
        "speed:        50 km/h from 09:30",
        "road server:  http://roads.lan:5000",
        "timeout:      500 ms",
    ] {
        assert!(said.lines().any(|shown| shown == line), "no {line}: {said}");
    }
}

#[test]
fn an_address_that_nobody_asks_is_not_shown() {
    let desk = desk("[travel]\nurl = \"http://dana:secret@roads.lan\"\nmatrix = \"~/ways.csv\"\n");
    let said = desk.ok(&["config", "show"]) + &desk.data(&["config", "show"]).to_string();
    assert!(said.contains("travel:       straight") && said.contains("speed:        40 km/h\n"), "{said}");
    assert!(!said.contains("secret") && !said.contains("roads.lan") && !said.contains("ways.csv"), "{said}");
}

#[test]
fn a_matrix_is_shown_in_full() {
    let desk = desk("[travel]\nprovider = \"matrix\"\nmatrix = \"~/ways.csv\"\n");
    let path = desk.home.path().join("ways.csv");
    assert_eq!(desk.data(&["config", "show"])["travel"]["matrix"], json!(path));
}

#[test]
fn a_theme_that_there_is_not_is_told_with_its_line() {
    let desk = desk("actor = \"Dana\"\n[screen]\ntheme = \"drak\"\n");
    let error = desk.error(2, &["config", "show"]);
    assert_eq!(error["kind"], "config");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("config.toml:3: \"drak\" is no theme; there are dark, light"), "{message}");
    assert!(error["hints"][0].as_str().unwrap().contains("config edit"), "{error}");
    let health = desk.run(&["doctor", "--json"]);
    let health: serde_json::Value = serde_json::from_slice(&health.stdout).unwrap();
    assert_eq!(health["data"]["problems"][0]["message"], message);
    // The screen's looks are nothing to the other verbs.
    desk.ok(&["today"]);
}
