//! The JSON Schemas of what every verb answers, made from the types: `assets/schema/job-list.json` is that of
//! `truckroll job list --json`.
//!
//! A verb without a line in [`answers`] fails a test, and so does a file that is not what the types make;
//! `TRUCKROLL_SAVE_SCHEMA=1 cargo test -p truckroll-cli schema` writes the files anew. That what the program prints
//! fits them is tested by running it: `tests/schema.rs` of the workspace.

mod answers;
mod shapes;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use answers::answers;

/// How the schema of a verb's data is made.
type Make = fn(&mut SchemaGenerator) -> Schema;

/// What every failure prints, on standard error.
fn failure() -> Value {
    let schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What every verb answers when it fails, on standard error",
        "type": "object",
        "properties": {
            "ok": { "const": false },
            "error": {
                "type": "object",
                "properties": {
                    "kind": { "type": "string", "description": "Its name, for programs." },
                    "message": { "type": "string", "description": "What is wrong, for people." },
                    "field": { "type": ["string", "null"], "description": "The field it is about." },
                    "hints": {
                        "type": "array",
                        "items": { "type": "string" },
                        "description": "What would mend it, best first."
                    },
                    "errors": { "type": "array", "description": "The rows of an import that were rejected." },
                    "report": { "type": "object", "description": "The report of an import that was rejected." }
                },
                "required": ["kind", "message", "field", "hints"]
            }
        },
        "required": ["ok", "error"]
    });
    schema.to_value()
}

/// The whole answer of a verb.
fn envelope(verb: &str, make: Make) -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let data = make(&mut generator);
    let mut schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("What “truckroll {verb} --json” answers"),
        "type": "object",
        "properties": { "ok": { "const": true }, "data": data },
        "required": ["ok", "data"]
    });
    let defs = generator.take_definitions(true);
    if !defs.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(defs));
    }
    schema.to_value()
}

/// The schema of a type.
fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// The schema of a verb that answers one thing or another, as its arguments ask.
fn either<A: JsonSchema, B: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let (one, other) = (generator.subschema_for::<A>(), generator.subschema_for::<B>());
    json_schema!({ "anyOf": [one, other] })
}

/// As [`either`], of a verb that answers three things.
fn either_of_three<A: JsonSchema, B: JsonSchema, C: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let (one, other) = (generator.subschema_for::<A>(), generator.subschema_for::<B>());
    let third = generator.subschema_for::<C>();
    json_schema!({ "anyOf": [one, other, third] })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/schema")
}

/// Every file by its name.
fn files() -> Vec<(String, Value)> {
    let of_verb = |(verb, make): (&str, Make)| (verb.replace(' ', "-") + ".json", envelope(verb, make));
    let verbs = answers().into_iter().map(of_verb);
    verbs.chain([("error.json".to_owned(), failure())]).collect()
}

/// The verbs that answer: those at the ends of the tree, and those that do something without a word below them.
fn collect_verbs(command: &Command, above: &str, verbs: &mut BTreeSet<String>) {
    for below in command.get_subcommands() {
        let verb = format!("{above} {}", below.get_name()).trim().to_owned();
        if !below.has_subcommands() || !below.is_subcommand_required_set() {
            verbs.insert(verb.clone());
        }
        collect_verbs(below, &verb, verbs);
    }
}

#[test]
fn every_verb_has_a_schema() {
    let mut verbs = BTreeSet::new();
    collect_verbs(&crate::args::Args::command(), "", &mut verbs);
    let known: BTreeSet<String> = answers().into_iter().map(|(verb, _)| verb.to_owned()).collect();
    let without: Vec<&String> = verbs.difference(&known).collect();
    assert!(without.is_empty(), "add a line to src/cli/schema/answers.rs for {without:?}");
    let gone: Vec<&String> = known.difference(&verbs).collect();
    assert!(gone.is_empty(), "{gone:?} are no verbs any more");
}

/// A flattened part may bring a field that is there already; then the JSON has a key twice, and readers differ.
#[test]
fn no_field_stands_twice() {
    fn look(schema: &Value, file: &str) {
        if let Some(required) = schema.get("required").and_then(Value::as_array) {
            let names: BTreeSet<&str> = required.iter().filter_map(Value::as_str).collect();
            assert_eq!(names.len(), required.len(), "{file}: {required:?}");
        }
        let below = schema.as_object().into_iter().flat_map(|fields| fields.values());
        below.chain(schema.as_array().into_iter().flatten()).for_each(|below| look(below, file));
    }
    for (name, schema) in &files() {
        look(schema, name);
    }
}

#[test]
fn the_files_are_what_the_types_make() {
    let pretty = |schema: &Value| serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("TRUCKROLL_SAVE_SCHEMA").is_some() {
        for file in std::fs::read_dir(folder()).unwrap() {
            std::fs::remove_file(file.unwrap().path()).unwrap();
        }
        for (name, schema) in files() {
            std::fs::write(folder().join(name), pretty(&schema)).unwrap();
        }
    }
    let mut names: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let mend = "write them anew: TRUCKROLL_SAVE_SCHEMA=1 cargo test -p truckroll-cli schema";
    for (name, schema) in files() {
        let saved = std::fs::read_to_string(folder().join(&name)).unwrap_or_default();
        assert!(saved == pretty(&schema), "assets/schema/{name} is stale; {mend}");
        names.remove(&name);
    }
    assert!(names.is_empty(), "{names:?} belong to no verb; {mend}");
}
