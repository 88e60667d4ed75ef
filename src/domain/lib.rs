//! Pure rules of the service desk: words, lifecycles, guards and decisions.
//!
//! This crate must not know of files, databases, terminals, clocks, randomness or the environment:
//! the present moment, new ids and the person acting all come in as arguments ([`Context`]).
//!
//! The way in is [`decide`]: a [`Slice`] of what is, a [`Command`] of what is wanted and the
//! [`Context`] give a [`Decision`] (facts to store) or a [`Refusal`] (a sentence and its mend).

mod business;
mod capture;
mod change;
mod client;
mod command;
mod contact;
mod context;
mod decide;
mod describe;
mod draft;
mod equipment;
mod event;
mod events;
mod field;
#[cfg(test)]
mod fixture;
mod floating_break;
mod free;
mod hours;
mod id;
mod job;
mod mark;
mod merge;
mod moment;
mod money;
mod note;
mod offered;
mod place;
mod promise;
#[cfg(test)]
mod property;
mod ready;
mod record;
mod refusal;
mod rule;
mod said;
mod service;
mod site;
mod slice;
mod span;
mod stage;
mod substatus;
mod technician;
mod text;
mod travel;
mod visit;
mod visits;
mod when;

pub use business::*;
pub use capture::*;
pub use change::*;
pub use client::*;
pub use command::*;
pub use contact::*;
pub use context::*;
pub use decide::{decide, name_finding};
pub use describe::*;
pub use draft::*;
pub use equipment::*;
pub use event::*;
pub use events::*;
pub use field::*;
pub use floating_break::*;
pub use free::*;
pub use hours::*;
pub use id::*;
pub use job::*;
pub use mark::*;
pub use merge::merged_client;
pub use money::*;
pub use note::*;
pub use offered::*;
pub use place::*;
pub use promise::*;
pub use ready::*;
pub use record::*;
pub use refusal::*;
pub use rule::*;
pub use said::*;
pub use service::*;
pub use site::*;
pub use slice::*;
pub use span::*;
pub use stage::*;
pub use substatus::*;
pub use technician::*;
pub use text::*;
pub use travel::*;
pub use visit::*;
pub use visits::*;
pub use when::*;

pub use chrono_tz::Tz;

/// A moment, always in UTC; it is shown in the business's zone.
pub type Moment = chrono::DateTime<chrono::Utc>;
