//! Reading a page: how far it is scrolled and which of its rows is selected.
//!
//! A selected row is always in view, so that no action is about something that cannot be seen: scrolling
//! past it selects nothing, and then actions are about what the whole page is about.

use crate::pane::motion::Motion;
use crate::pane::page::Line;

/// The place in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading<K> {
    /// The first line seen.
    top: usize,
    /// The selected row; none stands for the whole page.
    pub(super) selected: Option<K>,
}

impl<K> Default for Reading<K> {
    fn default() -> Self {
        Reading { top: 0, selected: None }
    }
}

impl<K: Copy + PartialEq> Reading<K> {
    /// Moves through a page of which so many lines are seen.
    pub(super) fn go(&mut self, motion: Motion, lines: &[Line<K>], room: usize) {
        let last = lines.len().saturating_sub(room);
        self.top = self.top.min(last);
        match motion {
            Motion::By(by) => {
                for _ in 0..by.unsigned_abs().min(lines.len() * 2) {
                    if by > 0 { self.down(lines, room) } else { self.up(lines, room) }
                }
            }
            Motion::To(line) => {
                self.top = line.min(last);
                self.selected = None;
            }
            Motion::Last => {
                self.top = last;
                let row = lines.iter().rev().find_map(|line| line.key);
                self.selected = row.filter(|row| self.sees(*row, lines, room));
            }
        }
    }

    /// Scrolls to the next heading, and from the last one to the top.
    pub(super) fn go_to_next_section(&mut self, lines: &[Line<K>], room: usize) {
        let last = lines.len().saturating_sub(room);
        let top = self.top_for(lines, room);
        let next = lines.iter().enumerate().skip(top + 1).find(|(_, line)| line.is_heading());
        self.top = match next {
            Some((place, _)) if top < last => place.min(last),
            Some(_) | None => 0,
        };
        self.selected = self.selected.filter(|row| self.sees(*row, lines, room));
    }

    /// Keeps what is still right after the page has changed.
    pub(super) fn settle(&mut self, lines: &[Line<K>], room: usize) {
        self.top = self.top_for(lines, room);
        match self.selected.map(|row| (row, extent(&row, lines))) {
            Some((_, Some((first, end)))) => {
                // A row that another page length has pushed out of view is followed.
                self.top = self.top.clamp(end.saturating_sub(room).min(first), first);
            }
            Some((_, None)) => self.selected = None,
            None => {}
        }
    }

    /// The first line to draw when so many are seen.
    pub(super) fn top_for(&self, lines: &[Line<K>], room: usize) -> usize {
        self.top.min(lines.len().saturating_sub(room))
    }

    fn down(&mut self, lines: &[Line<K>], room: usize) {
        let from = self.selected.and_then(|row| extent(&row, lines)).map_or(self.top, |(_, end)| end);
        let next = lines.iter().skip(from).find_map(|line| line.key);
        if next.is_some_and(|row| self.sees(row, lines, room)) {
            self.selected = next;
            return;
        }
        if self.top + room < lines.len() {
            self.top += 1;
            self.after_scroll(next, lines, room);
        }
    }

    fn up(&mut self, lines: &[Line<K>], room: usize) {
        let from = self.selected.and_then(|row| extent(&row, lines)).map_or(self.top, |(first, _)| first);
        let previous = lines.iter().take(from).rev().find_map(|line| line.key);
        if previous.is_some_and(|row| self.sees(row, lines, room)) {
            self.selected = previous;
        } else if self.top > 0 {
            self.top -= 1;
            self.after_scroll(previous, lines, room);
        } else {
            self.selected = None;
        }
    }

    /// The row that scrolling was for is selected once it is seen; one scrolled out of view no longer is.
    fn after_scroll(&mut self, wanted: Option<K>, lines: &[Line<K>], room: usize) {
        let seen = |row: &K| self.sees(*row, lines, room);
        self.selected = wanted.filter(seen).or(self.selected.filter(seen));
    }

