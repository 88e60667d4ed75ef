//! The verbs, one file for each noun.

pub(crate) mod backup;
pub(crate) mod board;
pub(crate) mod business;
mod client;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod config_keys;
mod contact;
pub(crate) mod day;
pub(crate) mod demo;
pub(crate) mod doctor;
mod equipment;
pub(crate) mod export;
pub(crate) mod filter;
pub(crate) mod find;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod invoice;
pub(crate) mod job;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod merge;
pub(crate) mod migrate;
mod note;
mod record;
pub(crate) mod restore;
mod service;
mod site;
pub(crate) mod tag;
mod technician;
pub(crate) mod today;
pub(crate) mod tray;
pub(crate) mod undo;
pub(crate) mod visit;
pub(crate) mod week;

pub(crate) use record::RecordVerb;
