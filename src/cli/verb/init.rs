//! `init`: a new store with the business's settings.

use app::{App, usual_business};
use clap::Args;
use domain::{Business, Currency, Tz, WhenContext};
use serde_json::json;

use super::business::{Fields, currency_of, zone_of};
use crate::desk::say_outcome;
use crate::failure::{Failure, Result};
use crate::hours::system_zone;
use crate::output::Answer;
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Trading name of the business
    #[arg(long)]
    name: String,
    #[command(flatten)]
    fields: Fields,
}

impl Init {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let zone = self.zone()?;
        let currency = match &self.fields.currency {
            Some(code) => currency_of(code)?,
            None => usual_currency(zone, &territory()),
        };
        let mut business = usual_business(self.name.trim(), zone, currency);
        let now = session.clock().now().with_timezone(&zone).naive_local();
        self.fields.apply(&mut business, &WhenContext::new(now, zone))?;
        let db = session.db()?;
        session.make_store_folder(&db)?;
        let (_, outcome) = App::init(&db, business, session.clock(), session.actor()?)?;
        session.note_written();
        let mut data = serde_json::to_value(&outcome).unwrap_or_default();
        data["db"] = json!(db);
        session.output.answer(&data, |page| {
            say_outcome(page, &outcome);
            page.field("store", &db.display().to_string());
            page.field("zone", zone.name());
            page.field("currency", currency.code());
        })
    }

    fn zone(&self) -> Result<Tz> {
        if let Some(zone) = &self.fields.zone {
            return zone_of(zone);
        }
        system_zone().ok_or_else(|| {
            let message = "the zone of this machine is not known";
            Failure::usage("zone", message, "say it with --zone, such as --zone Europe/London")
        })
    }
}

/// The usual settings for a business on this machine: its zone, and the currency of the place.
pub fn business_here(name: &str) -> Business {
    let zone = system_zone().unwrap_or(Tz::UTC);
    usual_business(name.trim(), zone, usual_currency(zone, &territory()))
}

/// The territory of the locale for money: `GB` of `en_GB.UTF-8`; empty when there is none.
fn territory() -> String {
    let of = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = of("LC_ALL").or_else(|| of("LC_MONETARY")).or_else(|| of("LANG")).unwrap_or_default();
    let rest = locale.split_once('_').map_or("", |(_, rest)| rest);
    rest.split(['.', '@']).next().unwrap_or_default().to_owned()
}

/// The currency where the business seems to be, by the locale, else by the zone; `business edit` changes it.
fn usual_currency(zone: Tz, territory: &str) -> Currency {
    let code = match territory {
        "GB" => "GBP",
        "US" => "USD",
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        "CH" => "CHF",
        "AT" | "BE" | "DE" | "ES" | "FI" | "FR" | "IE" | "IT" | "NL" | "PT" => "EUR",
        _ if zone.name() == "Europe/London" => "GBP",
        _ if zone.name().starts_with("Europe/") => "EUR",
        _ => "USD",
    };
    Currency::new(code).expect("every code above is three capital letters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currency_follows_the_place() {
        let zone = |name: &str| name.parse::<Tz>().unwrap();
        for (name, territory, code) in [
            ("Europe/London", "", "GBP"),
            ("Europe/London", "IE", "EUR"),
            ("Europe/Berlin", "", "EUR"),
            ("America/Chicago", "", "USD"),
            ("Etc/UTC", "AU", "AUD"),
        ] {
            assert_eq!(usual_currency(zone(name), territory).code(), code);
        }
    }
}
