//! `client`: who we owe work to.

use app::view::{ClientCard, SiteLine};
use clap::{Args, Subcommand};
use domain::{Client, EntityKind, EntityRef};

use super::record::{self, ChannelArg, put, put_list, put_phones, put_text, say_channel, say_phones};
use crate::args::{Change, Page as ListPage};
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

/// What can be done with clients.
#[derive(Debug, Subcommand)]
pub(crate) enum ClientVerb {
    /// Add a client
    Add(Add),
    /// Change what is known of a client
    Edit(Edit),
    /// The clients by name, or those that a text finds
    List(List),
    /// Everything needed to answer the phone
    Show(Show),
    /// Remove a client that no job names, with its contacts and sites
    Remove(Remove),
}

/// What can be said of a client. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
struct Fields {
    /// A telephone number, also as mobile=07700 900123; may be repeated
    #[arg(long = "phone", value_name = "[LABEL=]NUMBER")]
    phones: Vec<String>,
    /// An e-mail address; may be repeated
    #[arg(long = "email", value_name = "ADDRESS")]
    emails: Vec<String>,
    /// How it wants to be reached
    #[arg(long)]
    channel: Option<ChannelArg>,
    /// Standing wishes, such as “shoes off”
    #[arg(long, value_name = "TEXT")]
    preferences: Option<String>,
    /// A technician the client asked for; may be repeated
    #[arg(long = "prefer", value_name = "TECHNICIAN")]
    preferred: Vec<String>,
    /// A technician the client does not want; may be repeated
    #[arg(long = "bar", value_name = "TECHNICIAN")]
    barred: Vec<String>,
    /// A label; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// No new work is taken for it
    #[arg(long, conflicts_with = "active")]
    inactive: bool,
    /// New work is taken for it again
    #[arg(long)]
    active: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Name of the person or organisation
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The client, by id or name
    client: String,
    /// A new name
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Name, phone, address, e-mail or serial, or a part of one
    text: Vec<String>,
    #[command(flatten)]
    page: ListPage,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The client, by id or name
    client: String,
    /// Show gate and alarm codes too
    #[arg(long)]
    access_notes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The client, by id or name
    client: String,
    #[command(flatten)]
    change: Change,
}

impl ClientVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            ClientVerb::Add(add) => {
                let mut desk = session.open()?;
                let mut client = Client { name: add.name.trim().to_owned(), ..Client::default() };
                add.fields.apply(&desk, &mut client)?;
                record::add(&mut desk, client, &add.change)
            }
            ClientVerb::Edit(edit) => {
                let mut desk = session.open()?;
                let id = desk.client(&edit.client)?;
                record::edit(&mut desk, id.into(), &edit.change, |desk, client: &mut Client| {
                    put(&mut client.name, edit.name.as_ref());
                    edit.fields.apply(desk, client)
                })
            }
            ClientVerb::List(list) => list.run(session),
            ClientVerb::Show(show) => {
                let desk = session.open()?;
                let card = desk.app.client_card(desk.client(&show.client)?, show.access_notes)?;
                session.output.answer(&card, |page| say_card(page, &card, &desk))
            }
            ClientVerb::Remove(remove) => {
                record::remove(session, EntityKind::Client, &remove.client, &remove.change)
            }
        }
    }
}

impl Fields {
    fn apply(&self, desk: &Desk, client: &mut Client) -> Result<()> {
        put_phones(&mut client.phones, &self.phones);
        put_list(&mut client.emails, &self.emails);
        put_list(&mut client.tags, &self.tags);
        put_text(&mut client.preferences, self.preferences.as_ref())?;
        let technicians = |names: &[String]| {
            record::list_of(names).iter().map(|name| desk.technician(name)).collect::<Result<Vec<_>>>()
        };
        if !self.preferred.is_empty() {
            client.preferred = technicians(&self.preferred)?;
        }
        if !self.barred.is_empty() {
            client.barred = technicians(&self.barred)?;
        }
        client.channel = self.channel.map(Into::into).or(client.channel);
        client.inactive = (client.inactive || self.inactive) && !self.active;
        Ok(())
    }
}

