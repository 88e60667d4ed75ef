//! What every verb prints with `--json` fits its schema in `assets/schema`, with no field beside those it names.
//!
//! The schemas are made from the types (`src/cli/schema`). A verb that is not run here fails the test.
#![allow(clippy::unwrap_used, missing_docs)] // a test says by panicking that it failed

mod terminal;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use boon::{Compiler, Schemas};
use serde_json::{Value, json};
use terminal::Desk;

/// Lines of the shell after the program's name, in an order in which each succeeds.
const SUCCEED: &str = "
config path
config show
config keys
config edit
completions bash
man
doctor
doctor --fix
migrate --check
migrate
business show
business edit --name 'Oakes & Sons'
client add Hall --phone '07700 900555' --email hall@example.com --street '3 Low Rd' --tag heating
client add Hall --phone '07700 900555'
client edit Kerr --tag vip
client list
client list Kerr
client show Kerr
client duplicates
client merge C-5 C-6 --dry-run
client merge C-5 C-6 --yes
contact add Kerr Ann --phone '07700 900124'
contact edit CT-1 --email ann@example.com
contact list
contact show CT-1
contact remove CT-1 --yes
site add Kerr --street '15 Elm St' --access-notes 'gate 4711'
site edit S-1 --zone north
site list
site show S-1
site show S-1 --access-notes
site remove S-6 --yes
equipment add S-1 Boiler --make Acme --serial X1
equipment edit E-1 --model Z
equipment list
equipment show E-1
equipment remove E-1 --yes
technician add Zoe --skill gas:2
technician edit Zoe --phone '07700 900777' --break '30m 11:30-14:00'
technician list
technician show Zoe
technician remove Zoe --yes
event add 'van service' --technician Dana --at 'fri 2-4pm'
event edit EV-1 --kind training
event list
event show EV-1
event remove EV-1 --yes
service add 'Boiler service' --code BS --duration 1h30 --required-check 'Pressure noted' --price 120
service edit 'Boiler service' --price 130
service list
service show 'Boiler service'
job add 'boiler service, Kerr #BS @dana fri 9:00' --dry-run
job add 'boiler service, Kerr #BS @dana fri 9:00'
job edit J-1 --priority urgent
job edit J-1 --offer 'fri 9-12' --offer 'mon pm' --collect-at S-2
job list
job show J-1
job show J-1 --access-notes
job why J-1
job note J-1 'ask about the valve'
job promise J-3 fri 2-4pm
job tag J-1 J-3 --add vip --remove heating
client tag Kerr --add key-held
client note Kerr 'prefers mornings'
site tag S-1 --add gated
technician tag tom --add early
filter save vips '#vip !late'
filter list
filter show vips
job list --filter vips
filter remove vips
job schedule J-3 fri 14:00
job hold J-6 parts --until fri
job release J-6
job check J-7
job check J-7 1 '2 bar'
job substatus
visit list
visit show V-1
visit show V-2
visit why V-1
visit add J-6 fri 16:00
visit edit V-1 --purpose 'measure the flue'
visit assign V-6 --technician tom
visit unassign V-6
visit schedule V-6 fri 10:00
visit to-tray V-6
visit move V-3 +30m --window promise
visit pin V-3
visit unpin V-3
visit confirm V-1
visit dispatch V-1
visit en-route V-1
visit on-site V-1
late Dana 40
late Dana 40 --as-draft --override 'the client agreed'
late Dana 40 --apply --override 'the client agreed'
undo
draft discard D-1 --yes
visit done V-1 --outcome completed
draft new Friday --date fri
visit move V-3 +15m --window shift --draft Friday
draft list
draft show Friday
draft diff Friday
day --draft Friday
tray --draft Friday
draft undo Friday
draft redo Friday
draft undo Friday
draft optimise Friday --seconds 0.1
draft undo Friday
visit move V-3 +15m --window shift --draft Friday
draft drop Friday V-3
visit move V-3 +15m --window shift --draft Friday
draft commit Friday
draft new
draft discard D-3 --yes
visit reschedule V-5 fri 11:00
visit cancel V-3 --reason 'the client is away'
job complete J-1 'new valve' --no-parts
job verify J-1 --by-client
job invoice J-1 invoiced
invoice mark J-1 paid
job close J-1
job reopen J-1 'it leaks again'
job cancel J-5 'no longer wanted'
job add 'by mistake, Kerr'
visit add J-8 fri 16:00
visit remove V-10 --yes
job remove J-8 --yes
day
week
week --technician Dana
month
today
board
tray
slots J-1 --limit 3
slots J-2 --take 1 --override test
find kerr
log
log --entity C-1
undo --dry-run
undo
redo
import clients clients.csv --dry-run
export clients --out out.csv
import clients clients.csv
import places places.tsv
place list
place remove gb
service add 'Landlord check'
service remove 'Landlord check' --yes
client remove 'New one' --yes
backup
backup copy.db
backup list
backup list --verify
demo --db sample.db
init --name 'A second desk' --zone Europe/London --currency GBP --db second.db
restore latest --yes
doctor
";

/// Lines that fail, each with the kind of its failure and the exit code.
const FAIL: &[(&str, &str, i32)] = &[
    ("job show J-99", "not_found", 4),
    ("job show", "usage", 2),
    ("no-such-verb", "usage", 2),
    ("visit confirm V-1 --seen 1", "changed_since", 5),
    ("draft show D-9", "not_found", 4),
    ("client remove Kerr", "not_confirmed", 3),
    ("import clients bad.csv", "input_rejected", 6),
    ("import places bad.csv", "input_rejected", 6),
    ("day --db text.db", "not_a_store", 7),
    ("restore copy.db", "not_found", 4),
    ("job list --config wrong.toml", "config", 2),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema")
}

