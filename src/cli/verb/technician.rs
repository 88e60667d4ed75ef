//! `technician`: who does the work.

use chrono::NaiveDate;
use clap::Args;
use domain::{
    Command, DayException, EntityKind, EntityRef, Technician, read_breaks, say_breaks, say_skills,
    show_phones,
};

use super::record::{self, AddressArgs, Help, InUseArgs, Kind, ReachArgs, list_of, put_list, put_skills};
use crate::args::Page as Paging;
use crate::desk::Desk;
use crate::failure::Result;
use crate::hours::{DaysSaid, breaks_outside, read_hours, say_hours, say_intervals};
use crate::output::{Answer, Page, words};

/// What can be said of a technician. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// What they can do, with a level from 1 to 5: gas:3; may be repeated
    #[arg(long = "skill", value_name = "SKILL[:LEVEL]")]
    skills: Vec<String>,
    /// A department they belong to; may be repeated
    #[arg(long = "department", value_name = "NAME")]
    departments: Vec<String>,
    #[command(flatten)]
    reach: ReachArgs,
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
    /// A break of each working day: “30m 11:30-14:00”; may be repeated
    #[arg(long = "break", value_name = "BREAK")]
    breaks: Vec<String>,
    /// Most visits in a day; 0 for no limit
    #[arg(long, value_name = "N")]
    daily_limit: Option<u32>,
    /// What an hour of theirs costs the business, for the ranking; “none” takes it away
    #[arg(long, value_name = "AMOUNT")]
    hourly_cost: Option<String>,
    /// A label; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    #[command(flatten)]
    in_use: InUseArgs,
}

/// A new technician.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Their name
    name: String,
    #[command(flatten)]
    fields: Fields,
}

impl Kind for Technician {
    const KIND: EntityKind = EntityKind::Technician;
    const HELP: Help = Help {
        add: "Add a technician, with the business's hours unless others are given",
        edit: "Change what is known of a technician, their hours and days off",
        list: "The technicians",
        show: "One technician",
        remove: "Remove a technician that no visit names; one who has left is made inactive instead",
        record: ["TECHNICIAN", "The technician, by id or name"],
        name: "A new name",
    };
    type Add = Add;
    type Edit = Fields;
    type List = ();
    type Show = ();

    fn add(said: &Add, desk: &Desk) -> Result<Command> {
        let (name, hours) = (said.name.trim().to_owned(), desk.business.hours.clone());
        let mut technician = Technician { name, hours, ..Technician::default() };
        said.fields.apply(&mut technician, desk)?;
        Ok(Command::Add(technician.into()))
    }

    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn edit(&mut self, said: &Fields, desk: &Desk) -> Result<()> {
        said.apply(self, desk)
    }

    fn list((): &(), paging: &Paging, desk: &Desk) -> Result<Answer> {
        let header = ["id", "name", "skills", "hours", "phones", "tags", "left"];
        record::table(desk, None, paging, &header, |id, one: &Technician| {
            let (skills, hours) = (say_skills(&one.skills), say_hours(&one.hours));
            let (phones, left) = (show_phones(&one.phones), words::yes(one.inactive));
            vec![id.to_string(), one.name.clone(), skills, hours, phones, one.tags.join(", "), left]
        })
    }

    fn show((): &(), entity: EntityRef, desk: &Desk) -> Result<Answer> {
        let today = desk.now_local().date_naive();
        record::card(desk, entity, false, |page, technician| say_fields(page, technician, today))
    }
}

impl Fields {
    fn apply(&self, technician: &mut Technician, desk: &Desk) -> Result<()> {
        put_skills(&mut technician.skills, &self.skills)?;
        put_list(&mut technician.departments, &self.departments);
        self.reach.apply(&mut technician.phones, &mut technician.emails);
        self.home.apply(&mut technician.home, &mut technician.home_position)?;
        if let Some(hours) = &self.hours {
            technician.hours = read_hours(hours)?;
        }
        let days = DaysSaid { usual: &self.usual, off: &self.off, extra: &self.extra };
        days.apply(&mut technician.exceptions, &desk.context(None)?)?;
        if !self.breaks.is_empty() {
            technician.breaks = read_breaks(&list_of(&self.breaks).join("; "))?;
        }
        if let Some(limit) = self.daily_limit {
            technician.daily_limit = (limit > 0).then_some(limit);
        }
        if let Some(cost) = &self.hourly_cost {
            let is_none = cost.eq_ignore_ascii_case("none");
            technician.hourly_cost = if is_none { None } else { Some(desk.money("hourly_cost", cost)?) };
        }
        put_list(&mut technician.tags, &self.tags);
        self.in_use.apply(&mut technician.inactive);
        if self.hours.is_some() || !self.breaks.is_empty() {
            say_outside(technician, desk);
        }
        Ok(())
    }
}

/// Says which breaks lie where nobody works: that may be meant, for hours yet to come.
fn say_outside(technician: &Technician, desk: &Desk) {
    let outside = breaks_outside(technician);
    if !outside.is_empty() {
        let (breaks, name, hours) = (say_breaks(&outside), &technician.name, say_hours(&technician.hours));
        desk.session.output.say(&format!(
            "no time is kept for the break {breaks}: it lies outside the hours of {name} ({hours}); change --break or \
             --hours"
        ));
    }
}

fn say_fields(page: &mut Page, technician: &Technician, today: NaiveDate) {
    page.field("skills", &say_skills(&technician.skills));
    page.field("departments", &technician.departments.join(", "));
    page.field("phones", &show_phones(&technician.phones));
    page.field("emails", &technician.emails.join(", "));
    page.field("home", &technician.home.line());
    page.field("hours", &say_hours(&technician.hours));
    for exception in technician.exceptions.iter().filter(|exception| exception.date >= today) {
        page.field("differs", &say_exception(exception));
    }
    page.field("breaks", &say_breaks(&technician.breaks));
    page.field("daily limit", &technician.daily_limit.map_or_else(String::new, |limit| limit.to_string()));
    page.field("hourly cost", &words::price(technician.hourly_cost));
    page.field("tags", &technician.tags.join(", "));
    page.field("left", &words::yes(technician.inactive));
}

/// A date that differs: `Thu 24 Dec 2026 off (holiday)`.
pub(super) fn say_exception(exception: &DayException) -> String {
    let reason = if exception.reason.is_empty() { String::new() } else { format!(" ({})", exception.reason) };
    format!("{} {}{reason}", exception.date.format("%a %-d %b %Y"), say_intervals(&exception.intervals))
}
