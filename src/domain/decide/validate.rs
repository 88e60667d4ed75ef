//! What must hold of each record on its own and of the records that it names.

use super::desk::Desk;
use super::job::owner_of_site;
use super::place::check_length;
use super::wording::limit_record;
use crate::{
    DayException, EntityRef, Event, FloatingBreak, Job, Money, PartLine, Position, Record, Refusal, Skill,
    Slot, Technician, TechnicianId, Visit, WeekHours, fault_of, is_email, slot_of_days,
};

/// Longest standard duration: four weeks, in minutes.
const LONGEST_MINUTES: u32 = 28 * 24 * 60;

/// Longest event: a year, its leap day and an hour of clocks going back.
const LONGEST_EVENT_MINUTES: i64 = 366 * 24 * 60 + 60;

pub(super) fn validate(desk: &Desk<'_>, record: &Record) -> Result<(), Refusal> {
    limit_record(record)?;
    match record {
        Record::Business(r) => {
            name(&r.name)?;
            hours(&r.hours)?;
            exceptions(&r.exceptions)?;
            minutes("window_minutes", r.window_minutes)?;
            minutes("visit_minutes", r.visit_minutes)
        }
        Record::Client(r) => {
            name(&r.name)?;
            emails(&r.emails)?;
            technicians(desk, r.preferred.iter().chain(&r.required).chain(&r.barred))?;
            match r.required.iter().find(|who| r.barred.contains(who)) {
                None => Ok(()),
                Some(who) => {
                    let name = &desk.technician(*who)?.name;
                    let message = format!("{name} is both insisted on and not wanted");
                    Err(Refusal::invalid("required", message, "name them in one of the two lists"))
                }
            }
        }
        Record::Contact(r) => {
            name(&r.name)?;
            emails(&r.emails)?;
            desk.exists(r.client.into())
        }
        Record::Site(r) => {
            desk.exists(r.client.into())?;
            if r.name.trim().is_empty() && r.address.is_empty() && r.position.is_none() {
                return Err(Refusal::invalid(
                    "address",
                    "is missing",
                    "give a name, an address or a position",
                ));
            }
            position(r.position)
        }
        Record::Equipment(r) => {
            name(&r.name)?;
            desk.exists(r.site.into())
        }
        Record::Technician(r) => technician(desk, r),
        Record::Service(r) => {
            name(&r.name)?;
            skills(&r.skills)?;
            parts(&r.parts)?;
            price(desk, "price", r.price)?;
            if r.duration_minutes > 0 {
                minutes("duration_minutes", r.duration_minutes)?;
            }
            if r.crew_size == 0 {
                return Err(Refusal::invalid("crew_size", "is 0", "give at least 1"));
            }
            Ok(())
        }
        Record::Job(r) => job(desk, r),
        Record::Visit(r) => visit(desk, r),
        Record::Event(r) => event(desk, r),
        Record::Note(r) => {
            filled("text", &r.text, "write something")?;
            desk.exists(r.about)
        }
    }
}

fn technician(desk: &Desk<'_>, technician: &Technician) -> Result<(), Refusal> {
    name(&technician.name)?;
    emails(&technician.emails)?;
    skills(&technician.skills)?;
    hours(&technician.hours)?;
    exceptions(&technician.exceptions)?;
    breaks(&technician.breaks)?;
    price(desk, "hourly_cost", technician.hourly_cost)?;
    if technician.hourly_cost.is_some_and(|cost| cost.minor < 0) {
        return Err(Refusal::invalid(
            "hourly_cost",
            "is less than nothing",
            "give what an hour costs, or none",
        ));
    }
    position(technician.home_position)
}

fn job(desk: &Desk<'_>, job: &Job) -> Result<(), Refusal> {
    filled("title", &job.title, "say in a line what is to be done")?;
    owner_of_site(desk, job)?;
    for service in &job.services {
        desk.exists((*service).into())?;
    }
    skills(&job.skills)?;
    price(desk, "price", job.price)?;
    if let Some(length) = job.duration_minutes {
        minutes("duration_minutes", length)?;
    }
    if job.offered.iter().any(|offer| offer.end <= offer.start) {
        return Err(Refusal::invalid("offered", "one ends before it starts", "give an end after the start"));
    }
    collecting(desk, job)
}

/// Parts are collected at a site that is there and is not where the work is.
fn collecting(desk: &Desk<'_>, job: &Job) -> Result<(), Refusal> {
    if let Some(length) = job.collect_minutes {
        minutes("collect_minutes", length)?;
    }
    let Some(site) = job.collect_at else { return Ok(()) };
    if job.site == Some(site) {
        let message = format!("{site} is where the work is");
        return Err(Refusal::invalid("collect_at", message, "name another site, or none"));
    }
    desk.exists(site.into())
}

fn visit(desk: &Desk<'_>, visit: &Visit) -> Result<(), Refusal> {
    desk.exists(visit.job.into())?;
    minutes("minutes", visit.minutes)?;
    if let Some(slot) = &visit.slot {
        check_length(slot)?;
    }
    if visit.window.is_some_and(|window| window.end <= window.start) {
        return Err(Refusal::invalid("window", "ends before it starts", "give an end after the start"));
    }
    let crew: Vec<TechnicianId> = visit.crew.iter().flat_map(crate::Crew::members).collect();
    technicians(desk, crew.iter())
}

