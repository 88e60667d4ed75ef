//! The last actions, by their ids, for the report of a panic: what was done, never to what.

use std::collections::VecDeque;
use std::sync::Mutex;

use super::Action;

const KEPT: usize = 20;

static RECENT: Mutex<VecDeque<Action>> = Mutex::new(VecDeque::new());

/// Remembers an action that is about to be carried out.
pub(crate) fn remember(action: Action) {
    // A lock that a panic has left broken is no reason for another.
    if let Ok(mut recent) = RECENT.lock() {
        if recent.len() == KEPT {
            recent.pop_front();
        }
        recent.push_back(action);
    }
}

/// The ids of the last actions, oldest first. Never waits: a panic may have happened while they were written.
pub fn recent_actions() -> Vec<&'static str> {
    RECENT
        .try_lock()
        .map(|recent| recent.iter().map(|action| action.entry().id).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_kept() {
        (0..2 * KEPT).for_each(|_| remember(Action::GoToday));
        remember(Action::GoBoard);
        let recent = recent_actions();
        assert_eq!((recent.len(), recent.last()), (KEPT, Some(&Action::GoBoard.entry().id)));
    }
}
