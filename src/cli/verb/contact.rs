//! `contact`: people at a client.

use clap::{Args, Subcommand};
use domain::{Contact, EntityKind, EntityRef, Record};

use super::record::{self, ChannelArg, Listing, put, put_list, put_phones, say_channel, say_phones};
use crate::args::{Change, Page as ListPage};
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

/// What can be done with contacts.
#[derive(Debug, Subcommand)]
pub(crate) enum ContactVerb {
    /// Add a person at a client
    Add(Add),
    /// Change what is known of a person
    Edit(Edit),
    /// The people, all or those of a client
    List(List),
    /// One person
    Show(Named),
    /// Remove a person
    Remove(Remove),
}

/// What can be said of a person. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
struct Fields {
    /// What they are there, such as tenant, facilities, accounts
    #[arg(long, value_name = "TEXT")]
    role: Option<String>,
    /// A telephone number, also as mobile=07700 900123; may be repeated
    #[arg(long = "phone", value_name = "[LABEL=]NUMBER")]
    phones: Vec<String>,
    /// An e-mail address; may be repeated
    #[arg(long = "email", value_name = "ADDRESS")]
    emails: Vec<String>,
    /// How they want to be reached
    #[arg(long)]
    channel: Option<ChannelArg>,
    /// A channel they have refused; may be repeated
    #[arg(long = "opt-out", value_name = "CHANNEL")]
    opt_outs: Vec<ChannelArg>,
    /// Takes all opt-outs back
    #[arg(long, conflicts_with = "opt_outs")]
    opt_in: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The client, by id or name
    client: String,
    /// Name of the person
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The person, by id or name
    contact: String,
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
    /// Those of this client, by id or name
    #[arg(long)]
    client: Option<String>,
    #[command(flatten)]
    page: ListPage,
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The person, by id or name
    contact: String,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The person, by id or name
    contact: String,
    #[command(flatten)]
    change: Change,
}

impl ContactVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            ContactVerb::Add(add) => {
                let mut desk = session.open()?;
                let client = desk.client(&add.client)?;
                let mut contact = Contact { client, name: add.name.trim().to_owned(), ..Contact::default() };
                add.fields.apply(&mut contact);
                record::add(&mut desk, contact, &add.change)
            }
            ContactVerb::Edit(edit) => {
                let mut desk = session.open()?;
                let id = desk.contact(&edit.contact)?;
                record::edit(&mut desk, id.into(), &edit.change, |_, contact: &mut Contact| {
                    put(&mut contact.name, edit.name.as_ref());
                    edit.fields.apply(contact);
                    Ok(())
                })
            }
            ContactVerb::List(list) => list.run(session),
            ContactVerb::Show(named) => show(session, &named.contact),
            ContactVerb::Remove(remove) => {
                record::remove(session, EntityKind::Contact, &remove.contact, &remove.change)
            }
        }
    }
}

impl Fields {
    fn apply(&self, contact: &mut Contact) {
        put(&mut contact.role, self.role.as_ref());
        put_phones(&mut contact.phones, &self.phones);
        put_list(&mut contact.emails, &self.emails);
        contact.channel = self.channel.map(Into::into).or(contact.channel);
        if self.opt_in || !self.opt_outs.is_empty() {
            contact.opt_outs = self.opt_outs.iter().copied().map(Into::into).collect();
        }
    }
}

impl List {
    fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let listing = match &self.client {
            None => Listing::page(&desk, EntityKind::Contact, &self.page)?,
            Some(client) => {
                let card = desk.app.client_card(desk.client(client)?, false)?;
                let ids: Vec<EntityRef> = card.contacts.iter().map(|contact| contact.id.into()).collect();
                Listing::of(&desk, EntityKind::Contact, &ids, &self.page)?
            }
        };
        listing.answer(&desk, &["id", "name", "role", "client", "phones", "emails"], |id, record| {
            let Record::Contact(contact) = record else { return Vec::new() };
            let (phones, emails) = (say_phones(&contact.phones), contact.emails.join(", "));
            let client = contact.client.to_string();
            vec![id.to_string(), contact.name.clone(), contact.role.clone(), client, phones, emails]
        })
    }
}

fn show(session: &Session, text: &str) -> Result<Answer> {
    let desk = session.open()?;
    let id = EntityRef::from(desk.contact(text)?);
    let stored = desk.app.show(id)?;
    session.output.answer(&record::fields(id, &stored, false), |page| {
        let Record::Contact(contact) = &stored.record else { return };
        record::head(page, id, &contact.name, stored.version);
        page.field("client", &contact.client.to_string());
        page.field("role", &contact.role);
        page.field("phones", &say_phones(&contact.phones));
        page.field("emails", &contact.emails.join(", "));
        page.field("channel", contact.channel.map_or("", say_channel));
        page.field(
            "opted out",
            &contact.opt_outs.iter().copied().map(say_channel).collect::<Vec<_>>().join(", "),
        );
    })
}
