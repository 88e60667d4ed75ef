//! `site`: where work happens.

use clap::{Args, Subcommand};
use domain::{EntityKind, EntityRef, Record, Site};

use super::record::{self, AddressArgs, Listing, put, put_list, put_text};
use crate::args::{Change, Page as ListPage};
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

/// What can be done with sites.
#[derive(Debug, Subcommand)]
pub(crate) enum SiteVerb {
    /// Add a site of a client
    Add(Add),
    /// Change what is known of a site
    Edit(Edit),
    /// The sites, all or those of a client
    List(List),
    /// One site; gate and alarm codes only when asked for
    Show(Show),
    /// Remove a site that no job names, with its equipment
    Remove(Remove),
}

/// What can be said of a site.
#[derive(Debug, Args)]
struct Fields {
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
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The client, by id or name
    client: String,
    /// What people call it
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The site, by id or name
    site: String,
    /// What people call it
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
pub(crate) struct Show {
    /// The site, by id or name
    site: String,
    /// Show gate and alarm codes too
    #[arg(long)]
    access_notes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The site, by id or name
    site: String,
    #[command(flatten)]
    change: Change,
}

impl SiteVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            SiteVerb::Add(add) => {
                let mut desk = session.open()?;
                let mut site = Site { client: desk.client(&add.client)?, ..Site::default() };
                put(&mut site.name, add.name.as_ref());
                add.fields.apply(&mut site)?;
                record::add(&mut desk, site, &add.change)
            }
            SiteVerb::Edit(edit) => {
                let mut desk = session.open()?;
                let id = desk.site(&edit.site)?;
                record::edit(&mut desk, id.into(), &edit.change, |_, site: &mut Site| {
                    put(&mut site.name, edit.name.as_ref());
                    edit.fields.apply(site)
                })
            }
            SiteVerb::List(list) => list.run(session),
            SiteVerb::Show(show) => show.run(session),
            SiteVerb::Remove(remove) => {
                record::remove(session, EntityKind::Site, &remove.site, &remove.change)
            }
        }
    }
}

impl Fields {
    fn apply(&self, site: &mut Site) -> Result<()> {
        self.address.apply(&mut site.address, &mut site.position)?;
        put(&mut site.zone, self.zone.as_ref());
        put_text(&mut site.access_notes, self.access_notes.as_ref())?;
        put(&mut site.hazards, self.hazards.as_ref());
        put(&mut site.parking, self.parking.as_ref());
        put_list(&mut site.tags, &self.tags);
        Ok(())
    }
}

impl List {
    fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let listing = match &self.client {
            None => Listing::page(&desk, EntityKind::Site, &self.page)?,
            Some(client) => {
                let card = desk.app.client_card(desk.client(client)?, false)?;
                let ids: Vec<EntityRef> = card.sites.iter().map(|site| site.card.id.into()).collect();
                Listing::of(&desk, EntityKind::Site, &ids, &self.page)?
            }
        };
        listing.answer(&desk, &["id", "name", "address", "zone", "client", "tags"], |id, record| {
            let Record::Site(site) = record else { return Vec::new() };
            let (address, client, tags) =
                (site.address.line(), site.client.to_string(), site.tags.join(", "));
            vec![id.to_string(), site.name.clone(), address, site.zone.clone(), client, tags]
        })
    }
}

impl Show {
    fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let id = desk.site(&self.site)?;
        let stored = desk.app.show(id.into())?;
        let card = desk.app.site_card(id, self.access_notes)?;
        session.output.answer(&record::fields(id.into(), &stored, self.access_notes), |page| {
            let Record::Site(site) = &stored.record else { return };
            record::head(page, id.into(), &site.label(), stored.version);
            page.field("client", &site.client.to_string());
            super::client::say_site_fields(page, &card);
            let say = |position: domain::Position| format!("{}, {}", position.latitude, position.longitude);
            page.field("position", &site.position.map_or_else(String::new, say));
            page.field("tags", &site.tags.join(", "));
        })
    }
}
