//! `technician`: who does the work.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::{DayException, EntityKind, EntityRef, Record, Technician};

use super::record::{self, AddressArgs, Listing, put, put_list, put_phones, say_phones};
use crate::args::{Change, Page as ListPage};
use crate::desk::{Desk, skill_of};
use crate::failure::Result;
use crate::hours::{
    put_exceptions, read_dates, read_days_off, read_extra, read_hours, say_hours, say_intervals,
};
use crate::output::{Answer, Page, words};
use crate::session::Session;

/// What can be done with technicians.
#[derive(Debug, Subcommand)]
pub(crate) enum TechnicianVerb {
    /// Add a technician, with the business's hours unless others are given
    Add(Add),
    /// Change what is known of a technician, their hours and days off
    Edit(Edit),
    /// The technicians
    List(List),
    /// One technician
    Show(Named),
    /// Remove a technician that no visit names; one who has left is made inactive instead
    Remove(Remove),
}

/// What can be said of a technician. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
struct Fields {
    /// What they can do, with a level from 1 to 5: gas:3; may be repeated
    #[arg(long = "skill", value_name = "SKILL[:LEVEL]")]
    skills: Vec<String>,
    /// A department they belong to; may be repeated
    #[arg(long = "department", value_name = "NAME")]
    departments: Vec<String>,
    /// A telephone number, also as mobile=07700 900123; may be repeated
    #[arg(long = "phone", value_name = "[LABEL=]NUMBER")]
    phones: Vec<String>,
    /// An e-mail address; may be repeated
    #[arg(long = "email", value_name = "ADDRESS")]
    emails: Vec<String>,
    #[command(flatten)]
    home: AddressArgs,
    /// Weekly hours: “mon-fri 8-12,13-17; sat 9-12”
    #[arg(long, value_name = "HOURS")]
    hours: Option<String>,
    /// Days off: DATE, FROM..TO, with a reason as DATE=holiday; may be repeated
    #[arg(long, value_name = "DATES[=REASON]")]
    off: Vec<String>,
    /// Other hours on a date: “2026-12-24 = 8-12”; may be repeated
    #[arg(long, value_name = "DATES=HOURS")]
    extra: Vec<String>,
    /// Takes days off and other hours back; may be repeated
    #[arg(long = "as-usual", value_name = "DATES")]
    usual: Vec<String>,
    /// Most visits in a day; 0 for no limit
    #[arg(long, value_name = "N")]
    daily_limit: Option<u32>,
    /// A label; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// They have left
    #[arg(long, conflicts_with = "active")]
    inactive: bool,
    /// They are back
    #[arg(long)]
    active: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Their name
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The technician, by id or name
    technician: String,
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
    #[command(flatten)]
    page: ListPage,
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The technician, by id or name
    technician: String,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The technician, by id or name
    technician: String,
    #[command(flatten)]
    change: Change,
}

impl TechnicianVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            TechnicianVerb::Add(add) => {
                let mut desk = session.open()?;
                let hours = desk.business.hours.clone();
                let mut technician =
                    Technician { name: add.name.trim().to_owned(), hours, ..Technician::default() };
                add.fields.apply(&desk, &mut technician)?;
                record::add(&mut desk, technician, &add.change)
            }
            TechnicianVerb::Edit(edit) => {
                let mut desk = session.open()?;
                let id = desk.technician(&edit.technician)?;
                record::edit(&mut desk, id.into(), &edit.change, |desk, technician: &mut Technician| {
                    put(&mut technician.name, edit.name.as_ref());
                    edit.fields.apply(desk, technician)
                })
            }
            TechnicianVerb::List(list) => list.run(session),
            TechnicianVerb::Show(named) => show(session, &named.technician),
            TechnicianVerb::Remove(remove) => {
                record::remove(session, EntityKind::Technician, &remove.technician, &remove.change)
            }
        }
    }
}

