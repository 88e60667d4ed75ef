//! What a lateness comes to, and what is done about it.

mod cascade;
mod fixture;
mod properties;
mod repairs;
