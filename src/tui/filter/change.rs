//! A change to the filters that are kept under names.

use app::{Filter, SavedFilters};

/// One change, so that it can be made to the file as it is then, and not to a copy read long before.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterChange {
    /// Keeps a filter under a name.
    Put(String, Box<Filter>),
    /// Forgets the filter of a name.
    Forget(String),
}

impl FilterChange {
    /// Makes the change.
    pub fn apply(&self, kept: &mut SavedFilters) {
        match self {
            FilterChange::Put(name, filter) => kept.put(name, (**filter).clone()),
            FilterChange::Forget(name) => {
                // The command line may have forgotten it first.
                let _had = kept.remove(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_command_line_kept_meanwhile_stays() {
        let mut file = SavedFilters::default();
        file.put("theirs", "leak".parse().unwrap());
        FilterChange::Put("ours".to_owned(), Box::new("boiler".parse().unwrap())).apply(&mut file);
        FilterChange::Forget("gone".to_owned()).apply(&mut file);
        let names: Vec<&str> = file.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["ours", "theirs"]);
    }
}
