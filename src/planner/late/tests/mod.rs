//! What a lateness comes to, and what is done about it.

mod cascade;
mod dues;
mod fixture;
mod order;
mod properties;
mod repairs;