/// A time that is one, not longer than a year, and of whole days when it says so.
fn event(desk: &Desk<'_>, event: &Event) -> Result<(), Refusal> {
    technicians(desk, event.technician.iter())?;
    let Slot { span, zone, .. } = event.slot;
    if span.end <= span.start {
        return Err(Refusal::invalid("slot", "ends before it starts", "give an end after the start"));
    }
    if span.minutes() > LONGEST_EVENT_MINUTES {
        return Err(Refusal::invalid("slot", "is longer than a year", "give at most 366 days"));
    }
    let (first, last) = event.days();
    if event.all_day && slot_of_days(first, last, zone) != Some(event.slot) {
        let message = "is not of whole days";
        return Err(Refusal::invalid("slot", message, "from midnight to midnight, or not of whole days"));
    }
    Ok(())
}

fn name(value: &str) -> Result<(), Refusal> {
    filled("name", value, "give a name")
}

fn filled(field: &str, value: &str, mend: &str) -> Result<(), Refusal> {
    if value.trim().is_empty() {
        return Err(Refusal::invalid(field, "is missing", mend));
    }
    Ok(())
}

fn emails(emails: &[String]) -> Result<(), Refusal> {
    match emails.iter().find(|email| !is_email(email)) {
        Some(email) => {
            let message = format!("“{email}” is not an e-mail address");
            Err(Refusal::invalid("emails", message, "write it as name@example.com"))
        }
        None => Ok(()),
    }
}

fn technicians<'i>(desk: &Desk<'_>, ids: impl Iterator<Item = &'i TechnicianId>) -> Result<(), Refusal> {
    ids.copied().map(EntityRef::from).try_for_each(|entity| desk.exists(entity))
}

fn skills(skills: &[Skill]) -> Result<(), Refusal> {
    for skill in skills {
        filled("skills", &skill.name, "name the skill")?;
        if !(1..=5).contains(&skill.level) {
            let message = format!("{} has level {}", skill.name, skill.level);
            return Err(Refusal::invalid("skills", message, "levels go from 1 to 5"));
        }
    }
    Ok(())
}

/// Each part has a name and a count.
pub(super) fn parts(parts: &[PartLine]) -> Result<(), Refusal> {
    match parts.iter().find(|part| part.quantity == 0 || part.name.trim().is_empty()) {
        Some(_) => Err(Refusal::invalid("parts", "a part has no name or quantity 0", "name it and count it")),
        None => Ok(()),
    }
}

fn hours(hours: &WeekHours) -> Result<(), Refusal> {
    match hours.fault() {
        Some(fault) => Err(Refusal::invalid("hours", fault, "give intervals in order, such as 8-12,13-17")),
        None => Ok(()),
    }
}

/// Hours of single dates obey the same rules, and a date is named once.
fn exceptions(exceptions: &[DayException]) -> Result<(), Refusal> {
    for (place, exception) in exceptions.iter().enumerate() {
        let date = exception.date.format("%a %-d %b %Y");
        if exceptions[..place].iter().any(|other| other.date == exception.date) {
            let message = format!("{date} is named twice");
            return Err(Refusal::invalid("exceptions", message, "put its intervals in one exception"));
        }
        if let Some(fault) = fault_of(&exception.intervals) {
            let message = format!("the intervals of {date} {fault}");
            return Err(Refusal::invalid(
                "exceptions",
                message,
                "give intervals in order, such as 8-12,13-17",
            ));
        }
    }
    Ok(())
}

fn breaks(breaks: &[FloatingBreak]) -> Result<(), Refusal> {
    match breaks.iter().find_map(FloatingBreak::fault) {
        Some(fault) => {
            Err(Refusal::invalid("breaks", format!("one {fault}"), "give one such as 30m 11:30-14:00"))
        }
        None => Ok(()),
    }
}

fn minutes(field: &str, value: u32) -> Result<(), Refusal> {
    if (1..=LONGEST_MINUTES).contains(&value) {
        return Ok(());
    }
    Err(Refusal::invalid(field, format!("{value} minutes"), "give 1 minute to 28 days"))
}

fn position(position: Option<Position>) -> Result<(), Refusal> {
    match position {
        Some(p) if Position::new(p.latitude, p.longitude).is_none() => {
            let message = format!("{}, {} is not on the globe", p.latitude, p.longitude);
            Err(Refusal::invalid("position", message, "latitude -90 to 90, longitude -180 to 180"))
        }
        Some(_) | None => Ok(()),
    }
}

fn price(desk: &Desk<'_>, field: &'static str, price: Option<Money>) -> Result<(), Refusal> {
    let Some(price) = price else { return Ok(()) };
    let own = desk.business()?.currency;
    if price.currency == own {
        return Ok(());
    }
    let message = format!("is in {}, the business's currency is {}", price.currency.code(), own.code());
    Err(Refusal::invalid(field, message, format!("give it in {}", own.code())))
}
