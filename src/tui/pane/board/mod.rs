//! The board: a column for each stage, of which only what is seen is loaded.

mod card;
mod draw;
mod group;
mod lane;
mod marking;
mod send;
mod stage_step;
#[cfg(test)]
mod tests;
mod travel;

use app::view::{BoardView, JobLine};
use app::{BoardQuery, GroupBy, MOST_OF_COLUMN};
use domain::{Fact, JobId, TechnicianId};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use lane::{Lane, stage_lanes};

use crate::action::{Action, Context, Group};
use crate::ask::{Answer, Ask, Target};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::pane::marks::Marks;
use crate::pane::motion::next_match;
use crate::pane::split::{Split, area_of, divide};
use crate::pane::window::Window;
use crate::pane::{Handled, Pane, target};
use crate::shared::Shared;
use crate::widget::columns::{card_at, cards_that_fit, columns_that_fit};
use crate::widget::scroll::{keep_in_view, step};

/// Details stand below on every screen: columns need the width.
const NEVER_WIDE: u16 = u16::MAX;
/// Details take at most so many lines.
const TALLEST: u16 = 5;
/// Jobs of a column loaded around what is seen, or more on a tall screen.
const WINDOW: usize = 50;

/// The pane of the board.
#[derive(Debug)]
pub struct Board {
    lanes: Vec<Lane>,
    /// What the columns stand for.
    by: GroupBy,
    /// The technician who is the business alone, if one is.
    solo: Option<TechnicianId>,
    /// The column with the focus.
    focus: usize,
    /// The first column seen.
    first: usize,
    marks: Marks<JobId, JobLine>,
    /// The place in the focused column where the open range began.
    range_from: Option<usize>,
    /// How many of a column that was marked as a whole are marked, and how many it has.
    marked_of: Option<(usize, u64)>,
    /// The job that was acted on or is sought, and may be in another column: the focus goes with it.
    following: Option<JobId>,
}

impl Default for Board {
    fn default() -> Self {
        Board::new()
    }
}

impl Board {
    /// Makes the pane with nothing loaded.
    pub fn new() -> Self {
        Board {
            lanes: stage_lanes(),
            by: GroupBy::Stage,
            solo: None,
            focus: 0,
            first: 0,
            marks: Marks::default(),
            range_from: None,
            marked_of: None,
            following: None,
        }
    }

    fn lane(&self) -> Option<&Lane> {
        self.lanes.get(self.focus)
    }

    fn selected(&self) -> Option<&JobLine> {
        self.lane()?.list.selected_row()
    }

    /// The columns that fit, from the first that is seen.
    fn seen(&self, width: u16) -> std::ops::Range<usize> {
        let fitting = columns_that_fit(width, self.lanes.len()).min(self.lanes.len());
        let first = keep_in_view(self.first, Some(self.focus), fitting, self.lanes.len());
        first..first + fitting
    }

    /// Asks for what is seen; for every column while a job that has moved is looked for.
    fn query(&self, shared: &Shared) -> BoardQuery {
        let room = room(shared);
        let window = Window::<JobId, JobLine>::length(room, WINDOW);
        let seen = self.seen(shared.size.width);
        let all = self.following.is_some();
        let wanted = self.lanes.iter().enumerate().filter(|(place, _)| all || seen.contains(place));
        let wanted: Vec<&Lane> = wanted.map(|(_, lane)| lane).collect();
        let offsets = wanted.iter().map(|lane| (lane.key.clone(), lane.list.wanted_start(room, window)));
        let query = BoardQuery {
            filter: shared.filter.clone(),
            by: self.by,
            columns: wanted.iter().map(|lane| lane.key.clone()).collect(),
            limit: window,
            offsets: offsets.filter(|(_, start)| *start > 0).collect(),
            around: self.following,
        };
        self.with_range(query)
    }

