//! A postal address and a position, as arguments.

use clap::Args;
use domain::{Address, Position, read_position};

use super::put;
use crate::failure::Result;

/// A postal address; each part replaces the one that was there.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct AddressArgs {
    /// House, street and floor, or the whole address in one line
    #[arg(long, alias = "address", value_name = "TEXT")]
    street: Option<String>,
    /// Town or city
    #[arg(long, value_name = "TEXT")]
    city: Option<String>,
    /// County, state or province
    #[arg(long, value_name = "TEXT")]
    region: Option<String>,
    /// Postcode or ZIP
    #[arg(long, value_name = "TEXT")]
    postcode: Option<String>,
    /// Country
    #[arg(long, value_name = "TEXT")]
    country: Option<String>,
    /// Degrees north and east, such as 50.8225,-0.1372; “none” takes it away
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    position: Option<String>,
}

impl AddressArgs {
    /// Puts the parts that were given in their places.
    pub(crate) fn apply(&self, address: &mut Address, position: &mut Option<Position>) -> Result<()> {
        put(&mut address.street, self.street.as_ref());
        put(&mut address.city, self.city.as_ref());
        put(&mut address.region, self.region.as_ref());
        put(&mut address.postcode, self.postcode.as_ref());
        put(&mut address.country, self.country.as_ref());
        if let Some(text) = &self.position {
            *position = if text == "none" { None } else { Some(read_position(text)?) };
        }
        Ok(())
    }
}
