//! `client`: who we owe work to.

use app::view::{ClientCard, ClientLine, SiteLine};
use clap::Args;
use domain::{
    Channel, Client, ClientId, Command, EntityKind, EntityRef, FieldOn, NewClient, Site, show_phones,
};

use super::record::{
    self, AddressArgs, CHANNELS, FieldArgs, Help, InUseArgs, Kind, ReachArgs, SetArgs, cells_of, header_with,
    list_of, put_list, put_text, say_fields,
};
use crate::args::Page as Paging;
use crate::choice::one_of;
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::{Answer, Page, words};

/// What can be said of a client. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    #[command(flatten)]
    reach: ReachArgs,
    /// How it wants to be reached
    #[arg(long, value_parser = one_of(CHANNELS))]
    channel: Option<Channel>,
    /// Standing wishes, such as “shoes off”
    #[arg(long, value_name = "TEXT")]
    preferences: Option<String>,
    /// A technician the client asked for; may be repeated
    #[arg(long = "prefer", value_name = "TECHNICIAN")]
    preferred: Vec<String>,
    /// A technician the client insists on: one of those named must go; may be repeated
    #[arg(long = "require", value_name = "TECHNICIAN")]
    required: Vec<String>,
    /// A technician the client does not want; may be repeated
    #[arg(long = "bar", value_name = "TECHNICIAN")]
    barred: Vec<String>,
    /// A label; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    #[command(flatten)]
    own: SetArgs,
    #[command(flatten)]
    in_use: InUseArgs,
}

/// A new client, with the site where its work happens.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Name of the person or organisation
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten, next_help_heading = "Its site, when one is given")]
    address: AddressArgs,
}

/// Which clients.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Name, phone, address, e-mail or serial, or a part of one
    text: Vec<String>,
    #[command(flatten)]
    own: FieldArgs,
}

/// What to show of a client.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Show gate and alarm codes too
    #[arg(long)]
    access_notes: bool,
}

impl Kind for Client {
    const KIND: EntityKind = EntityKind::Client;
    const HELP: Help = Help {
        add: "Add a client, with its site when an address is given",
        edit: "Change what is known of a client",
        list: "The clients by name, or those that a text finds",
        show: "Everything needed to answer the phone",
        remove: "Remove a client that no job names, with its contacts and sites",
        record: ["CLIENT", "The client, by id or name"],
        name: "A new name",
    };
    type Add = Add;
    type Edit = Fields;
    type List = List;
    type Show = Show;

    fn add(said: &Add, desk: &Desk) -> Result<Command> {
        let mut client = Client { name: said.name.trim().to_owned(), ..Client::default() };
        let (of_site, own) = said.fields.own.split_site();
        said.fields.apply_known(&mut client, desk)?;
        own.apply(FieldOn::Client, &mut client.fields, desk)?;
        let mut site = Site::default();
        said.address.apply(&mut site.address, &mut site.position)?;
        of_site.apply(FieldOn::Site, &mut site.fields, desk)?;
        let sites = if site == Site::default() { Vec::new() } else { vec![site] };
        Ok(Command::AddClient(Box::new(NewClient { client, contacts: Vec::new(), sites })))
    }

    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn edit(&mut self, said: &Fields, desk: &Desk) -> Result<()> {
        said.apply_known(self, desk)?;
        said.own.apply(FieldOn::Client, &mut self.fields, desk)
    }

    fn list(asked: &List, paging: &Paging, desk: &Desk) -> Result<Answer> {
        let list = desk.app.clients_with(
            &asked.own.values(FieldOn::Client, desk)?,
            &asked.text.join(" "),
            paging.limit,
            paging.offset,
        )?;
        desk.session.output.answer(&list, |page| {
            let (on, definitions) = (FieldOn::Client, desk.app.definitions());
            let row = |client: &ClientLine| [row(client), cells_of(on, &client.fields, definitions)].concat();
            let rows: Vec<Vec<String>> = list.clients.iter().map(row).collect();
            let header = ["id", "name", "phone", "address", "open jobs", "tags"];
            page.table(&header_with(&header, Some(on), definitions), &rows, "no clients");
            if let Some(more) = words::shown(rows.len(), paging.offset as u64, list.total, "clients") {
                page.line(&more);
            }
        })
    }

