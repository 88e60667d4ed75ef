//! `equipment`: what is installed at a site.

use chrono::NaiveDate;
use clap::Args;
use domain::{Command, EntityKind, EntityRef, Equipment, FieldOn, Refusal, Site};

use super::record::{self, Help, Kind, SetArgs, put, put_date};
use crate::args::Page as Paging;
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;

/// What can be said of equipment.
#[derive(Debug, Args)]
pub(crate) struct Fields {
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
    #[command(flatten)]
    own: SetArgs,
}

/// Something new at a site.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The site, by id or name
    site: String,
    /// What it is, such as “combi boiler”
    name: String,
    #[command(flatten)]
    fields: Fields,
}

/// What changes of equipment.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The site it has been moved to
    #[arg(long)]
    site: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

/// Which equipment.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// At this site, by id or name
    #[arg(long)]
    site: Option<String>,
    /// At the sites of this client, by id or name
    #[arg(long, conflicts_with = "site")]
    client: Option<String>,
}

impl Kind for Equipment {
    const KIND: EntityKind = EntityKind::Equipment;
    const HELP: Help = Help {
        add: "Add something that is installed at a site",
        edit: "Change what is known of it",
        list: "What is installed, everywhere, at a site or at a client's",
        show: "One installed thing",
        remove: "Remove it",
        record: ["EQUIPMENT", "The equipment, by id or name"],
        name: "What it is",
    };
    type Add = Add;
    type Edit = Edit;
    type List = List;
    type Show = ();

    fn add(said: &Add, desk: &Desk) -> Result<Command> {
        let site = desk.site(&said.site)?;
        let mut equipment = Equipment { site, name: said.name.trim().to_owned(), ..Equipment::default() };
        said.fields.apply(&mut equipment, desk)?;
        Ok(Command::Add(equipment.into()))
    }

    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn edit(&mut self, said: &Edit, desk: &Desk) -> Result<()> {
        if let Some(site) = &said.site {
            self.site = desk.site(site)?;
        }
        said.fields.apply(self, desk)
    }

    fn list(asked: &List, paging: &Paging, desk: &Desk) -> Result<Answer> {
        let ids = asked.ids(desk)?;
        let header = ["id", "name", "make", "model", "serial", "site", "warranty until"];
        record::table(desk, ids.as_deref(), paging, &header, |id, one: &Equipment| {
            let (name, make, model) = (one.name.clone(), one.make.clone(), one.model.clone());
            let (site, warranty) = (one.site.to_string(), say_date(one.warranty_until));
            vec![id.to_string(), name, make, model, one.serial.clone(), site, warranty]
        })
    }

    fn show((): &(), entity: EntityRef, desk: &Desk) -> Result<Answer> {
        record::card(desk, entity, false, |page, equipment: &Equipment| {
            page.field("site", &equipment.site.to_string());
            page.field("make", &equipment.make);
            page.field("model", &equipment.model);
            page.field("serial", &equipment.serial);
            page.field("installed", &say_date(equipment.installed));
            page.field("warranty", &say_date(equipment.warranty_until));
        })
    }
}

impl Fields {
    fn apply(&self, equipment: &mut Equipment, desk: &Desk) -> Result<()> {
        put(&mut equipment.make, self.make.as_ref());
        put(&mut equipment.model, self.model.as_ref());
        put(&mut equipment.serial, self.serial.as_ref());
        put_date(&mut equipment.installed, self.installed.as_ref(), desk)?;
        put_date(&mut equipment.warranty_until, self.warranty_until.as_ref(), desk)?;
        self.own.apply(FieldOn::Equipment, &mut equipment.fields, desk)
    }
}

impl List {
    /// The equipment at the site or at the client's; none when neither was named.
    fn ids(&self, desk: &Desk) -> Result<Option<Vec<EntityRef>>> {
        let site = self.site.as_ref().map(|site| desk.site(site)).transpose()?;
        let client = match (site, &self.client) {
            (None, None) => return Ok(None),
            (Some(site), _) => {
                let record = desk.app.show(site.into())?.record;
                let wrong_kind = |_| Failure::from(Refusal::not_found(site));
                Site::try_from(record).map_err(wrong_kind)?.client
            }
            (None, Some(client)) => desk.client(client)?,
        };
        let card = desk.app.client_card(client, false)?;
        let here = card.sites.iter().filter(|line| site.is_none_or(|site| line.card.id == site));
        Ok(Some(here.flat_map(|line| &line.equipment).map(|one| one.id.into()).collect()))
    }
}

fn say_date(date: Option<NaiveDate>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}
