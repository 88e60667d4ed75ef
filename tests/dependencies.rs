//! Dependencies point down only: the edges between the workspace's crates are exactly the ones allowed.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// Who may depend on whom. A new edge is a decision about the architecture: see `src/README.md`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("planner", &["domain"]),
    ("store", &["domain"]),
    ("app", &["store", "planner", "domain"]),
    ("tui", &["app", "domain"]),
    ("cli", &["app", "domain"]),
];

/// Crates that let a pure crate read the world.
const IMPURE: &[&str] = &["rusqlite", "crossterm", "ratatui", "directories", "uuid", "rand", "getrandom"];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("metadata is JSON")
}

/// The normal and build dependencies of a member, by package name.
fn dependencies(metadata: &Value, package: &str) -> BTreeSet<String> {
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let found =
        packages.iter().find(|p| p["name"] == package).unwrap_or_else(|| panic!("no package {package}"));
    let of = found["dependencies"].as_array().expect("a list of dependencies").iter();
    of.filter(|d| d["kind"] != "dev").map(|d| d["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn edges_between_crates_are_the_ones_allowed() {
    let metadata = metadata();
    for (name, allowed) in ALLOWED {
        let actual: BTreeSet<String> = dependencies(&metadata, &format!("truckroll-{name}"))
            .iter()
            .filter_map(|dependency| dependency.strip_prefix("truckroll-").map(str::to_owned))
            .collect();
        let stray: Vec<_> = actual.iter().filter(|edge| !allowed.contains(&edge.as_str())).collect();
        assert!(stray.is_empty(), "{name} must not depend on {stray:?}");
    }
}

#[test]
fn pure_crates_depend_on_nothing_that_reads_the_world() {
    let metadata = metadata();
    for name in ["truckroll-domain", "truckroll-planner"] {
        let stray: Vec<_> =
            dependencies(&metadata, name).into_iter().filter(|d| IMPURE.contains(&d.as_str())).collect();
        assert!(stray.is_empty(), "{name} must not depend on {stray:?}");
    }
}
