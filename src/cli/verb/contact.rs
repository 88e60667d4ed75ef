//! `contact`: people at a client.

use clap::Args;
use domain::{Channel, Command, Contact, EntityKind, EntityRef, show_phones};

use super::record::{self, CHANNELS, Help, Kind, OfClient, ReachArgs, put};
use crate::args::Page as Paging;
use crate::choice::one_of;
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::Answer;

/// What can be said of a person. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// What they are there, such as tenant, facilities, accounts
    #[arg(long, value_name = "TEXT")]
    role: Option<String>,
    #[command(flatten)]
    reach: ReachArgs,
    /// How they want to be reached
    #[arg(long, value_parser = one_of(CHANNELS))]
    channel: Option<Channel>,
    /// A channel they have refused; may be repeated
    #[arg(long = "opt-out", value_name = "CHANNEL", value_parser = one_of(CHANNELS))]
    opt_outs: Vec<Channel>,
    /// Takes all opt-outs back
    #[arg(long, conflicts_with = "opt_outs")]
    opt_in: bool,
}

/// A new person at a client.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The client, by id or name
    client: String,
    /// Name of the person
    name: String,
    #[command(flatten)]
    fields: Fields,
}

impl Kind for Contact {
    const KIND: EntityKind = EntityKind::Contact;
    const HELP: Help = Help {
        add: "Add a person at a client",
        edit: "Change what is known of a person",
        list: "The people, all or those of a client",
        show: "One person",
        remove: "Remove a person",
        record: ["CONTACT", "The person, by id or name"],
        name: "A new name",
    };
    type Add = Add;
    type Edit = Fields;
    type List = OfClient;
    type Show = ();

    fn add(said: &Add, desk: &Desk) -> Result<Command> {
        let client = desk.client(&said.client)?;
        let mut contact = Contact { client, name: said.name.trim().to_owned(), ..Contact::default() };
        said.fields.apply(&mut contact);
        Ok(Command::Add(contact.into()))
    }

    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn edit(&mut self, said: &Fields, _: &Desk) -> Result<()> {
        said.apply(self);
        Ok(())
    }

    fn list(asked: &OfClient, paging: &Paging, desk: &Desk) -> Result<Answer> {
        let card = asked.card(desk)?;
        let ids: Option<Vec<EntityRef>> =
            card.map(|card| card.contacts.iter().map(|contact| contact.id.into()).collect());
        let header = ["id", "name", "role", "client", "phones", "emails"];
        record::table(desk, ids.as_deref(), paging, &header, |id, contact: &Contact| {
            let (phones, emails) = (show_phones(&contact.phones), contact.emails.join(", "));
            let client = contact.client.to_string();
            vec![id.to_string(), contact.name.clone(), contact.role.clone(), client, phones, emails]
        })
    }

    fn show((): &(), entity: EntityRef, desk: &Desk) -> Result<Answer> {
        record::card(desk, entity, false, |page, contact: &Contact| {
            let opted_out: Vec<&str> = contact.opt_outs.iter().copied().map(Channel::word).collect();
            page.field("client", &contact.client.to_string());
            page.field("role", &contact.role);
            page.field("phones", &show_phones(&contact.phones));
            page.field("emails", &contact.emails.join(", "));
            page.field("channel", contact.channel.map_or("", Channel::word));
            page.field("opted out", &opted_out.join(", "));
        })
    }
}

impl Fields {
    fn apply(&self, contact: &mut Contact) {
        put(&mut contact.role, self.role.as_ref());
        self.reach.apply(&mut contact.phones, &mut contact.emails);
        contact.channel = self.channel.or(contact.channel);
        if self.opt_in || !self.opt_outs.is_empty() {
            contact.opt_outs.clone_from(&self.opt_outs);
        }
    }
}
