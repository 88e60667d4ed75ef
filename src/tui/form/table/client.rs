//! A client; a new one with the address of its first site.

use domain::{Client, Command, NewClient, Site};

use super::{address, custom};
use crate::form::codec;
use crate::form::row::Row;
use crate::form::spec::Ground;

/// A client, and its first site when it is new.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientEntry {
    /// The client.
    pub client: Client,
    /// The site to be added with it; empty for none.
    pub site: Site,
    is_new: bool,
}

impl ClientEntry {
    /// A new client.
    pub fn new() -> Self {
        ClientEntry { client: Client::default(), site: Site::default(), is_new: true }
    }

    /// What a new client was said to be.
    pub fn said(new: NewClient) -> Self {
        let site = new.sites.into_iter().next().unwrap_or_default();
        ClientEntry { client: new.client, site, is_new: true }
    }

    pub(super) fn kept(client: Client) -> Self {
        ClientEntry { client, site: Site::default(), is_new: false }
    }

    pub(super) fn adds(self) -> Command {
        let sites = if self.site == Site::default() { Vec::new() } else { vec![self.site] };
        Command::AddClient(Box::new(NewClient { client: self.client, contacts: Vec::new(), sites }))
    }
}

impl Default for ClientEntry {
    fn default() -> Self {
        ClientEntry::new()
    }
}

type Entry = ClientEntry;

pub(super) fn rows(entry: &Entry, ground: &Ground) -> Vec<Row<Entry>> {
    let mut rows = vec![
        Row::new("name", "Name", codec::line(), |r: &mut Entry| &mut r.client.name).required(),
        Row::new("phones", "Phones", codec::phones(), |r: &mut Entry| &mut r.client.phones),
        Row::new("emails", "E-mails", codec::emails(), |r: &mut Entry| &mut r.client.emails),
        Row::new("channel", "Reach by", codec::channel(), |r: &mut Entry| &mut r.client.channel),
    ];
    if entry.is_new {
        rows.extend(address::<Entry>([
            |r| &mut r.site.address.street,
            |r| &mut r.site.address.city,
            |r| &mut r.site.address.region,
            |r| &mut r.site.address.postcode,
            |r| &mut r.site.address.country,
        ]));
        rows.push(Row::new("access_notes", "Access notes", codec::lines(), |r: &mut Entry| {
            &mut r.site.access_notes
        }));
    }
    rows.extend([
        Row::new("preferences", "Wishes", codec::lines(), |r: &mut Entry| &mut r.client.preferences)
            .such_as("shoes off, call before noon"),
        Row::new("preferred", "Wants", codec::technicians(), |r: &mut Entry| &mut r.client.preferred),
        Row::new("required", "Insists on", codec::technicians(), |r: &mut Entry| &mut r.client.required),
        Row::new("barred", "Does not want", codec::technicians(), |r: &mut Entry| &mut r.client.barred),
        Row::new("tags", "Tags", codec::tags(app::Wanted::Tag), |r: &mut Entry| &mut r.client.tags),
    ]);
    rows.extend(custom::rows(domain::FieldOn::Client, &ground.definitions, |r: &mut Entry| {
        &mut r.client.fields
    }));
    if !entry.is_new {
        rows.push(Row::new("inactive", "No new work", codec::flag(), |r: &mut Entry| &mut r.client.inactive));
    }
    rows
}
