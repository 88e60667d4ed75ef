//! Filters kept under a name.

use std::collections::BTreeMap;

use super::{Filter, FilterError};

/// Filters by name, as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedFilters {
    all: BTreeMap<String, Filter>,
}

impl SavedFilters {
    /// The file in the state folder that keeps them.
    pub const FILE: &str = "filters.json";

    /// Reads what [`SavedFilters::to_json`] wrote. Texts that are no filter are left out: a newer program may have
    /// written them.
    ///
    /// # Errors
    /// When the text is not an object of texts.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        let texts: BTreeMap<String, String> = serde_json::from_str(text)?;
        let read = |(name, text): (String, String)| Some((name, text.parse().ok()?));
        Ok(SavedFilters { all: texts.into_iter().filter_map(read).collect() })
    }

    /// An object of names and filters as they are typed.
    pub fn to_json(&self) -> String {
        let texts: BTreeMap<&str, String> =
            self.all.iter().map(|(name, filter)| (name.as_str(), filter.to_string())).collect();
        serde_json::json!(texts).to_string()
    }

    /// Keeps a filter from a text, such as of the configuration.
    ///
    /// # Errors
    /// When the text is no filter.
    pub fn read(&mut self, name: &str, text: &str) -> Result<(), FilterError> {
        self.put(name, text.parse()?);
        Ok(())
    }

    /// Keeps a filter under a name, in the place of another of that name.
    pub fn put(&mut self, name: &str, filter: Filter) {
        self.all.insert(name.trim().to_owned(), filter);
    }

    /// Forgets the filter of a name; says whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        self.all.remove(name).is_some()
    }

    /// The filter of a name, whatever the letter case.
    pub fn get(&self, name: &str) -> Option<&Filter> {
        self.named(name).map(|(_, filter)| filter)
    }

    /// The filter of a name, whatever the letter case, with the name as it is kept.
    pub fn named(&self, name: &str) -> Option<(&str, &Filter)> {
        let name = name.trim();
        let same = self.iter().find(|(known, _)| *known == name);
        same.or_else(|| self.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase()))
    }

    /// Every filter with its name, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Filter)> {
        self.all.iter().map(|(name, filter)| (name.as_str(), filter))
    }

    /// These and others; of two with one name, the other's is meant.
    #[must_use]
    pub fn with(mut self, others: SavedFilters) -> Self {
        self.all.extend(others.all);
        self
    }
}
