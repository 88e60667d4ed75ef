//! The embedded store: opening, migrations, tables, journal, search and backups.
//!
//! This crate keeps records and the journal of what was done to them. It must not know rules (they are in
//! `domain`), screens or the command line; it never reads the clock, and every write is one transaction.

// The file: opening it, keeping it whole and private, copying it.
mod alarm;
mod backup;
mod connection;
mod error;
mod filesystem;
mod health;
mod identity;
mod migration;
mod new_file;
mod notice;
mod open;
mod permission;
mod place;

pub use alarm::Alarm;
pub use backup::{
    Backup, BackupFile, Restored, backup_if_due, backups_of, is_backup_due, latest_good_backup, restore,
    verify_backup,
};
pub use error::StoreError;
pub use health::{Health, Problem, mend};
pub use migration::{Standing as SchemaStanding, standing as schema_standing};
pub use notice::Notice;
pub use open::{OpenOptions, Store};
pub use place::shell_path;

// The records: their tables, what is derived from them, the journal.
mod business;
mod client;
mod contact;
mod draft;
mod dump;
mod equipment;
mod event;
mod external;
mod ids;
mod job;
mod journal;
mod many;
mod note;
mod owner;
mod past;
mod postcode;
mod read;
mod row;
mod search;
mod service;
mod site;
mod standing;
mod table;
mod tag;
mod technician;
mod transaction;
mod users;
mod visit;

pub use draft::{DraftStep, StoredDraft};
pub use job::JobFilter;
pub use journal::{LogFilter, LoggedChange, NewOperation, Operation};
pub use postcode::PlacesPut;
pub use read::Reader;
pub use row::{Rows, Stored};
pub use search::{Hit, fold};
pub use transaction::Tx;
pub use users::named_by;
pub use visit::outline::{Standing, VisitOutline};

#[cfg(test)]
mod contract;
