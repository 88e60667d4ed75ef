//! The actions that move a selection through a list.

use crate::action::Action;
use crate::shared::Shared;
use crate::widget::scroll::step;

/// Where a selection goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    /// So many rows on, or back if negative.
    By(isize),
    /// To the row of that place, from 0.
    To(usize),
    /// To the last row.
    Last,
}

/// Reads an action as a motion; none if it is another kind of action. `room` is how many rows are seen.
pub(super) fn motion_of(action: Action, count: Option<u32>, room: usize) -> Option<Motion> {
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let half = isize::try_from((room / 2).max(1)).unwrap_or(isize::MAX);
    let to = count.map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(1));
    Some(match action {
        Action::Down => Motion::By(times),
        Action::Up => Motion::By(-times),
        Action::HalfDown => Motion::By(half.saturating_mul(times)),
        Action::HalfUp => Motion::By(-half.saturating_mul(times)),
        Action::First => Motion::To(to),
        Action::Last => Motion::Last,
        // Every other action moves nothing.
        _ => return None,
    })
}

/// How many matches on an action goes, or back if negative; none if it does not go between matches.
pub(super) fn next_match(action: Action, count: Option<u32>) -> Option<isize> {
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    match action {
        Action::NextMatch => Some(times),
        Action::PreviousMatch => Some(-times),
        // Every other action goes elsewhere or nowhere.
        _ => None,
    }
}

/// What is said when there is nothing to go between.
pub(super) fn nothing_searched(shared: &Shared) -> String {
    format!("nothing is searched for; {} begins", shared.key_of(Action::Search))
}

/// So many places on among so many, round and round.
pub(super) fn round(from: usize, by: isize, total: usize) -> Option<usize> {
    let size = isize::try_from(total).ok().filter(|size| *size > 0)?;
    let from = isize::try_from(from).unwrap_or(0);
    usize::try_from((from + by % size).rem_euclid(size)).ok()
}

impl Motion {
    /// Gives the row that it leads to, kept within the list; none if the list is empty.
    pub(super) fn lead(self, from: Option<usize>, total: usize) -> Option<usize> {
        let last = total.checked_sub(1)?;
        match self {
            Motion::By(by) => step(from, by, total),
            Motion::To(row) => Some(row.min(last)),
            Motion::Last => Some(last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_go_round() {
        assert_eq!(round(2, 1, 3), Some(0));
        assert_eq!(round(0, -1, 3), Some(2));
        assert_eq!(round(0, 7, 3), Some(1));
        assert_eq!(round(0, 1, 0), None);
    }

    #[test]
    fn counts_repeat_and_name_rows() {
        let lead = |action, count, from| motion_of(action, count, 10).and_then(|m| m.lead(from, 100));
        assert_eq!(lead(Action::Down, Some(3), Some(5)), Some(8));
        assert_eq!(lead(Action::Up, Some(30), Some(5)), Some(0));
        assert_eq!(lead(Action::HalfDown, None, Some(5)), Some(10));
        assert_eq!(lead(Action::First, Some(12), Some(5)), Some(11));
        assert_eq!(lead(Action::First, None, Some(5)), Some(0));
        assert_eq!(lead(Action::Last, None, None), Some(99));
        assert_eq!(lead(Action::Assign, None, Some(5)), None);
        assert_eq!(Motion::Last.lead(Some(4), 0), None);
    }
}
