//! `service`: the price book.

use clap::Args;
use domain::{ChecklistItem, Command, EntityKind, EntityRef, PartLine, Service, say_skills};

use super::record::{self, Help, InUseArgs, Kind, list_of, put, put_skills, put_text};
use crate::args::Page as Paging;
use crate::desk::{Desk, minutes_of};
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page, words};

/// What can be said of a service. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// The business's own short code; as #CODE it books the service in one line
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// What is included; “-” reads standard input
    #[arg(long, value_name = "TEXT")]
    scope: Option<String>,
    /// What is not
    #[arg(long, value_name = "TEXT")]
    exclusions: Option<String>,
    /// What must hold for price and promise to stand
    #[arg(long, value_name = "TEXT")]
    conditions: Option<String>,
    /// Standard duration, such as 1h30
    #[arg(long, value_name = "LENGTH")]
    duration: Option<String>,
    /// A skill that whoever goes must have: gas:3; may be repeated
    #[arg(long = "skill", value_name = "SKILL[:LEVEL]")]
    skills: Vec<String>,
    /// How many people it takes
    #[arg(long, value_name = "N")]
    crew_size: Option<u32>,
    /// A line of its checklist that may stay unanswered; may be repeated
    #[arg(long = "check", value_name = "TEXT")]
    checks: Vec<String>,
    /// A line of its checklist that must be answered; may be repeated
    #[arg(long = "required-check", value_name = "TEXT")]
    required: Vec<String>,
    /// A part it usually takes: washer:2; may be repeated
    #[arg(long = "part", value_name = "PART[:QUANTITY]")]
    parts: Vec<String>,
    /// Standard price; “none” takes it away
    #[arg(long, value_name = "AMOUNT")]
    price: Option<String>,
    #[command(flatten)]
    in_use: InUseArgs,
}

/// A new entry in the price book.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Its name
    name: String,
    #[command(flatten)]
    fields: Fields,
}

impl Kind for Service {
    const KIND: EntityKind = EntityKind::Service;
    const HELP: Help = Help {
        add: "Add an entry to the price book",
        edit: "Change an entry",
        list: "The price book",
        show: "One entry",
        remove: "Remove an entry that no job names; one no longer offered is made inactive instead",
        record: ["SERVICE", "The service, by id or name"],
        name: "A new name",
    };
    type Add = Add;
    type Edit = Fields;
    type List = ();
    type Show = ();

    fn add(said: &Add, desk: &Desk) -> Result<Command> {
        let name = said.name.trim().to_owned();
        let mut service = Service { name, crew_size: 1, ..Service::default() };
        said.fields.apply(&mut service, desk)?;
        Ok(Command::Add(service.into()))
    }

    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn edit(&mut self, said: &Fields, desk: &Desk) -> Result<()> {
        said.apply(self, desk)
    }

    fn list((): &(), paging: &Paging, desk: &Desk) -> Result<Answer> {
        let header = ["id", "name", "code", "duration", "skills", "crew", "price", "no longer offered"];
        record::table(desk, None, paging, &header, |id, one: &Service| {
            let (name, code) = (one.name.clone(), one.code.clone());
            let crew = if one.crew_size > 1 { one.crew_size.to_string() } else { String::new() };
            let (price, gone) = (words::price(one.price), words::yes(one.inactive));
            vec![id.to_string(), name, code, length(one), say_skills(&one.skills), crew, price, gone]
        })
    }

    fn show((): &(), entity: EntityRef, desk: &Desk) -> Result<Answer> {
        record::card(desk, entity, false, say_fields)
    }
}

impl Fields {
    fn apply(&self, service: &mut Service, desk: &Desk) -> Result<()> {
        put(&mut service.code, self.code.as_ref());
        put_text(&mut service.scope, self.scope.as_ref())?;
        put(&mut service.exclusions, self.exclusions.as_ref());
        put(&mut service.conditions, self.conditions.as_ref());
        if let Some(duration) = &self.duration {
            service.duration_minutes = minutes_of(duration)?;
        }
        put_skills(&mut service.skills, &self.skills)?;
        service.crew_size = self.crew_size.unwrap_or(service.crew_size);
        if !(self.checks.is_empty() && self.required.is_empty()) {
            let item = |required| move |text| ChecklistItem { text, required };
            let required = list_of(&self.required).into_iter().map(item(true));
            service.checklist = required.chain(list_of(&self.checks).into_iter().map(item(false))).collect();
        }
        if !self.parts.is_empty() {
            service.parts = parts_of(&self.parts)?;
        }
        if let Some(price) = &self.price {
            service.price =
                if price.eq_ignore_ascii_case("none") { None } else { Some(desk.money("price", price)?) };
        }
        self.in_use.apply(&mut service.inactive);
        Ok(())
    }
}

/// Parts with quantities: `washer:2`, `tap`.
pub(super) fn parts_of(texts: &[String]) -> Result<Vec<PartLine>> {
    list_of(texts).iter().map(|text| part_of(text)).collect()
}

fn part_of(text: &str) -> Result<PartLine> {
    let counted =
        text.rsplit_once(':').and_then(|(name, count)| Some((name, count.trim().parse::<u32>().ok()?)));
    let (name, quantity) = counted.unwrap_or((text, 1));
    if name.trim().is_empty() || quantity == 0 {
        let message = format!("part: “{text}” has no name or quantity 0");
        return Err(Failure::usage("part", message, "write it as washer or washer:2"));
    }
    Ok(PartLine { name: name.trim().to_owned(), quantity })
}

/// Parts in words: `2 × washer, tap`.
pub(super) fn say_parts(parts: &[PartLine]) -> String {
    let say = |part: &PartLine| match part.quantity {
        1 => part.name.clone(),
        count => format!("{count} × {}", part.name),
    };
    parts.iter().map(say).collect::<Vec<_>>().join(", ")
}

fn length(service: &Service) -> String {
    if service.duration_minutes == 0 {
        String::new()
    } else {
        words::minutes(service.duration_minutes.into())
    }
}

fn say_fields(page: &mut Page, service: &Service) {
    page.field("code", &service.code);
    page.field("scope", &service.scope);
    page.field("exclusions", &service.exclusions);
    page.field("conditions", &service.conditions);
    page.field("duration", &length(service));
    page.field("skills", &say_skills(&service.skills));
    page.field("crew", &service.crew_size.to_string());
    page.field("parts", &say_parts(&service.parts));
    page.field("price", &words::price(service.price));
    page.field("not offered", &words::yes(service.inactive));
    if !service.checklist.is_empty() {
        page.heading("Checklist");
    }
    for item in &service.checklist {
        page.line(&format!("- {}{}", item.text, if item.required { " (required)" } else { "" }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_quantities_and_names_may_hold_a_colon() {
        let parts = parts_of(&["washer:2".to_owned(), "tap".to_owned(), "pipe 3:4 inch".to_owned()]).unwrap();
        assert_eq!(say_parts(&parts), "2 × washer, tap, pipe 3:4 inch");
        assert!(parts_of(&["washer:0".to_owned()]).is_err());
        assert!(parts_of(&[":2".to_owned()]).is_err());
    }
}
