//! A long list of which only a window is loaded, with a selection that stays on its record.

use crate::widget::scroll::follow;

/// The next window is asked for when so few rows are left before the end of the loaded one.
const MARGIN: usize = 6;

/// The list. Places are counted among all rows, loaded or not.
#[derive(Debug, Clone)]
pub(super) struct Window<K, R> {
    key_of: fn(&R) -> K,
    /// How many rows there are in all.
    pub(super) total: usize,
    /// The place of the first loaded row.
    pub(super) start: usize,
    /// The loaded rows.
    pub(super) rows: Vec<R>,
    /// Whether anything was ever loaded.
    pub(super) is_loaded: bool,
    /// What is selected; none while its rows are on the way.
    pub(super) selected: Option<K>,
    /// The place of the selected row.
    pub(super) row: usize,
    /// The first row seen.
    pub(super) top: usize,
}

impl<K: Copy + PartialEq, R> Window<K, R> {
    /// Makes a list with nothing loaded.
    pub(super) fn new(key_of: fn(&R) -> K) -> Self {
        Window {
            key_of,
            total: 0,
            start: 0,
            rows: Vec::new(),
            is_loaded: false,
            selected: None,
            row: 0,
            top: 0,
        }
    }

    /// How many rows to load when so many are seen: enough around them, and at least `usual`.
    pub(super) fn length(room: usize, usual: usize) -> usize {
        usual.max(room * 2 + MARGIN * 2)
    }

    /// The row of a place, if it is loaded.
    pub(super) fn at(&self, place: usize) -> Option<&R> {
        self.rows.get(place.checked_sub(self.start)?)
    }

    /// The selected row, if it is loaded.
    pub(super) fn selected_row(&self) -> Option<&R> {
        self.at(self.row).filter(|row| Some((self.key_of)(row)) == self.selected)
    }

    /// Selects a place; `room` is how many rows are seen.
    pub(super) fn select(&mut self, place: usize, room: usize) {
        self.row = place.min(self.total.saturating_sub(1));
        self.selected = self.at(self.row).map(self.key_of);
        self.top = follow(self.top, Some(self.row), room, self.total);
    }

    /// Selects a record if it is loaded; says whether it is.
    pub(super) fn find(&mut self, key: K, room: usize) -> bool {
        let place = self.place_of(key);
        if let Some(place) = place {
            self.select(place, room);
        }
        place.is_some()
    }

    /// Takes loaded rows; the selection stays on its record, else on its place.
    pub(super) fn take(&mut self, start: usize, total: usize, rows: Vec<R>, room: usize) {
        self.start = start;
        self.total = total;
        self.rows = rows;
        self.is_loaded = true;
        let place = self.selected.and_then(|key| self.place_of(key));
        self.select(place.unwrap_or(self.row), room);
    }

    /// Where the window should begin so that what is seen lies in its middle; where it does when that is loaded.
    pub(super) fn wanted_start(&self, room: usize, length: usize) -> usize {
        if !self.is_loaded || self.holds_view(room) {
            return self.start;
        }
        let before = length.saturating_sub(room) / 2;
        self.top.saturating_sub(before).min(self.total.saturating_sub(length))
    }

    /// Whether other rows than the loaded ones are needed.
    pub(super) fn lacks_rows(&self, room: usize, length: usize) -> bool {
        !self.is_loaded || self.wanted_start(room, length) != self.start
    }

    /// Whether what is seen is loaded, with a margin wherever there is more.
    fn holds_view(&self, room: usize) -> bool {
        let first = self.top.saturating_sub(MARGIN);
        let end = (self.top + room + MARGIN).min(self.total);
        self.start <= first && end <= self.start + self.rows.len()
    }

    fn place_of(&self, key: K) -> Option<usize> {
        let place = self.rows.iter().position(|row| (self.key_of)(row) == key)?;
        Some(self.start + place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: usize = 10;
    const LENGTH: usize = 50;

    /// Loads what the list asks for from the numbers 0 to `total`, as the store would.
    fn load(list: &mut Window<usize, usize>, total: usize) -> usize {
        let mut loads = 0;
        while list.lacks_rows(ROOM, LENGTH) {
            let start = list.wanted_start(ROOM, LENGTH);
            list.take(start, total, (start..total.min(start + LENGTH)).collect(), ROOM);
            loads += 1;
            assert!(loads < 3, "a page is never asked for twice");
        }
        loads
    }

    #[test]
    fn a_walk_through_a_hundred_thousand_loads_a_page_now_and_then() {
        let mut list = Window::new(|row: &usize| *row);
        let mut loads = load(&mut list, 100_000);
        for place in 0..1_000 {
            list.select(place, ROOM);
            assert_eq!(list.selected, Some(place), "rows are there before they are seen");
            loads += load(&mut list, 100_000);
        }
        assert!(loads < 100, "{loads} loads for a thousand steps");
        list.select(usize::MAX, ROOM);
        assert_eq!((list.row, list.selected), (99_999, None));
        assert_eq!(load(&mut list, 100_000), 1);
        assert_eq!((list.selected, list.top, list.start), (Some(99_999), 99_990, 99_950));
    }

    #[test]
    fn the_selection_stays_on_its_record_and_else_on_its_place() {
        let mut list = Window::new(|row: &char| *row);
        list.take(0, 4, vec!['a', 'b', 'c', 'd'], ROOM);
        list.select(2, ROOM);
        list.take(0, 5, vec!['x', 'a', 'b', 'c', 'd'], ROOM);
        assert_eq!((list.row, list.selected), (3, Some('c')));
        list.take(0, 3, vec!['x', 'a', 'b'], ROOM);
        assert_eq!((list.row, list.selected), (2, Some('b')));
        list.take(0, 0, vec![], ROOM);
        assert_eq!((list.row, list.selected, list.lacks_rows(ROOM, LENGTH)), (0, None, false));
    }
}
