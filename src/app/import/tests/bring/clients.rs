//! Clients out of tables.

use domain::{Channel, Contact, EntityKind, Note};

use super::{all, brought, clients, desk, options, sites};
use crate::import::ImportKind::Clients;
use crate::import::ImportOptions;

fn contacts(app: &crate::App) -> Vec<Contact> {
    all(app, EntityKind::Contact).into_iter().map(|record| record.try_into().unwrap()).collect()
}

#[test]
fn a_person_beside_a_company_is_its_contact() {
    let mut app = desk();
    let file = "First Name,Last Name,Company,Job Title,Email,Phone\n\
        Ann,Kerr,Kerr Ltd,Owner,ann@kerr.example,020 7946 0001\n\
        Bo,Kerr,kerr  ltd,Clerk,bo@kerr.example,\n\
        Cy,Lane,,,cy@lane.example,020 7946 0002\n";
    let report = brought(&mut app, Clients, file, &options(&[]));
    assert_eq!((report.created, report.matched), (3, 0));
    let names: Vec<String> = clients(&app).into_iter().map(|client| client.name).collect();
    assert_eq!(names, ["Kerr Ltd", "Cy Lane"]);
    let people = contacts(&app);
    assert_eq!((people[0].name.as_str(), people[0].role.as_str()), ("Ann Kerr", "Owner"));
    assert_eq!(people[1].emails, ["bo@kerr.example"]);
    assert_eq!(clients(&app)[1].emails, ["cy@lane.example"]);
}

#[test]
fn addresses_become_sites_and_equal_ones_become_one() {
    let mut app = desk();
    let file = "Display Name,Home Street,Home City,Business Street,Business City,Ship address\n\
        Kerr,1 High St,Leeds,\"2 Low St\nUnit 4\",York,\n\
        Lane,3 Oak Rd,Hull,3 Oak Rd,Hull,\n";
    brought(&mut app, Clients, file, &options(&[]));
    let places: Vec<String> = sites(&app).iter().map(|site| site.address.line()).collect();
    assert_eq!(places, ["1 High St, Leeds", "2 Low St, Unit 4, York", "3 Oak Rd, Hull"]);
}

#[test]
fn numbered_columns_belong_together() {
    let mut app = desk();
    let file = "Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,\
        Address 1 - Formatted,Address 1 - Street,Address 1 - City\n\
        Kerr,* Work,k@x.example ::: l@x.example,Work,0113 496 0001,Mobile,07700 900001,\"1 High St, Leeds\",1 High St,Leeds\n";
    let report = brought(&mut app, Clients, file, &options(&[]));
    assert_eq!(report.recognised.layout, "Google Contacts");
    let client = &clients(&app)[0];
    assert_eq!(client.emails, ["k@x.example", "l@x.example"]);
    let phones: Vec<_> =
        client.phones.iter().map(|phone| (phone.number.as_str(), phone.label.as_str())).collect();
    assert_eq!(phones, [("0113 496 0001", "work"), ("07700 900001", "mobile")]);
    assert_eq!(sites(&app).len(), 1);
}

#[test]
fn a_cell_of_phones_is_taken_apart() {
    let mut app = desk();
    let file = "Customer full name,Phone numbers\nKerr,\"Phone:(555) 010-1234, Mobile:(555) 010-1235\"\n";
    brought(&mut app, Clients, file, &options(&[]));
    let phones = clients(&app).remove(0).phones;
    assert_eq!((phones[0].number.as_str(), phones[0].label.as_str()), ("(555) 010-1234", ""));
    assert_eq!((phones[1].number.as_str(), phones[1].label.as_str()), ("(555) 010-1235", "mobile"));
}

#[test]
fn what_is_no_name_is_nothing() {
    let mut app = desk();
    let file = "Name,City,Street,Notes,Tags,Do Not Service,Channel\nKerr,-,N/A,Has a dog,\"vip, Heating\",true,sms\n";
    brought(&mut app, Clients, file, &options(&[]));
    assert!(sites(&app).is_empty());
    let client = &clients(&app)[0];
    assert_eq!(
        (client.tags.as_slice(), client.inactive, client.channel),
        (&["vip".to_owned(), "Heating".to_owned()][..], true, Some(Channel::Text))
    );
    let note: Note = all(&app, EntityKind::Note).remove(0).try_into().unwrap();
    assert_eq!(note.text, "Has a dog");
}

