//! The embedded store: tables, journal, search and migrations.
