//! Whose export a table looks like; for the report only, the columns decide for themselves.

use super::header::plain;
use crate::import::Table;

/// Layouts with columns that together only they have.
const LAYOUTS: &[(&str, &[&str])] = &[
    ("Google Contacts", &["email1value"]),
    ("Google Contacts", &["phone1value"]),
    ("Outlook", &["emailaddress", "businessstreet"]),
    ("Thunderbird", &["primaryemail", "displayname"]),
    ("QuickBooks Online", &["customerfullname"]),
    ("QuickBooks Desktop", &["activestatus", "billto1"]),
    ("Housecall Pro price book", &["tasknumber", "onlinebooking"]),
    ("Housecall Pro", &["displayname", "donotservice"]),
    ("Housecall Pro", &["jobnumber", "currentjobstatus"]),
    ("Jobber", &["jobtitle", "clientname"]),
    ("Atlas", &["requiressignature", "assetname"]),
];

/// The layout's name, when it is one that is known.
pub(super) fn layout_of(table: &Table) -> Option<&'static str> {
    let names: Vec<String> = table.header.iter().map(|name| plain(name)).collect();
    let has = |wanted: &&str| names.iter().any(|name| name == wanted);
    LAYOUTS.iter().find(|(_, columns)| columns.iter().all(has)).map(|(name, _)| *name)
}
