//! Contact lists as other programs write them, with the quirks of each; the people are made up.

use domain::{Address, Contact, EntityKind, Phone};

use super::{all, brought, clients, desk, options, sites};
use crate::App;
use crate::import::ImportKind::{Clients, Jobs, Services};

/// What came in, a line a record: the client, its people, its places.
fn known(app: &App) -> Vec<String> {
    let phones = |phones: &[Phone]| {
        let said = phones.iter().map(|phone| format!("{} {}", phone.label, phone.number).trim().to_owned());
        said.collect::<Vec<_>>().join(", ")
    };
    let address = |address: &Address| {
        let street = address.street.replace('\n', " / ");
        [&street, &address.city, &address.region, &address.postcode, &address.country]
            .map(String::as_str)
            .join("|")
    };
    let contacts: Vec<Contact> =
        all(app, EntityKind::Contact).into_iter().map(|record| record.try_into().unwrap()).collect();
    let mut lines = Vec::new();
    for (id, client) in (1..).zip(clients(app)) {
        let off = if client.inactive { " (inactive)" } else { "" };
        lines.push(format!(
            "{}{off}: {}; {}; {}",
            client.name,
            phones(&client.phones),
            client.emails.join(", "),
            client.tags.join(", ")
        ));
        for contact in contacts.iter().filter(|contact| contact.client.0 == id) {
            let reach = format!("{}; {}", phones(&contact.phones), contact.emails.join(", "));
            lines.push(format!("  {}, {}: {reach}", contact.name, contact.role));
        }
        lines.extend(
            sites(app)
                .iter()
                .filter(|site| site.client.0 == id)
                .map(|site| format!("  @ {}", address(&site.address))),
        );
    }
    lines
}

fn read(file: &str, layout: &str, expected: &[&str]) -> crate::import::ImportReport {
    let mut app = desk();
    let report = brought(&mut app, Clients, file, &options(&[]));
    assert_eq!(report.recognised.layout, layout);
    assert_eq!(known(&app), expected);
    report
}

#[test]
fn google_contacts_of_today() {
    let file = "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Organization Title,\
        Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,\
        E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,\
        Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,\
        Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value\n\
        Joan,M,Kerr,,Jo,,,,,--05-12,Dog,https://x.example/p.jpg,* myContacts ::: Boilers,* Home,j@x.example ::: k@x.example,\
        Work,w@x.example,Mobile,07700 900001 ::: 07700 900002,* Work,0113 496 0001,Home,\"1 High St\nFlat 2\nLeeds\nLS1 1AA\",\
        \"1 High St\nFlat 2\",Leeds,,Yorkshire,LS1 1AA,GB,,,\n\
        Tom,,Ash,,,,Ash & Sons,Manager,,,,,* myContacts,,t@x.example,,,,,,,,,,,,,,,,,\n";
    read(
        file,
        "Google Contacts",
        &[
            "Joan M Kerr: mobile 07700 900001, mobile 07700 900002, work 0113 496 0001; j@x.example, k@x.example, \
             w@x.example; Boilers",
            "  @ 1 High St / Flat 2|Leeds|Yorkshire|LS1 1AA|GB",
            "Ash & Sons: ; ; ",
            "  Tom Ash, Manager: ; t@x.example",
        ],
    );
}

#[test]
fn google_contacts_of_old() {
    let file = "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Birthday,Gender,Location,\
        Billing Information,Occupation,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,\
        Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,\
        Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,\
        Organization 1 - Name,Organization 1 - Title\n\
        Joan Kerr,Joan,,Kerr,,,,,,,,,,,,,* My Contacts ::: Boilers ::: VIP,* Work,j@x.example,Home Fax,0113 496 0009,Home,\
        \"1 High St\nLeeds\",,,,,,,,,,\n";
    read(
        file,
        "Google Contacts",
        &["Joan Kerr: home fax 0113 496 0009; j@x.example; Boilers, VIP", "  @ 1 High St / Leeds||||"],
    );
}

