//! A desk in a home of its own, driven by the built program.

use std::path::PathBuf;
use std::process::{Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

pub const TUESDAY: &str = "2026-11-24T08:00:00Z";
pub const WEDNESDAY: &str = "2026-11-25T10:40:00Z";

/// A desk in a home of its own.
pub struct Desk {
    pub home: TempDir,
    pub now: &'static str,
}

impl Desk {
    pub fn bare() -> Self {
        Desk { home: tempfile::tempdir().unwrap(), now: TUESDAY }
    }

    /// A firm with a technician, a client with a site, and a service.
    pub fn begun() -> Self {
        let desk = Desk::bare();
        desk.ok(&["init", "--name", "Oakes Heating", "--zone", "Europe/London", "--currency", "GBP"]);
        desk.ok(&["technician", "add", "Dana Fox", "--skill", "gas:3", "--hours", "mon-fri 8-17"]);
        desk.ok(&["technician", "add", "Ravi Shah", "--skill", "electrical"]);
        desk.ok(&["client", "add", "Kerr", "--phone", "mobile=07700 900123"]);
        desk.ok(&["site", "add", "Kerr", "--address", "14 Elm St", "--access-notes", "gate 1234"]);
        desk.ok(&[
            "service",
            "add",
            "Boiler service",
            "--code",
            "gas",
            "--skill",
            "gas",
            "--required-check",
            "Pressure",
        ]);
        desk
    }

    pub fn command(&self, words: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("truckroll"));
        command.env_clear().env("HOME", self.home.path()).env("USER", "mia").env("TZ", "Europe/London");
        command.env("TRUCKROLL_NOW", self.now).args(words).stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// The text of a verb that must succeed.
    pub fn ok(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{words:?}: {out}{err}");
        out
    }

    /// The data of a verb that must succeed.
    pub fn data(&self, words: &[&str]) -> Value {
        let output = self.run(&[words, &["--json"]].concat());
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{words:?}: {err}");
        assert_eq!(err, "", "{words:?} says something beside its answer");
        assert_eq!(out.lines().count(), 1, "{words:?} prints one line");
        let mut answer: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(answer["ok"], json!(true), "{words:?}");
        answer["data"].take()
    }

    /// The error of a verb that must fail with an exit code.
    pub fn error(&self, code: i32, words: &[&str]) -> Value {
        let output = self.run(&[words, &["--json"]].concat());
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{words:?}: {out}{err}");
        assert_eq!(out, "", "{words:?} prints an answer though it failed");
        let mut answer: Value = serde_json::from_str(&err).unwrap();
        assert_eq!(answer["ok"], json!(false), "{words:?}");
        for key in ["kind", "message", "field", "hints"] {
            assert!(answer["error"].get(key).is_some(), "{words:?}: no {key} in {err}");
        }
        answer["error"].take()
    }

    /// Runs the first hint of an error as it is printed, its one placeholder filled in.
    pub fn follow(&self, error: &Value, placeholder: &str, with: &str) {
        let hint = error["hints"][0].as_str().unwrap();
        let (_, command) = hint.split_once("truckroll ").unwrap();
        let words: Vec<&str> =
            command.split(' ').map(|word| if word == placeholder { with } else { word }).collect();
        self.ok(&words);
    }

    pub fn store(&self) -> PathBuf {
        self.home.path().join(".local/share/truckroll/truckroll.db")
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The records that an operation changed, by kind and id.
pub fn changed(outcome: &Value) -> Vec<(&str, &str)> {
    outcome["changed"].as_array().unwrap().iter().map(pair_of).collect()
}

pub fn pair_of(touched: &Value) -> (&str, &str) {
    (touched["entity"].as_str().unwrap(), touched["id"].as_str().unwrap())
}
