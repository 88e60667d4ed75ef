//! The visits that are marked, so that one action takes them all.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::VisitId;

use crate::ask::Target;

/// Where a marked visit was seen last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// In a lane of this day.
    On(NaiveDate),
    /// In the tray.
    Tray,
}

/// The marked visits as they were seen, and where a range began.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    set: BTreeMap<VisitId, (Target, Seen)>,
    /// The first visit of a range that is being marked.
    pub(super) range_from: Option<VisitId>,
}

impl Marks {
    /// Counts them, a range that is being marked not among them.
    pub(super) fn count(&self) -> usize {
        self.set.len()
    }

    pub(super) fn has(&self, id: VisitId) -> bool {
        self.set.contains_key(&id)
    }

    pub(super) fn put(&mut self, id: VisitId, target: Target, seen: Seen) {
        self.set.insert(id, (target, seen));
    }

    pub(super) fn remove(&mut self, id: VisitId) {
        self.set.remove(&id);
    }

    pub(super) fn clear(&mut self) {
        self.set.clear();
        self.range_from = None;
    }

    /// Gives what actions take, in order of id.
    pub(super) fn targets(&self) -> impl Iterator<Item = (VisitId, &Target)> {
        self.set.iter().map(|(id, (target, _))| (*id, target))
    }

    /// Takes a day as it is now: visits seen there or in the tray are as found, or no longer marked.
    pub(super) fn refresh(&mut self, date: NaiveDate, find: impl Fn(VisitId) -> Option<(Target, Seen)>) {
        self.set.retain(|id, kept| match find(*id) {
            Some(found) => {
                *kept = found;
                true
            }
            None => kept.1 != Seen::On(date) && kept.1 != Seen::Tray,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn a_mark_of_another_day_stays_and_one_that_is_gone_does_not() {
        let mut marks = Marks::default();
        for (id, seen) in [(1, Seen::On(day(24))), (2, Seen::On(day(25))), (3, Seen::Tray)] {
            marks.put(VisitId(id), Target::default(), seen);
        }
        let moved = Target { minutes: 45, ..Target::default() };
        marks.refresh(day(25), |id| (id == VisitId(3)).then(|| (moved.clone(), Seen::On(day(25)))));
        let left: Vec<(VisitId, u32)> = marks.targets().map(|(id, target)| (id, target.minutes)).collect();
        assert_eq!(left, [(VisitId(1), 0), (VisitId(3), 45)]);
    }
}