    /// While a range is open, its column is loaded from where it began to where it has come.
    fn with_range(&self, query: BoardQuery) -> BoardQuery {
        let (Some(from), Some(lane)) = (self.range_from, self.lane()) else { return query };
        let (first, last) = (from.min(lane.list.row), from.max(lane.list.row));
        let offset = query.offsets.iter().find(|(key, _)| *key == lane.key).map_or(0, |(_, offset)| *offset);
        let start = offset.min(first);
        let end = (offset + query.limit).max(last + 1);
        BoardQuery {
            columns: vec![lane.key.clone()],
            limit: (end - start).min(MOST_OF_COLUMN),
            offsets: vec![(lane.key.clone(), start)],
            ..query
        }
    }

    /// Whether what is seen, or the open range, is not at hand.
    fn lacks_rows(&self, shared: &Shared) -> bool {
        let room = room(shared);
        let window = Window::<JobId, JobLine>::length(room, WINDOW);
        let lacks = |lane: &Lane| !lane.list.is_loaded || lane.list.lacks_rows(room, window);
        if let (Some(from), Some(lane)) = (self.range_from, self.lane()) {
            let at_hand = |place: usize| lane.list.at(place).is_some();
            return lane.list.total > 0 && !(at_hand(from) && at_hand(lane.list.row));
        }
        self.lanes[self.seen(shared.size.width)].iter().any(lacks)
    }

    /// Asks for the next page if what is seen is not at hand.
    fn load_if_needed(&self, shared: &Shared) -> Handled {
        if self.lacks_rows(shared) {
            return Handled::with(Effect::Ask(Ask::Board(self.query(shared))));
        }
        Handled::quietly()
    }

    fn take(&mut self, view: &BoardView, shared: &Shared) {
        let room = room(shared);
        if self.by != GroupBy::Stage {
            self.take_lanes(view);
        }
        for column in &view.columns {
            self.marks.refresh(column.jobs.iter().map(|job| (job.id, job)));
            let key = column.heading.key();
            if let Some(lane) = self.lanes.iter_mut().find(|lane| lane.key == key) {
                lane.take(column, room);
            }
        }
        if let Some(id) = self.following
            && let Some(place) = self.lanes.iter_mut().position(|lane| lane.list.find(id, room))
        {
            self.focus = place;
            self.first = self.seen(shared.size.width).start;
        }
    }
}

/// How many cards of a column are seen.
fn room(shared: &Shared) -> usize {
    cards_that_fit(parts(area_of(shared)).list.height)
}

fn parts(area: Rect) -> Split {
    // Cards come first: on a small screen one line has to do.
    divide(area, NEVER_WIDE, (area.height / 5).clamp(1, TALLEST))
}

impl Pane for Board {
    fn context(&self) -> Context {
        Context::Board
    }

    fn wants(&self, shared: &Shared) -> Vec<Ask> {
        vec![Ask::Board(self.query(shared))]
    }

    fn accept(&mut self, answer: &Answer, shared: &Shared) {
        if let Answer::Board(view) = answer {
            self.solo = view.solo;
            self.take(view, shared);
        }
        if let Answer::BoardColumn(key, jobs, total) = answer {
            self.take_all(key, jobs, *total);
        }
        if let Answer::Done(outcome) = answer {
            // A job is done with when the visit that speaks for it was acted on, too.
            // What was added stands beside the job that it was added to.
            let added = matches!(outcome.kind, Fact::VisitAdded | Fact::NoteWritten);
            let is_done = |job: JobId, line: &JobLine| {
                added || outcome.touches(job) || line.visit.is_some_and(|visit| outcome.touches(visit))
            };
            let (listed, selected) = (self.listed(), self.selected().map(|job| job.id));
            self.marks.done(&listed, selected, is_done);
            (self.range_from, self.marked_of) = (None, None);
        }
    }

