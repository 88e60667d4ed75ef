//! Which rows of a long list are seen.

/// Gives the first row to show so that the selected one is seen, moving as little as it can.
///
/// `first` is the row shown first before; `room` is how many fit. Nothing is shown past the end while
/// there are rows to fill the room.
pub fn keep_in_view(first: usize, selected: Option<usize>, room: usize, total: usize) -> usize {
    let last_first = total.saturating_sub(room);
    let first = first.min(last_first);
    let Some(selected) = selected.filter(|_| total > 0).map(|row| row.min(total - 1)) else {
        return first;
    };
    if selected < first {
        selected
    } else if room > 0 && selected >= first + room {
        selected + 1 - room
    } else {
        first
    }
}

/// Gives the first row of a long list to show so that the selected one is seen: as it is while the selected one is in
/// sight, else with that in the middle.
///
/// So a held key scrolls now and then and not at each step, for which every row would be written anew.
pub fn follow(first: usize, selected: Option<usize>, room: usize, total: usize) -> usize {
    let as_it_is = keep_in_view(first, None, room, total);
    match selected {
        Some(row) if keep_in_view(first, selected, room, total) != as_it_is => {
            keep_in_view(row.saturating_sub(room / 2), None, room, total)
        }
        Some(_) | None => as_it_is,
    }
}

/// Gives the row that is `by` rows on from `selected`, kept within the list; none if the list is empty.
pub fn step(selected: Option<usize>, by: isize, total: usize) -> Option<usize> {
    let last = total.checked_sub(1)?;
    Some(selected.map_or(0, |row| row.saturating_add_signed(by).min(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_moves_as_little_as_it_can() {
        assert_eq!(keep_in_view(0, Some(4), 5, 100), 0);
        assert_eq!(keep_in_view(0, Some(5), 5, 100), 1);
        assert_eq!(keep_in_view(50, Some(49), 5, 100), 49);
        assert_eq!(keep_in_view(50, None, 5, 100), 50);
    }

    #[test]
    fn a_list_follows_what_leaves_its_sight() {
        assert_eq!(follow(0, Some(9), 10, 100), 0);
        assert_eq!(follow(0, Some(10), 10, 100), 5);
        assert_eq!(follow(50, Some(49), 10, 100), 44);
        assert_eq!(follow(3, Some(2), 10, 100), 0);
        assert_eq!(follow(80, Some(95), 10, 100), 90);
        assert_eq!(follow(98, None, 10, 100), 90);
        assert_eq!(follow(0, Some(0), 10, 5), 0);
        assert_eq!(follow(2, Some(5), 0, 100), 2);
    }

    #[test]
    fn the_end_fills_the_room() {
        assert_eq!(keep_in_view(98, Some(99), 5, 100), 95);
        assert_eq!(keep_in_view(7, Some(2), 5, 3), 0);
        assert_eq!(keep_in_view(7, Some(2), 5, 0), 0);
    }

    #[test]
    fn steps_stay_within_the_list() {
        assert_eq!(step(Some(1), -5, 10), Some(0));
        assert_eq!(step(Some(1), 50, 10), Some(9));
        assert_eq!(step(None, 1, 10), Some(0));
        assert_eq!(step(None, 1, 0), None);
    }
}
