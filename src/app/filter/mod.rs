//! What a view is narrowed to: one line that is typed, kept, and asked of the store or of what is loaded.
//!
//! `@dana #gas !late zone:north svc:boiler stage:scheduled client:kerr no heat`
//!
//! `@` names technicians, `#` tags, `!` a mark or a priority; plain words are searched for. What holds a blank
//! is quoted. Terms of different kinds must all hold; of several of one kind any will do.

mod find;
mod pass;
mod read;
mod write;

#[cfg(test)]
mod tests;

use domain::{Mark, Priority, Stage};

pub use find::FilterNames;
pub use read::{FIELDS, FilterError};
pub(crate) use find::resolve;

/// What a view is narrowed to; what is empty narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Names or ids of technicians who go.
    pub technicians: Vec<String>,
    /// Names or ids of entries of the price book.
    pub services: Vec<String>,
    /// Zones of the site.
    pub zones: Vec<String>,
    /// Tags of the job.
    pub tags: Vec<String>,
    /// Names or ids of clients.
    pub clients: Vec<String>,
    /// Stages of the job.
    pub stages: Vec<Stage>,
    /// Derived marks.
    pub marks: Vec<Mark>,
    /// Priorities of the job.
    pub priorities: Vec<Priority>,
    /// Words that are all searched for.
    pub words: Vec<String>,
}

impl Filter {
    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// The words alone, as they are searched for where nothing else applies.
    pub fn text(&self) -> String {
        self.words.join(" ")
    }

    /// The same, narrowed by another too: terms of one kind are added to those that are there.
    #[must_use]
    pub fn and(mut self, other: Filter) -> Self {
        fn add<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
            for one in more {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        add(&mut self.technicians, other.technicians);
        add(&mut self.services, other.services);
        add(&mut self.zones, other.zones);
        add(&mut self.tags, other.tags);
        add(&mut self.clients, other.clients);
        add(&mut self.stages, other.stages);
        add(&mut self.marks, other.marks);
        add(&mut self.priorities, other.priorities);
        add(&mut self.words, other.words);
        self
    }
}
