//! Which column means what.

use super::{brought, clients, desk, jobs, options, rejected, said};
use crate::import::ImportKind::{Clients, Jobs, Services};
use crate::import::{ImportOptions, source_of_file};

#[test]
fn a_file_without_a_known_column_is_refused_with_what_to_say() {
    let mut app = desk();
    let report = rejected(&mut app, Clients, "a,b\n1,2\n", &options(&[]));
    let message = &said(&report.errors)[0];
    assert!(
        message.contains("a, b") && message.contains("--map COLUMN=FIELD") && message.contains("first_name"),
        "{message}"
    );
    brought(&mut app, Clients, "a,b\n1,Kerr\n", &options(&["a=id", "B=name"]));
    assert_eq!(clients(&app)[0].name, "Kerr");
}

#[test]
fn a_mapping_to_nothing_leaves_a_column_out_and_a_wrong_one_is_told() {
    let mut app = desk();
    brought(&mut app, Clients, "name,notes,id\nKerr,secret,1\n", &options(&["notes="]));
    assert!(super::all(&app, domain::EntityKind::Note).is_empty());
    let report = rejected(&mut app, Clients, "name\nKerr\n", &options(&["nome=name", "name=naem"]));
    let messages = said(&report.errors);
    assert!(messages[0].starts_with("1 nome there is no column “nome”"), "{messages:?}");
    assert!(
        messages[1].contains("there is no field “naem” for clients; there are access_notes"),
        "{messages:?}"
    );
}

#[test]
fn what_is_mapped_by_hand_wins_and_several_columns_feed_one_field() {
    let mut app = desk();
    let file = "Customer,Title,short_text,asset\nKerr,Mr,Boiler,B1\nLane,Ms,-,B2\n";
    let report = brought(&mut app, Jobs, file, &options(&["short_text=title", "asset=title"]));
    let titles: Vec<String> = jobs(&app).into_iter().map(|job| job.title).collect();
    assert_eq!(titles, ["Boiler", "B2"]);
    assert_eq!(report.unmapped, ["Title"]);
}

#[test]
fn a_price_book_is_recognised_whole() {
    let mut app = desk();
    let file = "\"Industry\",\"Industry UUID\",\"Category\",\"UUID\",\"Name\",\"Description\",\"Price\",\"Cost\",\"Taxable\",\
        \"Unit of Measure\",\"Task Number\",\"Online Booking\"\n\
        \"Plumbing\",\"x\",\"Taps\",\"u1\",\"Change a washer\",\"Labour only\",\"£1,079.50\",\"\",\"false\",\"\",\"T1\",\"false\"\n";
    let report = brought(&mut app, Services, file, &options(&[]));
    assert_eq!(report.recognised.layout, "Housecall Pro price book");
    let service: domain::Service =
        super::all(&app, domain::EntityKind::Service).remove(0).try_into().unwrap();
    assert_eq!(
        (service.price.unwrap().minor, service.code.as_str(), service.scope.as_str()),
        (107_950, "T1", "Labour only")
    );
}

#[test]
fn the_file_says_whose_ids_it_has() {
    for (file, source) in [
        ("afsa_sites.csv", "afsa"),
        ("/tmp/Terrier_Work_Orders (2).csv", "terrier"),
        ("clients-2026-11-22.csv", "import"),
        ("la311_2020_10k.csv", "la311_10k"),
        ("contacts.vcf", "import"),
    ] {
        assert_eq!(source_of_file(file), source);
    }
    let named = ImportOptions {
        file_name: Some("x.csv".into()),
        source: Some(" ".into()),
        ..ImportOptions::default()
    };
    assert_eq!(named.source_name(), "x");
}
