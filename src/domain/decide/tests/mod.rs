//! Decisions as tables: given, when, then.

mod arrange;
mod batch;
mod draft;
mod event;
mod field;
mod finish;
mod job;
mod merge;
mod place;
mod record;
mod tag;
mod visit;
