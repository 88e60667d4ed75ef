//! What screens and the command line show: plain data, built from records and the present moment.
//!
//! Nothing here reads the store: each builder takes a loaded [`crate::Loaded`] and answers with values
//! that can be drawn or printed as they are. Times are in the business's zone.

mod board;
mod client;
mod day;
mod day_load;
mod event;
mod find;
mod job;
mod line;
mod log;
mod month;
mod short_name;
mod solo;
mod timeline;
mod today;
mod week;

pub use board::*;
pub use client::*;
pub use day::*;
pub use day_load::*;
pub use event::EventLine;
pub use find::*;
pub use job::*;
pub use line::*;
pub use log::*;
pub use month::*;
pub use solo::{is_solo, who_is_alone};
pub use timeline::*;
pub use today::*;
pub use week::*;

use short_name::short_names;