    fn follow_up(&mut self, shared: &Shared) -> Vec<Ask> {
        if self.lacks_rows(shared) { vec![Ask::Board(self.query(shared))] } else { Vec::new() }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        if let Some(by) = next_match(action, count) {
            return self.go_matches(by, shared);
        }
        if action == Action::GroupBy {
            return self.group_next(shared);
        }
        if matches!(action, Action::StageOn | Action::StageBack) {
            return send::send(self, action == Action::StageOn, shared);
        }
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
        let handled = match action {
            Action::Left => self.go_to(self.focus.saturating_add_signed(-by), shared),
            Action::Right => {
                let place = step(Some(self.focus), by, self.lanes.len()).unwrap_or_default();
                self.go_to(place, shared)
            }
            Action::Open => {
                let opened = self.selected().and_then(|job| target::of_job(job).opens());
                opened.map_or_else(Handled::quietly, |opened| Handled::with(Effect::Open(opened)))
            }
            Action::Mark | Action::MarkRange | Action::MarkAll => self.mark(action, shared),
            Action::Back if self.clear_marks() => Handled::quietly(),
            // Motions; every other action is the loop's, on the targets.
            _ => self.travel(action, count, shared).unwrap_or(Handled::No),
        };
        match handled {
            Handled::Yes(_) => self.following = None,
            // The loop acts on it, and it may leave its column: the focus goes with it.
            Handled::No if matches!(action.entry().group, Group::Plan | Group::State) => {
                let held = self.held();
                self.following = match held.len() {
                    0 => self.selected().map(|job| job.id),
                    1 => held.keys().next().copied(),
                    _ => None,
                };
            }
            Handled::No => {}
        }
        handled
    }

    fn point(&mut self, mouse: Mouse, area: Rect, shared: &Shared) -> Handled {
        let list = parts(area).list;
        let position = Position::new(mouse.column, mouse.row);
        match mouse.act {
            MouseAct::WheelDown => self.act(Action::Down, None, shared),
            MouseAct::WheelUp => self.act(Action::Up, None, shared),
            MouseAct::Press => {
                let seen = self.seen(area.width);
                let Some((column, card)) = card_at(list, seen.len(), position) else {
                    return Handled::No;
                };
                let before = (self.focus, self.selected().map(|job| job.id));
                let handled = self.go_to(seen.start + column, shared);
                let Some(card) = card else { return handled };
                let is_card = self.select_seen(card, cards_that_fit(list.height));
                // What is selected already is opened.
                if is_card && (self.focus, self.selected().map(|job| job.id)) == before {
                    return self.act(Action::Open, None, shared);
                }
                handled
            }
            MouseAct::Drag | MouseAct::Release => Handled::No,
        }
    }

    fn targets(&self) -> Vec<Target> {
        let held = self.held();
        if !held.is_empty() {
            return held.values().map(target::of_job).collect();
        }
        self.selected().map(target::of_job).into_iter().collect()
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        draw::draw(self, buffer, area, shared);
        None
    }

    fn filter(&mut self, shared: &Shared) -> Vec<Effect> {
        (self.range_from, self.marked_of) = (None, None);
        self.marks.narrow(shared.filter.is_empty());
        for lane in &mut self.lanes {
            (lane.list.start, lane.list.is_loaded) = (0, false);
        }
        vec![Effect::Ask(Ask::Board(self.query(shared)))]
    }

    fn seek(&mut self, job: JobId) {
        self.following = Some(job);
    }

    fn remember(&self) -> serde_json::Value {
        serde_json::json!({
            "by": self.by.name(),
            "job": self.selected().map(|job| job.id.0),
            "column": self.lane().map(|lane| lane.title.clone()),
        })
    }

    fn restore(&mut self, kept: &serde_json::Value, _shared: &Shared) {
        let by = kept["by"].as_str().and_then(GroupBy::from_name).unwrap_or_default();
        self.group_by(by);
        let column = kept["column"].as_str();
        let place = self.lanes.iter().position(|lane| Some(lane.title.as_str()) == column);
        self.focus = place.unwrap_or_default();
        self.following = kept["job"].as_u64().map(JobId);
    }
}
