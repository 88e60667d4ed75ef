//! `site`: where work happens.

use clap::Args;
use domain::{Command, EntityKind, EntityRef, FieldOn, Site, SiteId};

use super::record::{self, AddressArgs, Help, Kind, OfClient, SetArgs, put, put_list, put_text};
use crate::args::Page as Paging;
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::Answer;

/// What can be said of a site.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    #[command(flatten)]
    address: AddressArgs,
    /// The zone the business puts it in
    #[arg(long, value_name = "TEXT")]
    zone: Option<String>,
    /// Gate and alarm codes, key safes: sensitive, hidden unless asked for; “-” reads standard input
    #[arg(long, value_name = "TEXT")]
    access_notes: Option<String>,
    /// Dangers to whoever goes there
    #[arg(long, value_name = "TEXT")]
    hazards: Option<String>,
    /// Where to leave the van
    #[arg(long, value_name = "TEXT")]
    parking: Option<String>,
    /// A label; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    #[command(flatten)]
    own: SetArgs,
}

/// A new site of a client.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The client, by id or name
    client: String,
    /// What people call it
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

/// What to show of a site.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Show gate and alarm codes too
    #[arg(long)]
    access_notes: bool,
}

impl Kind for Site {
    const KIND: EntityKind = EntityKind::Site;
    const HELP: Help = Help {
        add: "Add a site of a client",
        edit: "Change what is known of a site",
        list: "The sites, all or those of a client",
        show: "One site; gate and alarm codes only when asked for",
        remove: "Remove a site that no job names, with its equipment",
        record: ["SITE", "The site, by id or name"],
        name: "What people call it",
    };
    type Add = Add;
    type Edit = Fields;
    type List = OfClient;
    type Show = Show;

    fn add(said: &Add, desk: &Desk) -> Result<Command> {
        let mut site = Site { client: desk.client(&said.client)?, ..Site::default() };
        put(&mut site.name, said.name.as_ref());
        said.fields.apply(&mut site, desk)?;
        Ok(Command::Add(site.into()))
    }

    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn edit(&mut self, said: &Fields, desk: &Desk) -> Result<()> {
        said.apply(self, desk)
    }

    fn list(asked: &OfClient, paging: &Paging, desk: &Desk) -> Result<Answer> {
        let card = asked.card(desk)?;
        let ids: Option<Vec<EntityRef>> =
            card.map(|card| card.sites.iter().map(|site| site.card.id.into()).collect());
        let header = ["id", "name", "address", "zone", "client", "tags"];
        record::table(desk, ids.as_deref(), paging, &header, |id, site: &Site| {
            let (address, client, tags) =
                (site.address.line(), site.client.to_string(), site.tags.join(", "));
            vec![id.to_string(), site.name.clone(), address, site.zone.clone(), client, tags]
        })
    }

    fn show(asked: &Show, entity: EntityRef, desk: &Desk) -> Result<Answer> {
        let card = desk.app.site_card(SiteId(entity.id), asked.access_notes)?;
        record::card(desk, entity, asked.access_notes, |page, site: &Site| {
            page.field("client", &site.client.to_string());
            super::client::say_site_fields(page, &card);
            let say = |position: domain::Position| format!("{}, {}", position.latitude, position.longitude);
            let guess = card.located_by.and_then(domain::Basis::guess);
            let guessed =
                || guess.map_or_else(String::new, |guess| format!("not given; taken to be {guess}"));
            page.field("position", &site.position.map_or_else(guessed, say));
            page.field("tags", &site.tags.join(", "));
        })
    }
}

impl Fields {
    fn apply(&self, site: &mut Site, desk: &Desk) -> Result<()> {
        self.address.apply(&mut site.address, &mut site.position)?;
        put(&mut site.zone, self.zone.as_ref());
        put_text(&mut site.access_notes, self.access_notes.as_ref())?;
        put(&mut site.hazards, self.hazards.as_ref());
        put(&mut site.parking, self.parking.as_ref());
        put_list(&mut site.tags, &self.tags);
        self.own.apply(FieldOn::Site, &mut site.fields, desk)
    }
}
