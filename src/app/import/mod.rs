//! Foreign files: into plain tables and cards, and from those into records.
//!
//! Everything here but [`bring`](crate::App::import) is pure: bytes in, tables or cards out, with every doubt
//! reported by line and column. It must not know of clients, jobs or the store: which column means what is
//! decided in `bring`, above it.

mod amount;
mod bring;
mod busy;
mod calendar;
mod calendar_report;
mod card;
mod clock;
mod date;
mod date_order;
mod delimited;
mod duration;
mod encoding;
mod everything;
mod holidays;
mod json_lines;
mod own;
mod places;
mod position;
mod problem;
mod quoting;
mod sniff;
mod table;
mod value;
mod vcard;
mod vcard_bytes;
mod vcard_lines;

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says by panicking that it failed
mod tests;

pub use amount::*;
pub use bring::*;
pub use calendar::*;
pub use calendar_report::CalendarReport;
pub use card::*;
pub use date::*;
pub use date_order::*;
pub use duration::*;
pub use encoding::*;
pub use everything::{Everything, MAX_EVERYTHING_BYTES};
pub use places::{CountryCount, PlaceOptions, PlacesRemoved, PlacesReport};
pub use position::*;
pub use problem::*;
pub use table::*;
pub use value::*;
pub use vcard::*;
