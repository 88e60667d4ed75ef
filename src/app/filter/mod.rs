//! What a view is narrowed to: one line that is typed, kept, and asked of the store or of what is loaded.
//!
//! `@dana #gas !late zone:north svc:boiler stage:scheduled client:kerr no heat`
//!
//! `@` names technicians, `#` tags, `!` a mark or a priority; plain words are searched for. What holds a blank
//! is quoted. Terms of different kinds must all hold; of several of one kind any will do. A term behind `-`
//! must not hold, as in `-@dana -#gas -stage:closed -boiler`; of several none may.

mod find;
mod narrow;
mod pass;
mod read;
mod saved;
mod write;

#[cfg(test)]
mod tests;

use domain::{Mark, Priority, Stage};

pub use find::FilterNames;
pub(crate) use find::{resolve, resolve_for_visits};
pub use read::{FIELDS, FilterError};
pub use saved::SavedFilters;

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
    /// Filters of one term each that nothing may pass.
    pub without: Vec<Filter>,
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

    /// Whether every term of another is in it.
    pub fn has(&self, other: &Filter) -> bool {
        self.clone().and(other.clone()) == *self
    }

    /// Adds the terms of another, or takes them away when all are in it.
    pub fn toggle(&mut self, other: Filter) {
        if !self.has(&other) {
            *self = std::mem::take(self).and(other);
            return;
        }
        self.technicians.retain(|term| !other.technicians.contains(term));
        self.services.retain(|term| !other.services.contains(term));
        self.zones.retain(|term| !other.zones.contains(term));
        self.tags.retain(|term| !other.tags.contains(term));
        self.clients.retain(|term| !other.clients.contains(term));
        self.stages.retain(|term| !other.stages.contains(term));
        self.marks.retain(|term| !other.marks.contains(term));
        self.priorities.retain(|term| !other.priorities.contains(term));
        self.words.retain(|term| !other.words.contains(term));
        self.without.retain(|term| !other.without.contains(term));
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
        add(&mut self.without, other.without);
        self
    }

    /// Whether it asks for marks or for their absence, which only a line of the work can tell.
    pub fn looks_at_marks(&self) -> bool {
        !self.marks.is_empty() || self.without.iter().any(|term| !term.marks.is_empty())
    }

    /// Whether what has these marks passes as far as marks go.
    pub(crate) fn passes_marks(&self, marks: &[Mark]) -> bool {
        let has_one = |asked: &[Mark]| asked.iter().any(|mark| marks.contains(mark));
        (self.marks.is_empty() || has_one(&self.marks))
            && !self.without.iter().any(|term| has_one(&term.marks))
    }
}