#[test]
fn outlook_on_the_web_and_on_the_desk() {
    let web = "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,\
        Business Fax,Home Fax,Job Title,Company,Business Street,Business City,Business State,Business Postal Code,\
        Business Country/Region,Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Notes,Categories\r\n\
        Joan,,Kerr,Mrs,,j@x.example,w@x.example,0113 496 0001,0113 496 0002,07700 900001,0113 496 0008,0113 496 0009,Manager,\
        Ash & Sons,2 Mill Ln,Leeds,,LS2 2BB,UK,\"1 High St\r\nFlat 2\",Leeds,,LS1 1AA,UK,Dog,Friends;VIP\r\n";
    let report = read(
        web,
        "Outlook",
        &[
            "Ash & Sons: ; ; Friends, VIP",
            "  Joan Kerr, Manager: mobile 07700 900001, work 0113 496 0002, home 0113 496 0001; j@x.example, w@x.example",
            "  @ 1 High St / Flat 2|Leeds||LS1 1AA|UK",
            "  @ 2 Mill Ln|Leeds||LS2 2BB|UK",
        ],
    );
    // Nobody is called on a fax.
    assert_eq!(report.unmapped, ["Title", "Suffix", "Business Fax", "Home Fax"]);
    let desktop = "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,\
        Business Street 3,Business City,Business State,Business Postal Code,Business Country,Primary Phone,E-mail Address\n\
        ,Tom,,Ash,,,,,2 Mill Ln,Unit 4,,Leeds,,LS2 2BB,UK,0113 496 0002,t@x.example\n";
    read(
        desktop,
        "Outlook",
        &["Tom Ash: 0113 496 0002; t@x.example; ", "  @ 2 Mill Ln / Unit 4|Leeds||LS2 2BB|UK"],
    );
}

#[test]
fn quickbooks_online_has_titles_and_a_time_below() {
    let file = "Ash Heating\nCustomer Contact List\n\nCustomer full name,Phone numbers,Email,Full name,Bill address,Ship address\n\
        Kerr Lettings,\"Phone:(555) 010-1234, Mobile:(555) 010-1235\",k@x.example,Joan Kerr,\"1 High St\nLeeds LS1 1AA\",\
        \"2 Mill Ln\nLeeds LS2 2BB\"\nTom Ash,,,Tom Ash,,\n\n\"Sunday, Nov 22, 2026 09:00:12 AM GMT\",,,,,\n";
    let report = read(
        file,
        "QuickBooks Online",
        &[
            "Kerr Lettings: ; ; ",
            "  Joan Kerr, : (555) 010-1234, mobile (555) 010-1235; k@x.example",
            "  @ 2 Mill Ln / Leeds LS2 2BB||||",
            "  @ 1 High St / Leeds LS1 1AA||||",
            "Tom Ash: ; ; ",
        ],
    );
    assert_eq!(report.notes.len(), 3, "{:?}", report.notes);
}

#[test]
fn quickbooks_desktop_begins_with_a_blank_column() {
    let file = ",Active Status,Customer,Balance,Balance Total,Company,Mr./Ms./...,First Name,M.I.,Last Name,Primary Contact,\
        Main Phone,Fax,Alt. Phone,Secondary Contact,Job Title,Main Email,Bill to 1,Bill to 2,Bill to 3,Bill to 4,Bill to 5,\
        Ship to 1,Ship to 2,Ship to 3,Ship to 4,Ship to 5,Customer Type,Terms,Account No.\n\
        ,Active,Kerr Lettings,0.00,0.00,Kerr Lettings,Mrs,Joan,,Kerr,Joan Kerr,0113 496 0001,0113 496 0009,07700 900001,,,\
        k@x.example,Kerr Lettings,Joan Kerr,1 High St,Leeds LS1 1AA,,Kerr Lettings,2 Mill Ln,Leeds LS2 2BB,,,Residential,Net 30,K1\n\
        ,Not-active,\"Ash, Tom\",12.50,12.50,,,Tom,,Ash,,0113 496 0002,,,,,,,,,,,,,,,,,,K2\n\
        ,,TOTAL,,,,,,,,,,,,,,,,,,,,,,,,,,,\n";
    read(
        file,
        "QuickBooks Desktop",
        &[
            "Kerr Lettings: ; ; ",
            "  Joan Kerr, : main 0113 496 0001, 07700 900001; k@x.example",
            "  @ 2 Mill Ln / Leeds LS2 2BB||||",
            "  @ 1 High St / Leeds LS1 1AA||||",
            "Ash, Tom (inactive): main 0113 496 0002; ; ",
        ],
    );
}

