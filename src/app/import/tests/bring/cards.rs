//! Clients out of vCards.

use domain::{Contact, EntityKind};

use super::{all, brought, clients, desk, options, rejected, sites};
use crate::import::ImportKind::{Clients, Jobs};

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u1\r\nFN:Ann Kerr\r\nN:Kerr;Ann;;;\r\nORG:Kerr Ltd;Sales\r\nTITLE:Owner\r\n\
    TEL;TYPE=WORK:0113 496 0001\r\nTEL;TYPE=CELL,PREF:07700 900001\r\nEMAIL:ann@kerr.example\r\n\
    ADR;TYPE=WORK:;;1 High St;Leeds;;LS1 1AA;UK\r\nGEO:53.8;-1.5\r\nNOTE:Ring twice\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:4.0\r\nUID:u2\r\nFN:Bo Lane\r\nEMAIL:bo@lane.example\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:2.1\r\nTEL:0113 496 0003\r\nEND:VCARD\r\n";

#[test]
fn organisations_are_clients_and_people_beside_them_contacts() {
    let mut app = desk();
    let report = brought(&mut app, Clients, CARDS, &options(&[]));
    assert_eq!((report.rows, report.created, report.recognised.layout.as_str()), (3, 3, "vCard"));
    let found = clients(&app);
    let names: Vec<&str> = found.iter().map(|client| client.name.as_str()).collect();
    assert_eq!(names, ["Kerr Ltd", "Bo Lane", "0113 496 0003"]);
    assert_eq!((found[0].external.len(), found[1].external[0].key.as_str()), (0, "u2"));
    let contact: Contact = all(&app, EntityKind::Contact).remove(0).try_into().unwrap();
    assert_eq!(
        (contact.name.as_str(), contact.role.as_str(), contact.external[0].key.as_str()),
        ("Ann Kerr", "Owner", "u1")
    );
    assert_eq!(
        (contact.phones[0].number.as_str(), contact.phones[0].label.as_str()),
        ("07700 900001", "mobile")
    );
    assert_eq!(sites(&app)[0].address.line(), "1 High St, Leeds, LS1 1AA, UK");
    assert!(sites(&app)[0].position.is_some());
}

#[test]
fn cards_hold_no_jobs_and_a_bad_address_is_told() {
    let mut app = desk();
    rejected(&mut app, Jobs, CARDS, &options(&[]));
    let bad = CARDS.replace("bo@lane.example", "bo at lane");
    let report = rejected(&mut app, Clients, &bad, &options(&[]));
    assert_eq!((report.errors[0].row, report.errors[0].column.as_deref()), (15, Some("EMAIL")));
}

#[test]
fn an_address_is_what_stands_in_the_brackets() {
    let mut app = desk();
    let bracketed = CARDS.replace("bo@lane.example", "Bo Lane <bo@lane.example>");
    brought(&mut app, Clients, &bracketed, &options(&[]));
    assert_eq!(clients(&app)[1].emails, ["bo@lane.example"]);
    let mut app = desk();
    brought(&mut app, Clients, "name,email\nKerr,\"\"\"Kerr, Ann\"\" <ann@kerr.example>\"\n", &options(&[]));
    assert_eq!(clients(&app)[0].emails, ["ann@kerr.example"]);
}