    /// Whether a row is seen: all of it, or as much as the room holds.
    fn sees(&self, row: K, lines: &[Line<K>], room: usize) -> bool {
        extent(&row, lines).is_some_and(|(first, end)| {
            let end = end.min(first + room);
            first >= self.top && end <= self.top + room
        })
    }
}

/// The lines of a row: the first, and the one after the last.
fn extent<K: PartialEq>(row: &K, lines: &[Line<K>]) -> Option<(usize, usize)> {
    let is_own = |line: &Line<K>| line.key.as_ref() == Some(row);
    let first = lines.iter().position(is_own)?;
    let length = lines[first..].iter().take_while(|line| is_own(line)).count();
    Some((first, first + length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pane::page::Page;
    use crate::theme::Role;

    /// Rows 1 and 2 near the top, eight lines of text, row 3, two lines of text.
    fn page() -> Vec<Line<u8>> {
        let mut page = Page::default();
        page.heading("rows");
        page.row(1, "one", Role::Text);
        page.row(2, "two", Role::Text);
        (0..8).for_each(|_| page.said("", "text"));
        page.row(3, "three", Role::Text);
        (0..2).for_each(|_| page.said("", "text"));
        page.lay_out(40)
    }

    fn read(steps: &[Motion], room: usize) -> Reading<u8> {
        let mut reading = Reading::default();
        for motion in steps {
            reading.go(*motion, &page(), room);
        }
        reading
    }

    #[test]
    fn a_selected_row_is_always_seen() {
        assert_eq!(read(&[Motion::By(1)], 5), Reading { top: 0, selected: Some(1) });
        assert_eq!(read(&[Motion::By(2)], 5), Reading { top: 0, selected: Some(2) });
        assert_eq!(read(&[Motion::By(4)], 5), Reading { top: 2, selected: Some(2) });
        assert_eq!(read(&[Motion::By(5)], 5), Reading { top: 3, selected: None });
        assert_eq!(read(&[Motion::By(9)], 5), Reading { top: 7, selected: Some(3) });
        assert_eq!(read(&[Motion::By(100)], 5), Reading { top: 9, selected: Some(3) });
    }

    #[test]
    fn the_way_back_ends_at_the_whole_page() {
        assert_eq!(read(&[Motion::Last], 5), Reading { top: 9, selected: Some(3) });
        assert_eq!(read(&[Motion::Last], 2).selected, None);
        assert_eq!(read(&[Motion::Last, Motion::By(-100)], 5), Reading::default());
        assert_eq!(read(&[Motion::By(2), Motion::By(-2)], 5), Reading::default());
        assert_eq!(read(&[Motion::By(-1)], 5), Reading::default());
    }

    #[test]
    fn sections_go_round() {
        let mut reading = read(&[Motion::By(1)], 5);
        reading.go_to_next_section(&page(), 5);
        assert_eq!(reading, Reading { top: 0, selected: Some(1) }, "there is only one heading");
        let mut two = Page::default();
        (0..4).for_each(|_| two.said("", "text"));
        two.heading("second");
        (0..9).for_each(|row| two.row(row, "row", Role::Text));
        let mut reading = Reading::default();
        let tops = [(); 3].map(|()| {
            reading.go_to_next_section(&two.lay_out(40), 5);
            reading.top
        });
        assert_eq!(tops, [4, 0, 4]);
    }

    #[test]
    fn a_page_that_changes_keeps_its_row() {
        let mut reading = read(&[Motion::By(9)], 5);
        let mut shorter = Page::default();
        shorter.row(3, "three", Role::Text);
        reading.settle(&shorter.lay_out(40), 5);
        assert_eq!(reading, Reading { top: 0, selected: Some(3) });
        reading.settle(&Page::default().lay_out(40), 5);
        assert_eq!(reading, Reading::default());
    }
}
