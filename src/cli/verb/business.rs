//! `business`: its own settings.

use clap::{Args, Subcommand, ValueEnum};
use domain::{Business, Currency, DateOrder, EntityKind, EntityRef, Tz, WhenContext};

use super::record::{self, put};
use super::technician::say_exception;
use crate::args::Change;
use crate::desk::minutes_of;
use crate::failure::{Failure, Result};
use crate::hours::{DaysSaid, read_hours, say_hours};
use crate::output::{Answer, Page, words};
use crate::session::Session;

const ENTITY: EntityRef = EntityRef { kind: EntityKind::Business, id: 1 };

/// What can be done with the settings.
#[derive(Debug, Subcommand)]
pub(crate) enum BusinessVerb {
    /// The settings
    Show,
    /// Change the settings
    Edit(Box<Edit>),
}

/// How a date such as 3/4 is read, as arguments name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OrderArg {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
    /// Year, month, day
    Ymd,
    /// Both readings are shown
    Ask,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WeekdayArg {
    Monday,
    Sunday,
}

/// What can be said of the business.
#[derive(Debug, Args)]
pub(super) struct Fields {
    /// IANA zone in which its clocks run, such as Europe/London
    #[arg(long, value_name = "ZONE")]
    pub(super) zone: Option<String>,
    /// Currency of its prices, such as GBP
    #[arg(long, value_name = "CODE")]
    pub(super) currency: Option<String>,
    /// Opening hours: “mon-fri 8-17; sat 9-12”
    #[arg(long, value_name = "HOURS")]
    hours: Option<String>,
    /// Closed days: DATE, FROM..TO, with a reason as DATE=holiday; may be repeated
    #[arg(long, value_name = "DATES[=REASON]")]
    off: Vec<String>,
    /// Other hours on a date: “2026-12-24 = 8-12”; may be repeated
    #[arg(long, value_name = "DATES=HOURS")]
    extra: Vec<String>,
    /// Takes closed days and other hours back; may be repeated
    #[arg(long = "as-usual", value_name = "DATES")]
    usual: Vec<String>,
    /// Length of the arrival window that clients are told, such as 2h
    #[arg(long, value_name = "LENGTH")]
    window: Option<String>,
    /// Length of a visit whose services name none, such as 1h
    #[arg(long, value_name = "LENGTH")]
    visit: Option<String>,
    /// Time of each day, over all technicians, that is kept free for urgent work, such as 2h; 0 for none
    #[arg(long, value_name = "LENGTH")]
    reserve: Option<String>,
    /// How a date such as 3/4 is read
    #[arg(long, value_name = "ORDER")]
    date_order: Option<OrderArg>,
    /// First day of its week
    #[arg(long, value_name = "DAY")]
    week_starts: Option<WeekdayArg>,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// Trading name
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

impl BusinessVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        match self {
            BusinessVerb::Show => {
                let stored = desk.app.show(ENTITY)?;
                let data = record::fields(ENTITY, &stored, false);
                session.output.answer(&data, |page| say(page, &desk.business, stored.version))
            }
            BusinessVerb::Edit(edit) => {
                let context = desk.context(None)?;
                record::edit(&mut desk, ENTITY, &edit.change, |_, business: &mut Business| {
                    put(&mut business.name, edit.name.as_ref());
                    edit.fields.apply(business, &context)
                })
            }
        }
    }
}

impl Fields {
    /// Puts what was said into the settings; dates are read against the context.
    pub(super) fn apply(&self, business: &mut Business, context: &WhenContext) -> Result<()> {
        if let Some(zone) = &self.zone {
            business.zone = zone_of(zone)?;
        }
        if let Some(code) = &self.currency {
            business.currency = currency_of(code)?;
        }
        if let Some(hours) = &self.hours {
            business.hours = read_hours(hours)?;
        }
        let days = DaysSaid { usual: &self.usual, off: &self.off, extra: &self.extra };
        days.apply(&mut business.exceptions, context)?;
        if let Some(window) = &self.window {
            business.window_minutes = minutes_of(window)?;
        }
        if let Some(visit) = &self.visit {
            business.visit_minutes = minutes_of(visit)?;
        }
        if let Some(reserve) = &self.reserve {
            business.reserve_minutes = if reserve.trim() == "0" { 0 } else { minutes_of(reserve)? };
        }
        if let Some(order) = self.date_order {
            business.date_order = match order {
                OrderArg::Dmy => Some(DateOrder::Dmy),
                OrderArg::Mdy => Some(DateOrder::Mdy),
                OrderArg::Ymd => Some(DateOrder::Ymd),
                OrderArg::Ask => None,
            };
        }
        if let Some(day) = self.week_starts {
            business.week_starts_monday = day == WeekdayArg::Monday;
        }
        Ok(())
    }
}

/// Reads the name of a zone.
pub(super) fn zone_of(text: &str) -> Result<Tz> {
    text.trim().parse().map_err(|_| {
        let message = format!("zone: “{text}” is not a zone");
        Failure::usage("zone", message, "give its IANA name, such as Europe/London or America/New_York")
    })
}

/// Reads a currency's code.
pub(super) fn currency_of(text: &str) -> Result<Currency> {
    Currency::new(text).ok_or_else(|| {
        let message = format!("currency: “{text}” is not a currency");
        Failure::usage("currency", message, "give three letters such as GBP")
    })
}

fn say(page: &mut Page, business: &Business, version: i64) {
    record::head(page, ENTITY, &business.name, version);
    page.field("zone", business.zone.name());
    page.field("currency", business.currency.code());
    page.field("hours", &say_hours(&business.hours));
    business.exceptions.iter().for_each(|exception| page.field("differs", &say_exception(exception)));
    page.field("window", &words::minutes(business.window_minutes.into()));
    page.field("visit", &words::minutes(business.visit_minutes.into()));
    if business.reserve_minutes > 0 {
        page.field("kept for urgent work", &words::minutes(business.reserve_minutes.into()));
    }
    page.field("week starts", if business.week_starts_monday { "monday" } else { "sunday" });
    let order = match business.date_order {
        Some(DateOrder::Dmy) => "3/4 is 3 April",
        Some(DateOrder::Mdy) => "3/4 is March 4",
        Some(DateOrder::Ymd) => "2026/3/4 is 4 March 2026",
        None => "3/4 is asked about",
    };
    page.field("date order", order);
}
