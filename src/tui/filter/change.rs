//! A change to the filters that are kept under names.

use app::{Filter, SavedFilters};

/// One change, so that it can be made to the file as it is then, and not to a copy read long before.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterChange {
    /// Keeps a filter under a name.
    Put(String, Filter),
    /// Forgets the filter of a name.
    Forget(String),
}

impl FilterChange {
    /// Makes the change.
    pub fn apply(&self, kept: &mut SavedFilters) {
        match self {
            FilterChange::Put(name, filter) => kept.put(name, filter.clone()),
            FilterChange::Forget(name) => {
                // The command line may have forgotten it first.
                let _had = kept.remove(name);
            }
        }
    }
}
