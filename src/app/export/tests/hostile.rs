//! Texts that mean harm, or that only look like something else.

use domain::{Address, Brought, Client, ClientId, Command, EntityRef, Note, NoteId, Phone, Site, SiteId};
use proptest::prelude::*;

use super::{bring, clock, empty, records, text};
use crate::App;
use crate::export::{ExportFormat, ExportKind};
use crate::import::ImportKind;

/// What a file has of plain text beside the oddities: one of nearly nothing but control characters is no text file.
const ORDINARY: &str = "Calls before seven; leaves the side gate open; the dog is friendly. \
    The stopcock is under the sink and the meter in the cupboard by the door. Pays by the end of the month.";

/// A desk with one client of that name, address, tags and note.
fn desk_with(name: &str, more: &[String]) -> App {
    let mut app = empty();
    let phones = more.iter().map(|number| Phone { number: number.clone(), label: name.to_owned() });
    let client = Client {
        name: name.to_owned(),
        preferences: format!("{}. {ORDINARY}", more.concat()),
        tags: more.to_vec(),
        phones: phones.collect(),
        ..Client::default()
    };
    let address = Address { street: more.join("\n"), city: name.to_owned(), ..Address::default() };
    let site = Site { client: ClientId(1), address, ..Site::default() };
    let text = format!("{name}{}", more.join("\r\n"));
    let about = EntityRef::from(ClientId(1));
    let note = Note { about, at: clock().now(), by: name.to_owned(), text };
    let brought = vec![
        Brought { entity: about, record: client.into() },
        Brought { entity: SiteId(1).into(), record: site.into() },
        Brought { entity: NoteId(1).into(), record: note.into() },
    ];
    app.run(Command::Import(brought, "a test".to_owned())).unwrap();
    app
}

fn comes_back(app: &App) {
    for format in [ExportFormat::Csv, ExportFormat::Json, ExportFormat::Jsonl] {
        let file = text(app, ExportKind::Clients, format);
        let mut other = empty();
        bring(&mut other, ImportKind::Clients, file.as_bytes());
        assert_eq!(records(&other), records(app), "{file}");
    }
}

#[test]
fn known_attacks_and_oddities_come_back_and_do_no_harm() {
    let texts = [
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+44 7700 900123",
        "-2+3+cmd|' /C calc'!D2",
        "'quoted",
        "\"; drop table client; --",
        "a,b;c:d\\e\tf",
        "Kerr\u{202e}gpj.exe\u{200b}",
        "\u{1b}]0;owned\u{7}\u{1b}[2J",
        "null",
        "N/A",
        "  spaces  ",
        "#VALUE!",
        "TOTAL",
        "\u{feff}mark",
        "مرحبا 家 👩‍👧",
    ];
    for name in texts {
        let more: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let app = desk_with(name, &more);
        comes_back(&app);
        let file = text(&app, ExportKind::Clients, ExportFormat::Csv);
        let mut reader = csv::ReaderBuilder::new().from_reader(file.as_bytes());
        for record in reader.records() {
            for cell in record.unwrap().iter().map(str::trim_start) {
                let plain = |c: char| c.is_ascii_digit() || "+-(). ".contains(c);
                let is_harmless = !cell.starts_with(['=', '+', '-', '@']) || cell.chars().all(plain);
                assert!(is_harmless, "{cell}");
            }
        }
    }
}

/// Text with everything that quoting, lists and guards have to do with.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@'\"\\-,;:\\\\ |\t\r\na-c0-9]{1,10}",
        "[\\u{1}-\\u{1f}\\u{80}-\\u{9f}\\u{200b}-\\u{202e}x]{1,6}",
        "\\PC{1,12}",
    ]
    .prop_filter("something must be seen", |text| text.chars().any(|c| !c.is_whitespace() && !c.is_control()))
}

/// A name of which nothing is seen.
#[test]
fn an_invisible_name_comes_back() {
    comes_back(&desk_with("\u{e}\u{200b}\u{e}\u{1}", &["\u{1}x\u{1}\u{e}".to_owned(), "0".to_owned()]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(name in hostile(), more in proptest::collection::vec(hostile(), 0..3)) {
        comes_back(&desk_with(&name, &more));
    }
}
