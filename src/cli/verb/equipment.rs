//! `equipment`: what is installed at a site.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::{EntityKind, EntityRef, Equipment, Record, Site};

use super::record::{self, Listing, put};
use crate::args::{Change, Page as ListPage};
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

/// What can be done with equipment.
#[derive(Debug, Subcommand)]
pub(crate) enum EquipmentVerb {
    /// Add something that is installed at a site
    Add(Add),
    /// Change what is known of it
    Edit(Edit),
    /// What is installed, everywhere, at a site or at a client's
    List(List),
    /// One installed thing
    Show(Named),
    /// Remove it
    Remove(Remove),
}

/// What can be said of equipment.
#[derive(Debug, Args)]
struct Fields {
    /// Its maker
    #[arg(long, value_name = "TEXT")]
    make: Option<String>,
    /// Its model
    #[arg(long, value_name = "TEXT")]
    model: Option<String>,
    /// Its serial number
    #[arg(long, value_name = "TEXT")]
    serial: Option<String>,
    /// The day it was installed; “none” takes it away
    #[arg(long, value_name = "DATE")]
    installed: Option<String>,
    /// The last day of its warranty; “none” takes it away
    #[arg(long, value_name = "DATE")]
    warranty_until: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The site, by id or name
    site: String,
    /// What it is, such as “combi boiler”
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The equipment, by id or name
    equipment: String,
    /// What it is
    #[arg(long)]
    name: Option<String>,
    /// The site it has been moved to
    #[arg(long)]
    site: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// At this site, by id or name
    #[arg(long)]
    site: Option<String>,
    /// At the sites of this client, by id or name
    #[arg(long, conflicts_with = "site")]
    client: Option<String>,
    #[command(flatten)]
    page: ListPage,
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The equipment, by id or name
    equipment: String,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The equipment, by id or name
    equipment: String,
    #[command(flatten)]
    change: Change,
}

impl EquipmentVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            EquipmentVerb::Add(add) => {
                let mut desk = session.open()?;
                let site = desk.site(&add.site)?;
                let mut equipment =
                    Equipment { site, name: add.name.trim().to_owned(), ..Equipment::default() };
                add.fields.apply(&desk, &mut equipment)?;
                record::add(&mut desk, equipment, &add.change)
            }
            EquipmentVerb::Edit(edit) => {
                let mut desk = session.open()?;
                let id = desk.equipment(&edit.equipment)?;
                record::edit(&mut desk, id.into(), &edit.change, |desk, equipment: &mut Equipment| {
                    put(&mut equipment.name, edit.name.as_ref());
                    if let Some(site) = &edit.site {
                        equipment.site = desk.site(site)?;
                    }
                    edit.fields.apply(desk, equipment)
                })
            }
            EquipmentVerb::List(list) => list.run(session),
            EquipmentVerb::Show(named) => show(session, &named.equipment),
            EquipmentVerb::Remove(remove) => {
                record::remove(session, EntityKind::Equipment, &remove.equipment, &remove.change)
            }
        }
    }
}

impl Fields {
    fn apply(&self, desk: &Desk, equipment: &mut Equipment) -> Result<()> {
        put(&mut equipment.make, self.make.as_ref());
        put(&mut equipment.model, self.model.as_ref());
        put(&mut equipment.serial, self.serial.as_ref());
        put_date(desk, &mut equipment.installed, self.installed.as_ref())?;
        put_date(desk, &mut equipment.warranty_until, self.warranty_until.as_ref())
    }
}

fn put_date(desk: &Desk, field: &mut Option<NaiveDate>, text: Option<&String>) -> Result<()> {
    if let Some(text) = text {
        *field = if text.eq_ignore_ascii_case("none") { None } else { Some(desk.date(text)?) };
    }
    Ok(())
}

impl List {
    fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let client = match (&self.site, &self.client) {
            (None, None) => None,
            (Some(site), _) => {
                let record = desk.app.show(desk.site(site)?.into())?.record;
                Site::try_from(record).ok().map(|site| site.client)
            }
            (None, Some(client)) => Some(desk.client(client)?),
        };
        let site = self.site.as_ref().map(|site| desk.site(site)).transpose()?;
        let listing = match client {
            None => Listing::page(&desk, EntityKind::Equipment, &self.page)?,
            Some(client) => {
                let card = desk.app.client_card(client, false)?;
                let here = card.sites.iter().filter(|line| site.is_none_or(|site| line.card.id == site));
                let ids: Vec<EntityRef> =
                    here.flat_map(|line| &line.equipment).map(|one| one.id.into()).collect();
                Listing::of(&desk, EntityKind::Equipment, &ids, &self.page)?
            }
        };
        listing.answer(
            &desk,
            &["id", "name", "make", "model", "serial", "site", "warranty until"],
            |id, record| {
                let Record::Equipment(one) = record else { return Vec::new() };
                let warranty = one.warranty_until.map_or_else(String::new, |date| date.to_string());
                let (name, make, model) = (one.name.clone(), one.make.clone(), one.model.clone());
                vec![id.to_string(), name, make, model, one.serial.clone(), one.site.to_string(), warranty]
            },
        )
    }
}

fn show(session: &Session, text: &str) -> Result<Answer> {
    let desk = session.open()?;
    let id = EntityRef::from(desk.equipment(text)?);
    let stored = desk.app.show(id)?;
    session.output.answer(&record::fields(id, &stored, false), |page| {
        let Record::Equipment(equipment) = &stored.record else { return };
        let date = |date: Option<NaiveDate>| date.map_or_else(String::new, |date| date.to_string());
        record::head(page, id, &equipment.name, stored.version);
        page.field("site", &equipment.site.to_string());
        page.field("make", &equipment.make);
        page.field("model", &equipment.model);
        page.field("serial", &equipment.serial);
        page.field("installed", &date(equipment.installed));
        page.field("warranty", &date(equipment.warranty_until));
    })
}
