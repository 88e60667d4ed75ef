//! What the columns stand for: the stages, or groups that the answer names.

use app::GroupBy;
use app::view::BoardView;

use super::Board;
use super::lane::{Lane, stage_lanes};
use crate::ask::Ask;
use crate::effect::Effect;
use crate::pane::Handled;
use crate::shared::Shared;

impl Board {
    /// Columns of groups are those that the answer names; the focus stays on its own.
    pub(super) fn take_lanes(&mut self, view: &BoardView) {
        let focused = self.lane().map(|lane| lane.key.clone());
        let mut before = std::mem::take(&mut self.lanes);
        for column in &view.columns {
            let key = column.heading.key();
            let known = before.iter().position(|lane| lane.key == key).map(|place| before.swap_remove(place));
            let mut lane = known.unwrap_or_else(|| Lane::new(key, ""));
            column.heading.title().clone_into(&mut lane.title);
            self.lanes.push(lane);
        }
        let place = focused.and_then(|key| self.lanes.iter().position(|lane| lane.key == key));
        self.focus = place.unwrap_or(self.focus.min(self.lanes.len().saturating_sub(1)));
    }

    /// Makes columns of the next thing that they can stand for.
    pub(super) fn group_next(&mut self, shared: &Shared) -> Handled {
        let at = GroupBy::ALL.iter().position(|by| *by == self.by).unwrap_or(0);
        let by = GroupBy::ALL[(at + 1) % GroupBy::ALL.len()];
        self.following = self.selected().map(|job| job.id);
        self.group_by(by);
        let said = match by {
            GroupBy::Stage => "a column for each stage".to_owned(),
            GroupBy::Technician | GroupBy::Service | GroupBy::Zone => {
                format!("a column for each {}, of the work that is not over", by.name())
            }
        };
        Handled::Yes(vec![Effect::Ask(Ask::Board(self.query(shared))), Effect::Say(said)])
    }

    pub(super) fn group_by(&mut self, by: GroupBy) {
        self.by = by;
        (self.focus, self.first, self.range_from) = (0, 0, None);
        self.lanes = if by == GroupBy::Stage { stage_lanes() } else { Vec::new() };
    }
}