/// The schema files by the verb, its words joined by `-`.
fn verbs() -> BTreeSet<String> {
    let name = |file: std::io::Result<std::fs::DirEntry>| file.unwrap().file_name().into_string().unwrap();
    let files = std::fs::read_dir(folder()).unwrap().map(name);
    files.map(|name| name.strip_suffix(".json").unwrap().to_owned()).collect()
}

/// The verb that a line names: as many of its first words as are one.
fn verb_of(line: &str, verbs: &BTreeSet<String>) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().take(3).collect();
    (1..=words.len()).rev().map(|many| words[..many].join("-")).find(|verb| verbs.contains(verb))
}

/// Forbids every field that a schema does not name, so that an answer cannot have more than is written down.
/// Where several schemas hold for one object, only the outermost forbids.
fn close(schema: &mut Value, is_covered: bool) {
    let Value::Object(node) = schema else {
        if let Value::Array(list) = schema {
            for item in list {
                close(item, is_covered);
            }
        }
        return;
    };
    let has_fields = node.contains_key("properties");
    for (key, below) in node.iter_mut() {
        match key.as_str() {
            "properties" | "$defs" => {
                below.as_object_mut().unwrap().values_mut().for_each(|field| close(field, false));
            }
            "allOf" | "anyOf" | "oneOf" => close(below, is_covered || has_fields),
            "items" | "additionalProperties" | "prefixItems" => close(below, false),
            _ => {}
        }
    }
    if has_fields && !is_covered {
        node.insert("unevaluatedProperties".to_owned(), json!(false));
    }
}

/// What is wrong with a value by the schema of a verb, if anything.
fn misfit(value: &Value, verb: &str) -> Option<String> {
    let text = std::fs::read_to_string(folder().join(format!("{verb}.json"))).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    close(&mut schema, false);
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.enable_format_assertions();
    let address = format!("https://truckroll.invalid/{verb}.json");
    compiler.add_resource(&address, schema).unwrap();
    let index = compiler.compile(&address, &mut schemas).unwrap();
    let error = schemas.validate(value, index).err()?;
    Some(format!("it does not fit assets/schema/{verb}.json: {error:#}\n{value:#}"))
}

/// Runs a line in the shell, at the home folder. Gives standard output, standard error and the exit code.
fn run(desk: &Desk, line: &str) -> (String, String, i32) {
    let mut command = desk.shell(&format!("exec \"$TRUCKROLL\" {line} --json"), "sh");
    let output = command.current_dir(desk.home()).env("EDITOR", "true").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn desk() -> Desk {
    let desk = Desk::firm();
    let csv = "Name,Phone,Address\nNew one,07700 900999,1 New St\nKerr,07700 900123,14 Elm St\n";
    std::fs::write(desk.home().join("clients.csv"), csv).unwrap();
    let places = "GB\tN7\tHolloway\t\t\t\t\t\t\t51.55\t-0.11\t4\n";
    std::fs::write(desk.home().join("places.tsv"), places).unwrap();
    std::fs::write(desk.home().join("bad.csv"), "Name,Email\nKerr,\"never closed\n").unwrap();
    std::fs::write(desk.home().join("text.db"), "no database".repeat(500)).unwrap();
    std::fs::write(desk.home().join("wrong.toml"), "colour = 3\n").unwrap();
    desk
}

#[test]
fn every_verb_answers_as_its_schema_says() {
    let (desk, verbs) = (desk(), verbs());
    let mut unseen = verbs.clone();
    unseen.remove("error");
    let mut wrong = String::new();
    for line in SUCCEED.lines().filter(|line| !line.is_empty()) {
        let (out, err, code) = run(&desk, line);
        let verb = verb_of(line, &verbs).unwrap_or_else(|| panic!("{line} names no verb with a schema"));
        let said = match serde_json::from_str(&out) {
            Ok(value) if code == 0 => misfit(&value, &verb),
            Ok(_) | Err(_) => Some(format!("it ended with {code}: {out}{err}")),
        };
        wrong.extend(said.map(|said| format!("truckroll {line} --json: {said}\n\n")));
        unseen.remove(&verb);
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(unseen.is_empty(), "add a line to SUCCEED for {unseen:?}");
}

#[test]
fn every_failure_answers_as_the_schema_of_errors_says() {
    let desk = desk();
    for (line, kind, expected) in FAIL {
        let (out, err, code) = run(&desk, line);
        let value: Value =
            serde_json::from_str(&err).unwrap_or_else(|error| panic!("{line}: {error}: {err}{out}"));
        assert_eq!((value["error"]["kind"].as_str(), code), (Some(*kind), *expected), "{line}: {err}");
        assert_eq!((misfit(&value, "error"), out.as_str()), (None, ""), "{line}");
    }
}

#[test]
fn a_field_that_no_schema_names_is_found() {
    let mut schema = json!({ "properties": { "a": { "properties": { "b": {} } } } });
    close(&mut schema, false);
    assert_eq!(schema["unevaluatedProperties"], false);
    assert_eq!(schema["properties"]["a"]["unevaluatedProperties"], false);
}