#[test]
fn housecall_pro_numbers_its_addresses() {
    let file = "First Name,Last Name,Display Name,Mobile Number,Home Number,Email,Company,Customer Type,Address_1 Street Line 1,\
        Address_1 Street Line 2,Address_1 City,Address_1 State,Address_1 Postal Code,Address_1 Billing?,Address_1 Notes,\
        Address_10 Street Line 1,Address_10 City,Tags,Notes,Lead Source,Lifetime value,Last service date,ID,\
        Customer created at,Do Not Service\n\
        Joan,Kerr,Joan Kerr,(555) 010-1234,,j@x.example,,homeowner,1 High St,Apt 2,Austin,TX,78701,true,Gate 4711,\
        9 Far Rd,Waco,\"vip, filters\",Has a dog,Web,\"$1,234.00\",2026-01-05,cus_1,2025-01-01,true\n";
    let mut app = desk();
    let report = brought(&mut app, Clients, file, &options(&[]));
    assert_eq!(report.recognised.layout, "Housecall Pro");
    assert_eq!(
        known(&app),
        [
            "Joan Kerr (inactive): mobile (555) 010-1234; j@x.example; vip, filters",
            "  @ 1 High St / Apt 2|Austin|TX|78701|",
            "  @ 9 Far Rd|Waco|||",
        ]
    );
    assert_eq!(
        (sites(&app)[0].access_notes.as_str(), clients(&app)[0].external[0].key.as_str()),
        ("Gate 4711", "cus_1")
    );
}

#[test]
fn housecall_pro_reports_its_jobs_and_lists_its_prices() {
    let mut app = desk();
    let file = "Job #,Current job status,Address,Company,Job completed date,Assigned employees,Job amount,Tip amount,Job duration\n\
        1042,Completed,\"1 High St, Austin, TX 78701\",Kerr Lettings,2026-01-05,,£120.00,£0.00,1h 30m\n";
    let report = brought(&mut app, Jobs, file, &options(&[]));
    assert_eq!(report.recognised.layout, "Housecall Pro");
    let job = &super::jobs(&app)[0];
    assert_eq!(
        (job.duration_minutes, job.price.unwrap().minor, job.closed_at.is_some()),
        (Some(90), 12_000, true)
    );
    let file = "Industry,Category,UUID,Name,Description,Price,Cost,Taxable,Unit of Measure,Task Number,Online Booking\n\
        Plumbing,Taps,u1,Change a washer,Labour only,£79.00,,false,,T1,false\n";
    assert_eq!(
        brought(&mut app, Services, file, &options(&[])).recognised.layout,
        "Housecall Pro price book"
    );
}

#[test]
fn jobber_and_thunderbird() {
    let file = "First Name,Last Name,Company,Email,Phone,Street,City,Province,Postal Code,Tags,Notes,Created At\n\
        Joan,Kerr,,j@x.example,0113 496 0001,1 High St,Leeds,Yorkshire,LS1 1AA,vip,,2026-01-05\n";
    let mut app = desk();
    brought(&mut app, Clients, file, &options(&[]));
    assert_eq!(
        known(&app),
        ["Joan Kerr: 0113 496 0001; j@x.example; vip", "  @ 1 High St|Leeds|Yorkshire|LS1 1AA|"]
    );
    let file = "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,Home Phone,Fax Number,\
        Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,Work Address,\
        Work Address 2,Work City,Job Title,Department,Organization,Notes\n\
        Joan,Kerr,Joan Kerr,,j@x.example,k@x.example,0113 496 0002,0113 496 0001,0113 496 0009,,07700 900001,1 High St,Flat 2,\
        Leeds,,LS1 1AA,UK,,,,Manager,,Ash & Sons,\n";
    read(
        file,
        "Thunderbird",
        &[
            "Ash & Sons: ; ; ",
            "  Joan Kerr, Manager: mobile 07700 900001, work 0113 496 0002, home 0113 496 0001; j@x.example, k@x.example",
            "  @ 1 High St / Flat 2|Leeds||LS1 1AA|UK",
        ],
    );
}
