//! What is marked in a list, so that actions take it all.

use std::collections::{BTreeMap, BTreeSet};

/// The marked things by id, each as it was last seen.
#[derive(Debug, Clone)]
pub(super) struct Marks<K, V> {
    kept: BTreeMap<K, V>,
    /// Those of them that were not seen since the filter changed: actions leave them out.
    hidden: BTreeSet<K>,
    /// Where the open range began.
    anchor: Option<K>,
}

impl<K, V> Default for Marks<K, V> {
    fn default() -> Self {
        Marks { kept: BTreeMap::new(), hidden: BTreeSet::new(), anchor: None }
    }
}

impl<K: Ord + Copy, V: Clone> Marks<K, V> {
    /// Marks a thing, or takes its mark away.
    pub(super) fn toggle(&mut self, key: K, value: V) {
        self.hidden.remove(&key);
        if self.kept.remove(&key).is_none() {
            self.kept.insert(key, value);
        }
    }

    /// Begins a range at the selected thing, or ends the open one and keeps what it marked.
    pub(super) fn toggle_range(&mut self, listed: &[(K, V)], selected: Option<K>) {
        if self.anchor.is_some() {
            self.end_range(listed, selected);
        } else {
            self.anchor = selected;
        }
    }

    /// Ends the open range, if there is one, and keeps what it marked.
    pub(super) fn end_range(&mut self, listed: &[(K, V)], selected: Option<K>) {
        self.kept.extend(self.range(listed, selected).iter().cloned());
        self.anchor = None;
    }

    /// Marks everything listed, or nothing if all of it is marked already.
    pub(super) fn toggle_all(&mut self, listed: &[(K, V)]) {
        self.anchor = None;
        if listed.iter().all(|(key, _)| self.kept.contains_key(key)) {
            self.kept.clear();
            self.hidden.clear();
        } else {
            self.kept.extend(listed.iter().cloned());
        }
    }

    /// Marks things beside those that are marked, and ends a range.
    pub(super) fn add(&mut self, more: impl Iterator<Item = (K, V)>) {
        self.anchor = None;
        for (key, value) in more {
            self.hidden.remove(&key);
            self.kept.insert(key, value);
        }
    }

    /// Another filter is in force: until they are seen again, it hides what is marked. `all` is shown without one.
    pub(super) fn narrow(&mut self, all: bool) {
        self.anchor = None;
        self.hidden = if all { BTreeSet::new() } else { self.kept.keys().copied().collect() };
    }

    /// Counts the marked things that the filter hides.
    pub(super) fn hidden(&self) -> usize {
        self.hidden.iter().filter(|key| self.kept.contains_key(key)).count()
    }

    /// Gives all that is marked and not hidden, the open range up to the selected thing included; only a range
    /// needs what is listed.
    pub(super) fn held(&self, listed: impl FnOnce() -> Vec<(K, V)>, selected: Option<K>) -> BTreeMap<K, V> {
        let mut held = self.kept.clone();
        held.retain(|key, _| !self.hidden.contains(key));
        if self.anchor.is_some() {
            held.extend(self.range(&listed(), selected).iter().cloned());
        }
        held
    }

    /// Gives what the open range covers of the list.
    fn range<'a>(&self, listed: &'a [(K, V)], selected: Option<K>) -> &'a [(K, V)] {
        let place = |wanted: Option<K>| listed.iter().position(|(key, _)| Some(*key) == wanted);
        let (Some(anchor), Some(at)) = (self.anchor, place(selected)) else {
            return &[];
        };
        // An anchor that has left the list no longer says where the range began: only the selected is sure.
        let from = place(Some(anchor)).unwrap_or(at);
        &listed[from.min(at)..=from.max(at)]
    }

    /// Takes things as they are now: those marked are kept as they were last seen.
    pub(super) fn refresh<'a>(&mut self, seen: impl Iterator<Item = (K, &'a V)>)
    where
        V: 'a,
    {
        for (key, value) in seen {
            self.hidden.remove(&key);
            if let Some(kept) = self.kept.get_mut(&key) {
                kept.clone_from(value);
            }
        }
    }

    /// Takes away the marks of those that are not wanted any more.
    pub(super) fn retain(&mut self, wanted: impl Fn(K) -> bool) {
        self.kept.retain(|key, _| wanted(*key));
    }

    /// Ends the open range and takes away the marks of what was done.
    pub(super) fn done(&mut self, listed: &[(K, V)], selected: Option<K>, is_done: impl Fn(K, &V) -> bool) {
        if self.anchor.is_some() {
            self.end_range(listed, selected);
        }
        self.kept.retain(|key, value| !is_done(*key, value));
    }

    /// Takes every mark away; says whether there was one, or an open range.
    pub(super) fn clear(&mut self) -> bool {
        let had = !self.kept.is_empty() || self.anchor.is_some();
        self.kept.clear();
        self.hidden.clear();
        self.anchor = None;
        had
    }
}

/// How many are marked and how many of them are hidden, in words: `3 marked, 1 hidden`; empty when none is.
pub(super) fn say_marked(held: usize, hidden: usize) -> String {
    match (held, hidden) {
        (0, 0) => String::new(),
        (held, 0) => format!("{held} marked"),
        (held, hidden) => format!("{} marked, {hidden} hidden", held + hidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(marks: &Marks<u8, ()>, listed: &[(u8, ())], at: u8) -> Vec<u8> {
        marks.held(|| listed.to_vec(), Some(at)).into_keys().collect()
    }

    #[test]
    fn a_range_follows_the_selection_until_it_is_ended() {
        let listed: Vec<(u8, ())> = (1..=9).map(|key| (key, ())).collect();
        let mut marks = Marks::default();
        marks.toggle(9, ());
        marks.toggle_range(&listed, Some(3));
        assert_eq!(keys(&marks, &listed, 5), [3, 4, 5, 9]);
        assert_eq!(keys(&marks, &listed, 2), [2, 3, 9]);
        marks.toggle_range(&listed, Some(4));
        assert_eq!(keys(&marks, &listed, 7), [3, 4, 9]);
        marks.toggle_all(&listed);
        assert_eq!(keys(&marks, &listed, 1).len(), 9);
        marks.toggle_all(&listed);
        assert!(!marks.clear());
    }

    #[test]
    fn what_a_filter_hides_is_left_out_until_it_is_seen_again() {
        let listed: Vec<(u8, ())> = (1..=3).map(|key| (key, ())).collect();
        let mut marks = Marks::default();
        marks.toggle_all(&listed);
        marks.narrow(false);
        marks.refresh([(2, &())].into_iter());
        assert_eq!((keys(&marks, &listed[1..2], 2), marks.hidden()), (vec![2], 2));
        marks.narrow(true);
        assert_eq!((keys(&marks, &listed, 2), marks.hidden()), (vec![1, 2, 3], 0));
    }
}
