//! Records of one kind: as they are in the store, and as the file makes them.

use std::collections::{BTreeMap, HashMap};

use domain::ExternalId;

/// Records of one kind by number.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    entries: BTreeMap<u64, Entry<T>>,
    /// The number of the record with an id of the file's source.
    by_key: HashMap<String, u64>,
}

#[derive(Debug)]
struct Entry<T> {
    before: Option<T>,
    after: T,
    /// Whether a row of the file has written it already.
    touched: bool,
}

impl<T: Clone + PartialEq> Shelf<T> {
    pub(super) fn new(by_key: HashMap<String, u64>) -> Self {
        Shelf { entries: BTreeMap::new(), by_key }
    }

    /// Puts a stored record there, unless it is there.
    pub(super) fn load(&mut self, id: u64, record: T) {
        let entry = || Entry { before: Some(record.clone()), after: record, touched: false };
        self.entries.entry(id).or_insert_with(entry);
    }

    /// Whether the record is there.
    pub(super) fn has(&self, id: u64) -> bool {
        self.entries.contains_key(&id)
    }

    /// The record as it stands now.
    pub(super) fn get(&self, id: u64) -> Option<&T> {
        self.entries.get(&id).map(|entry| &entry.after)
    }

    /// Makes a record.
    pub(super) fn make(&mut self, id: u64, record: T) {
        self.entries.insert(id, Entry { before: None, after: record, touched: false });
    }

    /// The record to write, and whether no row of the file has written it yet: what an earlier row says stays.
    pub(super) fn write(&mut self, id: u64) -> Option<(&mut T, bool)> {
        let entry = self.entries.get_mut(&id)?;
        let is_first = !entry.touched;
        entry.touched = true;
        Some((&mut entry.after, is_first))
    }

    /// Changes a record without counting as a row's word about it.
    pub(super) fn amend(&mut self, id: u64, change: impl FnOnce(&mut T)) {
        if let Some(entry) = self.entries.get_mut(&id) {
            change(&mut entry.after);
        }
    }

    /// Whether the file makes the record.
    pub(super) fn is_new(&self, id: u64) -> bool {
        self.entries.get(&id).is_some_and(|entry| entry.before.is_none())
    }

    /// Whether the record was there and the file changes it.
    pub(super) fn is_changed(&self, id: u64) -> bool {
        let differs = |entry: &Entry<T>| entry.before.as_ref().is_some_and(|before| *before != entry.after);
        self.entries.get(&id).is_some_and(differs)
    }

    /// The number of the record with an id of the file's source.
    pub(super) fn by_key(&self, key: &str) -> Option<u64> {
        self.by_key.get(key).copied()
    }

    /// Remembers whose id of the file's source this is.
    pub(super) fn know(&mut self, key: &str, id: u64) {
        self.by_key.insert(key.to_owned(), id);
    }

    /// Every record as it stands now.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &T)> {
        self.entries.iter().map(|(id, entry)| (*id, &entry.after))
    }

    /// What is new or changed, and whether it is new.
    pub(super) fn into_brought(self) -> impl Iterator<Item = (u64, T, bool)> {
        let differs = |entry: &Entry<T>| entry.before.as_ref() != Some(&entry.after);
        let differing = self.entries.into_iter().filter(move |(_, entry)| differs(entry));
        differing.map(|(id, entry)| (id, entry.after, entry.before.is_none()))
    }
}

/// Whether a record can be the one that a file's row with this id means: it has no other id of the source.
pub(super) fn may_be(external: &[ExternalId], source: &str, key: Option<&str>) -> bool {
    key.is_none_or(|key| external.iter().all(|own| own.source != source || own.key == key))
}

/// Gives a record the id that it has in the source.
pub(super) fn add_external(external: &mut Vec<ExternalId>, source: &str, key: &str) {
    let id = ExternalId { source: source.to_owned(), key: key.to_owned() };
    if !external.contains(&id) {
        external.push(id);
    }
}

/// Adds what a list does not have yet, letter case aside.
pub(super) fn add_words(list: &mut Vec<String>, words: &[String]) {
    for word in words {
        if !list.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            list.push(word.clone());
        }
    }
}

/// Writes a text over another one when there is something to write.
pub(super) fn set_text(slot: &mut String, text: &str) {
    if !text.is_empty() && slot != text {
        text.clone_into(slot);
    }
}
