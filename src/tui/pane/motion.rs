//! The actions that move a selection through a list.

use crate::action::Action;
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
