//! Going from column to column and from card to card.

use super::{Board, draw, room};
use crate::action::Action;
use crate::effect::Effect;
use crate::pane::Handled;
use crate::pane::motion::{motion_of, nothing_searched, round};
use crate::shared::Shared;

impl Board {
    /// Goes to another column.
    pub(super) fn go_to(&mut self, place: usize, shared: &Shared) -> Handled {
        let listed = self.listed();
        self.marks.end_range(&listed, self.selected().map(|job| job.id));
        self.range_from = None;
        self.focus = place.min(self.lanes.len().saturating_sub(1));
        self.first = self.seen(shared.size.width).start;
        self.load_if_needed(shared)
    }

    /// Moves within the focused column.
    pub(super) fn travel(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Option<Handled> {
        let room = room(shared);
        let motion = motion_of(action, count, room)?;
        if let Some(lane) = self.lanes.get_mut(self.focus)
            && let Some(to) = motion.lead(Some(lane.list.row), lane.list.total)
        {
            lane.list.select(to, room);
        }
        Some(self.load_if_needed(shared))
    }

    /// Goes to the next card that passes the filter, on from column to column and round again.
    pub(super) fn go_matches(&mut self, by: isize, shared: &Shared) -> Handled {
        if shared.filter.is_empty() {
            return Handled::with(Effect::Refuse(nothing_searched(shared)));
        }
        let Some(lane) = self.lane() else { return Handled::quietly() };
        let within = lane.list.row.checked_add_signed(by).filter(|row| *row < lane.list.total);
        let Some(row) = within else {
            // Columns that are known to be empty are passed over.
            let on = by.signum();
            let steps = 1..=isize::try_from(self.lanes.len()).unwrap_or(isize::MAX);
            let next =
                steps.filter_map(|step| round(self.focus, on * step, self.lanes.len())).find(|place| {
                    let list = &self.lanes[*place].list;
                    !list.is_loaded || list.total > 0
                });
            let handled = self.go_to(next.unwrap_or(self.focus), shared);
            if let Some(lane) = self.lanes.get_mut(self.focus) {
                let end = if on > 0 { 0 } else { usize::MAX };
                lane.list.select(end, room(shared));
            }
            return if self.lacks_rows(shared) { self.load_if_needed(shared) } else { handled };
        };
        self.lanes[self.focus].list.select(row, room(shared));
        self.load_if_needed(shared)
    }

    /// Selects the card of that place among those seen in the focused column; says whether there is one.
    pub(super) fn select_seen(&mut self, card: usize, room: usize) -> bool {
        let Some(lane) = self.lanes.get_mut(self.focus) else { return false };
        let place = draw::first_seen(lane, room) + card;
        if place < lane.list.total {
            lane.list.select(place, room);
        }
        place < lane.list.total
    }
}