impl Fields {
    fn apply(&self, desk: &Desk, technician: &mut Technician) -> Result<()> {
        if !self.skills.is_empty() {
            let skills = record::list_of(&self.skills);
            technician.skills = skills.iter().map(|skill| skill_of(skill)).collect::<Result<_>>()?;
        }
        put_list(&mut technician.departments, &self.departments);
        put_phones(&mut technician.phones, &self.phones);
        put_list(&mut technician.emails, &self.emails);
        self.home.apply(&mut technician.home, &mut technician.home_position)?;
        if let Some(hours) = &self.hours {
            technician.hours = read_hours(hours)?;
        }
        self.apply_dates(desk, &mut technician.exceptions)?;
        if let Some(limit) = self.daily_limit {
            technician.daily_limit = (limit > 0).then_some(limit);
        }
        put_list(&mut technician.tags, &self.tags);
        technician.inactive = (technician.inactive || self.inactive) && !self.active;
        Ok(())
    }

    fn apply_dates(&self, desk: &Desk, exceptions: &mut Vec<DayException>) -> Result<()> {
        let context = desk.context(None)?;
        for dates in &self.usual {
            let dates = read_dates(dates, &context)?;
            exceptions.retain(|exception| !dates.contains(&exception.date));
        }
        for dates in &self.off {
            put_exceptions(exceptions, read_days_off(dates, &context)?);
        }
        for dates in &self.extra {
            put_exceptions(exceptions, read_extra(dates, &context)?);
        }
        Ok(())
    }
}

impl List {
    fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let listing = Listing::page(&desk, EntityKind::Technician, &self.page)?;
        listing.answer(&desk, &["id", "name", "skills", "hours", "phones", "tags", "left"], |id, record| {
            let Record::Technician(one) = record else { return Vec::new() };
            let (skills, hours) = (say_skills(&one.skills), say_hours(&one.hours));
            let (phones, left) = (say_phones(&one.phones), words::yes(one.inactive));
            vec![id.to_string(), one.name.clone(), skills, hours, phones, one.tags.join(", "), left]
        })
    }
}

/// Skills with their levels: `gas:3, plumbing`.
pub(super) fn say_skills(skills: &[domain::Skill]) -> String {
    let say = |skill: &domain::Skill| match skill.level {
        1 => skill.name.clone(),
        level => format!("{}:{level}", skill.name),
    };
    skills.iter().map(say).collect::<Vec<_>>().join(", ")
}

fn show(session: &Session, text: &str) -> Result<Answer> {
    let desk = session.open()?;
    let id = EntityRef::from(desk.technician(text)?);
    let stored = desk.app.show(id)?;
    let today = desk.app.today_date()?;
    session.output.answer(&record::fields(id, &stored, false), |page| {
        let Record::Technician(technician) = &stored.record else { return };
        record::head(page, id, &technician.name, stored.version);
        say_fields(page, technician, today);
    })
}

fn say_fields(page: &mut Page, technician: &Technician, today: NaiveDate) {
    page.field("skills", &say_skills(&technician.skills));
    page.field("departments", &technician.departments.join(", "));
    page.field("phones", &say_phones(&technician.phones));
    page.field("emails", &technician.emails.join(", "));
    page.field("home", &technician.home.line());
    page.field("hours", &say_hours(&technician.hours));
    for exception in technician.exceptions.iter().filter(|exception| exception.date >= today) {
        page.field("differs", &say_exception(exception));
    }
    page.field("daily limit", &technician.daily_limit.map_or_else(String::new, |limit| limit.to_string()));
    page.field("tags", &technician.tags.join(", "));
    page.field("left", &words::yes(technician.inactive));
}

/// A date that differs: `Thu 24 Dec 2026 off (holiday)`.
pub(super) fn say_exception(exception: &DayException) -> String {
    let reason = if exception.reason.is_empty() { String::new() } else { format!(" ({})", exception.reason) };
    format!("{} {}{reason}", exception.date.format("%a %-d %b %Y"), say_intervals(&exception.intervals))
}