#[test]
fn a_file_of_sites_is_of_one_client_or_each_site_of_its_own() {
    let file = "site_id,site_name,city,state,site_lat,site_lng\n001,Depot North,Leeds,YKS,53.8,-1.5\n002,Depot South,Hull,YKS,-1,-1\n";
    let mut app = desk();
    let one = ImportOptions { client: Some("Fake Energy".into()), ..options(&[]) };
    let report = brought(&mut app, Clients, file, &one);
    assert_eq!((report.created, clients(&app).len(), sites(&app).len()), (2, 1, 2));
    let found = sites(&app);
    assert_eq!((found[0].external[0].key.as_str(), found[0].address.region.as_str()), ("001", "YKS"));
    assert!(found[0].position.is_some() && found[1].position.is_none());
    let mut app = desk();
    brought(&mut app, Clients, file, &options(&[]));
    let names: Vec<String> = clients(&app).into_iter().map(|client| client.name).collect();
    assert_eq!(names, ["Depot North", "Depot South"]);
}

#[test]
fn two_of_a_name_stay_two_and_are_listed() {
    let mut app = desk();
    let file = "Name,Email,Phone\nJo Smith,a@x.example,\nJo Smith,b@x.example,\nJO SMITH LTD.,,0113 496 0001\nOther,,+44 0113 4960001\nThird,,01134960001\n";
    let report = brought(&mut app, Clients, file, &options(&[]));
    assert_eq!(clients(&app).len(), 5);
    let pairs: Vec<_> =
        report.near_duplicates.iter().map(|pair| (pair.row, pair.id.id, pair.other.id)).collect();
    // The same number, written as from abroad, is the same number.
    assert_eq!(pairs, [(3, 2, 1), (4, 3, 1), (5, 4, 3), (6, 5, 3)]);
}

#[test]
fn an_id_decides_before_a_name() {
    let mut app = desk();
    brought(&mut app, Clients, "id,name\n1,Kerr\n2,Kerr\n", &options(&[]));
    assert_eq!(clients(&app).len(), 2);
    let report =
        brought(&mut app, Clients, "id,name,city,street\n2,Kerr & Co,Leeds,1 High St\n", &options(&[]));
    assert_eq!((report.created, report.records[&EntityKind::Client].updated), (1, 1));
    assert_eq!(clients(&app)[1].name, "Kerr & Co");
    let other = ImportOptions { source: Some("new".into()), ..options(&[]) };
    let report = brought(&mut app, Clients, "id,name\n2,Kerr\n", &other);
    assert_eq!((report.updated, clients(&app).len(), clients(&app)[0].external.len()), (1, 2, 2));
}

#[test]
fn a_changed_row_changes_only_what_the_file_has() {
    let mut app = desk();
    brought(&mut app, Clients, "id,name,email,tags\n1,Kerr,k@x.example,vip\n", &options(&[]));
    let report = brought(&mut app, Clients, "id,name,phone\n1,Kerr,0113 496 0001\n", &options(&[]));
    assert_eq!((report.created, report.updated), (0, 1));
    let client = &clients(&app)[0];
    assert_eq!((client.emails.len(), client.phones.len(), client.tags.len()), (1, 1, 1));
}

#[test]
fn a_client_found_by_its_name_keeps_its_spelling() {
    let mut app = desk();
    brought(&mut app, Clients, "name,email\nKerr Ltd,ann@kerr.example\n", &options(&[]));
    let report = brought(
        &mut app,
        Clients,
        "name,email,phone\nKERR  LTD,ann@kerr.example,0113 496 0001\n",
        &options(&[]),
    );
    assert_eq!((report.updated, clients(&app)[0].name.as_str()), (1, "Kerr Ltd"));
    let mut app = desk();
    brought(&mut app, Clients, "id,name\n7,KERR LTD\n", &options(&[]));
    brought(&mut app, Clients, "id,name\n7,Kerr Ltd\n", &options(&[]));
    assert_eq!(clients(&app)[0].name, "Kerr Ltd");
}

#[test]
fn the_same_number_from_abroad_is_a_near_duplicate() {
    let mut app = desk();
    brought(&mut app, Clients, "name,phone\nMary Smith,0113 496 0001\n", &options(&[]));
    let report = brought(
        &mut app,
        Clients,
        "name,phone\nM Smith,+44 (0)113 496 0001\nJo,+44 113 496 0002\n",
        &options(&[]),
    );
    let found: Vec<_> =
        report.near_duplicates.iter().map(|pair| (pair.row, pair.other_name.as_str())).collect();
    assert_eq!(found, [(2, "Mary Smith")]);
    assert_eq!(app.duplicates().unwrap().len(), 1);
}
