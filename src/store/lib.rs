//! The embedded store: opening, migrations, tables, journal, search and backups.
//!
//! This crate keeps records and the journal of what was done to them. It must not know rules (they are in
//! `domain`), screens or the command line; it never reads the clock, and every write is one transaction.

mod error;

pub use error::StoreError;