    fn show(asked: &Show, entity: EntityRef, desk: &Desk) -> Result<Answer> {
        let card = desk.app.client_card(ClientId(entity.id), asked.access_notes)?;
        desk.session.output.answer(&card, |page| say_card(page, &card, desk))
    }
}

impl Fields {
    /// Puts what every client has into one.
    fn apply_known(&self, client: &mut Client, desk: &Desk) -> Result<()> {
        self.reach.apply(&mut client.phones, &mut client.emails);
        put_list(&mut client.tags, &self.tags);
        put_text(&mut client.preferences, self.preferences.as_ref())?;
        let technicians = |names: &[String]| {
            list_of(names).iter().map(|name| desk.technician(name)).collect::<Result<Vec<_>>>()
        };
        if !self.preferred.is_empty() {
            client.preferred = technicians(&self.preferred)?;
        }
        if !self.required.is_empty() {
            client.required = technicians(&self.required)?;
        }
        if !self.barred.is_empty() {
            client.barred = technicians(&self.barred)?;
        }
        client.channel = self.channel.or(client.channel);
        self.in_use.apply(&mut client.inactive);
        Ok(())
    }
}

fn row(client: &ClientLine) -> Vec<String> {
    let open = if client.open_jobs == 0 { String::new() } else { client.open_jobs.to_string() };
    let (phone, address) = (client.phone.clone(), client.address.clone());
    vec![client.id.to_string(), client.name.clone(), phone, address, open, client.tags.join(", ")]
}

fn say_card(page: &mut Page, card: &ClientCard, desk: &Desk) {
    let now = desk.now_local();
    let client = &card.client;
    record::head(page, EntityRef::from(card.id), &client.name, card.version);
    page.field("phones", &show_phones(&client.phones));
    page.field("emails", &client.emails.join(", "));
    page.field("channel", client.channel.map_or("", Channel::word));
    page.field("preferences", &client.preferences);
    page.field("preferred", &words::names(&card.preferred_technicians));
    page.field("insists on", &words::names(&card.required_technicians));
    page.field("barred", &words::names(&card.barred_technicians));
    page.field("tags", &client.tags.join(", "));
    page.field("inactive", &words::yes(client.inactive));
    say_fields(page, FieldOn::Client, &client.fields, desk);
    if !card.contacts.is_empty() {
        page.heading("Contacts");
        let row = |contact: &app::view::WithId<domain::ContactId, domain::Contact>| {
            let record = &contact.record;
            let reach = [show_phones(&record.phones), record.emails.join(", ")];
            let [phones, emails] = reach;
            vec![contact.id.to_string(), record.name.clone(), record.role.clone(), phones, emails]
        };
        let rows: Vec<Vec<String>> = card.contacts.iter().map(row).collect();
        page.table(&["id", "name", "role", "phones", "emails"], &rows, "");
    }
    card.sites.iter().for_each(|site| say_site(page, site, desk));
    page.heading("Open jobs");
    super::job::table(page, &card.open_jobs, now);
    if !card.last_visits.is_empty() {
        page.heading("Last visits");
        super::visit::table(page, &card.last_visits, now);
    }
    super::job::say_notes(page, &card.notes, now);
}

fn say_site(page: &mut Page, site: &SiteLine, desk: &Desk) {
    let card = &site.card;
    let label = if card.name.is_empty() { card.address.clone() } else { card.name.clone() };
    page.heading(&format!("{} {label}", card.id));
    say_site_fields(page, card);
    say_fields(page, FieldOn::Site, &card.fields, desk);
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
