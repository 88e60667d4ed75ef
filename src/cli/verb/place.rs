//! `place`: where postcodes are, as files have said.

use app::import::CountryCount;
use clap::Subcommand;
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

/// What can be done with places.
#[derive(Debug, Subcommand)]
pub(crate) enum PlaceVerb {
    /// How many places there are of each country
    List,
    /// Take the places of a country away; “import places” brings them again
    Remove {
        /// The country's code; “” for places of files that named none
        country: String,
    },
}

/// How many places there are.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PlaceList {
    /// Of each country.
    places: Vec<CountryCount>,
    /// In all.
    total: u64,
}

impl PlaceVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        match self {
            PlaceVerb::List => {
                let places = desk.app.places()?;
                let total = places.iter().map(|country| country.places).sum();
                let row = |country: &CountryCount| vec![country.country.clone(), country.places.to_string()];
                let rows: Vec<Vec<String>> = places.iter().map(row).collect();
                session.output.answer(&PlaceList { places, total }, |page| {
                    let none = "no places; bring some in: truckroll import places FILE";
                    page.table(&["country", "places"], &rows, none);
                })
            }
            PlaceVerb::Remove { country } => {
                let removed = desk.app.remove_places(&country)?;
                session.output.answer(&removed, |page| {
                    page.line(&format!("Removed {} places of “{}”", removed.removed, removed.country));
                })
            }
        }
    }
}
