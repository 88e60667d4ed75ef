//! When to look whether another process has written.
//!
//! Where the system wakes us for a write ([`app::Alarm`]), nobody looks until then; and since a commit shows a
//! moment after its last write, the looks that follow come ever later until one finds something. Elsewhere
//! there is a look every second.

use std::time::Duration;

/// Without an alarm there is a look so often.
const EVERY: Duration = Duration::from_secs(1);
/// After a sign of a write, the first look; each later one waits twice as long.
const FIRST: Duration = Duration::from_millis(20);
/// The last wait: a commit that takes longer to reach the disk is told by its own later writes.
const LAST: Duration = Duration::from_millis(2_560);

/// The looks that are still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looks {
    /// One after each second, for ever.
    Always,
    /// None until there is a sign.
    Woken,
    /// One after this wait, and others after it.
    After(Duration),
}

impl Looks {
    /// The looks to begin with.
    pub(crate) fn begin(has_alarm: bool) -> Self {
        if has_alarm { Looks::Woken } else { Looks::Always }
    }

    /// How long to wait for the next look; none waits for a sign.
    pub(crate) fn wait(self) -> Option<Duration> {
        match self {
            Looks::Always => Some(EVERY),
            Looks::Woken => None,
            Looks::After(wait) => Some(wait),
        }
    }

    /// Something was written.
    pub(crate) fn signed(self) -> Self {
        match self {
            Looks::Always => Looks::Always,
            Looks::Woken | Looks::After(_) => Looks::After(FIRST),
        }
    }

    /// A look was taken, and found something or not.
    pub(crate) fn looked(self, found: bool) -> Self {
        match self {
            Looks::After(wait) if !found && wait < LAST => Looks::After(wait * 2),
            Looks::After(_) | Looks::Woken => Looks::Woken,
            Looks::Always => Looks::Always,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_looks_until_something_is_written() {
        let looks = Looks::begin(true);
        assert_eq!(looks.wait(), None);
        assert_eq!(looks.signed().wait(), Some(FIRST));
        assert_eq!(looks.signed().looked(true).wait(), None);
    }

    #[test]
    fn looks_that_find_nothing_come_ever_later_and_end() {
        let mut looks = Looks::begin(true).signed();
        let mut waits = Vec::new();
        while let Some(wait) = looks.wait() {
            waits.push(wait.as_millis());
            looks = looks.looked(false);
        }
        assert_eq!(waits, [20, 40, 80, 160, 320, 640, 1_280, 2_560]);
    }

    #[test]
    fn without_an_alarm_there_is_a_look_every_second() {
        let looks = Looks::begin(false);
        for looks in [looks, looks.signed(), looks.looked(true)] {
            assert_eq!(looks.wait(), Some(EVERY));
        }
    }
}
