//! What screens and the command line show: plain data, built from records and the present moment.
//!
//! Nothing here reads the store: each builder takes a loaded [`crate::Loaded`] and answers with values
//! that can be drawn or printed as they are. Times are in the business's zone.

mod board;
mod client;
mod day;
mod find;
mod job;
mod line;
mod log;
mod today;

pub use board::*;
pub use client::*;
pub use day::*;
pub use find::*;
pub use job::*;
pub use line::*;
pub use log::*;
pub use today::*;