impl List {
    fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let list = desk.app.clients(&self.text.join(" "), self.page.limit, self.page.offset)?;
        session.output.answer(&list, |page| {
            let row = |client: &app::view::ClientLine| {
                let open = if client.open_jobs == 0 { String::new() } else { client.open_jobs.to_string() };
                let tags = client.tags.join(", ");
                vec![
                    client.id.to_string(),
                    client.name.clone(),
                    client.phone.clone(),
                    client.address.clone(),
                    open,
                    tags,
                ]
            };
            let rows: Vec<Vec<String>> = list.clients.iter().map(row).collect();
            page.table(&["id", "name", "phone", "address", "open jobs", "tags"], &rows, "no clients");
            if let Some(more) = words::shown(rows.len(), self.page.offset as u64, list.total, "clients") {
                page.line(&more);
            }
        })
    }
}

fn say_card(page: &mut Page, card: &ClientCard, desk: &Desk) {
    let now = desk.now_local();
    let client = &card.client;
    record::head(page, EntityRef::from(card.id), &client.name, card.version);
    page.field("phones", &say_phones(&client.phones));
    page.field("emails", &client.emails.join(", "));
    page.field("channel", client.channel.map_or("", say_channel));
    page.field("preferences", &client.preferences);
    page.field("preferred", &say_technicians(desk, &client.preferred));
    page.field("barred", &say_technicians(desk, &client.barred));
    page.field("tags", &client.tags.join(", "));
    page.field("inactive", &words::yes(client.inactive));
    if !card.contacts.is_empty() {
        page.heading("Contacts");
        let row = |contact: &app::view::WithId<domain::ContactId, domain::Contact>| {
            let record = &contact.record;
            let reach = [say_phones(&record.phones), record.emails.join(", ")];
            let [phones, emails] = reach;
            vec![contact.id.to_string(), record.name.clone(), record.role.clone(), phones, emails]
        };
        let rows: Vec<Vec<String>> = card.contacts.iter().map(row).collect();
        page.table(&["id", "name", "role", "phones", "emails"], &rows, "");
    }
    card.sites.iter().for_each(|site| say_site(page, site));
    page.heading("Open jobs");
    super::job::table(page, &card.open_jobs, now);
    if !card.last_visits.is_empty() {
        page.heading("Last visits");
        super::visit::table(page, &card.last_visits, now);
    }
    super::job::say_notes(page, &card.notes, now);
}

fn say_technicians(desk: &Desk, ids: &[domain::TechnicianId]) -> String {
    let name = |id: &domain::TechnicianId| match desk.app.show((*id).into()) {
        Ok(stored) => stored.record.label(),
        Err(_) => id.to_string(),
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn say_site(page: &mut Page, site: &SiteLine) {
    let card = &site.card;
    let label = if card.name.is_empty() { card.address.clone() } else { card.name.clone() };
    page.heading(&format!("{} {label}", card.id));
    say_site_fields(page, card);
    for equipment in &site.equipment {
        let record = &equipment.record;
        let parts = [&record.name, &record.make, &record.model, &record.serial];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        page.field(&equipment.id.to_string(), &parts.join(", "));
    }
}

/// What whoever goes must know of a site.
pub(super) fn say_site_fields(page: &mut Page, card: &app::view::SiteCard) {
    if !card.name.is_empty() {
        page.field("address", &card.address);
    }
    page.field("zone", &card.zone);
    page.field("hazards", &card.hazards);
    page.field("parking", &card.parking);
    match &card.access_notes {
        Some(notes) => page.field("access notes", notes),
        None if card.has_access_notes => page.field("access notes", "hidden; ask with --access-notes"),
        None => {}
    }
}
